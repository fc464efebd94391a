"""Floors on texts labelled line by line, in all the languages that have wording."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.loaders.pipeline import build_text_cleaner

CLEANER = build_text_cleaner()
FLOOR = 0.99
FLOOR_EACH = 0.95


@dataclass
class Labelled:
    """A text with its expected body, title and date."""

    text: str
    body: str
    title: str | None
    published_at: str | None


def read(path):
    lines, headers = [], {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            name, _, value = line[1:].partition(":")
            headers[name.strip()] = value.strip()
        else:
            label, _, content = line.partition("\t")
            lines.append((label, content))
    return Labelled(
        "\n".join(content for _, content in lines),
        "\n\n".join(content for label, content in lines if label == "+"),
        headers.get("title"),
        headers.get("published"),
    )


CORPUS = {path.stem: read(path) for path in sorted((Path(__file__).parent / "corpus").glob("*.txt"))}


def word_f1(text, expected):
    got, want = Counter(text.split()), Counter(expected.split())
    common = (got & want).total()
    return 2 * common / (got.total() + want.total())


@pytest.mark.parametrize("name", CORPUS)
def test_each_body_is_found(name):
    labelled = CORPUS[name]
    assert word_f1(CLEANER.clean_text(labelled.text).text, labelled.body) >= FLOOR_EACH


def test_the_mean_does_not_fall():
    scores = [word_f1(CLEANER.clean_text(labelled.text).text, labelled.body) for labelled in CORPUS.values()]
    assert sum(scores) / len(scores) >= FLOOR


@pytest.mark.parametrize("name", CORPUS)
def test_title_and_date_are_filled_in(name):
    labelled = CORPUS[name]
    clean = CLEANER.clean_text(labelled.text)
    assert (labelled.title, labelled.published_at) == (clean.title, clean.published_at)


@pytest.mark.parametrize("name", CORPUS)
def test_what_the_record_says_is_not_replaced(name):
    clean = CLEANER.clean_text(CORPUS[name].text, title="Another", published_at="2001-02-03T04:05:06Z")
    assert ("Another", "2001-02-03T04:05:06Z") == (clean.title, clean.published_at)
