"""`murasil`: the commands, each loaded only when it runs."""

import importlib
import os
import signal
import sys
from pathlib import Path
from typing import Final

import click

from agents.cli.errors import report
from streams.build import COMPILED
from streams.version import PIPELINE

COMMANDS: Final = {
    "broker": "Run the embedded Kafka in the foreground.",
    "dead-letters": "Show what was set aside, or send it back.",
    "demo": "See the whole thing work on the seed files.",
    "feeds": "Poll feeds, and send their new articles into Kafka.",
    "monitor": "Export what only the broker knows as metrics.",
    "process": "Run the pipeline in this process, without Kafka.",
    "replay": "Send files of raw articles into Kafka.",
    "tail": "Follow an output topic in the terminal.",
    "topics": "Create or check the topics.",
    "worker": "Run a worker.",
}


class LazyGroup(click.Group):
    """A group that imports a command's module only to run it, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of this name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"agents.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: murasil demo --output records/",
)
@click.version_option(f"{PIPELINE}, compiled" if COMPILED else PIPELINE, prog_name="murasil")
@click.option(
    "--config",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Settings to use instead of murasil.toml.",
)
@click.pass_context
def murasil(context: click.Context, file: Path | None) -> None:
    """News-stream ingestion on Kafka: clean, deduplicated articles with event candidates."""
    context.obj = file


def main() -> None:
    """The command's entry point."""
    # A script's background jobs are born deaf to SIGINT; commands count on it to tidy up, also after SIGTERM.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        status = murasil.main(prog_name="murasil", standalone_mode=False)
    except BrokenPipeError:
        # The reader has gone: `murasil process … | head`. Nothing is left to say, also not at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except BaseException as error:
        sys.exit(report(error))
    sys.exit(status if isinstance(status, int) else 0)
