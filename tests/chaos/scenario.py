"""What a scenario is, what it is given, and what it gives back."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from config.loaders.settings import Settings
from tests.chaos.articles import Input, articles
from tests.deployment import Deployment
from tests.in_memory import State, processed

SESSION = timedelta(seconds=6)
"""The shortest that Kafka allows by default: a killed worker is missed sooner, and more happens in a minute."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything; times in seconds."""

    articles: int
    """What passes while workers are killed."""
    few: int
    """What passes in each of the other scenarios."""
    kills: int
    naps: int
    cuts: int
    """How often one worker alone is cut off."""
    broker_kills: int
    passes: tuple[int, ...]
    """At which passes of a point a worker crashes."""
    unreachable: float
    soak: float
    patience: float
    """A scenario that takes longer fails."""


LONG = Scale(50_000, 4_000, 20, 8, 3, 5, (1, 2), 60.0, 1200.0, 900.0)
SHORT = Scale(1_000, 400, 2, 1, 1, 1, (1,), 8.0, 20.0, 180.0)


@dataclass(slots=True)
class Result:
    """What came of a scenario. `figures` are for programs, `notes` say to a person what happened."""

    scenario: str
    seed: int
    seconds: float = 0.0
    messages: int = 0
    lost: int | None = None
    equal: bool | None = None
    repeated: dict[str, int] = field(default_factory=dict)
    bound: int | None = None
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    not_run: str | None = None

    @property
    def passed(self) -> bool:
        """Whether all that was promised held."""
        return not self.failures

    def require(self, holds: bool, otherwise: str) -> None:
        """Fails the scenario, which goes on, unless something holds."""
        if not holds:
            self.failures.append(otherwise)


@dataclass
class Run:
    """One run of one scenario: where it works, with what, and where it writes what it finds."""

    scale: Scale
    seed: int
    broker: str
    folder: Path
    prefix: str
    references: "References"
    result: Result

    @cached_property
    def random(self) -> Random:
        """Chance that the seed decides."""
        return Random(f"{self.seed}/{self.result.scenario}")

    @property
    def settings(self) -> Settings:
        """A deployment that no other scenario sees, on the broker that all of them share."""
        return Settings(
            broker=self.broker,
            topic_prefix=self.prefix,
            data_dir=self.folder / "data",
            session_timeout=SESSION,
            partitions=4,
        )

    def deployment(self, **changes: Any) -> Deployment:
        """A deployment with the settings of this run, but for these."""
        return Deployment(replace(self.settings, **changes))


class References:
    """What `murasil process` gives, worked out beside the scenarios and once for each input."""

    def __init__(self, pool: ProcessPoolExecutor, seed: int) -> None:
        self._pool = pool
        self._seed = seed
        self._inputs: dict[int, Input] = {}
        self._states: dict[int, asyncio.Future[tuple[State, Any]]] = {}

    def input(self, count: int) -> Input:
        """So many messages, and the work on their reference begun."""
        if count not in self._inputs:
            self._inputs[count] = articles(count, self._seed)
            self.begin(self._inputs[count])
        return self._inputs[count]

    def begin(self, given: Input) -> None:
        """Begins to work out the reference of an input."""
        loop = asyncio.get_running_loop()
        self._states[id(given)] = loop.run_in_executor(self._pool, processed, given.values)

    async def state(self, given: Input) -> State:
        """The final state of the output topics after an input that was begun."""
        state, _ = await self._states[id(given)]
        return state


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of fault. `alone`: nothing else may run beside it. `promise`: what it shows, in a sentence."""

    name: str
    promise: str
    play: Callable[[Run], Awaitable[None]]
    alone: bool = False
    short: bool = True
