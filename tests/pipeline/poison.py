"""Raw messages that cannot be processed, each with its reason, and odd ones that can."""

import orjson

from streams.reasons import Reason

STORY = "أعلنت الشرطة اليوم أن ثلاثة أشخاص أصيبوا في حادث سير على الطريق الساحلي شمال المدينة، ونقلوا إلى المستشفى."

POISON: dict[str, tuple[bytes | None, Reason]] = {
    "bad JSON": (b'{"text": "never ends', Reason.INVALID_JSON),
    "no JSON at all": (b"<html>not json</html>", Reason.INVALID_JSON),
    "empty": (b"", Reason.INVALID_JSON),
    "invalid UTF-8": (b'{"text": "\xff\xfe\xfa"}', Reason.INVALID_UTF8),
    "lone surrogate": (rb'{"text": "\ud800 alone"}', Reason.INVALID_JSON),
    "NaN": (b'{"text": "x", "score": NaN}', Reason.INVALID_JSON),
    "deep nesting": (b'{"text": "x", "deep": ' + b"[" * 5000 + b"]" * 5000 + b"}", Reason.INVALID_JSON),
    "an array": (b'["text"]', Reason.NOT_AN_OBJECT),
    "null": (b"null", Reason.NOT_AN_OBJECT),
    "text is a number": (b'{"text": 5}', Reason.WRONG_TYPE),
    "title is a list": (b'{"text": "x", "title": ["a"]}', Reason.WRONG_TYPE),
    "id is a number": (b'{"id": 7, "text": "x"}', Reason.WRONG_TYPE),
    "no text": (b'{"title": "only"}', Reason.NO_TEXT),
    "null text": (b'{"text": null}', Reason.NO_TEXT),
    "empty text": (b'{"text": ""}', Reason.EMPTY_TEXT),
    "blank text": ('{"text": " \\n\\t\u00a0 "}'.encode(), Reason.EMPTY_TEXT),
    "blank html": (b'{"html": "  "}', Reason.EMPTY_TEXT),
    "null value": (None, Reason.NULL_VALUE),
    "10 MB": (b'{"text": "' + b"x" * 10_000_000 + b'"}', Reason.TOO_LARGE),
}


def _article(number: int, **fields: object) -> bytes:
    return orjson.dumps(
        {"text": f"{STORY} الخبر رقم {number}.", "id": f"odd-{number}", "source": "odd", **fields}
    )


ODD_BUT_GOOD: dict[str, bytes] = {
    "plain": _article(0),
    "bidi controls": _article(1, text=f"\u202b{STORY}\u202c \u2067تم\u2069 \u200f."),
    "NUL": _article(2, text=f"{STORY}\x00 انتهى الخبر الثاني هنا."),
    "unpaired marks": _article(3, text=f"\u064b\u0301 {STORY} (\u00ab\u201c الخبر الثالث."),
    "null optional fields": _article(
        4, url=None, title=None, language=None, published_at=None, fetched_at=None, html=None
    ),
    "unreadable dates": _article(5, published_at="last Tuesday", fetched_at=1234567),
    "unknown fields": _article(6, author={"name": "x"}, tags=["a", 1, None]),
    "wrong declared language": _article(7, language="klingon"),
    "no url but a title": _article(8, title="عنوان الخبر"),
    "strange url": _article(9, url="http://[broken"),
}
ODD_BUT_GOOD["a year of the first century"] = _article(
    10, published_at="0001-01-01", text=f"{STORY} ووقع الحادث العام الماضي بعد حادث آخر في كانون الثاني."
)
ODD_BUT_GOOD["the last day there is"] = _article(
    11, published_at="9999-12-31T23:59:59Z", text=f"{STORY} وغدا يبدأ التحقيق."
)
