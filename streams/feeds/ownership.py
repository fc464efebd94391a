"""Which feeds must have one owner, and which partition owns them."""

import hashlib
from collections.abc import Iterable

from streams import urls
from streams.feeds.options import FeedSource


def groups(feeds: Iterable[FeedSource], *, bind_hosts: bool) -> dict[str, str]:
    """The name of each feed's group, by the feed's URL.

    Feeds of one outlet that the operator named belong together, so that an article that two of them list is
    sent once. With `bind_hosts` so do feeds on one host, so that one worker can keep the time between two
    requests to it. The name is the smallest member's, so it does not depend on the order of the list.
    """
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    listed = list(feeds)
    for feed in listed:
        own = find(f"feed {feed.url}")
        ties = [f"source {feed.source}"] if feed.source_given else []
        if bind_hosts:
            ties.append(f"host {urls.host(feed.url)}")
        for tie in ties:
            first, second = sorted((find(tie), own))
            parent[second] = first
            own = first
    return {feed.url: find(f"feed {feed.url}") for feed in listed}


def partition(group: str, partitions: int) -> int:
    """The partition that owns a group; the same everywhere."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:8], "big") % partitions
