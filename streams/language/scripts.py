"""Writing systems: which script a letter belongs to, and which scripts name a language by themselves."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Final

# (first code point, script) in ascending order; None is no letter that says anything. Blocks after the
# Unicode Character Database (Blocks.txt), merged to what language identification tells apart.
_BLOCKS: Final[tuple[tuple[int, str | None], ...]] = (
    (0x0000, None), (0x0041, "Latn"), (0x005B, None), (0x0061, "Latn"), (0x007B, None),
    (0x00AA, "Latn"), (0x00AB, None), (0x00B5, None), (0x00BA, "Latn"), (0x00BB, None),
    (0x00C0, "Latn"), (0x00D7, None), (0x00D8, "Latn"), (0x00F7, None), (0x00F8, "Latn"),
    (0x02B0, None), (0x0370, "Grek"), (0x0400, "Cyrl"), (0x0530, "Armn"), (0x0590, "Hebr"),
    (0x0600, None), (0x0620, "Arab"), (0x064B, None), (0x066E, "Arab"), (0x06D4, None), (0x06D5, "Arab"),
    (0x06D6, None), (0x06EE, "Arab"), (0x06F0, None), (0x06FA, "Arab"), (0x0700, "Syrc"), (0x0750, "Arab"),
    (0x0780, "Thaa"), (0x07C0, "Nkoo"), (0x0800, None), (0x0860, "Syrc"), (0x0870, "Arab"),
    (0x0900, "Deva"), (0x0964, None), (0x0971, "Deva"), (0x0980, "Beng"), (0x0A00, "Guru"), (0x0A80, "Gujr"),
    (0x0B00, "Orya"), (0x0B80, "Taml"), (0x0C00, "Telu"), (0x0C80, "Knda"), (0x0D00, "Mlym"),
    (0x0D80, "Sinh"), (0x0E00, "Thai"), (0x0E80, "Laoo"), (0x0F00, "Tibt"), (0x1000, "Mymr"),
    (0x10A0, "Geor"), (0x1100, "Hang"), (0x1200, "Ethi"), (0x13A0, "Cher"), (0x1400, "Cans"),
    (0x1680, None), (0x1780, "Khmr"), (0x1800, "Mong"), (0x18B0, "Cans"), (0x1900, None),
    (0x1C80, "Cyrl"), (0x1C90, "Geor"), (0x1CC0, None), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, None),
    (0x2C60, "Latn"), (0x2C80, None), (0x2D00, "Geor"), (0x2D30, "Tfng"), (0x2D80, "Ethi"), (0x2DE0, "Cyrl"),
    (0x2E00, None), (0x2E80, "Hani"), (0x3000, None), (0x3005, "Hani"), (0x3008, None), (0x3041, "Kana"),
    (0x30FB, None), (0x30FC, "Kana"), (0x3100, "Hani"), (0x3130, "Hang"), (0x3190, None), (0x31F0, "Kana"),
    (0x3200, None), (0x3400, "Hani"), (0x4DC0, None), (0x4E00, "Hani"), (0xA000, None), (0xA640, "Cyrl"),
    (0xA6A0, None), (0xA720, "Latn"), (0xA800, None), (0xA8E0, "Deva"), (0xA900, None), (0xAA60, "Mymr"),
    (0xAA80, None), (0xAB00, "Ethi"), (0xAB30, "Latn"), (0xAB70, "Cher"), (0xABC0, None), (0xAC00, "Hang"),
    (0xD800, None), (0xF900, "Hani"), (0xFB00, "Latn"), (0xFB13, "Armn"), (0xFB1D, "Hebr"), (0xFB50, "Arab"),
    (0xFE00, None), (0xFE70, "Arab"), (0xFEFF, None), (0xFF21, "Latn"), (0xFF3B, None), (0xFF41, "Latn"),
    (0xFF5B, None), (0xFF66, "Kana"), (0xFFA0, "Hang"), (0xFFE0, None), (0x20000, "Hani"), (0x323B0, None),
)  # fmt: skip
_STARTS: Final = [start for start, _ in _BLOCKS]

LANGUAGE_OF_SCRIPT: Final[Mapping[str, str]] = {
    "Armn": "hy", "Cans": "iu", "Cher": "chr", "Geor": "ka", "Grek": "el", "Gujr": "gu", "Guru": "pa",
    "Hang": "ko", "Hani": "zh", "Jpan": "ja", "Khmr": "km", "Knda": "kn", "Laoo": "lo", "Mlym": "ml",
    "Nkoo": "nqo", "Orya": "or", "Sinh": "si", "Syrc": "syr", "Taml": "ta", "Telu": "te", "Thaa": "dv", "Thai": "th",
}  # fmt: skip
"""Scripts in which news is written in one language only."""

CASED_SCRIPTS: Final = frozenset({"Armn", "Cyrl", "Grek", "Latn"})
UNSPACED_SCRIPTS: Final = frozenset({"Hani", "Jpan", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts in which words cannot be counted by spaces."""

# Ideographs next to one kana in ten or fewer still are Japanese; a Chinese text quotes fewer than that.
_KANA_IN_JAPANESE: Final = 0.08


@cache
def script_of(letter: str) -> str | None:
    """The ISO 15924 code of a letter's script, kana as `Kana`; None for what is no letter."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


def scripts(letters: Mapping[str, int]) -> Counter[str]:
    """How many letters of each script there are, given how often each character occurs.

    Kana and ideographs together count as `Jpan` when there is enough kana, else as `Hani`.
    """
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        script = script_of(letter)
        if script is not None:
            counts[script] += count
    kana, ideographs = counts.pop("Kana", 0), counts.pop("Hani", 0)
    if kana or ideographs:
        counts["Jpan" if kana > _KANA_IN_JAPANESE * (kana + ideographs) else "Hani"] = kana + ideographs
    return counts


def in_script(text: str, script: str) -> str:
    """The text with the letters of all other scripts blanked out."""
    wanted = {"Kana", "Hani"} if script in {"Jpan", "Hani"} else {script}
    foreign = {letter for letter in set(text) if script_of(letter) not in wanted | {None}}
    return text.translate(dict.fromkeys(map(ord, foreign), " "))
