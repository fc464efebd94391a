"""The settings: one typed object, read once at start from a file and the environment."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, NewType, get_type_hints

from config.loaders.checks import check
from config.loaders.durations import duration, size
from config.loaders.errors import ConfigurationError

Size = NewType("Size", int)
"""A number of bytes."""

PREFIX: Final = "MURASIL_"
DEFAULT_FILE: Final = Path(__file__).parent.parent / "murasil.toml"


def _default_data_dir() -> Path:
    base = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "murasil"


def _setting(default: Any, meaning: str, *, secret: bool = False) -> Any:
    metadata = {"meaning": meaning, "secret": secret}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Each can be set in the file by its name, or as `MURASIL_<NAME>` in the environment."""

    broker: str = _setting(
        "kafka://localhost:9092", "Kafka's addresses: `kafka://host:port`, more of them behind commas"
    )
    topic_prefix: str = _setting("", "put before the name of every topic and of the consumer group")
    partitions: int = _setting(4, "partitions of the topics; as many workers can share the work")
    shards: int = _setting(
        1,
        "partitions of the hop to the stage that finds duplicates; above 1, languages are divided over them",
    )
    replication_factor: int = _setting(1, "copies of each partition; 3 on a cluster of three brokers or more")
    data_dir: Path = _setting(_default_data_dir, "where workers and the embedded broker keep their state")
    metrics_host: str = _setting(
        "127.0.0.1", "address on which `/metrics`, `/healthz` and `/readyz` are served"
    )
    metrics_port: int = _setting(0, "port for them; 0 takes the first free one from 9464")
    metrics_sources: int = _setting(
        200, "sources, by language, that have a label of their own in metrics; later ones count as `other`"
    )
    ready_lag: timedelta = _setting(
        timedelta(minutes=5),
        "`/readyz` says no while a worker works on messages that came longer ago than this",
    )
    monitor_interval: timedelta = _setting(
        timedelta(seconds=10), "time between two looks of `murasil monitor` at Kafka"
    )
    log_level: str = _setting("INFO", "DEBUG, INFO, WARNING or ERROR")

    topic_retention: timedelta = _setting(
        timedelta(days=28), "how long raw articles, dead letters, the internal hop and tombstones are kept"
    )
    duplicate_retention: timedelta = _setting(
        timedelta(days=28), "how long after its arrival an article is compared with new ones"
    )
    duplicate_window: timedelta = _setting(
        timedelta(days=14), "articles whose publication dates are further apart are not compared"
    )
    max_article_bytes: Size = _setting(Size(8 * 2**20), "a larger raw article becomes a dead letter")
    max_message_bytes: Size = _setting(
        Size(16 * 2**20),
        "largest message in `articles.raw`; output topics accept 3 times, the hop and the dead letters 5 times that",
    )

    batch_size: int = _setting(200, "articles taken together by an agent, at most")
    batch_bytes: Size = _setting(
        Size(8 * 2**20), "bytes taken together by an agent, at most, but one article"
    )
    batch_wait: timedelta = _setting(timedelta(milliseconds=50), "how long an agent waits to fill a batch")
    commit_interval: timedelta = _setting(timedelta(milliseconds=500), "time between two commits of offsets")
    session_timeout: timedelta = _setting(
        timedelta(seconds=15), "a worker that Kafka has not heard of for this long loses its partitions"
    )
    send_timeout: timedelta = _setting(
        timedelta(seconds=60), "a worker whose sends are not acknowledged for this long stops"
    )
    failure_window: int = _setting(1000, "the last raw articles over which failures are counted")
    failure_limit: int = _setting(500, "dead letters among them, above which the worker may stop")
    failure_ratio: float = _setting(0.5, "share of dead letters among them, above which it does")

    security_protocol: str = _setting("PLAINTEXT", "PLAINTEXT, SSL or SASL_SSL")
    ssl_ca_file: str = _setting("", "certificate authorities to trust, PEM; the system's when empty")
    ssl_certificate_file: str = _setting("", "the client's certificate, PEM")
    ssl_key_file: str = _setting("", "the client's key, PEM")
    ssl_key_password: str = _setting("", "password of the client's key", secret=True)
    sasl_mechanism: str = _setting("SCRAM-SHA-512", "PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512")
    sasl_username: str = _setting("", "user name for SASL")
    sasl_password: str = _setting("", "password for SASL", secret=True)

    def topic(self, name: str) -> str:
        """The name of a topic in this deployment."""
        return self.topic_prefix + name

    @property
    def group(self) -> str:
        """Faust's application id: the consumer group, and the start of the changelogs' names."""
        return self.topic_prefix + "murasil"

    @property
    def brokers(self) -> list[str]:
        """`host:port` of each bootstrap server."""
        return [part.strip().removeprefix("kafka://") for part in self.broker.replace(";", ",").split(",")]

    @property
    def max_output_bytes(self) -> int:
        """Largest message in an output topic."""
        return 3 * self.max_message_bytes

    @property
    def max_internal_bytes(self) -> int:
        """Largest message on the internal hop, in the changelog and in the dead letters."""
        return 5 * self.max_message_bytes


