"""Verdicts by the letter of the contract, one promise after the other."""

from datetime import timedelta

import pytest

from streams.duplicates import DuplicateOptions, Resolver
from streams.reasons import Reason
from streams.topics import DUPLICATES, ENRICHED, EVENTS
from tests.duplicates.world import World, arrivals, article, piece, state_of

BODY = piece("body", 104)  # 100 shingles


def text(*parts):
    return " ".join(word for part in parts for word in part)


def verdict(first, second, **how):
    world = World(**how)
    world.deliver(arrivals([first, second]))
    return state_of(world)[DUPLICATES].get(second.id)


def pair(one, other, **fields):
    return (
        article("one", one, fetched="2024-03-01", **fields),
        article("two", other, fetched="2024-03-02", **fields),
    )


def test_the_same_normalised_body_is_exact():
    assert ("one", "one", "exact", 1.0) == verdict(*pair("Same, text!", "same TEXT"))


def test_from_half_the_jaccard_similarity_on_it_is_near():
    # 100 shared shingles of 200 in all: a further 100 words
    assert ("one", "one", "near", 0.5) == verdict(*pair(text(BODY, piece("x", 100)), text(BODY)))
    assert ("one", "one", "near", 0.5) == verdict(*pair(text(BODY), text(BODY, piece("x", 100))))
    assert verdict(*pair(text(BODY), text(BODY, piece("x", 101)))) is None


def test_a_short_piece_in_an_earlier_long_one_is_contained_and_not_the_other_way_round():
    longer = text(piece("before", 150), BODY, piece("after", 150))
    assert ("one", "one", "contained", 1.0) == verdict(*pair(longer, text(BODY)))
    assert verdict(*pair(text(BODY), longer)) is None


def test_four_fifths_of_its_own_shingles_make_it_contained():
    longer = text(piece("before", 250), BODY)
    assert ("one", "one", "contained", 0.8) == verdict(*pair(longer, text(BODY, piece("own", 25))))
    assert verdict(*pair(longer, text(BODY, piece("own", 26)))) is None


def test_the_same_address_makes_it_a_revision():
    fields = {"url": "https://one.example/a?utm_source=feed"}
    assert ("one", "one", "revision", 0.5) == verdict(
        *pair(text(BODY), text(BODY, piece("x", 100)), **fields)
    )
    assert ("one", "one", "revision", 1.0) == verdict(*pair(text(BODY), text(BODY), **fields))
    assert verdict(*pair(text(BODY), text(piece("other", 100)), **fields)) is None


def test_short_bodies_are_compared_as_exact_only():
    short = piece("short", 14)
    assert ("one", "one", "exact", 1.0) == verdict(*pair(text(short), text(short)))
    assert verdict(*pair(text(short, BODY), text(short))) is None


def test_other_languages_are_not_compared():
    one, _ = pair(text(BODY), text(BODY))
    assert verdict(one, article("two", text(BODY), fetched="2024-03-02", language="ar")) is None


@pytest.mark.parametrize(("published", "found"), [("2024-01-15", True), ("2024-01-16", False), (None, True)])
def test_two_weeks_are_the_most_between_publication_dates(published, found):
    one = article("one", text(BODY), fetched=None, published="2024-01-01")
    two = article("two", text(BODY), fetched="2024-06-01", published=published)
    assert found == (verdict(one, two) is not None)


def test_the_window_is_an_option():
    one = article("one", text(BODY), published="2024-01-01")
    two = article("two", text(BODY), published="2024-01-03")
    assert verdict(one, two, options=DuplicateOptions(window=timedelta(days=1))) is None


def test_an_option_out_of_range_is_a_clear_error():
    with pytest.raises(ValueError, match=r"`near` is 0\.2"):
        DuplicateOptions(near=0.2)
    with pytest.raises(ValueError, match="negative"):
        DuplicateOptions(window=timedelta(days=-1))


