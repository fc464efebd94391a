"""`murasil`: the commands, each loaded only when it runs."""

import sys

import click

from streams.version import PIPELINE


@click.group()
@click.version_option(PIPELINE, prog_name="murasil")
def main() -> None:
    """News-stream ingestion on Kafka."""


@main.command()
@click.argument("paths", nargs=-1)
def process(paths: tuple[str, ...]) -> None:
    """Run the pipeline in this process, without Kafka (provisional: standard input only)."""
    from agents.process import process as run
    from config.loaders.pipeline import build_pipeline
    from streams.duplicates import Resolver

    del paths
    messages = (line.rstrip(b"\n") for line in sys.stdin.buffer if line.strip())
    for line in run(messages, build_pipeline(), Resolver()):
        sys.stdout.buffer.write(line + b"\n")
