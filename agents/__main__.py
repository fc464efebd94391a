"""`python -m agents`: the same as `murasil`."""

from agents.cli import main

main()
