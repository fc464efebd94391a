"""Loads the gazetteer."""

from streams.events.places import Gazetteer


def load_gazetteer() -> Gazetteer:
    """The packaged gazetteer with the supplement of this installation."""
    return Gazetteer()
