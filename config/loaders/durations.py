"""Durations and sizes as people write them."""

import re
from datetime import timedelta
from typing import Final

_UNITS: Final = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION: Final = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(ms|s|m|h|d)", re.ASCII)
_SIZES: Final = {"": 1, "B": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_SIZE: Final = re.compile(r"(\d{1,15})\s*(B|KiB|MiB|GiB)?", re.ASCII)


def duration(text: str) -> timedelta:
    """`"500ms"`, `"1.5s"`, `"5m"`, `"6h"`, `"28d"`.

    Raises:
        ValueError: the text is no duration.
    """
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'{text!r} is no duration; write a number and one of ms, s, m, h, d, such as "28d"')
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


def size(text: str) -> int:
    """Bytes from `"8MiB"`, `"512KiB"` or a plain number.

    Raises:
        ValueError: the text is no size.
    """
    match = _SIZE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'{text!r} is no size; write a number and one of B, KiB, MiB, GiB, such as "8MiB"')
    return int(match[1]) * _SIZES[match[2] or ""]


def written_duration(value: timedelta) -> str:
    """A duration as `duration` reads it."""
    seconds = value.total_seconds()
    for unit in ("d", "h", "m", "s"):
        if seconds >= _UNITS[unit] and seconds % _UNITS[unit] == 0:
            return f"{seconds / _UNITS[unit]:.0f}{unit}"
    return f"{seconds * 1000:g}ms"


def written_size(value: int) -> str:
    """A size as `size` reads it."""
    for unit in ("GiB", "MiB", "KiB"):
        if value >= _SIZES[unit] and value % _SIZES[unit] == 0:
            return f"{value // _SIZES[unit]}{unit}"
    return str(value)
