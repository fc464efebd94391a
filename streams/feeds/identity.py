"""Which item is which: the same article listed twice, in two feeds or under two addresses, has one key."""

import hashlib
from base64 import urlsafe_b64encode
from collections import Counter

from streams import urls
from streams.feeds.model import Entry, FeedDocument

KEY_CHARACTERS = 11
"""64 bits in URL-safe base64: among a million items of one outlet, two collide once in 37 million outlets."""


def keyed(document: FeedDocument) -> list[tuple[str, Entry]]:
    """The entries with their keys, each key once, in the document's order.

    An item is known by its canonical link. Where a feed gives several items one link, or its own home page
    as link, the identifier (guid) stands for the item; where there is neither, its text does. Identifiers are
    second because some feeds renew them with every build.
    """
    home = urls.canonical(document.link) if document.link else None
    links = [urls.canonical(entry.link) if entry.link else None for entry in document.entries]
    count = Counter(links)
    found: dict[str, Entry] = {}
    for entry, link in zip(document.entries, links, strict=True):
        telling = link is not None and link != home
        if telling and (count[link] == 1 or not entry.guid):
            name = f"link {link}"
        elif entry.guid:
            name = f"guid {entry.guid}"
        else:
            name = f"text {entry.title} {link} {entry.published_at} {entry.summary}"
        found.setdefault(key(name), entry)
    return list(found.items())


def key(name: str) -> str:
    """The key of a name: the first 64 bits of its SHA-256."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return urlsafe_b64encode(digest[:8]).decode("ascii").rstrip("=")
