"""Builds the pipeline from the files in this package."""

from streams.cleaning import Cleaner
from streams.decoding import DecodingLimits
from streams.events import EventExtractor
from streams.language import LanguageIdentifier
from streams.pipeline import Measure, Pipeline


def build_pipeline(limits: DecodingLimits | None = None, measure: Measure | None = None) -> Pipeline:
    """The pipeline with the rules, wording and lexicons of this installation."""
    parts = (Cleaner(), LanguageIdentifier(), EventExtractor(), limits or DecodingLimits())
    return Pipeline(*parts, measure) if measure else Pipeline(*parts)
