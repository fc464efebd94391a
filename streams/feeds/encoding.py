"""The characters of a document that came over HTTP, whatever it says of itself."""

import codecs
import re
from typing import Final

_DECLARED: Final = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]{1,40})")
_META: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE
)
_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEVEN_BIT: Final = ("iso2022", "hz", "utf-7")
_TEXT_ENCODINGS: Final = (
    "utf-",
    "iso8859",
    "cp",
    "koi8",
    "mac-",
    "gb",
    "big5",
    "euc",
    "shift_jis",
    "johab",
    "tis-620",
    "ascii",
    *_SEVEN_BIT,
)


def decode(body: bytes, charset: str | None) -> str:
    """The text of an XML or HTML body; `charset` is what the HTTP header says.

    A byte order mark decides. Then UTF-8 is tried whatever is declared: text in a legacy encoding is
    practically never valid UTF-8, while UTF-8 declared as something else is common. Then the document's own
    declaration, then the header (RFC 7303 has these the other way round, but servers send a default charset
    more often than documents are wrong about themselves), then windows-1252. Never raises.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if body[:4] in {b"<\0?\0", b"<\0r\0", b"<\0f\0"}:
        return body.decode("utf-16-le", "replace")
    if body[:4] in {b"\0<\0?", b"\0<\0r", b"\0<\0f"}:
        return body.decode("utf-16-be", "replace")
    declared = _DECLARED.search(body[:1024]) or _META.search(body[:4096])
    named = [_codec(declared[1].decode("ascii")) if declared else None, _codec(charset)]
    candidates = [name for name in named if name is not None]
    seven_bit = [name for name in candidates if name.startswith(_SEVEN_BIT)]
    for encoding in [*seven_bit, "utf-8", *candidates]:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode(next(iter(candidates), "windows-1252"), "replace")


def _codec(name: str | None) -> str | None:
    """Python's codec for a charset label; none for codecs that are not character encodings of the web."""
    try:
        codec = codecs.lookup(name.strip(" \"'")).name if name else ""
    except (LookupError, ValueError):
        return None
    if codec in {"iso8859-1", "ascii"}:
        return "cp1252"
    return codec if codec.startswith(_TEXT_ENCODINGS) else None
