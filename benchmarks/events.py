"""The event stage: CPU time for one seed article, in all and part by part.

usage: python -m benchmarks.events
"""

from collections.abc import Callable
from functools import partial
from itertools import islice
from time import process_time

from benchmarks.labelled import milliseconds
from config.loaders.events import load_event_resources
from streams.events.dates import find_dates
from streams.events.extractor import ArticleContext, EventExtractor
from streams.events.numbers import find_numbers
from streams.events.tokens import Analyser
from streams.events.triggers import find_triggers
from streams.events.words import Words
from tools.golden_events import SEEDS, articles

PASSES = 5
"""Passes over the articles in each round: a round is long against the clock's ticks."""


def parts() -> dict[str, Callable[[tuple[str, str | None]], object]]:
    """What is measured, by name; each takes an article's text and date of publication.

    Each part is fed as the extractor feeds it, and so includes what it stands on: `triggers` the tokens, `places`,
    `dates` and `numbers` the words. `words` and `tokens` are there to be taken off.
    """
    resources = load_event_resources()
    extractor, analyser = EventExtractor(resources), Analyser(resources.lexicons["ar"])
    places = resources.places
    if places is None:
        raise SystemExit("no gazetteer is installed")
    return {
        "tokens": lambda article: analyser.document(article[0]),
        "triggers": lambda article: find_triggers(analyser.document(article[0]), resources.lexicons["ar"]),
        "words": lambda article: Words.of(article[0]),
        "places": lambda article: places.find(article[0], "ar", words=Words.of(article[0])),
        "dates": lambda article: find_dates(article[0], "ar", article[1], resources.calendar),
        "numbers": lambda article: find_numbers(article[0], "ar", resources.numbers),
        "all": lambda article: extractor.extract(
            article[0], ArticleContext("benchmark", None, None, article[1], "ar")
        ),
    }


def main() -> None:
    """Prints a table: part, milliseconds for one article."""
    seeds = [(text, date) for _, _, text, date in islice(articles(), len(SEEDS))] * PASSES
    measure = partial(milliseconds, inputs=seeds, rounds=20, clock=process_time)
    print(f"{'CPU milliseconds a seed':24} {sum(len(text) for text, _ in seeds) // len(seeds):6} characters")
    for name, part in parts().items():
        print(f"{name:24} {measure(part):6.2f}", flush=True)


if __name__ == "__main__":
    main()
