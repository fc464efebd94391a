"""The fault suite: what the guarantees promise, shown by breaking things. `python -m tests.chaos --help`."""
