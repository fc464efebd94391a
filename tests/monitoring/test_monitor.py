import asyncio
import time
from dataclasses import replace

import pytest

from agents import topics
from agents.broker import free_port
from agents.monitor import Monitor
from agents.monitor.snapshot import Snapshot
from config.loaders.settings import Settings
from streams.topics import PREPARED, RAW
from tests.deployment import Deployment

pytestmark = pytest.mark.broker


def total(snapshot: Snapshot, name: str, *topics_: str) -> float:
    return sum(
        value
        for labels, value in snapshot.samples.get(name, {}).items()
        if not topics_ or labels[1] in topics_
    )


async def test_lag_is_what_was_sent_and_not_acknowledged_and_its_age_grows(settings: Settings) -> None:
    raw, prepared = settings.topic(RAW), settings.topic(PREPARED)
    async with Deployment(settings) as deployment:
        monitor = Monitor(settings)
        empty = await monitor.look()
        assert 1 == empty.samples["murasil_broker_up"][()]
        assert 0 == total(empty, "kafka_consumergroup_lag", raw, prepared)
        assert {(settings.group,): 0.0} == empty.samples["kafka_consumergroup_members"]
        assert settings.partitions == empty.samples["kafka_topic_partitions"][(raw,)]

        sent = time.time()
        await deployment.send(f'{{"text": "text number {i} of seven"}}'.encode() for i in range(7))
        lagging = await monitor.look()
        assert 7 == total(lagging, "kafka_consumergroup_lag", raw)
        assert 7 == lagging.samples["kafka_consumergroup_lag_sum"][(settings.group, raw)]
        ages = lagging.samples["murasil_consumergroup_lag_seconds"]
        assert 0 < max(ages.values()) <= time.time() - sent + 1
        assert total(lagging, "murasil_topic_partition_bytes") > 7 * 30
        disk = next(iter(lagging.samples["murasil_broker_disk_bytes"].values()))
        free = next(iter(lagging.samples["murasil_broker_disk_usable_bytes"].values()))
        assert 0 < free < disk

        await asyncio.sleep(1.1)
        older = (await monitor.look()).samples["murasil_consumergroup_lag_seconds"]
        assert max(older.values()) > max(ages.values()) + 1

        deployment.start_worker()
        await deployment.through()
        done = await monitor.look()
        assert 0 == total(done, "kafka_consumergroup_lag", raw, prepared)
        assert 0 == max(done.samples["murasil_consumergroup_lag_seconds"].values())
        assert 7 == total(done, "kafka_consumergroup_current_offset", raw)
        assert {(settings.group,): 1.0} == done.samples["kafka_consumergroup_members"]
        assert {(settings.group, "Stable"): 1.0} == done.samples["murasil_consumergroup_state"]
        offsets = done.samples["kafka_topic_partition_current_offset"]
        assert 7 == sum(value for (topic, _), value in offsets.items() if topic == raw)
        assert set(topics.consumed_by_workers(settings)) == {
            labels[1] for labels in done.samples["kafka_consumergroup_lag_sum"]
        }
        await monitor._disconnect()


async def test_a_broker_that_is_gone_is_shown_and_found_again(settings: Settings) -> None:
    gone = Monitor(replace(settings, broker=f"kafka://127.0.0.1:{free_port()}"))
    seen = await gone.look()
    assert 0 == seen.samples["murasil_broker_up"][()]
    assert "kafka_consumergroup_lag" not in seen.samples
    gone._settings = settings
    assert 1 == (await gone.look()).samples["murasil_broker_up"][()]
    await gone._disconnect()


def test_a_snapshot_takes_only_what_the_catalogue_has() -> None:
    snapshot = Snapshot()
    with pytest.raises(KeyError):
        snapshot.set("kafka_made_up", 1)
    with pytest.raises(ValueError, match="labels"):
        snapshot.set("kafka_topic_partitions", 1, "topic", "0")
