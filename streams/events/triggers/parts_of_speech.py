"""Which part of speech a form that could be several is in its context: verb, noun, participle, part of a name."""

from typing import Final

from streams.events.lexicon.model import BIT, Sense
from streams.events.syntax.model import mask
from streams.events.tokens import DIGITS, PUNCTUATION, Document

PARTICIPLES: Final = frozenset({"past", "participle"})
_NOUN_BEFORE: Final = mask("determiner", "number", "quantity", "preposition", "agent", "between") | DIGITS
_OBJECT_BEGINS: Final = mask("determiner", "number", "quantity") | DIGITS
_GERUND_BEFORE: Final = mask(
    "being", "conjunction", "preposition", "agent", "adverb", "time", "negation", "clause", "presupposing"
)
_ATTRIBUTIVE_BEFORE: Final = mask("determiner", "agent", "partitive", "with", "against", "between")
_VERB_BEFORE: Final = mask(
    "to", "future", "hypothetical", "auxiliary", "negation", "anaphor", "first_person", "relative"
)
_ADVERB: Final = BIT["adverb"]
_AGENT: Final = BIT["agent"]
_AUXILIARY: Final = BIT["auxiliary"]
_BEING: Final = BIT["being"]
_COUNT: Final = DIGITS | mask("number", "quantity")
_NAME_END: Final = BIT["name_end"]
_OBJECT_PRONOUN: Final = BIT["object_pronoun"]
_PLURAL: Final = BIT["plural"]
_PREPOSITION: Final = BIT["preposition"]
_GENITIVE_BEFORE: Final = mask(
    "preposition", "purpose", "planned", "active_light", "undergo_light", "occur_light", "inert", "quantity"
)


def in_name(document: Document, index: int) -> bool:
    """Whether a capital is part of a name: not where a sentence begins, nor in a headline of capitals."""
    before = document.words[index - 1] if index else None
    if before is None or before.classes & PUNCTUATION:
        return False
    near = [word for word in document.words[max(0, index - 5) : index + 6] if len(word.norm) > 3]
    return sum(word.capital for word in near) * 2 <= len(near) or before.capital


def is_arabic_verb(document: Document, index: int) -> bool:
    """Whether a form that is verb and verbal noun alike (قتل) is the verb."""
    word = document.words[index]
    if word.definite or word.preposition:
        return False
    if index == 0:
        return True
    before, bits = document.words[index - 1], document.classes[index - 1]
    if bits & _GENITIVE_BEFORE:
        return bool(bits & _AUXILIARY)
    return not (before.triggers and before.triggers[0].part == "noun" and not word.conjunction)


def is_arabic_noun(document: Document, index: int) -> bool:
    """Whether a form that is verb and noun alike is the noun: of families (أسر), thirty students (طالبا)."""
    word = document.words[index]
    if all(sense.part == "verb" for sense in word.senses):
        return False
    counted = word.norm.endswith("ا") and index > 0 and bool(document.classes[index - 1] & _COUNT)
    return counted or not is_arabic_verb(document, index)


def is_verb(document: Document, index: int, verbs: list[Sense], *, alone: bool = False) -> bool:
    """Whether a form that is verb and noun alike (attack, protests) is the verb; `alone`: it is no noun at all."""
    at = index - 1
    while at > 0 and document.classes[at] & _ADVERB:
        at -= 1
    if at < 0:
        return False
    bits, before = document.classes[at], document.words[at]
    if bits & _VERB_BEFORE and not bits & _OBJECT_PRONOUN:
        return True
    if bits & _NOUN_BEFORE or before.norm == "'s" or (before.country and not before.norm.endswith("s")):
        return False
    tenses = {sense.form.tense for sense in verbs}
    if tenses & PARTICIPLES:
        return True
    if tenses & {"gerund"}:
        return bool(bits & _BEING) or has_object(document, index)
    plural = before.norm.endswith("s") or bool(bits & _PLURAL)
    if "base" in tenses:
        return plural and not _in_prepositional(document, at)
    named = bool(bits & _NAME_END) or (alone and before.capital)
    return named or (bool(before.sector or before.state) and not plural)


def _in_prepositional(document: Document, index: int) -> bool:
    """Whether a noun belongs to a preposition before it, and is no subject: on a weapons supply."""
    for position in range(index - 1, max(-1, index - 5), -1):
        bits = document.classes[position]
        if bits & (_PREPOSITION | _AGENT):
            return True
        if bits & (PUNCTUATION | _BEING | _AUXILIARY):
            return False
    return False


def has_object(document: Document, index: int) -> bool:
    """Whether what follows a word can only be its object: killing two, wounding the mayor."""
    return index + 1 < len(document.words) and bool(document.classes[index + 1] & _OBJECT_BEGINS)


def qualifies(document: Document, index: int, sense: Sense) -> bool:
    """Whether a participle belongs to the noun behind it: the captured town, by proposed legislation."""
    before = document.classes[index - 1] if index else 0
    return sense.form.tense in PARTICIPLES and bool(before & _ATTRIBUTIVE_BEFORE)


def opens_compound(document: Document, index: int) -> bool:
    """Whether a hyphen joins a word to the next: a step-down, no verb."""
    return (
        index + 1 < len(document.words)
        and document.words[index + 1].norm == "-"
        and document.starts[index + 1] == document.ends[index]
    )


def stands_as_verb(document: Document, index: int, verbs: list[Sense]) -> bool:
    """Whether a verb's form is one here: not in the captured town, a sharp decline, the public offering."""
    tenses = {sense.form.tense for sense in verbs}
    bits = document.classes[index - 1] if index else PUNCTUATION
    if tenses & PARTICIPLES:
        return not any(qualifies(document, index, sense) for sense in verbs)
    if "gerund" in tenses:
        return bool(bits & (PUNCTUATION | _GERUND_BEFORE))
    return is_verb(document, index, verbs, alone=True)
