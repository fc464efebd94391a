"""How sure a candidate is: what stands beside its trigger, weighed and added up."""

from streams.events.evidence.features import Weigher
from streams.events.evidence.needs import possible, satisfied
from streams.events.evidence.weights import (
    COMPANY_IN_ARTICLE,
    COMPANY_IN_SENTENCE,
    COMPANY_OF_OTHERS,
    THRESHOLD,
    Features,
    confidence,
    points,
)

__all__ = [
    "COMPANY_IN_ARTICLE",
    "COMPANY_IN_SENTENCE",
    "COMPANY_OF_OTHERS",
    "THRESHOLD",
    "Features",
    "Weigher",
    "confidence",
    "points",
    "possible",
    "satisfied",
]
