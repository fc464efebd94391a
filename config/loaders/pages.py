"""Loads the wording of notices on pages from `config/pages.toml`."""

import tomllib
from pathlib import Path
from typing import Final

from config.loaders.errors import ConfigurationError
from streams.cleaning.page import PageNotices

PAGES_FILE: Final = Path(__file__).resolve().parents[1] / "pages.toml"
_KINDS: Final = frozenset({"consent", "subscription", "browser", "missing"})


def load_notices(path: Path = PAGES_FILE) -> PageNotices:
    """The phrases of all kinds of notices.

    Raises:
        ConfigurationError: the file is no TOML, or holds something else than lists of phrases by kind.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    notices = document.pop("notices", {})
    if document or not isinstance(notices, dict):
        raise ConfigurationError(f"{path}: the only table is [notices]")
    for kind, phrases in notices.items():
        if kind not in _KINDS:
            raise ConfigurationError(f"{path}: unknown kind {kind!r}; known are {', '.join(sorted(_KINDS))}")
        if not isinstance(phrases, list) or not all(isinstance(one, str) and one.strip() for one in phrases):
            raise ConfigurationError(f"{path}: `{kind}` must be a list of phrases")
    return PageNotices(phrase for phrases in notices.values() for phrase in phrases)
