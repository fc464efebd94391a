"""What a person sees when a command cannot do its work: one line on standard error, and an exit status."""

import os
import sys
import traceback

import click

from agents.errors import MurasilError
from config.loaders.errors import ConfigurationError

INTERRUPTED = 130
WRONG_USE = 2


def report(error: BaseException) -> int:
    """Says what went wrong; returns the exit status."""
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    if isinstance(error, KeyboardInterrupt | click.exceptions.Abort):
        _say("interrupted")
        return INTERRUPTED
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.format_message(), file=sys.stderr)
        return WRONG_USE
    if isinstance(error, click.ClickException):
        where = getattr(error, "ctx", None)
        hint = f" (see `{where.command_path} --help`)" if where else ""
        _say(f"{error.format_message()}{hint}")
        return error.exit_code
    if isinstance(error, ConfigurationError):
        _say(str(error))
        return WRONG_USE
    if isinstance(error, MurasilError):
        _say(str(error))
        return error.exit_status
    if isinstance(error, OSError) and error.filename is not None:
        _say(f"{os.fsdecode(error.filename)}: {error.strerror}")
        return 1
    if os.environ.get("MURASIL_LOG_LEVEL", "").upper() == "DEBUG":
        traceback.print_exception(error)
    _say(f"unexpected error: {type(error).__name__}: {error} (MURASIL_LOG_LEVEL=DEBUG shows where)")
    return 1


def _say(message: str) -> None:
    print(f"murasil: {' '.join(message.split())}", file=sys.stderr)
