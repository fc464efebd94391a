"""The command line: one module for each command."""

from agents.cli.main import main

__all__ = ["main"]
