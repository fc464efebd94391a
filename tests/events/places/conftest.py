"""The finder of this installation, loaded once."""

import pytest

from config.loaders.gazetteer import load_place_finder
from streams.events.places import PlaceFinder


@pytest.fixture(scope="session")
def finder() -> PlaceFinder:
    return load_place_finder()
