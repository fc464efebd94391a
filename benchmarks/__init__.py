"""Measurements of murasil's stages beside the libraries alone: `python -m benchmarks.<stage>`."""
