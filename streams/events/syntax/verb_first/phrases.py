"""Noun phrases, where one ends and the next begins, and those joined to one by and."""

from typing import Final

from streams.events.lexicon.model import BIT
from streams.events.syntax.model import COUNT, ENDS_PHRASE, Chunk
from streams.events.tokens import DIGITS, PUNCTUATION, QUOTE, Document, Lexeme

_PARTITIVE: Final = BIT["partitive"]
_ANAPHOR: Final = BIT["anaphor"]
_SELF: Final = ("نفسه", "نفسها", "ذاته", "ذاتها", "انفسهم")
_PEOPLE: Final = ("ين", "ون", "ات")
_DETERMINER: Final = BIT["determiner"]
_INERT: Final = BIT["inert"]
_ARMED: Final = frozenset({"REB", "UAF"})
_LANDMARK: Final = BIT["landmark"]
_NAME: Final = BIT["name"]
_NAME_END: Final = BIT["name_end"]


def end_of_phrase(document: Document, start: int, end: int) -> int:
    """Where the noun phrase that begins at `start` ends; `start` itself when none does."""
    words, classes = document.words, document.classes
    position, titled, counted, nouns = start, False, False, 0
    previous: Lexeme | None = None
    while position < end:
        word, bits = words[position], classes[position]
        if bits & PUNCTUATION:
            if bits & QUOTE and word.norm not in "()[]{}":
                position += 1
                continue
            break
        if previous is not None and (bits & _NAME or (word.preposition and _possessor(previous, word))):
            nouns, previous = nouns + 1, word
        elif bits & _PARTITIVE and nouns + counted:
            if not (counted and nouns == 0) and not _partitive(document, start, position, end):
                break
            previous = None
        elif bits & ENDS_PHRASE or (nouns + counted and _begins_next(word)):
            break
        elif bits & COUNT:
            if nouns and not (word.definite and previous and previous.definite):  # the six men
                break
            counted = counted or not nouns
        elif (nouns and previous is not None and _splits(previous, word, titled=titled)) or (
            position > start
            and classes[position - 1] & (_NAME_END | QUOTE)
            and _behind_name(document, position)
        ):
            break
        else:
            nouns += 1
            titled = titled or word.title
            previous = word
        position += 1
    return _without_tail(document, start, position, end) if nouns or counted else start


def _begins_next(word: Lexeme) -> bool:
    verb = word.verbal and not word.definite and not word.sector
    return verb or word.conjunction or bool(word.preposition)


def _partitive(document: Document, start: int, position: int, end: int) -> bool:
    """Whether من continues the phrase: a force of the police, but not: soldiers from the city."""
    if position + 1 >= end or position - start > 2:
        return False
    head, following = document.words[position - 1], document.words[position + 1]
    if head.definite or not (head.sector or document.classes[position - 1] & COUNT):
        return False
    return bool(following.sector or following.phrases or following.country)


def coordinated_phrases(document: Document, start: int, end: int) -> list[Chunk]:
    """A noun phrase and those joined to it by and."""
    while start < end and document.classes[start] & (QUOTE | _DETERMINER):
        start += 1
    last = end_of_phrase(document, start, end)
    if last == start:
        return []
    chunks = [Chunk(start, last)]
    while last < end:
        word, bits = document.words[last], document.classes[last]
        if not word.conjunction or bits & ENDS_PHRASE or word.verbal or word.preposition:
            break
        if word.triggers:
            break
        head = document.words[chunks[-1].first]
        alike = word.sector or word.country or word.state or word.definite == head.definite
        if not alike:
            break
        following = end_of_phrase(document, last, end)
        if following == last:
            break
        chunks.append(Chunk(last, following))
        last = following
    return chunks


def _possessor(previous: Lexeme, word: Lexeme) -> bool:
    """A patrol of the police (دورية للشرطة): an indefinite noun has its possessor behind an attached preposition."""
    if word.preposition != "ل" or word.conjunction or word.verbal or word.triggers:
        return False
    return word.definite and (not previous.definite or previous.norm.startswith("التابع"))


def _splits(previous: Lexeme, word: Lexeme, *, titled: bool) -> bool:
    """Whether a second noun phrase begins at `word`, as the object behind a subject does."""
    if word.norm.startswith(_SELF):  # the source itself
        return False
    if word.pronoun and previous.definite:  # the minister his counterpart
        return True
    if titled and not word.sector and not word.classes & _LANDMARK:
        return False
    if previous.state and (word.definite or word.state or word.sector) and not word.country:
        return True
    if previous.sector and not previous.definite:
        plural = previous.norm.endswith(("ون", "ين"))  # before what it is of it would lose its nun
        if (plural and word.definite) or (previous.sector in _ARMED and word.classes & _INERT):
            return True
    if previous.definite and not word.definite:
        return not (word.phrases and not word.sector)
    if previous.definite and word.definite:
        if word.classes & _LANDMARK and not previous.classes & _LANDMARK:
            return True
        if word.norm.endswith(("ي", "يه")) and not word.title:  # the terrorist organisation
            return False
        if previous.classes & _ANAPHOR and word.norm.startswith("الم") and not word.norm.endswith(_PEOPLE):
            return False  # the extremist organisation
        return bool(word.sector) and not word.country and bool(previous.sector or previous.country)
    if previous.norm.endswith("ون") and not word.definite and not word.norm.endswith("ون"):
        return True
    return (
        not word.definite
        and word.norm.endswith("ا")
        and len(word.norm) > 3
        and not previous.norm.endswith("ا")
        and bool(word.senses)
        and not (word.state or word.country)
    )


def _behind_name(document: Document, position: int) -> bool:
    """Whether a named actor ended before this word, which is no adjective of it; or a name in quotation marks
    before a place."""
    word = document.words[position]
    if document.classes[position - 1] & QUOTE and word.classes & _LANDMARK:
        return True
    return bool(document.classes[position - 1] & _NAME_END) and not word.country


def _without_tail(document: Document, start: int, position: int, end: int) -> int:
    """The end of a phrase without a quotation mark that opens something else, or the "year" of a date behind it."""
    classes = document.classes
    if (
        position < end
        and classes[position] & DIGITS
        and position - start > 1
        and classes[position - 1] & _INERT
    ):
        position -= 1
    while position > start and classes[position - 1] & QUOTE and _unbalanced(document, start, position):
        position -= 1
    return position


def _unbalanced(document: Document, start: int, end: int) -> bool:
    quotes = [k for k in range(start, end) if document.classes[k] & QUOTE]
    return len(quotes) % 2 == 1 or start == end
