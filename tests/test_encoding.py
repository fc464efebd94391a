"""Pages' bytes to text: marks, declarations, wrong declarations, none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.encoding import decode_html

ARABIC = "قال وزير الخارجية إن المفاوضات ستستأنف الأسبوع المقبل في جنيف برعاية الأمم المتحدة. " * 3
RUSSIAN = "Министр заявил во вторник, что переговоры возобновятся на следующей неделе. " * 3
FRENCH = "Le ministre a déclaré mardi que les négociations reprendraient la semaine prochaine à Genève. "


def page(text: str, charset: str | None = None) -> str:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<!DOCTYPE html><html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    assert page(ARABIC) == decode_html(page(ARABIC).encode(encoding), "text/html; charset=windows-1252")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ARABIC, "windows-1256"), (ARABIC, "iso-8859-6"), (RUSSIAN, "windows-1251"), (RUSSIAN, "koi8-r"),
     (FRENCH, "windows-1252"), ("外交部长星期二表示。", "gb2312"),
     ("外相は火曜日に述べた。", "shift_jis")],
)  # fmt: skip
def test_declared_in_the_page_or_the_header(text: str, encoding: str) -> None:
    assert page(text, encoding) == decode_html(page(text, encoding).encode(encoding))
    assert page(text) == decode_html(page(text).encode(encoding), f"text/html;charset={encoding}")


@pytest.mark.parametrize("declared", ["windows-1252", "iso-8859-1", "utf-8", "no-such-charset", None])
@pytest.mark.parametrize(("text", "encoding"), [(ARABIC, "windows-1256"), (RUSSIAN, "windows-1251")])
def test_wrong_declarations_are_not_believed(text: str, encoding: str, declared: str | None) -> None:
    assert page(text, declared) == decode_html(page(text, declared).encode(encoding), declared)


@pytest.mark.parametrize("declared", ["windows-1256", "iso-8859-1", "utf-16", None])
def test_utf_8_is_utf_8_whatever_is_declared(declared: str | None) -> None:
    assert page(ARABIC, declared) == decode_html(page(ARABIC, declared).encode(), declared)


def test_a_broken_byte_in_utf_8_costs_one_character() -> None:
    data = page(ARABIC * 5, "utf-8").encode()
    cut = data.replace("جنيف".encode(), "جني".encode() + b"\xd9", 1)
    text = decode_html(cut)
    assert (text.count("\ufffd"), "المفاوضات ستستأنف" in text) == (1, True)


@given(st.binary(max_size=300), st.none() | st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_decoded(data: bytes, declared: str | None) -> None:
    assert isinstance(decode_html(data, declared), str)
