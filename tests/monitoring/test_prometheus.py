"""A real Prometheus watches real workers: traffic, a fault, and the end of the fault."""

import json
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from agents.broker import free_port
from config.loaders.settings import Settings
from tests.deployment import ROOT, Deployment
from tests.feeds.local import Site, item, rss
from tests.monitoring.files import queries, rules, series_names
from tests.monitoring.live import Processes, Prometheus

pytestmark = [pytest.mark.broker, pytest.mark.slow]

WORKERS = ("worker-1", "worker-2")
FAULTS = {"MurasilLagGrowing", "MurasilWorkerGone"}
VARIABLES = {
    "$__rate_interval": "5s",
    "$__range": "1m",
    '"$topic"': '".*"',
    '"$language"': '".*"',
    '"$source"': '".*"',
    '"$feed"': '".*"',
}


@dataclass
class Watched:
    """What was seen while it went on."""

    sent: int = 0
    received: float = 0
    outcomes: float = 0
    with_data: set[str] = field(default_factory=set)
    rules: list[dict[str, object]] = field(default_factory=list)
    healthy: set[str] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)
    cleared: set[str] = field(default_factory=set)


def expression(panel_expr: str) -> str:
    for variable, value in VARIABLES.items():
        panel_expr = panel_expr.replace(variable, value)
    assert "$" not in panel_expr, panel_expr
    return panel_expr


ROUNDS = 4
RECEIVED = "sum(murasil_articles_received_total)"
FINISHED = "sum(murasil_articles_total)"


def part(text: str, number: int) -> str:
    """A part of a text that has nothing in common with the others."""
    lines = text.splitlines()
    size = len(lines) // ROUNDS
    return "\n".join(lines[number * size : (number + 1) * size])


