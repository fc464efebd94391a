"""The speed of murasil beside what it could be compared with, in one run: `python -m benchmarks.throughput`."""
