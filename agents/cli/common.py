"""What commands share: settings, logging, and the example under each help."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import click

from config.loaders.settings import Settings, load_settings

LIBRARIES: Final = ("faust", "mode", "aiokafka", "asyncio")
CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def command(name: str, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with `--config` and an example under its help; its first argument is the settings."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        option = click.option(
            "--config",
            "file",
            type=click.Path(path_type=Path, dir_okay=False),
            help="Settings to use instead of murasil.toml.",
        )
        return click.command(name, epilog=f"Example: {example}", context_settings=CONTEXT)(
            option(with_settings(function))
        )

    return decorate


def with_settings(function: Callable[..., Any]) -> Callable[..., Any]:
    """Passes the settings as first argument, read from `--config` of the command or of `murasil` itself."""

    def wrapper(file: Path | None = None, **arguments: Any) -> Any:
        named = file or click.get_current_context().find_root().obj
        settings = load_settings(named if isinstance(named, Path) else None)
        # aiokafka logs what it retries; what it gives up on comes as an error.
        logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
        return function(settings, **arguments)

    wrapper.__doc__ = function.__doc__
    wrapper.__name__ = function.__name__
    if hasattr(function, "__click_params__"):
        wrapper.__click_params__ = function.__click_params__  # type: ignore[attr-defined]
    return wrapper


def log_to_stderr(settings: Settings) -> None:
    """Logs to standard error; the libraries only what they warn of, unless the level is DEBUG."""
    level = settings.log_level.upper()
    handler = logging.StreamHandler(sys.stderr)
    if level != "DEBUG":
        handler.addFilter(OncePerWhile())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.DEBUG if level == "DEBUG" else logging.WARNING)


class OncePerWhile(logging.Filter):
    """Lets a library say the same thing once in `seconds`: without a broker, aiokafka says it many times a second."""

    def __init__(self, seconds: float = 30.0) -> None:
        super().__init__()
        self._seconds = seconds
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is passed on; what murasil says itself always is."""
        if record.name.split(".")[0] not in LIBRARIES:
            return True
        # The message before its arguments are put in, so that there are few of them.
        key = (record.name, str(record.msg))
        if record.created - self._said.get(key, float("-inf")) < self._seconds:
            return False
        self._said[key] = record.created
        return True
