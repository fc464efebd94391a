"""Tools for those who work on murasil; not part of what is installed."""
