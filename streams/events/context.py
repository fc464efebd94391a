"""What the extractor is given beside an article's text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from streams.events.dates import CalendarNames
from streams.events.lexicon import Lexicon
from streams.events.numbers import NumberWords
from streams.events.places import PlaceFinder


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the extractor knows of the article beside its text."""

    article_id: str
    source: str | None
    url: str | None
    published_at: str | None
    language: str


@dataclass(frozen=True, slots=True)
class EventResources:
    """What an operator's files give the extractor."""

    lexicons: Mapping[str, Lexicon] = field(default_factory=dict)
    places: PlaceFinder | None = None
    calendar: CalendarNames = field(default_factory=CalendarNames)
    numbers: NumberWords = field(default_factory=NumberWords)
    countries: Mapping[str, str] = field(default_factory=dict)
    """English names by ISO 3166-1 alpha-2 code."""