def load_settings(file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the file (the installation's own unless named), then from the environment.

    Raises:
        ConfigurationError: an unknown name, a value of the wrong kind, or values that do not go together.
    """
    values: dict[str, Any] = {}
    for name, (text, where) in {**_from_file(file), **_from_environment(environment)}.items():
        try:
            values[name] = _convert(name, text)
        except (ValueError, TypeError) as error:
            raise ConfigurationError(f"{where}: {error}") from None
    settings = Settings(**values)
    check(settings)
    return settings


@cache
def _types() -> dict[str, Any]:
    return get_type_hints(Settings)


def setting_names() -> list[str]:
    """The names of all settings, in the order of their declaration."""
    return [item.name for item in fields(Settings)]


def _from_file(file: Path | None) -> dict[str, tuple[Any, str]]:
    path = file or DEFAULT_FILE
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if file is None:
            return {}
        raise ConfigurationError(f"{path}: there is no such file") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None
    for name in document:
        _known(name, f"{path}: `{name}`", {known: known for known in setting_names()})
    return {name: (value, f"{path}: `{name}`") for name, value in document.items()}


def _from_environment(environment: Mapping[str, str] | None) -> dict[str, tuple[Any, str]]:
    found: dict[str, tuple[Any, str]] = {}
    known = {PREFIX + name.upper(): name for name in setting_names()}
    known |= {f"{variable}_FILE": name for variable, name in known.items() if _metadata(name)["secret"]}
    for variable, text in (os.environ if environment is None else environment).items():
        if not variable.startswith(PREFIX):
            continue
        name = _known(variable, variable, known)
        if name in found:
            raise ConfigurationError(f"{found[name][1]} and {variable} are both set; leave one of them out")
        if variable == PREFIX + name.upper():
            found[name] = (text, variable)
        else:
            try:
                found[name] = (Path(text).read_text(encoding="utf-8").strip(), variable)
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigurationError(f"{variable}: {error}") from None
    return found


def _known(key: str, where: str, names: Mapping[str, str]) -> str:
    if key in names:
        return names[key]
    nearest = difflib.get_close_matches(key, names, n=1, cutoff=0.0)
    raise ConfigurationError(f"{where} is no setting; the nearest one is `{nearest[0]}`")


def _metadata(name: str) -> Mapping[str, Any]:
    return next(item.metadata for item in fields(Settings) if item.name == name)


def _convert(name: str, value: Any) -> Any:
    kind = _types()[name]
    if kind is timedelta:
        return duration(str(value))
    if kind is Size:
        return size(str(value))
    if kind is Path:
        return Path(_text(value)).expanduser()
    if kind in (int, float):
        return _number(kind, value)
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text; put it in quotes")
    return value


def _number(kind: type[int] | type[float], value: Any) -> int | float:
    wanted = "whole number" if kind is int else "number"
    if isinstance(value, bool) or (kind is int and isinstance(value, float)):
        raise ValueError(f"{value!r} is no {wanted}")
    try:
        return kind(value)
    except (ValueError, TypeError):
        raise ValueError(f"{value!r} is no {wanted}") from None
