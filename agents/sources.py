"""Files of raw articles: text, HTML, JSON Lines and web archives, as the messages that they become."""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

import orjson
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from streams.encoding import decode_html

SUFFIXES: Final = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz", ".warc", ".warc.gz")

_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
"""Controls that no text has many of, and what could not be decoded."""
_MOST_OF_NO_TEXT: Final = 0.02


@dataclass(frozen=True, slots=True)
class Found:
    """A raw article, encoded; `where` names its file and its place in it."""

    where: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """What cannot be made into a message, and why."""

    where: str
    why: str


def read_paths(paths: Iterable[Path], source: str | None = None) -> Iterator[Found | Refused]:
    """The articles in files and folders, folders in the order of their names, one at a time.

    `source` is given to articles from `.txt`, `.html` and WARC files; else it is the folder's name, or for WARC
    the host of the page.
    """
    for path in paths:
        if path.is_dir():
            files = sorted(file for file in path.rglob("*") if file.is_file() and _suffix(file))
            if not files:
                yield Refused(str(path), f"holds no {', '.join(SUFFIXES)} file")
            for file in files:
                yield from _read_file(file, source)
        elif path.exists():
            yield from _read_file(path, source)
        else:
            yield Refused(str(path), "there is no such file or folder")


def read_lines(stream: IO[bytes]) -> Iterator[Found]:
    """The lines of JSON Lines, untouched; blank ones are passed over, as is a byte order mark before the first."""
    name = getattr(stream, "name", "standard input")
    for number, line in enumerate(stream, start=1):
        value = line.rstrip(b"\r\n")
        if number == 1:
            value = value.removeprefix(_BYTE_ORDER_MARK)
        if value.strip():
            yield Found(f"{name}:{number}", value)


def _suffix(file: Path) -> str | None:
    name = file.name.lower()
    return next((suffix for suffix in SUFFIXES if name.endswith(suffix)), None)


def _read_file(file: Path, source: str | None) -> Iterator[Found | Refused]:
    suffix = _suffix(file)
    try:
        if suffix is None:
            yield Refused(str(file), f"its name ends in none of {', '.join(SUFFIXES)}")
        elif suffix in {".txt", ".html", ".htm"}:
            yield _document(file, "text" if suffix == ".txt" else "html", source)
        elif suffix.startswith(".jsonl"):
            with _lines(file, suffix) as stream:
                yield from read_lines(stream)
        else:
            yield from _archive(file, source)
    except (OSError, EOFError, zlib.error, ArchiveLoadFailed) as error:
        yield Refused(str(file), f"cannot be read to its end: {error}")


def _lines(file: Path, suffix: str) -> Any:
    return gzip.open(file) if suffix.endswith(".gz") else file.open("rb")


def _document(file: Path, field: str, source: str | None) -> Found | Refused:
    data = file.read_bytes()
    text = _decoded(data)
    if text is None:
        return Refused(str(file), "is no text in an encoding that can be told")
    article = {field: text, "source": source or file.resolve().parent.name, "file": file.name}
    return Found(str(file), orjson.dumps(article))


def _archive(file: Path, source: str | None) -> Iterator[Found | Refused]:
    with file.open("rb") as stream:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if record.rec_type != "response":
                continue
            where = f"{file}:{number}"
            page = _page(record, source)
            yield Refused(where, page) if isinstance(page, str) else Found(where, orjson.dumps(page))


def _page(record: Any, source: str | None) -> dict[str, Any] | str:
    """The page of a response, or why there is none."""
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    if "html" not in kind.lower():
        return "is no HTML page"
    status = headers.get_statuscode()
    if status.isdigit() and not status.startswith("2"):
        return f"is the page of an HTTP status {status}"
    text = _decoded(record.content_stream().read(), kind)
    if not text:
        return "is an empty page" if text == "" else "is no text in an encoding that can be told"
    page: dict[str, Any] = {"html": text, "url": record.rec_headers.get_header("WARC-Target-URI")}
    fetched = record.rec_headers.get_header("WARC-Date")
    if fetched:
        page["fetched_at"] = fetched
    if source:
        page["source"] = source
    return page


def _decoded(data: bytes, declared: str | None = None) -> str | None:
    """The text, or None when the bytes are none: in UTF-8 a text may have any character, a guess must look like one."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = decode_html(data, declared)
    odd = sum(1 for _ in _NO_TEXT.finditer(text))
    return text if odd <= _MOST_OF_NO_TEXT * len(text) else None
