"""The version of the pipeline, stamped on every record that it makes."""

from typing import Final

SCHEMA: Final = 1
"""Version of the record layouts; a change that old consumers cannot read raises it."""

PIPELINE: Final = "0.1.0"
"""Version of the code that made a record: murasil's own version."""
