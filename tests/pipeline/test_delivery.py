"""Delivery on a real broker: what is sent is there, and a worker that must not send any more does not."""

import pytest

from agents.delivery import Delivery, Record
from agents.errors import DeliveryError
from config.loaders.settings import Settings
from streams import topics
from tests.deployment import Deployment

pytestmark = pytest.mark.broker


async def test_a_batch_stops_where_the_process_may_not_send_any_more(settings: Settings) -> None:
    asked = 0

    def awake() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise DeliveryError("it slept")

    async with Deployment(settings) as deployment:
        delivery = Delivery(settings, awake=awake)
        await delivery.start()
        with pytest.raises(DeliveryError, match="it slept"):
            await delivery.publish(
                [Record(settings.topic(topics.DEAD_LETTERS), None, b"%d" % n) for n in range(10)]
            )
        await delivery.stop()

        assert {b"0", b"1", b"2"} == {one.value for one in await deployment.records(topics.DEAD_LETTERS)}
