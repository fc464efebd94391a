"""Folding: short texts made comparable across spellings, for looking up wording and names."""

import unicodedata
from typing import Final

_ARABIC_FORMS: Final = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ئ": "ي",
    "ک": "ك",
    "ة": "ه",
    "ؤ": "و",
}
_LATIN_FORMS: Final = {
    "ı": "i",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "æ": "ae",
    "œ": "oe",
    "ё": "е",
    "й": "й",
}
_LAST_FOLDED: Final = 0x3100


def _folding() -> dict[int, str]:
    """Marks, digits and controls go; punctuation and symbols become a space; letters lose their accents.

    All other characters are in the table too: `str.translate` raises and clears an error for each it does not find.
    """
    table: dict[int, str] = {}
    for point in range(_LAST_FOLDED):
        letter = table[point] = chr(point)
        category = unicodedata.category(letter)
        if category in ("Mn", "Me", "Nd") or letter in "\u0640'’ʼ`":
            table[point] = ""
        elif category == "Cf":
            table[point] = " " if letter == "\u200c" else ""
        elif category[0] in "PSZC" and letter != "©":
            table[point] = " "
        elif category == "Ll" and point >= 0xC0:
            base = unicodedata.normalize("NFD", letter)[0]
            if base != letter:
                table[point] = base
    return table | {ord(old): new for old, new in (_ARABIC_FORMS | _LATIN_FORMS).items()}


_FOLDING: Final = _folding()


def fold(text: str) -> str:
    """The text as wording is compared: lower case, without marks, digits and punctuation, one space between words.

    Places, dates and numbers fold with `streams.events.words.fold` instead: they read digits, tell accents apart and
    need every character at its offset, all of which this gives up to let spellings of one phrase meet.

    Arabic letter forms are unified (أ إ آ to ا, ة to ه, ى and ی to ي), Latin letters lose their accents.
    """
    return " ".join(text.lower().translate(_FOLDING).split())
