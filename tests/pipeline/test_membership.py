"""What depends on owning is done only while Kafka answers heartbeats."""

import asyncio
import time

import pytest

from agents.errors import DeliveryError
from agents.membership import Membership

LIMIT = 0.3


async def test_nothing_waits_while_heartbeats_are_answered() -> None:
    membership = Membership(LIMIT)

    await asyncio.wait_for(membership.confirm(), LIMIT / 2)


async def test_a_late_answer_lets_the_work_go_on() -> None:
    membership = Membership(LIMIT)
    membership.heard(0.0)  # an answer to a heartbeat of long ago is no news
    await asyncio.sleep(1.2 * LIMIT)
    waiting = asyncio.create_task(membership.confirm())
    await asyncio.sleep(LIMIT / 3)
    assert not waiting.done()

    membership.heard(time.monotonic())

    await asyncio.wait_for(waiting, LIMIT)


async def test_without_an_answer_the_worker_gives_up() -> None:
    membership = Membership(LIMIT)
    await asyncio.sleep(1.2 * LIMIT)

    with pytest.raises(DeliveryError, match="may have lost its partitions"):
        await membership.confirm()
