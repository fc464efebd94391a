"""Who says so: the subject of the sentence's reporting verb, or what stands behind according to."""

from typing import Final

from streams.events.actors import ActorResolver, Mentions
from streams.events.lexicon.model import BIT
from streams.events.syntax import Chunk, Syntax
from streams.events.syntax.model import Extent
from streams.events.tokens import Document
from streams.records.event import Attribution

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
        if chunk is None:
            continue
        actor = resolver.actor(chunk, mentions)
        if actor:
            return Attribution(actor.text, actor.start, actor.end, actor.name), chunk
    return None


def _of_something(document: Document, index: int, sentence: tuple[int, int]) -> bool:
    """Whether the verb has a thing for its object, "the caliphate that it announced", and reports nothing."""
    relative = index > sentence[0] and document.classes[index - 1] & _RELATIVE
    return bool(relative) or document.words[index].pronoun


def _speaker(document: Document, index: int, sentence: tuple[int, int], syntax: Syntax) -> Chunk | None:
    extent = Extent(index, index + 1, *sentence)
    if document.classes[index] & _SOURCE:
        found = syntax.around_noun(document, extent)
        chunks = found.objects or [c for _, _, chunks in found.prepositional for c in chunks]
    else:
        chunks = syntax.speaker(document, extent)
    return chunks[0] if chunks else None
