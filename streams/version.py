"""The version of the pipeline, stamped on every record that it makes."""

import re
from typing import Final

SCHEMA: Final = 1
"""Version of the record layouts; a change that old consumers cannot read raises it."""

PIPELINE: Final = "0.1.0"
"""Version of the code that made a record: murasil's own version."""


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers that compare as versions do; what follows the numbers (`rc1`, `+local`) is left out."""
    numbers = re.match(r"\d+(?:\.\d+)*", version, re.ASCII)
    return tuple(map(int, numbers.group().split("."))) if numbers else ()
