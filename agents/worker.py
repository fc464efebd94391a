"""The worker: wires the application, its agents and its surroundings together, and runs them."""

import asyncio
import contextlib
import gc
import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

import faust
from aiokafka.errors import KafkaError
from faust.types import TP
from faust.worker import Worker

from agents.app import articles_table, create_app, prepared_topic, raw_topic, require_compiled_faust
from agents.backlog import Backlog
from agents.crash import no_faults
from agents.delivery import Delivery
from agents.errors import BrokerError
from agents.health import Heartbeat, Progress
from agents.membership import Membership
from agents.metrics import Health, Metrics, MetricsServer
from agents.metrics.articles import ArticleCounts, count_published
from agents.prepare import PrepareAgent
from agents.resolve import ResolveAgent
from agents.runtime import Runtime, end_process, run_batches
from agents.state_dir import StateDirectory
from agents.wakefulness import Wakefulness
from config.loaders.pipeline import build_pipeline
from config.loaders.settings import Settings
from streams import topics as topic_names
from streams.decoding import DecodingLimits

log = logging.getLogger(__name__)

COLLECTOR_THRESHOLDS: Final = (20_000, 20, 20)
"""Objects more that are made than freed before the youngest are looked at (an article makes thousands and frees
them at once), and how many such looks before the next generation's."""


class _Worker(Worker):  # type: ignore[misc] # Faust has no types that mypy can follow
    """Faust's worker, without its own idea of logging."""

    def _setup_logging(self) -> None:
        """Logging is set up by the command, and a worker in the background needs no spinner."""
        self.spinner = None

    def on_worker_shutdown(self) -> None:
        """Faust would restore a cursor that was never hidden."""


@dataclass(slots=True)
class WorkerProcess:
    """One worker with all that it needs. `run` ends the process."""

    settings: Settings
    fault: Callable[[str], None] = no_faults
    metrics: Metrics = field(default_factory=Metrics)

    def run(self) -> None:
        """Runs until SIGTERM or SIGINT, then exits with status 0; with another when it cannot go on.

        Raises:
            MurasilError: it cannot even start; the message says why.
        """
        require_compiled_faust()
        gc.disable()  # until `_spare_collector`: nothing of what is made now is garbage
        state = StateDirectory(self.settings.data_dir, self.settings.group)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        # Half the session: a heartbeat sent just before a gap holds the partitions for the other half.
        half = self.settings.session_timeout.total_seconds() / 2
        membership = Membership(half)
        app = create_app(self.settings, state.path, end_process, membership.heard)
        runtime = self._runtime(app, Wakefulness(half, end_process), membership)
        self._serve_metrics(runtime, loop)
        self._add_agents(runtime)
        log.info("state in %s", state.path)
        worker = _Worker(app, quiet=True, redirect_stdouts=False, loop=loop)
        try:
            with contextlib.suppress(asyncio.CancelledError):
                loop.run_until_complete(worker.start())
        except KafkaError as error:  # it answered a moment ago, or the worker would not be here
            raise BrokerError(f"Kafka at {self.settings.broker} has gone: {error}") from error
        finally:
            worker.stop_and_shutdown()
            state.release()

    def _runtime(self, app: faust.App, wakefulness: Wakefulness, membership: Membership) -> Runtime:
        settings, metrics = self.settings, self.metrics
        return Runtime(
            app,
            settings,
            Delivery(settings, partial(count_published, metrics), wakefulness.check),
            metrics,
            ArticleCounts(metrics, settings.metrics_sources),
            Progress(metrics, settings.ready_lag.total_seconds()),
            wakefulness,
            membership,
            Backlog(2 * settings.batch_size),
            self.fault,
        )

    def _serve_metrics(self, runtime: Runtime, loop: asyncio.AbstractEventLoop) -> None:
        heartbeat = Heartbeat(self.settings.session_timeout.total_seconds())
        heartbeat.start(loop)

        def not_ready() -> str | None:
            return (
                runtime.progress.wrong()
                if runtime.owning
                else "partitions are not assigned or not recovered yet"
            )

        health = Health(heartbeat.wrong, not_ready)
        server = MetricsServer(
            self.metrics.registry, health, self.settings.metrics_host, self.settings.metrics_port
        )
        server.start()
        log.info("metrics on http://%s:%d/metrics", server.host, server.port)

    def _add_agents(self, runtime: Runtime) -> None:
        app, settings = runtime.app, runtime.settings
        limits = DecodingLimits(settings.max_article_bytes)
        prepare = PrepareAgent(build_pipeline(limits, self.metrics.stage), runtime)
        table = articles_table(app, settings)
        resolve = ResolveAgent(table, runtime)

        async def prepare_agent(stream: Any) -> None:
            await run_batches(stream, prepare.handle, runtime)

        async def resolve_agent(stream: Any) -> None:
            await run_batches(stream, resolve.handle, runtime)

        # Faust would name agents after their import paths, and consumer state after the agents.
        app.agent(raw_topic(app, settings), name="prepare", concurrency=1)(prepare_agent)
        app.agent(prepared_topic(app, settings), name="resolve", concurrency=1)(resolve_agent)
        _connect_signals(runtime, resolve, table)


def _connect_signals(runtime: Runtime, resolve: ResolveAgent, table: Any) -> None:
    app = runtime.app
    hop = prepared_topic(app, runtime.settings).get_topic_name()
    assigned: set[TP] = set()
    assigned_at = time.monotonic()

    @app.on_before_shutdown.connect(weak=False)  # type: ignore[untyped-decorator]
    async def shutting_down(app: faust.App, **_: Any) -> None:
        del app
        runtime.closing = True
        await resolve.release()
        await runtime.delivery.stop()

    @app.on_partitions_revoked.connect(weak=False)  # type: ignore[untyped-decorator]
    async def revoked(app: faust.App, revoked: set[TP], **_: Any) -> None:
        del app, revoked
        await resolve.release()
        runtime.metrics.set("murasil_ready", 0)

    @app.on_partitions_assigned.connect(weak=False)  # type: ignore[untyped-decorator]
    async def assigned_(app: faust.App, assigned_now: set[TP], **_: Any) -> None:
        del app
        nonlocal assigned_at
        assigned_at = time.monotonic()
        runtime.membership.heard(assigned_at)
        assigned.clear()
        assigned.update(assigned_now)
        _measure_assignment(runtime, assigned)

    async def recovered() -> None:
        try:
            await resolve.take_over(sorted(tp.partition for tp in assigned if tp.topic == hop))
        except Exception as error:  # Faust would not look at it
            end_process(error)
        _spare_collector()
        runtime.metrics.set("murasil_ready", 1)
        runtime.metrics.set("murasil_recovery_seconds", time.monotonic() - assigned_at)
        log.info("ready")

    table.on_recover(recovered)

    async def deliver() -> None:
        try:
            await runtime.delivery.start()
        except Exception as error:
            end_process(error)

    app.task(deliver)


def _spare_collector() -> None:
    """Takes what is held by now, which lives as long as the worker, out of the garbage collector's sight.

    Lexicons, gazetteer and index are hundreds of thousands of objects that it would look at again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTOR_THRESHOLDS)
    gc.enable()


def _measure_assignment(runtime: Runtime, assigned: set[TP]) -> None:
    runtime.metrics.add("murasil_rebalances_total")
    owned = Counter(tp.topic for tp in assigned)
    for topic in (topic_names.RAW, topic_names.PREPARED):
        name = runtime.settings.topic(topic)
        runtime.metrics.set("murasil_assigned_partitions", owned[name], name)
