"""Builds the event stage from the files in this package."""

from config.loaders.calendar import load_calendar_names
from config.loaders.gazetteer import load_place_finder
from config.loaders.lexicons import load_country_names, load_lexicons
from config.loaders.number_words import load_number_words
from streams.events.extractor import EventExtractor, EventResources


def load_event_extractor() -> EventExtractor:
    """The event stage with the lexicons, gazetteer and names of this installation."""
    return EventExtractor(load_event_resources())


def load_event_resources() -> EventResources:
    """What the event stage is made of."""
    return EventResources(
        lexicons=load_lexicons(),
        places=load_place_finder(),
        calendar=load_calendar_names(),
        numbers=load_number_words(),
        countries=load_country_names(),
    )
