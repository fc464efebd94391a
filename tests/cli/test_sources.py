"""Files of raw articles: what becomes of them, and what is refused."""

import gzip
import io
from pathlib import Path

import orjson
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from agents.sources import Found, Refused, read_paths

ARABIC = (
    "قالت وزارة الزراعة إن محصول القمح هذا العام جاء أفضل من المتوقع في المحافظات الشمالية، وإن المخازن فتحت "
    "أبوابها أمام الفلاحين منذ صباح الأحد."
)
FRENCH = "Le préfet a déclaré que la route resterait fermée jusqu'à l'été, après l'éboulement de mercredi."
ARTICLE = {"text": "The harbour was closed.", "id": "one"}


def articles(path: Path) -> list[dict[str, str]]:
    found = list(read_paths([path]))
    assert all(isinstance(one, Found) for one in found)
    return [orjson.loads(one.value) for one in found if isinstance(one, Found)]


def refusals(path: Path) -> list[str]:
    return [one.why for one in read_paths([path]) if isinstance(one, Refused)]


def archive(path: Path, *pages: tuple[str, str, bytes]) -> Path:
    with path.open("wb") as output:
        writer = WARCWriter(output, gzip=path.suffix == ".gz")
        for status, kind, body in pages:
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    "https://news.example/1", "response", payload=io.BytesIO(body), http_headers=headers
                )
            )
    return path


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "utf-8"),
        (ARABIC, "utf-8-sig"),
        (ARABIC, "utf-16"),
        (ARABIC, "cp1256"),
        (FRENCH, "cp1252"),
    ],
)
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode(encoding))

    assert [{"text": text, "source": tmp_path.name, "file": "a.txt"}] == articles(file)


def test_a_page_is_read_in_the_encoding_it_declares(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="windows-1256"></head><body><p>{ARABIC}</p></body></html>'
    file = tmp_path / "a.html"
    file.write_bytes(page.encode("cp1256"))

    assert [page] == [one["html"] for one in articles(file)]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes(range(256)) * 40)

    assert ["is no text in an encoding that can be told"] == refusals(file)


@pytest.mark.parametrize("name", ["a.jsonl", "A.JSONL", "a.jsonl.gz"])
def test_json_lines_are_sent_as_they_are_but_for_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    line = orjson.dumps(ARTICLE)
    data = b"\xef\xbb\xbf" + line + b"\r\n\n{not json\n"
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)

    found = [one.value for one in read_paths([tmp_path / name]) if isinstance(one, Found)]

    assert [line, b"{not json"] == found


def test_a_file_cut_off_gives_what_it_holds_and_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(orjson.dumps(ARTICLE) + b"\n")[:-4])

    assert "cannot be read to its end" in refusals(file)[0]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_of_a_web_archive_the_pages_are_taken(tmp_path: Path, name: str) -> None:
    page = f"<html><body><p>{ARABIC}</p></body></html>"
    file = archive(
        tmp_path / name,
        ("200 OK", "text/html; charset=windows-1256", page.encode("cp1256")),
        ("404 Not Found", "text/html; charset=utf-8", page.encode()),
        ("200 OK", "image/png", b"\x89PNG"),
        ("200 OK", "text/html", b""),
    )

    found = list(read_paths([file]))

    assert page == orjson.loads(found[0].value)["html"] if isinstance(found[0], Found) else False
    assert [
        "is the page of an HTTP status 404",
        "is no HTML page",
        "is an empty page",
    ] == refusals(file)
