"""The golden records of the seeds and of texts written for this project."""

from tools.golden_events import GOLDEN, lexical_extractor, render


def test_the_records_are_those_that_were_reviewed() -> None:
    """After a change of rules: `python -m tools.golden_events`, then read every line of the difference."""
    assert GOLDEN.read_text(encoding="utf-8") == render(lexical_extractor())
