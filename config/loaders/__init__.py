"""Typed loaders for the files in this package: each checks its file and says what is wrong with file and line."""
