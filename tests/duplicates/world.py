"""A world around a resolver: topics and a table that outlive crashes, and what they should hold in the end."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from streams import topics
from streams.dates import timestamp
from streams.duplicates import Arrival, DuplicateOptions, Resolver
from streams.fingerprint import fingerprint
from streams.normalisation import tokens
from streams.rank import rank
from streams.records.dead_letter import DeadLetter
from streams.records.prepared import EventSlice, PreparedArticle
from streams.urls import canonical


def article(
    article_id,
    text,
    *,
    fetched="2024-03-01T00:00:00Z",
    published=None,
    url=None,
    language="en",
    events=("e",),
    pipeline="0.1.0",
    variant="",
    content=None,
):
    """A prepared article as the pipeline makes it, without the stages that do not matter here."""
    made = fingerprint(text)
    parts = [json.dumps({"id": f"{article_id}:{e}", "pipeline": pipeline}).encode() for e in events]
    enriched = (
        json.dumps({"id": article_id, "pipeline": pipeline, "text": text, "events": "@"})
        .encode()
        .replace(b'"@"', b"[" + b",".join(parts) + b"]")
    )
    slices = tuple(
        EventSlice(f"{article_id}:{e}", at := enriched.index(p), at + len(p), "COERCE", "asserted")
        for e, p in zip(events, parts, strict=True)
    )
    return PreparedArticle(
        id=article_id,
        source="source",
        url=url,
        canonical_url=canonical(url) if url else None,
        published_at=published,
        language=language,
        rank=rank(article_id, published, fetched),
        content=hashlib.sha256((content or text).encode()).hexdigest(),
        digest=made.digest,
        shingles=made.shingles,
        enriched=enriched,
        events=slices,
        received=f"{article_id} {text} {variant}".encode(),
        pipeline=pipeline,
    )


@dataclass
class World:
    """Topics, table and a resolver; `crash` takes the resolver away and rebuilds it from the table."""

    options: DuplicateOptions = field(default_factory=DuplicateOptions)

    def __post_init__(self):
        self.topics = {topic: {} for topic in topics.OUTPUTS}
        self.rows = {}
        self.dead = []
        self.writes = 0
        self.outcomes = []
        self.resolver = Resolver(self.rows.get, self.options)

    def crash(self):
        self.resolver = Resolver(self.rows.get, self.options)
        self.resolver.load(dict(self.rows).items())

    def deliver(self, arrivals, *, outputs=None, rows=None, commit=True):
        """One batch. `outputs`, `rows`: how many of them get out before a crash; None for all, without a crash."""
        resolution = self.resolver.resolve(arrivals)
        for output in resolution.outputs[:outputs]:
            self.writes += 1
            if output.value is None:
                self.topics[output.topic].pop(output.key, None)
            else:
                self.topics[output.topic][output.key] = json.loads(output.value)
        if outputs is not None:
            return self.crash()
        for key, value in list(resolution.rows.items())[:rows]:
            if value is None:
                self.rows.pop(key, None)
            else:
                self.rows[key] = value
        if rows is not None or not commit:
            return self.crash()
        self.outcomes += resolution.outcomes
        self.dead += [outcome for outcome in resolution.outcomes if isinstance(outcome, DeadLetter)]
        self.resolver.commit(resolution)
        return resolution

    def expire(self, before, limit=10_000):
        while (resolution := self.resolver.expire(before, limit)).rows:
            assert resolution.outputs == ()
            for key, value in resolution.rows.items():
                assert value is None
                del self.rows[key]
            self.resolver.commit(resolution)


def arrivals(articles, at=0):
    return [Arrival(article, at) for article in articles]


def shingle_set(words):
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)} if len(words) >= 15 else set()


def expected(articles, options=None):
    """The final state by the letter of the contract: every pair compared, nothing sketched."""
    options = options or DuplicateOptions()
    texts = {a.id: tokens(json.loads(a.enriched)["text"]) for a in articles}
    sets = {i: shingle_set(words) for i, words in texts.items()}
    state = {topic: {} for topic in topics.OUTPUTS}
    clusters = {}
    for later in sorted(articles, key=lambda a: a.rank):
        verdict = None
        for earlier in sorted(articles, key=lambda a: a.rank):
            if earlier.rank >= later.rank:
                break
            verdict = _verdict(later, earlier, texts, sets, options)
            if verdict:
                break
        if verdict is None:
            clusters[later.id] = later.id
            value = json.loads(later.enriched)
            state[topics.ENRICHED][later.id] = value
            state[topics.EVENTS] |= {event["id"]: event for event in value["events"]}
        else:
            clusters[later.id] = clusters[earlier.id]
            state[topics.DUPLICATES][later.id] = (earlier.id, clusters[later.id], *verdict)
    return state


def _verdict(later, earlier, texts, sets, options):
    if later.language != earlier.language:
        return None
    dates = [timestamp(a.published_at) for a in (later, earlier) if a.published_at]
    if len(dates) == 2 and abs(dates[0] - dates[1]) > options.window / timedelta(microseconds=1):
        return None
    revision = later.canonical_url is not None and later.canonical_url == earlier.canonical_url
    if texts[later.id] == texts[earlier.id]:
        return ("revision" if revision else "exact", 1.0)
    one, other = sets[later.id], sets[earlier.id]
    shared = len(one & other)
    if not shared:
        return None
    jaccard, share = shared / len(one | other), shared / len(one)
    if jaccard >= options.near:
        return ("revision" if revision else "near", round(jaccard, 4))
    if share >= options.contained:
        return ("revision", round(jaccard, 4)) if revision else ("contained", round(share, 4))
    return None


def state_of(world):
    """What the topics hold, in the form of `expected`."""
    duplicates = {
        key: tuple(value[name] for name in ("duplicate_of", "cluster", "kind", "similarity"))
        for key, value in world.topics[topics.DUPLICATES].items()
    }
    return {topic: dict(values) for topic, values in world.topics.items()} | {topics.DUPLICATES: duplicates}


WORDS = [a + b for a in "ba de fi go lu ma ne pi ro su ta vo".split() for b in "k l m n r s t z".split()]


def piece(seed, length):
    """A stretch of words that is always the same for a seed."""
    random = Random(seed)
    return [random.choice(WORDS) for _ in range(length)]
