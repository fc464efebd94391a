"""The monitor's loop: looks at Kafka now and then, and serves what it saw last."""

import asyncio
import logging
import time

from aiokafka.errors import KafkaError

from agents.errors import BrokerError
from agents.health import Heartbeat
from agents.metrics import Health, Metrics, MetricsServer
from agents.metrics.of_monitor import MONITOR_METRICS
from agents.monitor.look import Clients, Look
from agents.monitor.snapshot import Snapshot, SnapshotCollector
from config.loaders.settings import Settings

log = logging.getLogger(__name__)

PATIENCE_SECONDS = 30.0


class Monitor:
    """Exports what only the broker knows."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seen = SnapshotCollector()
        self._metrics = Metrics("monitor", without=MONITOR_METRICS)
        self._metrics.registry.register(self._seen)
        self._clients: Clients | None = None
        self._succeeded_at = 0.0
        self._wrong: str | None = "Kafka has not been looked at yet"

    async def run(self) -> None:
        """Looks until cancelled.

        Raises:
            BrokerError: no broker answers at the start; later on that is shown as `murasil_broker_up` 0.
            MurasilError: the metrics cannot be served.
        """
        heartbeat = Heartbeat(2 * PATIENCE_SECONDS)
        heartbeat.start(asyncio.get_running_loop())
        try:
            self._clients = await Clients.connect(self._settings)
            await self.look()
            self._serve(heartbeat)
            while True:
                await asyncio.sleep(self._settings.monitor_interval.total_seconds())
                await self.look()
        finally:
            await self._disconnect()

    async def look(self) -> Snapshot:
        """Looks once; what fails is logged, and shown as `murasil_broker_up` 0 with nothing else."""
        began = time.monotonic()
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                if self._clients is None:
                    self._clients = await Clients.connect(self._settings)
                snapshot = await Look(self._clients, self._settings).take()
            self._succeeded_at = time.time()
            self._wrong = None
        except (KafkaError, BrokerError, OSError, TimeoutError) as error:
            self._wrong = f"the last look at Kafka failed: {error!r}"
            log.warning("%s", self._wrong)
            snapshot = Snapshot()
            await self._disconnect()
        snapshot.set("murasil_broker_up", self._wrong is None)
        snapshot.set("murasil_monitor_look_seconds", time.monotonic() - began)
        snapshot.set("murasil_monitor_last_success_timestamp_seconds", self._succeeded_at)
        self._seen.latest = snapshot
        return snapshot

    def _serve(self, heartbeat: Heartbeat) -> None:
        health = Health(heartbeat.wrong, lambda: self._wrong)
        settings = self._settings
        server = MetricsServer(self._metrics.registry, health, settings.metrics_host, settings.metrics_port)
        server.start()
        log.info("metrics on http://%s:%d/metrics", server.host, server.port)

    async def _disconnect(self) -> None:
        clients, self._clients = self._clients, None
        if clients is not None:
            try:
                await clients.close()
            except (KafkaError, OSError) as error:
                log.debug("closing after a failure: %r", error)
