"""What an operator may set about duplicates."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class DuplicateOptions:
    """Thresholds of the verdicts.

    `near`: Jaccard similarity from which two bodies are near duplicates. `contained`: share of its own 5-grams
    from which a body is contained in another. `window`: two articles whose publication dates are both known are
    compared only when these are at most so far apart.

    Raises:
        ValueError: a value is out of its range.
    """

    near: float = 0.5
    contained: float = 0.8
    window: timedelta = timedelta(days=14)

    def __post_init__(self) -> None:
        for name in ("near", "contained"):
            if not 0.5 <= getattr(self, name) <= 1:
                raise ValueError(f"`{name}` is {getattr(self, name)}; it must be between 0.5 and 1")
        if self.window < timedelta(0):
            raise ValueError(f"`window` is {self.window}; it must not be negative")
