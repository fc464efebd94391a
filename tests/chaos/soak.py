"""Many minutes at full rate: memory, open files and lag stay where they are."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from statistics import median
from typing import Any

import orjson

from agents.state import lags, read_to_end
from agents.topics import consumed_by_workers
from streams import topics
from tests.chaos.articles import WORDS, Input, given, poison
from tests.chaos.scenario import Run
from tests.chaos.vitals import vitals
from tests.deployment import Deployment
from tests.wire import WireOptions, wire

WORKERS = 2
BLOCK = 100
"""Stories sent at once, each with its copies and revisions; what belongs together arrives together."""
BAD_IN_BLOCK = 4
BACKLOG = 1_000
"""More is sent as soon as fewer raw messages wait: the workers are never idle, and never more than a little behind."""
SAMPLED = 10
"""Every so manieth block is compared with `murasil process`; all are counted."""
RETENTION_SHARE = 0.2
"""Rows leave after this share of the soak, so that what is held stops growing, and what still grows is a leak."""
LOOKS = 240
MOST_GROWTH = 0.05
MOST_GROWTH_MIB = 16.0
MOST_FILES = 16
MOST_LAG = 10 * BACKLOG


@dataclass
class _Soak:
    run: Run
    deployment: Deployment
    sent: set[str] = field(default_factory=set)
    bad: set[bytes] = field(default_factory=set)
    sample: list[bytes] = field(default_factory=list)
    messages: int = 0
    series: list[dict[str, Any]] = field(default_factory=list)

    async def feed(self, until: float) -> None:
        """Sends block after block, as fast as they are worked off."""
        raw, _ = consumed_by_workers(self.deployment.settings)
        block = 0
        while time.monotonic() < until:
            if (await lags(self.deployment.settings, (raw,)))[raw] > BACKLOG:
                await asyncio.sleep(0.1)
                continue
            made = await asyncio.to_thread(_block, block, self.run.seed)
            await self.deployment.send(made.values)
            self.messages += len(made.values)
            self.sent |= made.ids
            self.bad |= made.poison
            if block % SAMPLED == 0:
                self.sample += [value for value in made.values if value not in made.poison]
            block += 1

    async def look(self, until: float, every: float) -> None:
        """Looks at the workers again and again."""
        began = time.monotonic()
        while time.monotonic() < until:
            left = await lags(self.deployment.settings, consumed_by_workers(self.deployment.settings))
            workers = [
                await vitals(worker.pid, self.deployment.log_of(number))
                for number, worker in enumerate(self.deployment.workers)
            ]
            self.series.append(
                {
                    "seconds": round(time.monotonic() - began, 1),
                    "messages": self.messages,
                    "lag": list(left.values()),
                    "workers": workers,
                }
            )
            await asyncio.sleep(every)


async def soak(run: Run) -> None:
    """Sends without end for so long, then waits until all is through, and looks at what was used and what came out."""
    seconds = run.scale.soak
    retention = timedelta(seconds=max(20.0, seconds * RETENTION_SHARE))
    async with run.deployment(
        duplicate_retention=retention, session_timeout=timedelta(seconds=15)
    ) as deployment:
        for number in range(WORKERS):
            deployment.start_worker()
            await deployment.until_ready(number)
        work = _Soak(run, deployment)
        until = time.monotonic() + seconds
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(work.feed(until))
            tasks.create_task(work.look(until, seconds / LOOKS))
        await deployment.through(run.scale.patience)
        run.result.messages = work.messages
        run.result.notes.append(
            f"{work.messages / seconds:,.0f} messages a second for {seconds / 60:g} minutes"
        )
        _judge(run, work, retention.total_seconds() + seconds / 20)
        await _compare(run, work)
    run.result.figures["series"] = [
        {**one, "workers": [asdict(worker) for worker in one["workers"]]} for one in work.series
    ]


def _block(number: int, seed: int) -> Input:
    stories = wire(WireOptions(stories=BLOCK, words=WORDS, seed=seed, first=number * BLOCK))
    bad = [poison(number * BAD_IN_BLOCK + one) for one in range(BAD_IN_BLOCK)]
    return given(stories + bad)


def _judge(run: Run, work: _Soak, warm: float) -> None:
    """The second half of what comes after warming up, against the first."""
    after = [one for one in work.series if one["seconds"] > warm]
    first, second = after[: len(after) // 2], after[len(after) // 2 :]
    result = run.result
    lag = max(sum(one["lag"]) for one in work.series)
    result.notes.append(f"at most {lag:,} messages behind")
    result.require(lag <= MOST_LAG, f"{lag:,} messages behind; at most {MOST_LAG:,} may be")
    for number in range(WORKERS):
        was, became = (_typical(half, number, "memory") for half in (first, second))
        opened, open_ = (_typical(half, number, "files") for half in (first, second))
        held = [f"{_typical(half, number, 'rows'):,.0f}" for half in (first, second)]
        result.notes.append(
            f"worker {number}: {was:.0f} MiB, then {became:.0f}; {opened:.0f} open files, then {open_:.0f}; "
            f"{', then '.join(held)} articles held"
        )
        most = was + max(was * MOST_GROWTH, MOST_GROWTH_MIB)
        result.require(became <= most, f"worker {number} grew from {was:.0f} to {became:.0f} MiB")
        result.require(
            open_ <= opened + MOST_FILES, f"worker {number} had {opened:.0f}, then {open_:.0f} open files"
        )
    owner = max((worker for one in work.series for worker in one["workers"]), key=lambda worker: worker.rows)
    if owner.rows:
        result.notes.append(f"{owner.index / owner.rows:,.0f} bytes of index for each article held")


def _typical(looks: Sequence[dict[str, Any]], number: int, what: str) -> float:
    return median(getattr(one["workers"][number], what) for one in looks)


async def _compare(run: Run, work: _Soak) -> None:
    """Counts every message, and compares the sample key by key."""
    result = run.result
    sample = given(work.sample)
    run.references.begin(sample)
    expected = await run.references.state(sample)
    found: dict[str, dict[str, bytes | None]] = {topic: {} for topic in topics.OUTPUTS}
    for topic in topics.OUTPUTS:
        async for record in read_to_end(work.deployment.settings, work.deployment.settings.topic(topic)):
            key = record.key.decode()
            if record.value is None:
                found[topic].pop(key, None)
            else:
                kept = key in expected[topic] or _article(topic, key, record.value) in sample.ids
                found[topic][key] = record.value if kept else None
    letters = {record.value for record in await work.deployment.records(topics.DEAD_LETTERS)}
    lost = work.sent - found[topics.ENRICHED].keys() - found[topics.DUPLICATES].keys()
    result.lost = len(lost) + len(work.bad - letters)
    result.require(not result.lost, f"{result.lost:,} messages lost: {sorted(lost)[:3]}")
    state = {
        topic: {key: value for key, value in of.items() if value is not None} for topic, of in found.items()
    }
    result.equal = state == expected
    result.require(result.equal, f"the sample of {len(sample.values):,} is not as `murasil process` has it")
    result.notes.append(f"{len(sample.values):,} of them compared key by key")


def _article(topic: str, key: str, value: bytes) -> str:
    """The id of the article that a record is about."""
    return orjson.loads(value)["article_id"] if topic == topics.EVENTS else key
