"""A real Prometheus, and the processes of a deployment that it scrapes. All listen on the loopback address."""

import asyncio
import math
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import orjson
import yaml

from agents.broker import free_port
from config.loaders.settings import Settings
from tests.deployment import ROOT, environment

RULES = ROOT / "config" / "prometheus" / "rules"


def hurried(rules: str) -> str:
    """The rules with every time a sixtieth: what waits for minutes waits for seconds."""
    smaller = {"d": "h", "h": "m", "m": "s"}
    rules = re.sub(r"\b(\d+)([dhm])\b", lambda match: match[1] + smaller[match[2]], rules)
    rules, times = re.subn(r"(murasil_consumergroup_lag_seconds\) )> 300\b", r"\1> 5", rules)
    assert times == rules.count("alert: MurasilLagGrowing")
    return rules


@dataclass
class Processes:
    """Commands of murasil as processes of their own, each with a metrics port."""

    settings: Settings
    folder: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    def start(self, name: str, *command: str) -> None:
        """Starts, or starts again with the port it had."""
        port = self.ports.setdefault(name, free_port())
        more = {"MURASIL_METRICS_PORT": str(port), "MURASIL_MONITOR_INTERVAL": "1s"}
        with (self.folder / f"{name}.log").open("ab") as output:
            self.running[name] = subprocess.Popen(
                [sys.executable, "-m", "agents", *command],
                env=environment(self.settings) | more,
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )

    def end(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """Ends one process, and waits for its end."""
        process = self.running.pop(name)
        process.send_signal(how)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def end_all(self) -> None:
        """Ends what still runs."""
        for name in list(self.running):
            self.end(name)

    def log_of(self, name: str) -> str:
        """The end of what a process wrote."""
        return (self.folder / f"{name}.log").read_text(errors="replace")[-2000:]

    async def answers(self, name: str, path: str, patience: float = 150) -> None:
        """Waits until a process answers 200 at a path."""
        deadline = time.monotonic() + patience
        while await asyncio.to_thread(status, f"http://127.0.0.1:{self.ports[name]}{path}") != 200:
            assert self.running[name].poll() is None, self.log_of(name)
            assert time.monotonic() < deadline, f"{name} does not answer {path}: {self.log_of(name)}"
            await asyncio.sleep(0.2)


class Prometheus:
    """Scrapes the processes every second, with the project's rules, sixty times as fast."""

    def __init__(self, processes: Processes, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.began = time.time()
        (folder / "rules").mkdir()
        for file in RULES.glob("*.yml"):
            (folder / "rules" / file.name).write_text(hurried(file.read_text()))
        jobs: dict[str, list[str]] = {"prometheus": [f"127.0.0.1:{self.port}"]}
        for name, port in processes.ports.items():
            jobs.setdefault(f"murasil-{name.partition('-')[0]}", []).append(f"127.0.0.1:{port}")
        document = {
            "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
            "rule_files": ["rules/*.yml"],
            "scrape_configs": [
                {"job_name": job, "static_configs": [{"targets": targets}]} for job, targets in jobs.items()
            ],
        }
        (folder / "prometheus.yml").write_text(yaml.safe_dump(document))

    async def __aenter__(self) -> "Prometheus":
        with (self.folder / "prometheus.log").open("wb") as output:
            self._process = await asyncio.create_subprocess_exec(
                "prometheus",
                f"--config.file={self.folder / 'prometheus.yml'}",
                f"--storage.tsdb.path={self.folder / 'data'}",
                f"--web.listen-address=127.0.0.1:{self.port}",
                stdout=output,
                stderr=output,
            )
        await self.until("Prometheus is ready", lambda: status(self._url("/-/ready")) == 200)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.terminate()
        await self._process.wait()

    async def until(self, what: str, holds: Callable[[], bool], patience: float = 150) -> None:
        """Waits for something to be so."""
        deadline = time.monotonic() + patience
        while not await asyncio.to_thread(holds):
            assert time.monotonic() < deadline, f"not within {patience} s: {what}"
            assert self._process.returncode is None, (self.folder / "prometheus.log").read_text()
            await asyncio.sleep(0.3)

    def value(self, expr: str) -> float:
        """What an expression that gives one number gives now; NaN when it gives none."""
        result = self._get(f"/api/v1/query?query={quote(expr)}")["result"]
        return float(result[0]["value"][1]) if result else math.nan

    def has_data(self, expr: str) -> bool:
        """Whether an expression gave any number since Prometheus runs."""
        step = max(1, int((time.time() - self.began) / 500))
        query = f"query={quote(expr)}&start={self.began}&end={time.time()}&step={step}"
        series = self._get(f"/api/v1/query_range?{query}")["result"]
        return any(not math.isnan(float(value)) for one in series for _, value in one["values"])

    def firing(self) -> set[str]:
        """The names of the alerts that fire now."""
        alerts = self._get("/api/v1/alerts")["alerts"]
        return {alert["labels"]["alertname"] for alert in alerts if alert["state"] == "firing"}

    def rules(self) -> list[dict[str, Any]]:
        """All rules, with how their last evaluation went."""
        return [rule for group in self._get("/api/v1/rules")["groups"] for rule in group["rules"]]

    def _get(self, path: str) -> Any:
        with urlopen(self._url(path), timeout=30) as answer:  # noqa: S310 - our own address
            return orjson.loads(answer.read())["data"]

    def _url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def status(url: str) -> int:
    """The HTTP status of an answer; 0 when there is none."""
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except OSError as error:
        return getattr(error, "code", 0)
