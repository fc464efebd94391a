"""`murasil feeds` as a person uses it."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from prometheus_client import generate_latest

from agents.cli.feeds import command
from agents.feeds import metrics as feed_metrics
from agents.feeds.poller import PollReport
from agents.metrics import Metrics
from config.loaders.errors import ConfigurationError
from config.loaders.settings import Settings
from streams.feeds.options import FeedSource
from streams.feeds.reasons import Failure
from streams.feeds.state import FeedState
from tests.deployment import ROOT, environment
from tests.feeds.local import Site, item, rss


def test_opml_is_printed_as_toml(tmp_path: Path) -> None:
    file = tmp_path / "reader.opml"
    file.write_text('<opml><body><outline xmlUrl="https://a.example/rss"/></body></opml>', encoding="utf-8")

    result = CliRunner().invoke(command, ["--import", str(file)])
    assert (0, '[[feed]]\nurl = "https://a.example/rss"\n') == (result.exit_code, result.output)


def test_a_list_that_cannot_be_used_is_said_at_once(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["--feeds", str(tmp_path / "none.toml")])
    assert isinstance(result.exception, ConfigurationError)


def test_polls_are_counted_by_feed_and_reason() -> None:
    metrics = Metrics("feeds")
    feed = FeedSource("https://user:secret@outlet.example/rss?x=1", "outlet.example")
    state = FeedState(feed.url, succeeded_at=100.0, new_at=100.0, next_poll=400.0, interval=300.0)
    report = PollReport(state, listed=5, sent=3, duplicates=2, seconds=0.5, item_failures=(Failure.TIMEOUT,))
    feed_metrics.record(metrics, feed, report, 10_000_000.0)

    shown = generate_latest(metrics.registry).decode()
    assert "secret" not in shown
    for line in (
        'murasil_feed_new_total{feed="outlet.example/rss?x=1"} 3.0',
        'murasil_feed_duplicates_total{feed="outlet.example/rss?x=1"} 2.0',
        'murasil_feed_errors_total{feed="outlet.example/rss?x=1",reason="timeout"} 1.0',
        'murasil_feed_last_success_timestamp_seconds{feed="outlet.example/rss?x=1"} 100.0',
        'murasil_feed_silent{feed="outlet.example/rss?x=1"} 1.0',
    ):
        assert line in shown


@pytest.mark.broker
async def test_once_polls_what_is_due_and_says_what_came(settings: Settings, tmp_path: Path) -> None:
    async with Site() as site:
        site.serve("/good", rss(item("https://outlet.example/a/1"), item("https://outlet.example/a/2")))
        site.serve("/broken", "<html>", content_type="text/html")
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(
            f'[fetch]\nallow_private_hosts = ["{site.authority}"]\nper_host_delay = "0s"\n'
            f'[[feed]]\nurl = "{site.url("/good")}"\n[[feed]]\nurl = "{site.url("/broken")}"\n',
            encoding="utf-8",
        )

        def run() -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                [sys.executable, "-m", "agents", "feeds", "--once", "--feeds", str(feeds)],
                env={**environment(settings), "COLUMNS": "200"},
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=False,
            )

        first, second = await asyncio.to_thread(run), await asyncio.to_thread(run)

    assert "2 of 2 feeds were due; 2 new articles sent; 1 feeds failed" in first.stdout
    assert "not-a-feed" in first.stdout
    assert (0, "") == (first.returncode, first.stderr)
    assert "0 of 2 feeds were due; 0 new articles sent" in second.stdout


def test_without_a_broker_there_is_one_line(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[feed]]\nurl = "https://outlet.example/rss"\n', encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "agents", "feeds", "--feeds", str(feeds)],
        env={
            **environment(Settings(broker="kafka://127.0.0.1:1", data_dir=tmp_path)),
            "MURASIL_PARTITIONS": "1",
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 3 == result.returncode
    assert ["murasil: no Kafka answers"] == [
        line[:25] for line in result.stderr.splitlines() if "murasil" in line
    ]
    assert "Traceback" not in result.stderr
