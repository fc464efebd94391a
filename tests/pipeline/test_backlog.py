"""Preparing gives way to resolving when that has fallen behind."""

import asyncio
import time

from agents.backlog import WAIT_SECONDS, Backlog


async def test_nothing_waits_while_little_is_left() -> None:
    backlog = Backlog(10)
    backlog.measure(0, 89, 100)  # ten are left
    backlog.measure(1, 99, None)  # the end is not known yet

    await asyncio.wait_for(backlog.give_way(), WAIT_SECONDS / 2)


async def test_preparing_goes_on_as_soon_as_the_rest_is_resolved() -> None:
    backlog = Backlog(10)
    backlog.measure(0, 88, 100)
    waiting = asyncio.create_task(backlog.give_way())
    await asyncio.sleep(0.05)
    assert not waiting.done()

    backlog.measure(0, 99, 100)

    await asyncio.wait_for(waiting, WAIT_SECONDS / 2)


async def test_partitions_count_together_and_no_more_once_they_are_lost() -> None:
    backlog = Backlog(10)
    backlog.measure(0, 93, 100)
    backlog.measure(1, 93, 100)
    waiting = asyncio.create_task(backlog.give_way())
    await asyncio.sleep(0.05)
    assert not waiting.done()

    backlog.clear()

    await asyncio.wait_for(waiting, WAIT_SECONDS / 2)


async def test_it_does_not_wait_for_ever() -> None:
    backlog = Backlog(10)
    backlog.measure(0, 0, 100)
    began = time.monotonic()

    await asyncio.wait_for(backlog.give_way(), 10 * WAIT_SECONDS)

    assert time.monotonic() - began >= WAIT_SECONDS
