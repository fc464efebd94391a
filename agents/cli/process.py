"""`murasil process`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from agents.cli.common import command as murasil_command
from config.loaders.settings import Settings


@murasil_command("process", "murasil process seeds/ | head -1")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True), metavar="[PATH... | -]")
@click.option("--source", help="The articles' source, for files that name none; else the folder's name.")
@click.option("--explain", is_flag=True, help="Say on standard error why each event candidate was made.")
def command(settings: Settings, paths: tuple[Path, ...], source: str | None, explain: bool) -> int:
    """Run the whole pipeline in this process, without Kafka.

    Reads files and folders as `replay` does, or JSON Lines of raw articles on standard input. Prints one output
    record a line, {"topic": …, "key": …, "value": …}: a later line with the same topic and key replaces the
    earlier one, and a value of null deletes it. A dead letter has its bytes in base64 and replaces none. What
    cannot be read at all is said on standard error, and the exit status is then 1.

    With --explain a line {"explain": …} for each event candidate of a printed article goes to standard error:
    the lexicon entry and the words that made it, and what spoke for and against it, the heaviest first.
    """
    from agents.explaining import Explainer
    from agents.process import process
    from agents.sources import Refused, read_lines, read_paths
    from config.loaders.lexicons import load_lexicons
    from config.loaders.pipeline import build_pipeline
    from streams.decoding import DecodingLimits
    from streams.duplicates import DuplicateOptions

    refused: list[Refused] = []

    def values() -> Iterator[bytes]:
        named = [path for path in paths if str(path) != "-"]
        if not named or len(named) < len(paths):
            yield from (found.value for found in read_lines(sys.stdin.buffer))
        for one in read_paths(named, source):
            if isinstance(one, Refused):
                refused.append(one)
                click.echo(f"murasil: {one.where}: {one.why}", err=True)
            else:
                yield one.value

    pipeline = build_pipeline(DecodingLimits(settings.max_article_bytes))
    explainer = Explainer(pipeline.extractor, load_lexicons()) if explain else None
    for line in process(values(), pipeline, DuplicateOptions(window=settings.duplicate_window)):
        sys.stdout.buffer.write(line + b"\n")
        for explanation in explainer.of_line(line) if explainer else ():
            sys.stderr.buffer.write(explanation + b"\n")
    sys.stdout.buffer.flush()
    return 1 if refused else 0
