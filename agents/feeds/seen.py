"""Which items an outlet's feeds have had, over all its feeds that this worker knows."""

from collections.abc import Iterable, Mapping

from streams.feeds.options import FeedSource
from streams.feeds.state import FeedState, seen_keys


class SeenItems:
    """The keys by outlet and feed, and those that are on their way just now.

    A claim keeps two feeds of one outlet that are polled at the same time from sending an item twice: the
    second one leaves it alone and meets it again with its next poll, as seen if the first one succeeded.
    """

    def __init__(self, feeds: Iterable[FeedSource], states: Mapping[str, FeedState]) -> None:
        self._seen: dict[str, dict[str, dict[str, int]]] = {}
        self._claimed: dict[str, set[str]] = {}
        for feed in feeds:
            if feed.url in states:
                self.update(feed, states[feed.url])

    def update(self, feed: FeedSource, state: FeedState) -> None:
        """Takes over what is remembered of a feed by now."""
        self._seen.setdefault(feed.source, {})[feed.url] = seen_keys(state)

    def is_seen(self, feed: FeedSource, key: str) -> bool:
        """Whether one of the outlet's feeds had the item."""
        return any(key in keys for keys in self._seen.get(feed.source, {}).values())

    def claim(self, feed: FeedSource, keys: Iterable[str]) -> set[str]:
        """Claims those of the keys that nobody else has claimed."""
        claimed = self._claimed.setdefault(feed.source, set())
        won = {key for key in keys if key not in claimed}
        claimed |= won
        return won

    def release(self, feed: FeedSource, keys: Iterable[str]) -> None:
        """Gives claims back, whether they were made good or not."""
        self._claimed.get(feed.source, set()).difference_update(keys)
