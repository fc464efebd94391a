"""Places: a gazetteer, and the finder that reads them in an article and decides which place a name means."""

from streams.events.places.finder import PlaceFinder
from streams.events.places.gazetteer import Gazetteer

__all__ = ["Gazetteer", "PlaceFinder"]
