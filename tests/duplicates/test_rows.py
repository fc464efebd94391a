import msgspec
import pytest

from streams.duplicates import MissingRow, Resolver, UnknownRowVersion
from streams.duplicates.rows import article_row, decode_article, decode_verdict, encode_row, verdict_row
from streams.duplicates.verdict import Verdict
from streams.rank import Rank
from tests.duplicates.world import arrivals, article


def test_an_article_comes_back_as_it_was_stored():
    made = article("a", "some text", events=("e", "f"))
    row = decode_article(encode_row(article_row(made, 12)))
    assert article_row(made, 12) == row
    assert made.enriched == row.text()
    assert made.rank == row.rank
    assert 12 == row.arrived


def test_a_verdict_comes_back_as_it_was_stored():
    row = verdict_row("a", Verdict(Rank(True, 0, "b"), "near", 0.75, "c"))
    assert row == decode_verdict(encode_row(row))


def test_the_same_article_gives_the_same_bytes():
    assert encode_row(article_row(article("a", "text"), 1)) == encode_row(
        article_row(article("a", "text"), 1)
    )


def test_a_row_of_a_newer_version_is_a_clear_error():
    newer = msgspec.msgpack.encode([2, {"another": "layout"}])
    for decode in (decode_article, decode_verdict):
        with pytest.raises(UnknownRowVersion, match="version 2, this murasil reads up to 1"):
            decode(newer)
    with pytest.raises(UnknownRowVersion):
        Resolver({}.get).load([("article:a", newer)])


def test_a_row_that_is_held_but_not_stored_is_a_clear_error():
    rows = {}
    resolver = Resolver(rows.get)
    resolver.commit(resolver.resolve(arrivals([article("a", "text")])))
    with pytest.raises(MissingRow, match="'a'"):
        resolver.resolve(arrivals([article("a", "text")]))
