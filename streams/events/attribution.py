"""Who says so: the subject of the sentence's reporting verb, or what stands behind according to."""

import re
from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.lexicon.model import BIT
from streams.events.syntax import Chunk, Syntax
from streams.events.syntax.model import Extent
from streams.events.tokens import QUOTE, STRONG, Document
from streams.records.event import Attribution

_BETWEEN: Final = BIT["between"]
_COMPLEMENTISER: Final = BIT["complementiser"]
_CONTENT: Final = _COMPLEMENTISER | QUOTE | STRONG
"""What opens the words of a speaker: that, a colon, a quotation mark."""
_WHAT: Final = frozenset({"ما", "لما"})
"""According to what so-and-so said: the verb behind names the source."""
_CONTENT_WITHIN: Final = 3
_BRACKETS: Final = frozenset("()[]{}")
_INFINITIVE: Final = re.compile("ت..ي.")
"""The verbal noun of many Arabic verbs: what was announced ("the forming of a government"), not who announced it."""
_INERT: Final = BIT["inert"]
_RELATIVE: Final = BIT["relative"]
_REPORTING: Final = BIT["reporting"]
_SOURCE: Final = BIT["source"]
_SAYS: Final = _REPORTING | _SOURCE


def attribution(
    document: Document,
    sentence: tuple[int, int],
    syntax: Syntax,
    resolver: ActorResolver,
    mentions: Mentions,
) -> tuple[Attribution, Chunk] | None:
    """The first source that the sentence names, and the phrase that names it."""
    for index, bits in enumerate(document.classes[slice(*sentence)], sentence[0]):
        if not bits & _SAYS or (bits & _REPORTING and _of_something(document, index, sentence)):
            continue
        chunk = _speaker(document, index, sentence, syntax)
        if (
            chunk is None
            or document.words[chunk.first].norm in _WHAT
            or not _plausible(document, index, chunk, resolver)
        ):
            continue
        actor = resolver.actor(chunk, mentions)
        if actor:
            return Attribution(actor.text, actor.start, actor.end, actor.name), chunk
    return None


def _of_something(document: Document, index: int, sentence: tuple[int, int]) -> bool:
    """Whether the verb has a thing for its object, "the caliphate that it announced", and reports nothing."""
    relative = index > sentence[0] and document.classes[index - 1] & _RELATIVE
    return bool(relative) or document.words[index].pronoun


def _plausible(document: Document, index: int, chunk: Chunk, resolver: ActorResolver) -> bool:
    """Whether a phrase can be a source: known, definite, a report, or what is said follows it.

    So neither who stands behind "between" (بين, which is also "made clear") nor what was announced.
    """
    bits, head = document.classes[index], document.words[chunk.first]
    if bits & _SOURCE and not bits & _REPORTING:
        return True
    if bits & _BETWEEN:
        behind = document.classes[chunk.last : chunk.last + _CONTENT_WITHIN]
        return any(following & _COMPLEMENTISER for following in behind)
    if head.accusative or (head.triggers and not (head.sector or head.capital)):
        return False
    inert = bool(document.classes[chunk.first] & _INERT)
    if not (inert or head.sector or head.definite) and _INFINITIVE.fullmatch(head.norm):
        return False
    said = resolver.known(chunk) or inert
    said = said or head.capital or any(document.words[k].definite for k in range(*chunk))
    return said or chunk.last <= index or _opens(document, chunk.last)


def _opens(document: Document, first: int) -> bool:
    """Whether what is said begins within a few words."""
    last = min(first + _CONTENT_WITHIN, len(document.words))
    return any(
        document.classes[index] & _CONTENT and document.words[index].norm not in _BRACKETS
        for index in range(first, last)
    )


def _speaker(document: Document, index: int, sentence: tuple[int, int], syntax: Syntax) -> Chunk | None:
    extent = Extent(index, index + 1, *sentence)
    if document.classes[index] & _SOURCE:
        found = syntax.around_noun(document, extent)
        chunks = found.objects or [c for _, _, chunks in found.prepositional for c in chunks]
    else:
        chunks = syntax.speaker(document, extent)
    return chunks[0] if chunks else None
