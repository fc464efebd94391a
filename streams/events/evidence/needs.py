"""What a weak trigger must have beside it."""

from streams.events.evidence.weights import Features
from streams.events.lexicon.model import Need
from streams.records.event import Actor


def possible(
    need: Need | None, actors: tuple[Actor, ...], recipients: tuple[Actor, ...], *, hits_pronoun: bool
) -> bool:
    """Whether a weak trigger has beside it the parties that its entry asks for."""
    if need == "actor":
        return bool(actors)
    if need == "recipient":
        return bool(recipients) or hits_pronoun
    if need == "party":
        return hits_pronoun or any(map(_known, (*actors, *recipients)))
    if need == "parties":
        return any(map(_known, actors)) and (hits_pronoun or any(map(_known, recipients)))
    return True


def _known(actor: Actor) -> bool:
    return bool(actor.sector or actor.country or actor.name)


def satisfied(need: Need | None, found: Features) -> bool:
    """Whether a weak trigger has beside it what else its entry asks for."""
    if need == "number":
        return "counted" in found or "number near" in found
    if need == "armed":
        return "armed" in found or "attack" in found
    if need in ("place", "crowd"):
        return need in found
    return True
