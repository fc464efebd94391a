"""Bytes of a web page to text, when declarations are missing or wrong."""

import codecs
import re
from typing import Final

import charset_normalizer

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PRESCAN: Final = 4096
_META: Final = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]{0,500}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
_HEADER: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_TAG: Final = re.compile(rb"<[^<>]{0,2000}>")
_LETTERS: Final = re.compile(rb"[A-Za-z\x80-\xff]")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_GUESSED: Final = 100_000
"""Bytes that are looked at when the encoding must be guessed."""

# What browsers take these labels for (WHATWG Encoding Standard): supersets of what the labels say.
_LABELS: Final = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "latin5": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs", "x-x-big5": "big5hkscs", "windows-31j": "cp932", "x-mac-cyrillic": "mac-cyrillic",
    "unicode": "utf-16-le", "ucs-2": "utf-16-le", "utf-16": "utf-16-le",
}  # fmt: skip
_NO_CHARSETS: Final = frozenset(
    {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "utf-7"}
)
_LATIN: Final = frozenset({"cp1252", "cp1254", "cp1250", "cp1257", "iso8859-15", "iso8859-2"})
_MOST_HIGH_IN_LATIN: Final = 0.4
"""Share of letters beyond ASCII above which a text is not in a Latin alphabet; Vietnamese stays below."""
_MOST_BROKEN: Final = 0.002


def decode_html(data: bytes, declared: str | None = None) -> str:
    """The page's text; never raises, what cannot be decoded becomes U+FFFD.

    In this order: a byte order mark; UTF-16 by its zero bytes; UTF-8 when the bytes are UTF-8, whatever is
    declared; the declaration of the header, then of the page; else a guess by the distribution of bytes. A
    declaration of a Latin encoding is not believed when most letters are beyond ASCII.

    Args:
        data: the page as received.
        declared: the HTTP header's charset, or the whole Content-Type.
    """
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(marked, "replace")
    wide = _utf_16(data)
    if wide is not None:
        return data.decode(wide, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [_codec(_charset(declared)), _codec(_prescanned(data))]
    if "utf-8" in candidates or candidates == [None, None]:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= _MOST_BROKEN * len(text):
            return text
    for codec in candidates:
        if codec is None or codec == "utf-8" or (codec in _LATIN and _is_not_latin(data)):
            continue
        try:
            return data.decode(codec)
        except (UnicodeError, LookupError):
            continue
    return _guessed(data, next(filter(None, candidates), "cp1252"))


def _utf_16(data: bytes) -> str | None:
    """UTF-16 without a mark: in markup every second byte of the first few is zero."""
    start = data[:64].lstrip(b" \r\n\t")
    if len(start) < 16 or b"\0" not in start:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if min(even, odd) * 4 > max(even, odd) or max(even, odd) * 3 < len(start) // 2:
        return None
    shifted = (len(data[:64]) - len(data[:64].lstrip(b" \r\n\t"))) % 2
    return "utf-16-le" if (odd > even) != bool(shifted) else "utf-16-be"


def _charset(declared: str | None) -> str | None:
    if declared is None:
        return None
    match = _HEADER.search(declared)
    return match[1] if match else declared.strip()


def _prescanned(data: bytes) -> str | None:
    match = _META.search(data[:_PRESCAN])
    label = match[1].decode("ascii", "replace") if match else None
    # A page that could be read as ASCII up to here is not in UTF-16, whatever it says.
    return (
        "utf-8" if label is not None and label.lower().startswith(("utf-16", "unicode", "ucs-2")) else label
    )


def _codec(label: str | None) -> str | None:
    """The name of the codec for a label, or None when there is none."""
    if not label:
        return None
    label = label.strip().lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return None if name in _NO_CHARSETS else name


def _is_not_latin(data: bytes) -> bool:
    text = _TAG.sub(b" ", data[:_GUESSED])
    high = len(_HIGH.findall(text))
    return high > _MOST_HIGH_IN_LATIN * max(1, len(_LETTERS.findall(text)))


def _guessed(data: bytes, otherwise: str) -> str:
    best = charset_normalizer.from_bytes(_TAG.sub(b" ", data[:_GUESSED])).best()
    for codec in (best.encoding if best else otherwise, otherwise):
        try:
            return data.decode(codec)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")
