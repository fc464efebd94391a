"""The names of the topics, as the contract with users has them; a deployment may put a prefix before them."""

from typing import Final

RAW: Final = "articles.raw"
ENRICHED: Final = "articles.enriched"
DUPLICATES: Final = "articles.duplicates"
EVENTS: Final = "events.candidates"
DEAD_LETTERS: Final = "articles.dead-letter"
PREPARED: Final = "murasil-prepared"
FEEDS: Final = "murasil-feeds"

OUTPUTS: Final = (ENRICHED, DUPLICATES, EVENTS)
"""The compacted output topics, whose final state is a function of the set of articles."""