def traffic(number: int) -> list[bytes]:
    """Articles that are published, duplicates, repetitions and dead letters; each round has others."""
    seeds = [file.read_text() for file in sorted((ROOT / "seeds").glob("*.txt"))]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    articles = [
        {"text": part(seed, number), "source": f"outlet-{i}.example", "published_at": now}
        for i, seed in enumerate(seeds)
    ]
    copy = {"text": articles[0]["text"], "source": "copy.example", "fetched_at": now}
    return [
        *(json.dumps(article).encode() for article in (*articles, articles[1], copy)),
        b"{",
        json.dumps({"text": f" {number}", "html": ""}).encode(),
        json.dumps({"title": "nothing else"}).encode(),
    ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched(
    promtool: str, kafka_address: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Watched]:
    del promtool  # only that it is there, and Prometheus with it
    folder = tmp_path_factory.mktemp("watched")
    settings = Settings(
        broker=kafka_address,
        topic_prefix="watched-",
        data_dir=folder / "data",
        session_timeout=timedelta(seconds=10),
        partitions=4,
    )
    processes = Processes(settings, folder)
    async with Deployment(settings) as deployment, Site() as site:
        site.serve("/good.rss", rss(*(item(f"/{i}", f"<p>{'خبر ' * 30}{i}</p>") for i in range(3))))
        feeds = feed_list(folder, site)
        try:
            for worker in WORKERS:
                processes.start(worker, "worker")
            processes.start("monitor", "monitor")
            processes.ports["feeds"] = free_port()
            async with Prometheus(processes, folder) as prometheus:
                yield await watch(prometheus, processes, deployment, feeds)
        finally:
            processes.end_all()


def feed_list(folder: Path, site: Site) -> Path:
    file = folder / "feeds.toml"
    feed = '[[feed]]\nurl = "{}"\nsource = "{}"\nmin_interval = "1s"\nmax_interval = "2s"\n'
    file.write_text(
        f'[fetch]\nallow_private_hosts = ["{site.authority}"]\nper_host_delay = "0s"\n'
        + feed.format(site.url("/good.rss"), "feed.example")
        + feed.format(site.url("/gone.rss"), "lost.example")
    )
    return file


async def watch(prometheus: Prometheus, processes: Processes, deployment: Deployment, feeds: Path) -> Watched:
    seen = Watched()
    for name in (*WORKERS, "monitor"):
        await processes.answers(name, "/healthz")
        await processes.answers(name, "/readyz")
    # A message that comes again after a rebalance is counted again; what is promised here is promised without.
    await prometheus.until("two members", lambda: prometheus.value(members(deployment.settings)) == 2)
    await prometheus.until(
        "the workers have settled", lambda: prometheus.value("min(min_over_time(murasil_ready[3s]))") == 1
    )
    processes.start("feeds", "feeds", "--feeds", str(feeds))
    seen.sent = await deployment.send(traffic(0))
    await prometheus.until(
        "the feed's articles are in", lambda: prometheus.value("sum(murasil_feed_new_total)") == 3
    )
    seen.sent += 3
    for number in range(1, ROUNDS):
        # One after the other: what all comes between two scrapes has no rate.
        await prometheus.until("a round is through", lambda: prometheus.value(FINISHED) >= seen.sent)
        seen.sent += await deployment.send(traffic(number))
    await prometheus.until("all is through", lambda: prometheus.value(FINISHED) >= seen.sent)
    await prometheus.until(
        "the monitor sees no lag", lambda: prometheus.value("sum(kafka_consumergroup_lag)") == 0
    )
    # Two workers are scraped one after the other.
    await prometheus.until(
        "both are scraped", lambda: prometheus.value(RECEIVED) >= prometheus.value(FINISHED)
    )
    seen.received = prometheus.value(RECEIVED)
    seen.outcomes = prometheus.value(FINISHED)
    seen.healthy = FAULTS - prometheus.firing()

    for worker in WORKERS:
        processes.end(worker, signal.SIGKILL)
    await deployment.send(traffic(0))

    def all_fire() -> bool:
        seen.fired |= prometheus.firing()
        return seen.fired >= FAULTS

    await prometheus.until("lag and workers gone fire", all_fire)
    for worker in WORKERS:
        processes.start(worker, "worker")

    def all_clear() -> bool:
        seen.cleared = FAULTS - prometheus.firing()
        return seen.cleared == FAULTS and prometheus.value("sum(kafka_consumergroup_lag)") == 0

    await prometheus.until("they clear", all_clear)
    await prometheus.until("two members again", lambda: prometheus.value(members(deployment.settings)) == 2)

    assert not prometheus.has_data("murasil_made_up_total")
    seen.with_data = {expr for _, expr in queries() if prometheus.has_data(expression(expr))}
    names = {name for rule in rules() for name in series_names(rule["expr"])}
    seen.with_data |= {name for name in names if prometheus.has_data(name)}
    seen.with_data |= {
        rule["record"] for rule in rules() if "record" in rule and prometheus.has_data(rule["record"])
    }
    seen.rules = prometheus.rules()
    return seen


def members(settings: Settings) -> str:
    return f'kafka_consumergroup_members{{consumergroup="{settings.group}"}}'


@pytest.mark.asyncio(loop_scope="module")
class TestWatched:
    async def test_all_that_came_in_has_an_outcome(self, watched: Watched) -> None:
        assert watched.sent == watched.received == watched.outcomes

    async def test_alerts_fire_on_the_fault_and_not_before_or_after(self, watched: Watched) -> None:
        assert FAULTS == watched.healthy
        assert watched.fired >= FAULTS
        assert FAULTS == watched.cleared

    @pytest.mark.parametrize(("where", "expr"), queries(), ids=lambda value: value[:60])
    async def test_every_query_of_a_dashboard_returns_data(
        self, watched: Watched, where: str, expr: str
    ) -> None:
        assert expr in watched.with_data, where

    @pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.get("alert") or rule["record"])
    async def test_every_rule_is_evaluated_on_data(self, watched: Watched, rule: dict[str, str]) -> None:
        name = rule.get("alert") or rule["record"]
        [live] = [one for one in watched.rules if one["name"] == name]
        assert "ok" == live["health"], live
        assert series_names(rule["expr"]) <= watched.with_data
        if "record" in rule:
            assert rule["record"] in watched.with_data
