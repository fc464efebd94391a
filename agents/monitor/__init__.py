"""`murasil monitor`: what only the broker knows, as metrics. One process for each deployment."""

from agents.monitor.service import Monitor

__all__ = ["Monitor"]
