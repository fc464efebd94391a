"""Who says so: the subject of the sentence's reporting verb, or what stands behind according to."""

from streams.events.actors import ActorResolver, Mentions
from streams.events.lexicon.model import BIT
from streams.events.syntax import Chunk, Syntax
from streams.events.syntax.model import Extent
from streams.events.tokens import Document
from streams.records.event import Attribution


def attribution(
    document: Document,
    sentence: tuple[int, int],
    syntax: Syntax,
    resolver: ActorResolver,
    mentions: Mentions,
) -> tuple[Attribution, Chunk] | None:
    """The first source that the sentence names, and the phrase that names it."""
    for index in range(*sentence):
        bits = document.classes[index]
        if bits & (BIT["reporting"] | BIT["source"]):
            chunk = _speaker(document, index, sentence, syntax)
            if chunk is None:
                continue
            actor = resolver.actor(chunk, mentions)
            if actor:
                return Attribution(actor.text, actor.start, actor.end, actor.name), chunk
    return None


def _speaker(document: Document, index: int, sentence: tuple[int, int], syntax: Syntax) -> Chunk | None:
    extent = Extent(index, index + 1, *sentence)
    if document.classes[index] & BIT["source"]:
        found = syntax.around_noun(document, extent)
        chunks = found.objects or [c for _, _, chunks in found.prepositional for c in chunks]
    else:
        found = syntax.around_verb(document, extent, passive=False)
        chunks = found.subject or found.objects
    return chunks[0] if chunks else None
