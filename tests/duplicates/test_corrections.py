"""Single corrections that chance seldom puts together: each once went wrong in a resolver with one line less."""

from msgspec.structs import replace

from streams.topics import DUPLICATES, ENRICHED, EVENTS
from tests.duplicates.world import World, arrivals, article, expected, piece, state_of

STORY = " ".join(piece("story", 40))
FOLLOWER = STORY + " and three more"
OTHER = " ".join(piece("other", 40))


def versions(article_id, fetched, *texts):
    """The same raw message as one version of the pipeline after the other made it."""
    made = [article(article_id, t, fetched=fetched, pipeline=f"0.{9 + n}.0") for n, t in enumerate(texts)]
    return [replace(a, content="00" * 32, received=article_id.encode()) for a in made]


def test_an_article_set_free_by_a_new_version_can_be_taken_in_the_same_batch():
    old, new = versions("a", "2024-03-01", STORY, OTHER)
    follower = article("f", FOLLOWER, fetched="2024-03-03")
    between = article("b", STORY + " too", fetched="2024-03-02")
    world = World()
    world.deliver(arrivals([old, follower]))
    world.deliver(arrivals([new, between]))
    assert expected([new, follower, between]) == state_of(world)
    assert "b" == state_of(world)[DUPLICATES]["f"][0]


def test_what_was_published_before_a_crash_is_taken_back_when_the_batch_is_cut_later():
    late = article("late", STORY, fetched="2024-03-02")
    early = article("early", STORY, fetched="2024-03-01")
    world = World()
    world.deliver(arrivals([late]), rows=0)
    assert {"late"} == set(world.topics[ENRICHED])
    world.deliver(arrivals([late, early]))
    assert expected([late, early]) == state_of(world)


def test_a_pointer_published_before_a_crash_is_taken_back_when_its_target_changes():
    old, new = versions("a", "2024-03-01", STORY, OTHER)
    follower = article("f", FOLLOWER, fetched="2024-03-02")
    world = World()
    world.deliver(arrivals([old]))
    world.deliver(arrivals([follower]), rows=0)
    assert {"f"} == set(world.topics[DUPLICATES])
    world.deliver(arrivals([follower, new]))
    assert expected([follower, new]) == state_of(world)


def test_one_settled_copy_does_not_hide_another_that_is_open():
    target = article("t", FOLLOWER, fetched="2024-03-01", published="2024-01-01")
    settled = article("m1", STORY, fetched="2024-03-02", published="2024-01-10")
    open_ = article("m2", STORY, fetched="2024-03-05", published="2024-02-20")
    between = article("x", STORY + " today", fetched="2024-03-03", published="2024-02-15")
    world = World()
    world.deliver(arrivals([target, settled, open_]))
    world.deliver(arrivals([between]))
    assert expected([target, settled, open_, between]) == state_of(world)
    assert "x" == state_of(world)[DUPLICATES]["m2"][0]


def test_a_redelivery_publishes_its_tombstones_again():
    one, two = article("one", STORY, fetched="2024-03-01"), article("two", STORY, fetched="2024-03-02")
    world = World()
    world.deliver(arrivals([one, two]))
    again = world.deliver(arrivals([one, two]))
    assert {(DUPLICATES, "one"), (ENRICHED, "two"), (EVENTS, "two:e")} == {
        (output.topic, output.key) for output in again.outputs if output.value is None
    }


def test_a_row_lost_in_a_crash_is_made_good_when_its_cause_comes_again():
    """The article that corrects another is stored, the correction is not."""
    late = article("late", STORY, fetched="2024-03-02")
    early = article("early", STORY, fetched="2024-03-01")
    world = World()
    world.deliver(arrivals([late]))
    world.deliver(arrivals([early]), rows=1)
    assert {"article:late", "article:early"} == set(world.rows)
    world.deliver(arrivals([early]))
    assert expected([late, early]) == state_of(world)
    assert "verdict:late" in world.rows
