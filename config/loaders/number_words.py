"""Loads number words."""

from streams.events.numbers import NumberWords


def load_number_words() -> NumberWords:
    """The number words of this installation."""
    return NumberWords()
