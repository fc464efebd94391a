from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.model import FeedDocument
from streams.feeds.options import FeedSource
from streams.feeds.schedule import Yield, after_skipped, backoff, interval, is_silent, next_poll, retry_after

FEED = FeedSource("https://outlet.example/rss", "outlet.example", min_interval=300, max_interval=21_600)
NOON = datetime(2026, 11, 3, 12, 30, tzinfo=UTC).timestamp()  # a Tuesday


def settled(every: float, listed: int = 20) -> float:
    """The interval that a feed with a new item every so many seconds comes to."""
    seconds = 900.0
    for _ in range(60):
        new = min(listed, round(seconds / every))
        seconds = interval(seconds, Yield(listed, new, seconds), FEED)
    return seconds


def test_a_busy_feed_is_polled_as_often_as_allowed_a_quiet_one_as_seldom() -> None:
    assert 300 == settled(10)
    assert 1_000 < settled(2_000) < 4_500
    assert 21_600 == settled(10_000_000)


def test_a_list_that_is_half_new_halves_the_interval() -> None:
    assert 1_800 >= interval(3_600, Yield(10, 5, 3_600), FEED)


def test_a_feed_without_news_is_polled_less_and_less() -> None:
    assert 1_350 == interval(900, Yield(20, 0, 900), FEED)
    assert 1_350 == interval(900, Yield(0, 0, 900), FEED)


@given(
    st.floats(0, 1e7),
    st.integers(0, 2000),
    st.integers(0, 2000),
    st.none() | st.floats(0, 1e8),
    st.floats(0, 0.999),
)
def test_the_interval_keeps_to_the_bounds(
    previous: float, listed: int, new: int, elapsed: float | None, spread: float
) -> None:
    seconds = interval(previous, Yield(listed, min(listed, new), elapsed), FEED)
    assert 300 <= seconds <= 21_600
    assert NOON + 270 <= next_poll(NOON, seconds, None, FEED, spread) <= NOON + 23_760


def test_ttl_is_a_lower_bound_but_cannot_silence_a_feed() -> None:
    assert NOON + 3_600 == next_poll(NOON, 300, FeedDocument("rss", ttl=3_600), FEED, 0.5)
    assert NOON + 21_600 == next_poll(NOON, 300, FeedDocument("rss", ttl=604_800), FEED, 0.5)


def test_hours_and_days_to_skip_are_skipped() -> None:
    half_past = 1800
    assert NOON + half_past == after_skipped(NOON, frozenset({12}), frozenset())
    assert NOON + half_past + 11 * 3600 == after_skipped(NOON, frozenset(), frozenset({1}))
    assert NOON == after_skipped(NOON, frozenset(range(24)), frozenset())
    assert NOON == after_skipped(NOON, frozenset({11}), frozenset({2}))


@given(st.frozensets(st.integers(0, 23)), st.frozensets(st.integers(0, 6)))
def test_a_feed_cannot_skip_more_than_a_week(hours: frozenset[int], days: frozenset[int]) -> None:
    assert NOON <= after_skipped(NOON, hours, days) <= NOON + 7 * 86_400


def test_failures_double_the_wait_up_to_the_bound() -> None:
    assert [300, 600, 1200, 2400] == [backoff(n, FEED, 1.0) for n in (1, 2, 3, 4)]
    assert 21_600 == backoff(1_000_000, FEED, 1.0)
    assert 150 == backoff(1, FEED, 0.0)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("99999999999", 86_400),
        ("Tue, 03 Nov 2026 12:31:00 GMT", 60),
        ("Tue, 03 Nov 2026 12:00:00 GMT", 0),
        ("Tue, 03 Nov 2099 12:00:00 GMT", 86_400),
        ("-5", None),
        ("soon", None),
        ("١٢", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert seconds == retry_after(header, NOON)


@given(st.text(max_size=60))
def test_any_retry_after_is_read_or_left(header: str) -> None:
    seconds = retry_after(header, NOON)
    assert seconds is None or 0 <= seconds <= 86_400


def test_silence_is_noticed() -> None:
    assert is_silent(NOON - 4 * 86_400, 900, NOON)
    assert not is_silent(NOON - 4 * 86_400, 21_600, NOON)
    assert not is_silent(None, 900, NOON)