def test_a_late_earlier_article_corrects_by_key():
    first = article("first", text(BODY), fetched="2024-03-02", events=("e",))
    follower = article("follower", text(BODY, ["more"]), fetched="2024-03-03", events=("e",))
    late = article("late", text(["long"] * 3, BODY), fetched="2024-03-01", events=("e",))
    world = World()
    world.deliver(arrivals([first, follower]))
    resolution = world.deliver(arrivals([late]))
    assert ("enriched",) == resolution.outcomes
    assert 2 == resolution.corrections
    assert {"late"} == set(world.topics[ENRICHED])
    assert {"late:e"} == set(world.topics[EVENTS])
    assert {"first": "late", "follower": "late"} == {
        key: value["duplicate_of"] for key, value in world.topics[DUPLICATES].items()
    }


def test_an_article_of_its_own_publishes_no_tombstones():
    world = World()
    resolution = world.deliver(arrivals([article("a", text(BODY)), article("b", text(BODY))]))
    assert all(output.value is not None for output in resolution.outputs)


def test_what_is_delivered_again_gives_the_same_again_and_is_no_duplicate_of_itself():
    one, two = pair(text(BODY), text(BODY))
    world = World()
    world.deliver(arrivals([one, two]))
    before, rows = state_of(world), dict(world.rows)
    again = world.deliver(arrivals([one, two]))
    assert ("repeated", "repeated") == again.outcomes
    assert {(ENRICHED, "one"), (EVENTS, "one:e"), (DUPLICATES, "two")} == {
        (output.topic, output.key) for output in again.outputs if output.value is not None
    }
    assert {} == again.rows
    assert (before, rows) == (state_of(world), world.rows)


def test_another_content_under_an_id_is_a_dead_letter_and_the_first_stays():
    first, other = article("a", text(BODY)), article("a", "another content")
    world = World()
    outcomes = world.deliver(arrivals([first, other])).outcomes
    assert "enriched" == outcomes[0]
    assert (Reason.ID_CONFLICT, other.received) == (outcomes[1].reason, outcomes[1].value)
    assert text(BODY) == world.topics[ENRICHED]["a"]["text"]


def test_of_several_messages_with_one_content_the_earliest_stays_in_any_order():
    early = article("a", text(BODY), fetched="2024-03-01", variant="early", content="same", events=("early",))
    late = article("a", text(BODY), fetched="2024-03-02", variant="late", content="same", events=("late",))
    states = []
    for order in ([early, late], [late, early]):
        for batches in ([order], [[a] for a in order]):
            world = World()
            for batch in batches:
                world.deliver(arrivals(batch))
            states.append(state_of(world))
    assert states == [states[0]] * 4
    assert {"a:early"} == set(states[0][EVENTS])


def test_an_older_version_never_takes_the_place_of_a_newer_one():
    new = article("a", text(BODY), pipeline="0.10.0", events=("new",))
    old = article("a", text(BODY), pipeline="0.9.0", events=("old",))
    world = World()
    world.deliver(arrivals([new]))
    assert ("repeated",) == world.deliver(arrivals([old])).outcomes
    assert {"a:new"} == set(world.topics[EVENTS])


def test_a_resolution_of_a_former_state_is_refused():
    resolver = Resolver({}.get)
    stale = resolver.resolve(arrivals([article("a", "text")]))
    resolver.commit(resolver.resolve(arrivals([article("b", "text")])))
    with pytest.raises(ValueError, match="no longer held"):
        resolver.commit(stale)


def test_every_arrival_has_one_outcome_and_statistics_add_up():
    world = World()
    one, two = pair(text(BODY), text(BODY))
    world.deliver(arrivals([one, two, one, article("one", "another content")]))
    assert ["enriched", "duplicate", "repeated"] == world.outcomes[:3]
    held = world.resolver.statistics
    assert (2, 1, 1) == (held.articles, held.duplicates, held.bodies)
    assert held.bytes > 800
