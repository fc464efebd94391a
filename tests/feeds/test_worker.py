"""Workers as processes, on a real Kafka, with a real server: nothing lost, nothing sent twice."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pytest
from aiohttp import web
from aiokafka import TopicPartition

from agents import kafka
from agents import topics as agent_topics
from agents.broker import BrokerOptions, EmbeddedBroker
from agents.errors import DeliveryError
from agents.feeds.publisher import Article, OwnershipLost, PublishFailed
from agents.feeds.raw_topic import RawTopic
from agents.feeds.state_topic import PartitionPublisher, load
from config.loaders.settings import Settings
from streams import topics
from streams.feeds.state import FeedState, seen_keys
from tests.deployment import ROOT, environment
from tests.feeds.local import Site, item, rss

pytestmark = [pytest.mark.broker, pytest.mark.slow]


@dataclass
class Press:
    """Many feeds that publish; `published` is what must arrive."""

    site: Site
    feeds: int
    items: dict[int, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in range(self.feeds):
            self.items[number] = []
            self.site.handlers[f"/feed/{number}"] = self._answer

    @property
    def published(self) -> set[str]:
        return {link for links in self.items.values() for link in links}

    def publish(self, count: int = 1) -> None:
        for number, links in self.items.items():
            links += [f"https://outlet-{number}.example/a/{n}" for n in range(len(links), len(links) + count)]

    def write_list(self, folder: Path) -> Path:
        file = folder / "feeds.toml"
        lines = [f'[fetch]\nallow_private_hosts = ["{self.site.authority}"]\nper_host_delay = "0s"']
        lines += [
            f'[[feed]]\nurl = "{self.site.url(f"/feed/{n}")}"\nmin_interval = "1s"\nmax_interval = "1s"'
            for n in range(self.feeds)
        ]
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    async def _answer(self, request: web.Request) -> web.Response:
        links = self.items[int(request.path.rpartition("/")[2])]
        etag = f'"{len(links)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        return web.Response(text=rss(*map(item, links)), headers={"ETag": etag})


@pytest.fixture
async def press() -> AsyncIterator[Press]:
    async with Site() as site:
        yield Press(site, 200)


class Workers:
    """Feed workers as processes."""

    def __init__(self, settings: Settings, feeds: Path) -> None:
        self.settings = settings
        self.feeds = feeds
        self.running: list[subprocess.Popen[bytes]] = []
        self._logs: list[Path] = []

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.running:
            worker.kill()
            worker.wait()

    def start(self) -> subprocess.Popen[bytes]:
        log = self.feeds.with_name(f"feeds-{len(self._logs)}.log")
        self._logs.append(log)
        with log.open("wb") as output:
            command = [sys.executable, "-m", "agents", "feeds", "--feeds", str(self.feeds)]
            worker = subprocess.Popen(
                command, env=environment(self.settings), cwd=ROOT, stdout=output, stderr=output
            )
        self.running.append(worker)
        return worker

    def end(self, worker: subprocess.Popen[bytes], how: signal.Signals) -> int:
        worker.send_signal(how)
        self.running.remove(worker)
        return worker.wait(20)

    def owned(self, number: int) -> int | None:
        """How many feeds a worker said were its own, last."""
        found = re.findall(r"(\d+) of \d+ feeds are this worker's", self._logs[number].read_text())
        return int(found[-1]) if found else None


async def arrived(settings: Settings) -> Counter[str]:
    """How often each address is in the raw topic."""
    consumer = await kafka.started(kafka.consumer(settings), settings)
    try:
        topic = settings.topic(topics.RAW)
        partitions = [TopicPartition(topic, number) for number in range(settings.partitions)]
        consumer.assign(partitions)
        ends = await consumer.end_offsets(partitions)
        await consumer.seek_to_beginning(*partitions)
        found: Counter[str] = Counter()
        while [one for one in partitions if await consumer.position(one) < ends[one]]:
            for records in (await consumer.getmany(timeout_ms=200)).values():
                found.update(orjson.loads(record.value)["url"] for record in records)
        return found
    finally:
        await consumer.stop()


async def until(condition: Callable[[], bool], patience: float = 60.0) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.1)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def all_arrive(settings: Settings, press: Press, patience: float = 60.0) -> None:
    deadline = time.monotonic() + patience
    while (found := await arrived(settings)).keys() < press.published:
        assert time.monotonic() < deadline, f"{len(press.published) - len(found)} articles are missing"
        await asyncio.sleep(0.3)
    assert Counter(press.published) == found


async def test_two_workers_divide_the_feeds_and_one_takes_over(
    settings: Settings, press: Press, tmp_path: Path
) -> None:
    await agent_topics.require(settings)
    press.publish(3)
    with Workers(settings, press.write_list(tmp_path)) as workers:
        workers.start()
        second = workers.start()
        await until(lambda: 0 < (workers.owned(0) or 0) < 200 and 0 < (workers.owned(1) or 0) < 200)
        assert 200 == (workers.owned(0) or 0) + (workers.owned(1) or 0)
        press.publish()
        await all_arrive(settings, press)

        workers.end(second, signal.SIGKILL)
        press.publish(2)
        await until(lambda: workers.owned(0) == 200)
        await all_arrive(settings, press)


async def test_killed_in_the_middle_nothing_is_lost_or_sent_twice(
    settings: Settings, press: Press, tmp_path: Path
) -> None:
    await agent_topics.require(settings)
    with Workers(settings, press.write_list(tmp_path)) as workers:
        for served in (40, 120, 260):
            press.publish(2)
            asked = len(press.site.requests)
            worker = workers.start()
            await until(lambda asked=asked, served=served: len(press.site.requests) >= asked + served)  # type: ignore[misc]
            workers.end(worker, signal.SIGKILL)
        workers.start()
        await all_arrive(settings, press)


async def test_a_worker_that_is_told_to_stop_stops(settings: Settings, press: Press, tmp_path: Path) -> None:
    await agent_topics.require(settings)
    press.publish()
    with Workers(settings, press.write_list(tmp_path)) as workers:
        worker = workers.start()
        await all_arrive(settings, press)
        started = time.monotonic()
        assert 0 == workers.end(worker, signal.SIGTERM)
        assert time.monotonic() - started < 20


async def test_a_restart_of_kafka_loses_nothing(press: Press, tmp_path: Path) -> None:
    with EmbeddedBroker(BrokerOptions(data_dir=tmp_path / "kafka")) as broker:
        settings = Settings(broker=broker.address, data_dir=tmp_path / "data")
        await agent_topics.require(settings)
        press.publish()
        with Workers(settings, press.write_list(tmp_path)) as workers:
            workers.start()
            await until(lambda: len(press.site.requests) > 100)
            broker.kill()
            press.publish()
            await until(lambda: not answers(broker.port))
            await asyncio.to_thread(broker.start)
            await all_arrive(settings, press, patience=120)


@pytest.fixture
async def raw(settings: Settings) -> AsyncIterator[RawTopic]:
    await agent_topics.require(settings)
    topic = RawTopic(settings)
    await topic.start()
    yield topic
    await topic.stop(at_once=True)


URL = "https://outlet.example/rss"


def article(name: str) -> Article:
    return Article(b"key", orjson.dumps({"url": name}), name)


async def test_a_former_owner_is_refused(settings: Settings, raw: RawTopic) -> None:
    former, owner = PartitionPublisher(settings, 0, raw), PartitionPublisher(settings, 0, raw)
    try:
        await former.start()
        await former.commit([article("a")], FeedState(URL, revision=1))
        await owner.start()
        with pytest.raises(OwnershipLost):
            await former.commit([article("b")], FeedState(URL, revision=2))
        await owner.commit([], FeedState(URL, revision=3))
        remembered = await load(settings, settings.partitions)
        found = await arrived(settings)
    finally:
        await former.stop()
        await owner.stop()

    assert 3 == remembered.states[URL].revision
    assert {} == remembered.intents
    assert Counter({"a": 1}) == found


@pytest.mark.parametrize("sent", [[], ["a"], ["a", "b"]])
async def test_a_successor_finds_what_was_sent_but_not_confirmed(
    settings: Settings, raw: RawTopic, sent: list[str]
) -> None:
    class Dying(RawTopic):
        async def send(self, articles: Sequence[tuple[str, Article]]) -> None:
            await raw.send([(url, one) for url, one in articles if one.item in sent])
            raise DeliveryError("the power went")

        ends = raw.ends  # type: ignore[assignment]

    former, owner = PartitionPublisher(settings, 0, Dying(settings)), PartitionPublisher(settings, 0, raw)
    try:
        await former.start()
        with pytest.raises(PublishFailed):
            await former.commit([article("a"), article("b")], FeedState(URL, revision=1, etag='"v1"'))
        await owner.start()
        remembered = await load(settings, settings.partitions)
        await owner.recover(remembered, 1_800_000_000.0)
        again = await load(settings, settings.partitions)
    finally:
        await former.stop()
        await owner.stop()

    seen = {} if URL not in remembered.states else seen_keys(remembered.states[URL])
    assert set("".join(sent)) == set("".join(seen))
    assert {} == again.intents
    assert remembered.states == again.states
    assert all(state.etag is None for state in remembered.states.values())
