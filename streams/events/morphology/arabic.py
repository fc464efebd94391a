"""Arabic: letter variants, clitics, and the conjugation of strong, hollow, geminate and weak verbs.

A light morphology: a lexicon's words are inflected once, at load; a written word is then looked up with
its clitics taken off, fewest first. So a word is only ever split where the lexicon knows what remains.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Final

from streams.events.morphology.model import Form, Prefix, Reading

_MARKS: Final = (
    [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE)]
    + [0x0640, 0x200C, 0x200D, 0x200E, 0x200F]
    + [ord(c) for c in " .*"]
)
_LETTERS: Final = str.maketrans(
    dict.fromkeys(map(chr, _MARKS), "")
    | dict.fromkeys("أإآٱ", "ا")
    | dict.fromkeys("ىیئې", "ي")
    | dict.fromkeys("ةۀە", "ه")
    | {"ؤ": "و", "ک": "ك", "ڪ": "ك", "ﻻ": "لا"}
)

_PRONOUNS: Final = ("هما", "هم", "ها", "هن", "كم", "نا", "ني", "ه", "ك", "ي")


_SHORTEST_VERB: Final = 4
_BY_DOING: Final = re.compile(r"[وف]?ب(?:ت\w\w\w\w?\w?|ا\w\w\w?\w?ا\w)")
_NAMES: Final = ("يا", "يي", *("يو" + letter for letter in "اهحغكلنرسي"))
"""What names of people and places begin with: ياسر, يوسف, يونان."""
_NO_VERBS: Final = frozenset(
    {"يناير", "ينبع", "يثرب", "يعقوب", "يحيي", "يزيد", "يهود", "يمين", "يسار", "يتيم", "تلفزيون"}
)


def _prefixes() -> Iterator[tuple[str, bool, Prefix, str, bool]]:
    for conjunction, preposition, article in product(("", "و", "ف"), ("", "ب", "ل", "ك"), (False, True)):
        written = preposition + ("ال" if article else "")
        if preposition == "ل" and article:
            written = "لل"
        kind: Prefix = "preposition" if preposition else ""
        yield conjunction + written, bool(conjunction), kind, preposition, article
    for conjunction in ("", "و", "ف"):
        yield conjunction + "س", bool(conjunction), "future", "", False


_PREFIXES: Final = tuple(sorted(_prefixes(), key=lambda prefix: len(prefix[0])))


class ArabicMorphology:
    """Modern Standard Arabic as newspapers write it. Verbs are noted `past/present`: `هاجم/يهاجم`."""

    def normalise(self, word: str) -> str:
        """Takes off marks, tatweel and the seams of self-censored words; unifies alef, ya, ta marbuta."""
        return word.translate(_LETTERS)

    def readings(self, normalised: str) -> Iterator[Reading]:
        """See `Morphology.readings`."""
        taken = [
            (normalised[len(written) :], conjunction, prefix, preposition, article)
            for written, conjunction, prefix, preposition, article in _PREFIXES
            if normalised.startswith(written) and len(normalised) > len(written) + 1
        ]
        for clitics in taken:
            yield Reading(*clitics)
        for rest, conjunction, prefix, preposition, article in taken:
            if article:
                continue
            for pronoun in _PRONOUNS:
                if len(rest) > len(pronoun) + 1 and rest.endswith(pronoun):
                    stem = rest[: -len(pronoun)]
                    yield Reading(stem, conjunction, prefix, preposition, False, pronoun)
                    if stem.endswith("ت"):
                        yield Reading(stem[:-1] + "ه", conjunction, prefix, preposition, False, pronoun)

    def looks_like_verb(self, normalised: str) -> bool:
        """By what only finite verbs begin or end with; most verbs are not seen so."""
        word = normalised.removeprefix("و") if len(normalised) > _SHORTEST_VERB else normalised
        if len(word) < _SHORTEST_VERB or word in _NO_VERBS:
            return False
        if word[-1] == "ت":  # rose (ارتفعت), but not: attacks (هجمات), timing (توقيت), houses (بيوت)
            return word[-2] not in "اوي"
        if word[0] == "س" and word[1] in "يت":
            word = word[1:]
        if word.endswith("ون"):
            return word[0] in "يت"
        names = word.startswith(_NAMES) or len(word) < _SHORTEST_VERB
        return (word[0] == "ي" and not names) or (
            word.startswith(("تت", "تست")) and len(word) > _SHORTEST_VERB
        )

    def attached_preposition(self, normalised: str) -> str:
        """ب before what looks like a verbal noun: by challenging (بتحدي), by withdrawing (بانسحاب); not: باراك."""
        return "ب" if _BY_DOING.fullmatch(normalised) else ""

    def verb(self, notation: str) -> Iterator[Form]:
        """All forms of the third person and of the first plural, by `past/present`.

        A passive that is written otherwise than the active (`أصيب/يصاب`) is a verb of its own in a lexicon.
        """
        past, slash, present = notation.partition("/")
        past, present = self.normalise(past), self.normalise(present)
        if not slash or len(past) < 2 or not present.startswith("ي"):
            raise ValueError(f"a verb is written past/present with a present in ي: {notation!r}")
        passive = self._marked_passive(notation)
        for text in self._past(past):
            yield Form(text, "past", passive)
        for text in self._present(present):
            yield Form(text, "present", passive)

    @staticmethod
    def _marked_passive(notation: str) -> bool:
        return len(notation) > 1 and notation[1] == "ُ"

    @staticmethod
    def _past(past: str) -> Iterator[str]:
        if past[-1] in "اي" and len(past) > 2:  # weak last root letter: رمى، رمت، رموا، رماه
            stem = past[:-1]
            yield past
            yield from (stem + ending for ending in ("ا", "ت", "تا", "وا", "و", "ينا", "يا", "وا", "ين"))
            return
        yield from (past + ending for ending in ("", "ت", "ا", "تا", "وا", "و", "ن", "نا", "تم", "ته"))

    @staticmethod
    def _present(present: str) -> Iterator[str]:
        weak = present[-1] in "اوي" and len(present) > 3
        stem = present[1:-1] if weak else present[1:]
        for prefix in "يتن":
            yield prefix + present[1:]
            yield from (prefix + stem + ending for ending in ("ون", "وا", "و", "ين", "ن"))
            yield prefix + present[1:] + "ان"
            if weak and present[-1] == "ي":
                yield prefix + stem + "ا"
            if weak and len(stem) > 2:
                yield prefix + stem  # behind "did not": لم ينته

    def noun(self, notation: str) -> Iterator[Form]:
        """Singular with its accusative and dual, and the plural; `هجوم/هجمات`."""
        singular, _, plural = notation.partition("/")
        singular, plural = self.normalise(singular), self.normalise(plural)
        if singular.startswith("ال") and len(singular) > 4:  # the article is a clitic of any noun
            singular = singular[2:]
        yield Form(singular)
        if singular.endswith("ه"):
            stem = singular[:-1]
            endings = ("ات", "ت", "تان", "تين", "تا", "تي") if not plural else ("ت", "تان", "تين")
            yield from (Form(stem + ending) for ending in endings)
        else:
            yield from (Form(singular + ending) for ending in ("ا", "ان", "ين"))
        if plural:
            yield Form(plural)
            if not plural.endswith(("ات", "ين", "ون")):
                yield Form(plural + "ا")
            if plural.endswith("ون"):
                yield from (Form(plural[:-2] + ending) for ending in ("ين", "و", "ي"))

    def adjective(self, notation: str) -> Iterator[Form]:
        """Masculine and feminine, dual and sound plural; a broken plural behind the slash."""
        singular, _, plural = notation.partition("/")
        singular, plural = self.normalise(singular), self.normalise(plural)
        for ending in ("", "ا", "ه", "ون", "ين", "و", "ي", "ان", "ات", "تان", "تين"):
            yield Form(singular + ending)
        if plural:
            yield Form(plural)
