"""Whether Kafka still takes this worker for a member of its group, as far as a worker can know."""

import asyncio
import time
from typing import Final

from agents.errors import DeliveryError

LOOK_SECONDS: Final = 0.05


class Membership:
    """When Kafka last answered a heartbeat; after a whole session without one the partitions go to somebody else.

    A worker that was cut off and is back hears of that only with its next heartbeat, but may have fetched by then
    what the new owner made. So what depends on owning is sent only while the last heartbeat is recent: half a
    session for it, and the other half for the records to arrive in (`agents.kafka`).
    """

    def __init__(self, limit_seconds: float) -> None:
        self._limit = limit_seconds
        self._heard = time.monotonic()

    def heard(self, sent: float) -> None:
        """A heartbeat that was sent then (monotonic) has been answered; any thread may say so."""
        self._heard = max(self._heard, sent)

    async def confirm(self) -> None:
        """Waits for an answer when there has been none for too long.

        Raises:
            DeliveryError: none comes either.
        """
        until = time.monotonic() + self._limit
        while (silent := time.monotonic() - self._heard) > self._limit:
            if time.monotonic() > until:
                raise DeliveryError(
                    f"Kafka has not answered a heartbeat for {silent:.1f} s; "
                    "this worker may have lost its partitions"
                )
            await asyncio.sleep(LOOK_SECONDS)
