from hypothesis import given
from hypothesis import strategies as st

from streams.feeds.identity import KEY_CHARACTERS, key, keyed
from streams.feeds.model import Entry, FeedDocument
from streams.feeds.options import FeedSource
from streams.feeds.ownership import groups, partition
from streams.feeds.state import DAY, MAX_SEEN, SEEN_DAYS, FeedState, decode, encode, remember, seen_keys

LINK = "https://outlet.example/a/1"


def keys(*entries: Entry, link: str | None = None) -> list[str]:
    return [name for name, _ in keyed(FeedDocument("rss", entries, link=link))]


def test_the_canonical_link_is_what_counts() -> None:
    variants = keys(Entry(link=LINK, guid="1"), Entry(link=f"{LINK}?utm_source=rss", guid="1"))
    assert 1 == len(variants)
    assert keys(Entry(link=LINK, guid="1", title="a")) == keys(Entry(link=f"{LINK}/amp", guid="2", title="b"))


def test_items_that_share_a_link_are_told_apart_by_identifier() -> None:
    assert 2 == len(keys(Entry(link=LINK, guid="1"), Entry(link=LINK, guid="2")))


def test_a_home_page_as_link_stands_for_no_item() -> None:
    home = "https://outlet.example/"
    assert keys(Entry(link=home, guid="1"), link=home) != keys(Entry(link=home, guid="2"), link=home)


def test_without_link_and_identifier_the_text_counts() -> None:
    assert keys(Entry(title="a")) != keys(Entry(title="b"))
    assert keys(Entry(title="a")) == keys(Entry(title="a"))


def test_keys_stay_the_same() -> None:
    assert "lAZHugZObJA" == key("link https://outlet.example/a/1")


@given(st.text())
def test_keys_have_one_length(name: str) -> None:
    assert KEY_CHARACTERS == len(key(name))


names = st.integers(0, 10_000).map(str).map(key)


@given(st.dictionaries(names, st.integers(20_000, 20_100)), st.lists(names, unique=True))
def test_what_is_seen_survives_writing(seen: dict[str, int], listed: list[str]) -> None:
    now = 20_050.5 * DAY
    state = FeedState("https://outlet.example/rss", seen=remember(seen, listed, now))
    again = seen_keys(decode(encode(state)))

    assert set(listed) <= set(again)
    assert {name for name, day in seen.items() if day > 20_050 - SEEN_DAYS} <= set(again)
    assert all(again[name] == seen[name] for name in again if name not in listed)


def test_what_was_long_not_listed_is_forgotten() -> None:
    assert {} == remember({key("a"): 20_000}, [], (20_000 + SEEN_DAYS) * DAY)


def test_what_is_listed_is_kept_however_much_it_is() -> None:
    many = [key(str(n)) for n in range(MAX_SEEN + 100)]
    state = FeedState("u", seen=remember(dict.fromkeys(many, 19_999), many, 20_000 * DAY))
    assert len(many) == len(seen_keys(state))

    rest = FeedState("u", seen=remember(dict.fromkeys(many, 19_999), [key("x")], 20_000 * DAY))
    assert MAX_SEEN + 1 == len(seen_keys(rest))


def feed(url: str, source: str | None = None) -> FeedSource:
    return FeedSource(url, source or "host", source_given=source is not None)


FEEDS = [
    feed("https://a.example/1"),
    feed("https://a.example/2"),
    feed("https://b.example/1", "outlet"),
    feed("https://c.example/1", "outlet"),
    feed("https://c.example/2", "other"),
]


def test_feeds_of_an_outlet_have_one_owner_and_so_have_those_on_a_host() -> None:
    first, second, third, fourth, fifth = groups(FEEDS, bind_hosts=True).values()
    assert first == second
    assert third == fourth == fifth
    assert first != third


def test_without_a_delay_a_host_may_have_several_owners() -> None:
    first, second, third, fourth, fifth = groups(FEEDS, bind_hosts=False).values()
    assert 4 == len({first, second, third, fifth})
    assert third == fourth


@given(st.permutations(FEEDS))
def test_groups_do_not_depend_on_the_order_of_the_list(feeds: list[FeedSource]) -> None:
    assert groups(FEEDS, bind_hosts=True) == groups(feeds, bind_hosts=True)


def test_feeds_spread_over_the_partitions() -> None:
    placed = [partition(f"feed https://outlet-{n}.example/rss", 4) for n in range(1000)]
    assert all(200 < placed.count(number) < 300 for number in range(4))
