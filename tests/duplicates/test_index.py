import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.duplicates import index as module
from streams.duplicates.index import SketchIndex, candidates
from streams.duplicates.sketch import WINDOW, shared_keys_needed, sketch

keys = st.sets(st.integers(0, 40), max_size=30).map(lambda found: np.array(sorted(found), dtype=np.uint32))


def brute(held, query):
    needed = {
        number: int(shared_keys_needed(np.array([len(k)]), len(query))[0]) for number, k in held.items()
    }
    shared = {number: len(np.intersect1d(k, query)) for number, k in held.items()}
    return sorted(number for number in held if shared[number] and shared[number] >= needed[number])


@settings(deadline=None)
@given(st.lists(st.lists(keys, min_size=1, max_size=5), max_size=6), st.lists(keys, max_size=4), st.data())
def test_candidates_are_all_that_share_enough_keys(batches, queries, data):
    index, held, number = SketchIndex(), {}, 0
    for batch in batches:
        numbers = range(number, number + len(batch))
        index.add(batch, numbers)
        held |= dict(zip(numbers, batch, strict=True))
        number += len(batch)
        if held and data.draw(st.booleans()):
            gone = data.draw(st.sampled_from(sorted(held)))
            del held[gone]
            index.remove([gone])
        if data.draw(st.booleans()):
            kept = sorted(held)
            index.renumber(np.array(kept, dtype=np.int64))
            held = dict(enumerate(held[n] for n in kept))
            number = len(held)
    expected = [brute(held, query) for query in queries]
    assert expected == [found.tolist() for found in candidates(queries, index.runs, index.sizes)]
    assert expected == [found.tolist() for found in _all_heavy(queries, index)]


def _all_heavy(queries, index):
    limit, module.HEAVY = module.HEAVY, 0
    try:
        return candidates(queries, index.runs, index.sizes)
    finally:
        module.HEAVY = limit


def test_postings_of_removed_bodies_leave_with_the_gaps():
    index = SketchIndex()
    index.add([np.array([1, 2], dtype=np.uint32), np.array([2, 3], dtype=np.uint32)], range(2))
    index.remove([0])
    index.renumber(np.array([1]))
    assert 2 == index.length
    assert [[0]] == [
        f.tolist() for f in candidates([np.array([2, 3], dtype=np.uint32)], index.runs, index.sizes)
    ]


hashes = st.integers(0, 2**64 - 1)


@given(
    st.lists(hashes, max_size=30),
    st.lists(hashes, max_size=30),
    st.lists(hashes, min_size=WINDOW, max_size=30),
    st.lists(hashes, max_size=30),
    st.lists(hashes, max_size=30),
)
def test_bodies_with_eight_shingles_in_a_row_in_common_share_a_key(a, b, common, c, d):
    one = sketch(np.array(a + common + b, dtype=np.uint64), "ar")
    other = sketch(np.array(c + common + d, dtype=np.uint64), "ar")
    assert len(np.intersect1d(one, other)) > 0


def test_a_sketch_keeps_about_two_in_nine():
    random = np.random.default_rng(1)
    sizes = [len(sketch(random.integers(0, 2**64, 300, dtype=np.uint64), "ar")) for _ in range(100)]
    assert 60 < np.mean(sizes) < 72
