"""Dead letters: what cannot be processed, with its reason and its bytes."""

from dataclasses import dataclass

from streams.reasons import Reason


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that was set aside: the bytes as received, and why."""

    reason: Reason
    message: str
    value: bytes | None

    @property
    def stage(self) -> str:
        """The stage that set it aside."""
        return self.reason.stage
