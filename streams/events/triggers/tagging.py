"""Settles by its neighbours what a word is, before triggers are looked for: name or word, noun or verb, compound."""

from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, Document, Lexeme

_HEADLINE: Final = 24
"""Tokens that a headline has at the most."""
_ENOUGH: Final = 4
_NOUN_BEFORE: Final = mask("determiner", "number", "quantity", "preposition", "agent", "between") | DIGITS
_AGAINST: Final = BIT["against"]
_COUNT: Final = DIGITS | mask("number", "quantity")
_NAME: Final = BIT["name"]
_NAME_END: Final = BIT["name_end"]
_PREPOSITION: Final = BIT["preposition"]
_QUANTITY: Final = BIT["quantity"]


def lower_headlines(document: Document) -> None:
    """In a sentence of capitals, as headlines are, a capital makes no known word a name."""
    words = document.words
    for first, last in document.sentences:
        if not words[first].capital or last - first > _HEADLINE:
            continue
        if not _all_capitals(words[first:last]):
            continue
        for index in range(first, last):
            word = words[index]
            if word.capital and word.senses and not (word.country or word.state):
                words[index] = replace(word, capital=False)


def _all_capitals(words: list[Lexeme]) -> bool:
    """Whether every longer word has a capital, and there are enough of them to say so."""
    long = 0
    for word in words:
        if len(word.norm) > 3 and word.norm.isalpha():
            if not word.capital:
                return False
            long += 1
    return long >= _ENOUGH


def settle_nouns(document: Document) -> None:
    """Takes the verb out of words that an article, a count or a preposition makes nouns: five suspects."""
    for index in range(1, len(document.words)):
        word = document.words[index]
        if not word.verbal or word.triggers or not document.classes[index - 1] & _NOUN_BEFORE:
            continue
        if all(sense.form.tense in ("base", "present") for sense in word.senses if sense.part == "verb"):
            classes = reduce(or_, (sense.classes for sense in word.senses if sense.part != "verb"), 0)
            document.words[index] = replace(word, verbal=False, classes=classes)
            document.classes[index] = classes


def settle_quantities(document: Document) -> None:
    """What is both is a quantity before a count, else a preposition: about fifty, towards the town (نحو)."""
    both = _PREPOSITION | _QUANTITY
    classes = document.classes
    for index in [index for index, bits in enumerate(classes) if bits & both == both]:
        counts = index + 1 < len(classes) and classes[index + 1] & _COUNT
        classes[index] &= ~(_PREPOSITION if counts else _QUANTITY)


def join_compounds(document: Document) -> None:
    """Makes a compound one thing, whatever its parts mean: 48-year-old, Iran-backed, anti-government."""
    words, classes = document.words, document.classes
    starts, ends = document.starts, document.ends
    for index in range(1, len(words) - 1):
        if words[index].norm != "-" or starts[index] != ends[index - 1] or ends[index] != starts[index + 1]:
            continue
        if classes[index - 1] & classes[index + 1] & DIGITS:  # 20-30 people
            continue
        if words[index - 1].classes & _AGAINST:
            words[index + 1] = replace(words[index + 1], sector="", country="", state="")
        for part in (index - 1, index + 1):
            kept = _NAME | _NAME_END
            words[part] = replace(words[part], verbal=False, triggers=())
            classes[part] &= kept
        classes[index] = 0
