"""Feeds against a local server: one round at full speed, or hours with feeds that change.

    python -m benchmarks.feeds_soak [--feeds 1000] [--items 10]
    python -m benchmarks.feeds_soak --minutes 30 [--feeds 200] [--workers 2] [--kill-every 120]

The first polls every feed once, and says how long that took. The second lets the feeds publish now and then, a
third of their articles as teasers with a page behind them, kills a worker (SIGKILL) now and then and starts
another, and in the end compares what the server published with what is in the raw topic. Needs nothing but the
embedded Kafka.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import orjson
from aiohttp import web

from agents import topics as agent_topics
from agents.broker import EmbeddedBroker
from agents.state import read_to_end
from config.loaders.settings import Settings
from streams import topics

ROOT = Path(__file__).parent.parent
BODY = "<p>" + "كلمة أخرى من الخبر " * 80 + "</p>"
LISTED = 40


@dataclass
class Press:
    """A server with feeds; `published` counts the articles of each."""

    feeds: int
    port: int = 0
    requests: int = 0
    published: list[int] = field(default_factory=list)

    async def start(self) -> web.AppRunner:
        """Listens on a free port of the loopback address."""
        self.published = [0] * self.feeds
        application = web.Application()
        application.router.add_get("/feed/{feed}", self._feed)
        application.router.add_get("/article/{feed}/{number}", self._page)
        runner = web.AppRunner(application, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        return runner

    def url(self, feed: int, number: int) -> str:
        """An article's address."""
        return f"http://127.0.0.1:{self.port}/article/{feed}/{number}"

    def urls(self) -> set[str]:
        """The addresses of all that was published."""
        return {
            self.url(feed, number) for feed, count in enumerate(self.published) for number in range(count)
        }

    async def _feed(self, request: web.Request) -> web.Response:
        self.requests += 1
        feed = int(request.match_info["feed"])
        count = self.published[feed]
        etag = f'"{count}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304)
        items = "".join(
            self._item(feed, number) for number in range(count - 1, max(-1, count - 1 - LISTED), -1)
        )
        head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        body = f"{head}<title>صحيفة {feed}</title>{items}</channel></rss>"
        return web.Response(text=body, content_type="application/rss+xml", headers={"ETag": etag})

    def _item(self, feed: int, number: int) -> str:
        content = "<description>مقدمة</description>"
        if number % 3:
            content = f"<content:encoded><![CDATA[{BODY}]]></content:encoded>"
        link = f"{self.url(feed, number)}?utm_source=feed{self.requests}"
        return f"<item><title>خبر {feed}-{number}</title><link>{link}</link>{content}</item>"

    async def _page(self, request: web.Request) -> web.Response:
        self.requests += 1
        title = f"{request.match_info['feed']}-{request.match_info['number']}"
        page = f"<html><head><title>{title}</title></head><body><article>{BODY}</article></body></html>"
        return web.Response(text=page, content_type="text/html")


def write_list(press: Press, folder: Path, options: argparse.Namespace) -> Path:
    """The list of feeds."""
    lines = [f'[fetch]\nallow_private_hosts = ["127.0.0.1:{press.port}"]\nper_host_delay = "0s"']
    pages = "true" if options.minutes else "false"
    lines += [
        f'[[feed]]\nurl = "http://127.0.0.1:{press.port}/feed/{number}"\nfetch_page = {pages}\n'
        'min_interval = "2s"\nmax_interval = "15s"'
        for number in range(options.feeds)
    ]
    file = folder / "feeds.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@dataclass
class Workers:
    """Worker processes, and the most memory that each of them was seen to take."""

    settings: Settings
    feeds: Path
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """One more."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "MURASIL_BROKER": self.settings.broker,
            "MURASIL_SESSION_TIMEOUT": "10s",
        }
        with self.feeds.with_suffix(".log").open("ab") as log:
            command = [sys.executable, "-m", "agents", "feeds", "--feeds", str(self.feeds), *options]
            worker = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)  # noqa: S603
        self.running.append(worker)
        return worker

    def end(self, worker: subprocess.Popen[bytes], how: signal.Signals) -> None:
        """Ends one."""
        self.running.remove(worker)
        worker.send_signal(how)
        worker.wait(30)

    def look(self) -> None:
        """Notes the memory that each takes now, in KiB."""
        for worker in self.running:
            try:
                status = Path(f"/proc/{worker.pid}/status").read_text(encoding="ascii")
            except OSError:
                continue
            resident = next(
                (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0"
            )
            self.memory[worker.pid] = max(self.memory.get(worker.pid, 0), int(resident))


async def arrived(settings: Settings) -> Counter[str]:
    """How often each address is in the raw topic."""
    records = read_to_end(settings, settings.topic(topics.RAW))
    return Counter([orjson.loads(record.value)["url"] async for record in records])


async def one_round(press: Press, workers: Workers, options: argparse.Namespace) -> None:
    """Polls everything once."""
    press.published = [options.items] * options.feeds
    began = time.monotonic()
    worker = workers.start("--once")
    while worker.poll() is None:
        workers.look()
        await asyncio.sleep(0.2)
    print(
        f"{options.feeds:,} feeds of {options.items} items: {time.monotonic() - began:.1f} s, start included"
    )


async def soak(press: Press, workers: Workers, options: argparse.Namespace) -> None:
    """Publishes, kills and starts, until the time is over."""
    chance = random.Random(1)  # noqa: S311 - the same run every time
    for _ in range(options.workers):
        workers.start()
    end = time.monotonic() + 60 * options.minutes
    next_kill, kills = time.monotonic() + options.kill_every, 0
    while time.monotonic() < end:
        for feed in range(options.feeds):
            if chance.random() < 0.02:
                press.published[feed] += chance.choice((1, 1, 1, 2, 5))
        workers.look()
        if options.kill_every and time.monotonic() > next_kill:
            workers.end(chance.choice(workers.running), signal.SIGKILL)
            workers.start()
            next_kill, kills = time.monotonic() + options.kill_every, kills + 1
        await asyncio.sleep(1)
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline and (await arrived(workers.settings)).keys() < press.urls():
        await asyncio.sleep(3)
    print(f"{options.minutes:g} minutes, {options.feeds} feeds, {options.workers} workers, {kills} kills")


async def measure(options: argparse.Namespace, broker: str, folder: Path) -> int:
    """Runs and prints; the exit status."""
    settings = Settings(broker=broker, data_dir=folder)
    await agent_topics.require(settings)
    press = Press(options.feeds)
    runner = await press.start()
    workers = Workers(settings, write_list(press, folder, options))
    try:
        await (soak if options.minutes else one_round)(press, workers, options)
        found, published = await arrived(settings), press.urls()
    finally:
        for worker in list(workers.running):
            workers.end(worker, signal.SIGTERM)
        await runner.cleanup()
    print(f"requests served          {press.requests:>10,}")
    print(f"articles published       {len(published):>10,}")
    print(f"articles in raw topic    {found.total():>10,}")
    print(f"missing                  {len(published - found.keys()):>10,}")
    print(f"sent more than once      {sum(count > 1 for count in found.values()):>10,}")
    print(f"most memory of a worker  {max(workers.memory.values(), default=0) / 1024:>10,.0f} MiB")
    return 0 if Counter(published) == found else 1


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--feeds", type=int, default=0)
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill-every", type=float, default=120.0)
    options = parser.parse_args()
    options.feeds = options.feeds or (200 if options.minutes else 1000)
    with EmbeddedBroker() as broker, tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(options, broker.address, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
