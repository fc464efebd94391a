"""What the benchmark measures with: articles that are like the seeds and no copies of each other, and a fair job."""

from itertools import combinations

import orjson

from benchmarks.throughput.articles import BYTES, Writer
from benchmarks.throughput.glued import Glue, by_hand, by_trafilatura
from streams.topics import ENRICHED, EVENTS

ARTICLES = Writer().articles(40)


def _shingles(value: bytes) -> set[tuple[str, ...]]:
    words = orjson.loads(value)["text"].split()
    return {tuple(words[start : start + 5]) for start in range(len(words) - 4)}


def test_the_same_number_is_always_the_same_article() -> None:
    assert ARTICLES[7:9] == Writer().articles(2, first=7)


def test_articles_have_the_size_that_was_asked_for() -> None:
    sizes = [len(article) for article in ARTICLES]

    assert max(abs(size - BYTES) for size in sizes) < BYTES / 8
    assert abs(sum(sizes) / len(sizes) - BYTES) < BYTES / 50


def test_no_article_duplicates_another() -> None:
    for one, other in combinations(map(_shingles, ARTICLES), 2):
        shared = len(one & other)
        assert shared / len(one | other) < 0.5
        assert shared / min(len(one), len(other)) < 0.8


def test_the_glued_job_finds_language_and_events_and_keeps_the_body() -> None:
    for clean in (by_hand, by_trafilatura):
        outputs = [list(Glue(clean).outputs(article)) for article in ARTICLES[:5]]
        for (topic, _, value), *events in outputs:
            article = orjson.loads(value)
            assert topic == ENRICHED
            assert article["language"] == "ar"
            assert len(article["text"]) > 1_000
            assert {EVENTS} == {topic for topic, _, _ in events}
            for event in article["events"]:
                trigger = event["trigger"]
                assert trigger["text"] == article["text"][trigger["start"] : trigger["end"]]
