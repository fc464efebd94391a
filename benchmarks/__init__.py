"""Benchmarks: commands that print figures, each beside what it is to be compared with."""
