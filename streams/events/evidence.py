"""How sure a candidate is: what stands beside its trigger, added up.

A bare mention ("the attack", "battles") is no event; it becomes one by those who took part in it, by numbers,
a place or a date. The weights were set by hand on half of the public Arabic sentences of arabic_event_gsr.
"""

from dataclasses import dataclass
from typing import Final

from streams.events.lexicon.model import Need, Trigger
from streams.records.event import Status

THRESHOLD: Final = 0.5
"""Candidates below are not published."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate."""

    trigger: Trigger
    part: str
    status: Status
    definite: bool
    actors: int
    recipients: int
    known_parties: bool
    numbers: int
    locations: int
    date: bool
    light: bool
    armed: bool
    generic: bool
    sport: bool

    def satisfied(self) -> bool:
        """Whether the trigger has beside it what its entry asks for."""
        need: Need | None = self.trigger.needs
        if need is None:
            return True
        return {
            "actor": self.actors > 0,
            "recipient": self.recipients > 0,
            "party": self.known_parties,
            "number": self.numbers > 0,
            "place": self.locations > 0,
            "armed": self.armed,
        }[need]

    def confidence(self) -> float:
        """Between 0 and 1, to two places; 0 when the entry's need is not met."""
        if not self.satisfied() or (self.sport and not self.known_parties):
            return 0.0
        score = self.trigger.weight
        score += 0.08 * bool(self.actors) + 0.08 * bool(self.recipients) + 0.04 * self.known_parties
        score += 0.1 * bool(self.numbers) + 0.04 * bool(self.locations) + 0.06 * self.date
        score += 0.08 * self.light + 0.05 * (self.part == "verb")
        if self.part == "noun" and not (self.actors or self.recipients or self.numbers):
            score -= 0.2 if self.definite else 0.12
        score -= 0.3 * self.generic
        score -= {"asserted": 0.0, "planned": 0.05, "hypothetical": 0.1, "negated": 0.1, "historical": 0.0}[
            self.status
        ]
        return round(min(0.99, max(0.0, score)), 2)
