"""From phrases to actors."""

from streams.events.actors import ActorResolver, Mentions
from streams.events.syntax import Chunk
from streams.records.event import Actor


def resolve(chunks: list[Chunk], resolver: ActorResolver, mentions: Mentions) -> tuple[Actor, ...]:
    """The actors of some phrases, each once."""
    if not chunks:
        return ()
    actors: dict[tuple[int, int], Actor] = {}
    for chunk in chunks:
        actor = resolver.actor(chunk, mentions)
        if actor:
            actors.setdefault((actor.start, actor.end), actor)
    return tuple(actors.values())
