"""What a person reads of a run, and what a program does."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from streams import topics
from tests.chaos.scenario import Result

COLUMNS = (topics.PREPARED, topics.DEAD_LETTERS, *topics.OUTPUTS)
HEAD = (
    f"{'scenario':<18} {'messages':>9} {'lost':>5} {'state':>9} {'worked twice':>12} {'bound':>8} {'seconds':>8}"
    "  result"
)


def line(result: Result) -> str:
    """A scenario in a line."""
    if result.not_run:
        return f"{result.scenario:<18} not run: {result.not_run}"
    state = "–" if result.equal is None else "equal" if result.equal else "differs"
    twice = result.figures.get("worked_twice")
    return (
        f"{result.scenario:<18} {result.messages:>9,} {_number(result.lost):>5} {state:>9} {_number(twice):>12} "
        f"{_number(result.bound):>8} {result.seconds:>8.0f}  {'passed' if result.passed else 'FAILED'}"
    )


def details(result: Result) -> str:
    """What happened, which records were repeated, and what failed."""
    lines = [f"    {note}" for note in result.notes]
    again = [f"{name} {result.repeated[name]:,}" for name in COLUMNS if result.repeated.get(name)]
    if again:
        lines.append(f"    records written again: {', '.join(again)}")
    lines += [f"    FAILED: {failure}" for failure in result.failures]
    return "\n".join(lines)


def document(results: Sequence[Result], seed: int) -> dict[str, Any]:
    """The run as JSON."""
    return {
        "seed": seed,
        "passed": all(result.passed for result in results),
        "scenarios": [{**asdict(result), "passed": result.passed} for result in results],
    }


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"
