"""The door: bytes to a checked raw article, or a rejection that a person can act on."""

import hashlib
from dataclasses import dataclass
from typing import Any, Final

import orjson

from streams import urls
from streams.dates import timestamp
from streams.reasons import Reason
from streams.records.article import RawArticle

TEXT_FIELDS: Final = ("id", "url", "source", "title", "text", "html", "language")
DATE_FIELDS: Final = ("published_at", "fetched_at")
KNOWN_FIELDS: Final = frozenset(TEXT_FIELDS + DATE_FIELDS)
ID_DIGITS: Final = 32


class Rejected(Exception):
    """A message that cannot be processed, with its reason from the catalogue."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


@dataclass(frozen=True, slots=True)
class DecodingLimits:
    """What the door lets through."""

    max_article_bytes: int = 8 * 1024 * 1024


def decode(value: bytes | None, limits: DecodingLimits) -> RawArticle:
    """Decodes and checks one raw article.

    Raises:
        Rejected: the bytes are no article; reason and message say why.
    """
    document = _parse(value, limits)
    fields = {name: _text(document, name) for name in TEXT_FIELDS}
    dates, unreadable = _dates(document)
    html, text = _body(fields["html"], fields["text"])
    body = html or text or ""
    url = fields["url"]
    source = fields["source"] or urls.host(url)
    received_date = document.get("published_at")
    content = content_digest(url, source, body, received_date)
    return RawArticle(
        id=fields["id"] or content[:ID_DIGITS],
        url=url,
        source=source,
        title=fields["title"],
        text=text,
        html=html,
        language=fields["language"],
        published_at=dates["published_at"],
        fetched_at=dates["fetched_at"],
        extra={name: v for name, v in document.items() if name not in KNOWN_FIELDS} | unreadable,
        content=content,
    )


def _body(html: str | None, text: str | None) -> tuple[str | None, str | None]:
    """The one of both that is used: HTML, unless only the text has anything in it."""
    if html is None and text is None:
        raise Rejected(Reason.NO_TEXT, "the article has neither `text` nor `html`")
    if html and html.strip():
        return html, None
    if text and text.strip():
        return None, text
    raise Rejected(Reason.EMPTY_TEXT, f"`{'text' if html is None else 'html'}` is blank")


def content_digest(url: str | None, source: str | None, body: str, published_at: Any) -> str:
    """SHA-256 (hex) over canonical URL, source, the received body and the received publication date."""
    canonical = urls.canonical(url) if url else None
    return hashlib.sha256(orjson.dumps([canonical, source, body, published_at])).hexdigest()


def _parse(value: bytes | None, limits: DecodingLimits) -> dict[str, Any]:
    if value is None:
        raise Rejected(Reason.NULL_VALUE, "the message has no value")
    if len(value) > limits.max_article_bytes:
        raise Rejected(
            Reason.TOO_LARGE,
            f"the article has {len(value):,} bytes; `max_article_bytes` allows {limits.max_article_bytes:,}",
        )
    try:
        document = orjson.loads(value)
    except orjson.JSONDecodeError as error:
        try:
            value.decode("utf-8")
        except UnicodeDecodeError as broken:
            raise Rejected(
                Reason.INVALID_UTF8, f"byte {broken.start:,} is not UTF-8 ({broken.reason})"
            ) from None
        raise Rejected(Reason.INVALID_JSON, str(error)) from None
    if not isinstance(document, dict):
        raise Rejected(Reason.NOT_AN_OBJECT, f"the message is {_kind(document)}, not an object")
    return document


def _text(document: dict[str, Any], name: str) -> str | None:
    value = document.get(name)
    if value is None or isinstance(value, str):
        return value if value or name in {"text", "html"} else None
    raise Rejected(Reason.WRONG_TYPE, f"`{name}` is {_kind(value)}, not a string")


def _dates(document: dict[str, Any]) -> tuple[dict[str, str | None], dict[str, Any]]:
    """The dates that can be read, and those that cannot as they were received."""
    readable: dict[str, str | None] = {}
    unreadable: dict[str, Any] = {}
    for name in DATE_FIELDS:
        value = document.get(name)
        readable[name] = value if isinstance(value, str) and timestamp(value) is not None else None
        if value is not None and readable[name] is None:
            unreadable[name] = value
    return readable, unreadable


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    names = {bool: "a boolean", int: "a number", float: "a number", str: "a string", list: "an array"}
    return names.get(type(value), "an object")
