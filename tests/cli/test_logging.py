"""What commands log."""

import logging

import pytest

from agents.cli.common import OncePerWhile


def record(name: str, message: str, created: float, *arguments: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, None)
    made.created = created
    return made


@pytest.mark.parametrize(
    ("name", "passed"), [("aiokafka.consumer.fetcher", [0.0, 30.0, 60.0]), ("agents.worker", list(range(70)))]
)
def test_a_library_says_the_same_once_in_a_while_and_murasil_always(name: str, passed: list[float]) -> None:
    limit = OncePerWhile(30)

    assert passed == [
        second for second in range(70) if limit.filter(record(name, "failed: %s", second, f"error {second}"))
    ]


def test_different_things_are_all_said() -> None:
    limit = OncePerWhile(30)

    assert limit.filter(record("aiokafka", "one", 0))
    assert limit.filter(record("aiokafka", "two", 0))
    assert limit.filter(record("aiokafka.conn", "one", 0))
