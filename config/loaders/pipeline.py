"""Builds the pipeline from the files in this package."""

from config.loaders.boilerplate import load_boilerplate
from config.loaders.events import load_event_extractor
from config.loaders.language import load_identifier
from config.loaders.pages import load_notices
from config.loaders.written_dates import load_date_names
from streams.cleaning import Cleaner, CleaningRules, TextCleaner
from streams.cleaning.page import PageCleaner
from streams.cleaning.wording import WordingIndex
from streams.decoding import DecodingLimits
from streams.pipeline import Measure, Pipeline


def build_text_cleaner() -> TextCleaner:
    """The cleaner of received text with the wording of this installation."""
    return TextCleaner(CleaningRules(WordingIndex.of(load_boilerplate()), load_date_names()))


def build_pipeline(limits: DecodingLimits | None = None, measure: Measure | None = None) -> Pipeline:
    """The pipeline with the rules, wording and lexicons of this installation."""
    text = build_text_cleaner()
    parts = (
        Cleaner(text, PageCleaner(text, load_notices())),
        load_identifier(),
        load_event_extractor(),
        limits or DecodingLimits(),
    )
    return Pipeline(*parts, measure) if measure else Pipeline(*parts)
