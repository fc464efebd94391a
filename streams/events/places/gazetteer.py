"""The gazetteer: names of places, and the places that bear them."""


class Gazetteer:
    """Places by name; made by `config.loaders.gazetteer.load_gazetteer`."""
