"""The final state is a function of the set of articles: whatever the order, the batches, the crashes."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.duplicates.world import World, arrivals, article, expected, piece, state_of

PIECES = [piece(seed, length) for seed, length in enumerate((6, 11, 14, 18, 25, 40, 60))]
relaxed = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def texts(draw):
    """Texts that share stretches with one another, now and then a word changed."""
    words = [w for i in draw(st.lists(st.integers(0, 6), min_size=1, max_size=5)) for w in PIECES[i]]
    for place in draw(st.lists(st.integers(0, len(words) - 1), max_size=3)):
        words[place] = draw(st.sampled_from(["changed", "altered"]))
    return " ".join(words)


@st.composite
def corpora(draw, max_size=14):
    """Articles with ids of their own; some texts, dates, addresses and languages are the same."""
    pool = draw(st.lists(texts(), min_size=1, max_size=6))
    count = draw(st.integers(1, max_size))
    return [
        article(
            f"a{number}",
            draw(st.sampled_from(pool)),
            fetched=draw(st.sampled_from([None, "2024-03-01", "2024-03-02", "2024-03-03"])),
            published=draw(st.sampled_from([None, "2024-02-01", "2024-02-10", "2024-02-20"])),
            url=draw(st.sampled_from([None, "https://one.example/a", "https://one.example/b"])),
            language=draw(st.sampled_from(["en", "en", "en", "ar"])),
            events=draw(st.sampled_from([(), ("e",), ("e", "f")])),
        )
        for number in range(count)
    ]


@st.composite
def batches(draw, items):
    """A permutation of the items, cut anywhere."""
    order = draw(st.permutations(items))
    out, position = [], 0
    while position < len(order):
        size = draw(st.integers(1, 6))
        out.append(order[position : position + size])
        position += size
    return out


@relaxed
@given(st.data())
def test_any_order_and_any_batches_end_as_the_contract_says(data):
    corpus = data.draw(corpora())
    world = World()
    for batch in data.draw(batches(corpus)):
        world.deliver(arrivals(batch))
    assert state_of(world) == expected(corpus)


@relaxed
@given(st.data())
def test_crashes_and_redeliveries_change_nothing(data):
    """A crash after some outputs, after some rows or before the commit; then the batch comes again, cut otherwise."""
    corpus = data.draw(corpora())
    world = World()
    queue = [a for batch in data.draw(batches(corpus)) for a in batch]
    position = 0
    while position < len(queue):
        batch = queue[position : position + data.draw(st.integers(1, 5))]
        crash = data.draw(st.sampled_from(["none", "none", "outputs", "rows", "commit"]))
        if crash == "outputs":
            world.deliver(arrivals(batch), outputs=data.draw(st.integers(0, 12)))
        elif crash == "rows":
            world.deliver(arrivals(batch), rows=data.draw(st.integers(0, 6)))
        elif crash == "commit":
            world.deliver(arrivals(batch), commit=False)
        else:
            world.deliver(arrivals(batch))
            position += (
                len(batch) if data.draw(st.booleans()) else 0 if len(world.outcomes) < 60 else len(batch)
            )
    assert state_of(world) == expected(corpus)


STORY = piece("story", 40)
POOL = [
    " ".join(words)
    for words in (
        STORY,
        [*STORY, "one", "word", "more"],
        STORY[:30],
        STORY + piece("long", 60),
        piece("other", 40),
        [*piece("other", 40), "more"],
    )
]

version = st.tuples(
    st.sampled_from(POOL),
    st.sampled_from(["2024-03-01", "2024-03-02", "2024-03-03"]),
    st.sampled_from([("e",), ("f",), ("e", "f")]),
)


@settings(relaxed, max_examples=120)
@given(st.data(), st.lists(st.tuples(version, version, version), min_size=2, max_size=5))
def test_newer_versions_replace_what_older_ones_published(data, stories):
    """The same raw messages made by three versions, in any order, cut anew after each crash.

    It ends as the newest version alone would.
    """
    made = [
        _version(number, f"0.{9 + age}.0", *fields)
        for number, ages in enumerate(stories)
        for age, fields in enumerate(ages)
    ]
    newest = [a for a in made if a.pipeline == "0.11.0"]
    world = World()
    queue, position, crashes = data.draw(st.permutations(made)), 0, 0
    while position < len(queue):
        batch = queue[position : position + data.draw(st.integers(1, 6))]
        crash = data.draw(st.sampled_from(["none", "outputs", "rows", "commit"])) if crashes < 6 else "none"
        crashes += crash != "none"
        if crash == "outputs":
            world.deliver(arrivals(batch), outputs=data.draw(st.sampled_from([2, 5, None, None])), rows=0)
        elif crash == "rows":
            world.deliver(arrivals(batch), rows=data.draw(st.integers(0, 8)))
        elif crash == "commit":
            world.deliver(arrivals(batch), commit=False)
        else:
            world.deliver(arrivals(batch))
            position += len(batch)
    assert state_of(world) == expected(newest)


def _version(number, pipeline, text, fetched, events):
    """What a version of the pipeline made of raw message number so and so."""
    made = article(f"a{number}", text, fetched=fetched, events=events, pipeline=pipeline)
    return replace(made, content="00" * 32, received=f"raw {number}".encode())


def test_hundreds_of_copies_and_a_hot_paragraph_in_any_order():
    random = Random(7)
    shared, copy = piece("hot", 60), piece("copy", 120)
    corpus = [
        article(f"h{i}", " ".join(piece(f"own {i}", 80) + shared), fetched=f"2024-03-01T00:{i % 60:02}:00Z")
        for i in range(150)
    ]
    corpus += [
        article(f"c{i}", " ".join([*copy, f"tail{i % 7}"]), fetched=f"2024-03-02T00:{i % 60:02}:00Z")
        for i in range(150)
    ]
    final = expected(corpus)
    for order in (corpus, corpus[::-1], random.sample(corpus, len(corpus))):
        world = World()
        for start in range(0, len(order), 50):
            world.deliver(arrivals(order[start : start + 50]))
        assert state_of(world) == final
