"""What the door lets through, and what it says of the rest."""

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.decoding import DecodingLimits, decode
from streams.reasons import Reason
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import PreparedArticle
from tests.in_memory import pipeline
from tests.pipeline.poison import ODD_BUT_GOOD, POISON

LIMITS = DecodingLimits()


@pytest.mark.parametrize("name", POISON)
def test_poison_is_set_aside_with_its_reason_and_its_bytes(name: str) -> None:
    value, reason = POISON[name]

    outcome = pipeline().prepare(value)

    assert isinstance(outcome, DeadLetter)
    assert reason == outcome.reason
    assert value == outcome.value
    assert outcome.message


@pytest.mark.parametrize("name", ODD_BUT_GOOD)
def test_odd_but_good_articles_come_through(name: str) -> None:
    assert isinstance(pipeline().prepare(ODD_BUT_GOOD[name]), PreparedArticle)


def test_unreadable_dates_and_unknown_fields_are_carried_along() -> None:
    raw = decode(b'{"text": "x", "published_at": "soon", "fetched_at": 5, "author": "me"}', LIMITS)

    assert {"author": "me", "published_at": "soon", "fetched_at": 5} == raw.extra
    assert raw.published_at is None
    assert raw.fetched_at is None


def test_html_wins_over_text() -> None:
    raw = decode(b'{"text": "x", "html": "<p>y</p>"}', LIMITS)

    assert "<p>y</p>" == raw.html
    assert raw.text is None


@pytest.mark.parametrize("html", ["", " \n"])
def test_blank_html_leaves_the_text(html: str) -> None:
    raw = decode(orjson.dumps({"text": "x", "html": html}), LIMITS)

    assert (raw.text, raw.html) == ("x", None)


def test_source_is_the_host_of_the_url_unless_given() -> None:
    assert "example.org" == decode(b'{"text": "x", "url": "https://www.example.org/a"}', LIMITS).source
    assert "desk" == decode(b'{"text": "x", "url": "https://example.org/a", "source": "desk"}', LIMITS).source


def test_derived_id_ignores_tracking_and_what_is_no_content() -> None:
    one = decode(b'{"text": "x", "url": "https://example.org/a?utm_source=b", "title": "t"}', LIMITS)
    two = decode(b'{"text": "x", "url": "http://example.org/a", "fetched_at": "2020-01-01"}', LIMITS)
    other = decode(b'{"text": "y", "url": "https://example.org/a"}', LIMITS)

    assert one.id == two.id
    assert 32 == len(one.id)
    assert one.id != other.id


@given(st.binary(max_size=200))
def test_any_bytes_are_an_article_or_a_rejection(value: bytes) -> None:
    outcome = pipeline().prepare(value)

    assert isinstance(outcome, PreparedArticle | DeadLetter)
    if isinstance(outcome, DeadLetter):
        assert outcome.message
        assert Reason.STAGE_FAILED != outcome.reason
