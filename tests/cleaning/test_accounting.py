"""Text and removed spans account for all that was received."""

from hypothesis import given

from config.loaders.pipeline import build_text_cleaner
from streams.cleaning.text import tidy
from tests.cleaning.strategies import texts

CLEANER = build_text_cleaner()


def without(text, spans):
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    return text


@given(texts)
def test_text_is_what_was_received_without_the_removed_spans_and_tidied(text):
    clean = CLEANER.clean_text(text)
    assert clean.text == tidy(without(text, clean.removed))


@given(texts)
def test_spans_are_in_order_apart_and_inside(text):
    position = 0
    for span in CLEANER.clean_text(text).removed:
        assert position <= span.start < span.end <= len(text)
        assert span.rule
        position = span.end


@given(texts)
def test_nothing_but_white_space_is_lost(text):
    clean = CLEANER.clean_text(text)
    letters = "".join("".join(text[s.start : s.end] for s in clean.removed).split())
    assert len("".join(text.split())) == len("".join(clean.text.split())) + len(letters)


@given(texts)
def test_the_same_text_is_cleaned_the_same_way(text):
    assert CLEANER.clean_text(text) == build_text_cleaner().clean_text(text)


@given(texts)
def test_tidying_again_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)
