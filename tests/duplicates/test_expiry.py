import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streams.duplicates import Arrival
from streams.duplicates.articles import Body, Entry
from streams.duplicates.expiry import Arrivals
from streams.duplicates.held import MAX_GAPS
from streams.topics import DUPLICATES, ENRICHED
from tests.duplicates.test_convergence import corpora
from tests.duplicates.world import World, arrivals, article, expected, piece, state_of

MINUTE = 60_000


def test_what_arrived_long_ago_leaves_and_what_is_published_stays():
    text = " ".join(piece("gone", 50))
    world = World()
    world.deliver([Arrival(article("old", text, fetched="2024-01-01"), 1_000)])
    world.deliver([Arrival(article("kept", text, fetched="2024-01-02"), 2_000)])
    before = state_of(world)
    world.expire(1_500, limit=1)
    assert before == state_of(world)
    assert {"article:kept", "verdict:kept"} == set(world.rows)
    for _ in range(2):
        world.deliver([Arrival(article("new", text, fetched="2024-01-03"), 3_000)])
        world.deliver([Arrival(article("kept", text, fetched="2024-01-02"), 2_000)])
        assert ("old", "old", "exact", 1.0) == state_of(world)[DUPLICATES]["kept"]
        assert ("kept", "old", "exact", 1.0) == state_of(world)[DUPLICATES]["new"]
        world.crash()


def test_arriving_again_keeps_an_article():
    world = World()
    again = article("again", "one text")
    world.deliver([Arrival(again, 1_000), Arrival(article("once", "other text"), 1_000)])
    world.deliver([Arrival(again, 10 * MINUTE)])
    world.expire(5 * MINUTE)
    assert ["article:again"] == list(world.rows)
    world.expire(10 * MINUTE + 1)
    assert {} == world.rows


def test_dates_in_the_article_expire_nothing():
    world = World()
    world.deliver([Arrival(article("future", "a text", fetched="2099-01-01", published="2099-01-01"), 1_000)])
    world.deliver([Arrival(article("now", "b text", fetched="2024-01-01"), 2_000)])
    world.expire(1_000)
    assert {"article:future", "article:now"} == set(world.rows)


def test_the_index_shrinks_with_what_it_holds():
    world = World()
    for start in range(0, 3 * MAX_GAPS, 256):
        batch = [article(f"a{i}", " ".join(piece(i, 20))) for i in range(start, start + 256)]
        world.deliver([Arrival(a, start) for a in batch])
        world.expire(start - 255)
    held = world.resolver.statistics
    assert held.articles == held.bodies <= 512
    assert held.postings < 2 * MAX_GAPS * 16
    copy = article("copy", " ".join(piece(3 * MAX_GAPS - 1, 20)), fetched="2024-04-01")
    world.deliver([Arrival(copy, 3 * MAX_GAPS)])
    assert f"a{3 * MAX_GAPS - 1}" == state_of(world)[DUPLICATES]["copy"][0]


def test_a_verdict_without_its_article_is_deleted():
    text = " ".join(piece("orphan", 30))
    world = World()
    world.deliver(arrivals([article("a", text), article("b", text)]))
    del world.rows["article:b"]
    world.crash()
    world.expire(0)
    assert {"article:a"} == set(world.rows)
    world.deliver(arrivals([article("b", text)]))
    assert {"article:a", "article:b", "verdict:b"} == set(world.rows)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_what_has_expired_does_not_count_for_those_after_it(data):
    """Two corpora apart in time: the second ends as if the first had never been, but for chains into it."""
    first, second = data.draw(corpora(8)), data.draw(corpora(8))
    second = [_renamed(a) for a in second]
    world = World()
    world.deliver([Arrival(a, 1_000) for a in first])
    world.expire(2_000, limit=data.draw(st.integers(1, 9)))
    assert {} == world.rows
    if data.draw(st.booleans()):
        world.crash()
    before = state_of(world)[ENRICHED]
    for a in second:
        world.deliver([Arrival(a, 3_000)])
    final = expected(second)
    assert final[DUPLICATES] == {k: v for k, v in state_of(world)[DUPLICATES].items() if k.startswith("z")}
    assert before == {k: v for k, v in state_of(world)[ENRICHED].items() if not k.startswith("z")}
    world.expire(4_000)
    assert ({}, 0) == (world.rows, world.resolver.statistics.articles)


def _renamed(a):
    value = json.loads(a.enriched)
    return article(
        f"z{a.id}",
        value["text"],
        fetched="2024-05-01",
        published=a.published_at,
        url=a.url,
        language=a.language,
    )


arrival_times = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 5 * MINUTE)), max_size=12)


@given(arrival_times, st.integers(0, 6 * MINUTE))
def test_all_that_arrived_before_and_nothing_else(added, moment):
    arrived, held, times = Arrivals(), {}, {}
    for article_id, at in added:
        held[article_id] = Entry(article_id, None, Body(0, "en", b"", None, 0, 0), None, None, at)
        times[article_id] = at
        arrived.add([held[article_id]])
        arrived.before(moment // 2, 10, held)
    assert sorted(i for i, at in times.items() if at < moment) == sorted(
        e.id for e in arrived.before(moment, 10, held)
    )
