"""What the words beside a name say: is it a place at all?

Evidence is a number: `AGAINST`, `NONE`, `HINT` (a preposition, a proclitic, a neighbour that is a place) or `PROOF`
(a noun that says so: "مدينة", "province").
"""

from typing import Final

from streams.events.places.scan import Mention
from streams.events.places.vocabulary import PlaceVocabulary
from streams.events.words import Words

AGAINST: Final = -1
NONE: Final = 0
HINT: Final = 1
PROOF: Final = 2

_BLANK: Final = frozenset({" ", "\u00a0", ' "', " “", " «", " '", '"', "-", " (", " ”", " ‘"})
_RIVERS: Final = frozenset({"لنهر", "للنهر", "لقناه", "للقناه"})
_ARTICLES: Final = ("ال", "وال", "بال", "لل", "فال", "كال")


def evidence(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> int:
    """What stands directly before and after a name."""
    if mention.cased:
        return _cased(words, mention, vocabulary)
    return _arabic(words, mention, vocabulary)


def is_person(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> bool:
    """Whether a person's name or words stand beside: "رايان ديلون", "قال ديلون", "Dillon said"."""
    if mention.cut == 0 and words.gaps[mention.first] == " " and mention.first:
        before = words.forms[mention.first - 1]
        if before in vocabulary.speech or before in vocabulary.given or before in vocabulary.titles:
            return True
    after = mention.last + 1
    return mention.cased and after < len(words) and words.forms[after] in vocabulary.speech


def noun_before(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> str | None:
    """What kind of place the words beside a name announce: "محافظة الأنبار", "Anbar province", "city of Mosul"."""
    before = _before(words, mention.first)
    if before == "of" and mention.first > 1:
        before = words.forms[mention.first - 2]
    kind = vocabulary.nouns.get(before) if before else None
    if (
        kind is None
        and mention.cased
        and mention.last + 1 < len(words)
        and words.gaps[mention.last + 1] == " "
    ):
        kind = vocabulary.nouns.get(words.forms[mention.last + 1])
    return kind


def _before(words: Words, index: int) -> str:
    """The word before, when nothing but a space or an opening quotation mark stands between."""
    return words.forms[index - 1] if index and words.gaps[index] in _BLANK else ""


def _arabic(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> int:
    before = _before(words, mention.first)
    plain = words.gaps[mention.first] == " "
    hint = HINT if preposition(words, mention) in {"ب", "ل"} else NONE
    if not before:
        return hint
    if mention.cut == 0 and (
        (
            plain
            and (before in vocabulary.kinship or before in vocabulary.given or before in vocabulary.titles)
        )
        or before in vocabulary.organisations
    ):
        return AGAINST
    if _of_a_river(words, mention):
        return AGAINST
    kind = vocabulary.nouns.get(before)
    if kind:
        return PROOF if kind != "site" else HINT
    if before in vocabulary.areas:
        return PROOF
    if before in vocabulary.before:
        return HINT
    if before in {"علي", "وعلي"} and mention.first > 1 and words.forms[mention.first - 2] in vocabulary.onto:
        return HINT
    return hint


def _of_a_river(words: Words, mention: Mention) -> bool:
    """Whether a name is the bank of a river: "الضفة الغربية لنهر الفرات" is not the West Bank."""
    after = mention.last + 1
    return after < len(words) and words.gaps[after] == " " and words.forms[after] in _RIVERS


def preposition(words: Words, mention: Mention) -> str:
    """The proclitic preposition of a name: ب, ل or ك, or nothing."""
    if not mention.cut:
        return ""
    form = words.forms[mention.first]
    return next((letter for letter in form[mention.cut - 1 :: -1] if letter in "بلك"), "")


def agrees(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> bool:
    """Whether a definite noun stands before a definite name, which is its adjective then ("السؤال القائم")."""
    before = _before(words, mention.first)
    return (
        mention.key.startswith("ال")
        and mention.cut == 0
        and before.startswith(_ARTICLES)
        and before not in vocabulary.nouns
        and before not in vocabulary.before
    )


def _cased(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> int:
    text, first, last = words.text, mention.first, mention.last
    before = words.forms[first - 1] if first and words.gaps[first] in _BLANK | {". "} else ""
    after = words.forms[last + 1] if last + 1 < len(words) and words.gaps[last + 1] in {" ", "\u00a0"} else ""
    capital_before = bool(before) and words.gaps[first] == " " and text[words.starts[first - 1]].isupper()
    capital_after = bool(after) and text[words.starts[last + 1]].isupper()
    if capital_after and after in vocabulary.organisations:
        return AGAINST
    if after in vocabulary.nouns or after in vocabulary.areas:
        return PROOF
    if before == "of" and first > 1 and vocabulary.nouns.get(words.forms[first - 2]):
        return PROOF
    if before in vocabulary.titles and (capital_before or words.gaps[first] == ". "):
        return AGAINST if mention.key in vocabulary.namesakes or capital_after else NONE
    if before in vocabulary.kinship and first == last:
        return AGAINST
    if capital_before and before in vocabulary.given and first == last:
        return AGAINST
    if capital_after and mention.key in vocabulary.namesakes:
        return AGAINST
    if capital_before and vocabulary.nouns.get(before):
        return PROOF
    return HINT if before in vocabulary.before or before in vocabulary.directions else NONE


def in_longer_name(words: Words, mention: Mention, vocabulary: PlaceVocabulary) -> bool:
    """Whether a name stands beside capitalised words that make another name with it ("Paris Hilton")."""
    text, first, last = words.text, mention.first, mention.last
    if not mention.cased or text[mention.start : mention.end].isupper():
        return False
    if last + 1 < len(words) and words.gaps[last + 1] == " ":
        after = words.forms[last + 1]
        start = words.starts[last + 1]
        if text[start].isupper() and not (
            after in vocabulary.nouns or after in vocabulary.areas or after in vocabulary.titles
        ):
            return True
    if first and words.gaps[first] in {" ", "-"} and text[words.starts[first - 1]].isupper():
        before = words.forms[first - 1]
        opening = first == 1 or any(mark in words.gaps[first - 1] for mark in ".!?\n")
        known = (
            before in vocabulary.before
            or before in vocabulary.directions
            or before in vocabulary.nouns
            or before in vocabulary.demonyms
            or before in vocabulary.titles
        )
        return not (opening or known)
    return False
