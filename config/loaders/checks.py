"""What the settings must be, each by itself and together."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from config.loaders.errors import ConfigurationError

if TYPE_CHECKING:
    from config.loaders.settings import Settings

_SECURITY_PROTOCOLS: Final = ("PLAINTEXT", "SSL", "SASL_SSL")
_SASL_MECHANISMS: Final = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
_LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
_AT_LEAST: Final = {
    "partitions": 1,
    "shards": 1,
    "replication_factor": 1,
    "metrics_port": 0,
    "metrics_sources": 0,
    "max_article_bytes": 1,
    "max_message_bytes": 1,
    "batch_size": 1,
    "batch_bytes": 1,
    "failure_window": 1,
    "failure_limit": 0,
}
_ADDRESS: Final = re.compile(r"(?:[\w.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)
_PREFIX: Final = re.compile(r"[A-Za-z0-9._-]{0,200}")
"""What Kafka allows in the name of a topic, with room for the names that follow."""


def check(settings: "Settings") -> None:
    """Checks all.

    Raises:
        ConfigurationError: a value is out of range, or some do not go together.
    """
    _check_ranges(settings)
    _check_names(settings)
    _check_security(settings)
    if settings.max_article_bytes > settings.max_message_bytes:
        raise ConfigurationError(
            "`max_article_bytes` is larger than `max_message_bytes`: such articles never arrive"
        )
    if settings.topic_retention < settings.duplicate_retention:
        raise ConfigurationError("`topic_retention` must be at least `duplicate_retention`")


def _check_ranges(settings: "Settings") -> None:
    for name, least in _AT_LEAST.items():
        if getattr(settings, name) < least:
            raise ConfigurationError(f"`{name}` is {getattr(settings, name)}; it must be at least {least}")
    if settings.metrics_port > 65_535:
        raise ConfigurationError(f"`metrics_port` is {settings.metrics_port}; it must be at most 65535")
    if not 0 <= settings.failure_ratio <= 1:
        raise ConfigurationError(f"`failure_ratio` is {settings.failure_ratio}; it must be from 0 to 1")


def _check_names(settings: "Settings") -> None:
    for address in settings.brokers:
        if not _ADDRESS.fullmatch(address):
            raise ConfigurationError(
                f"`broker` is {settings.broker!r}; it must be `kafka://host:port`, more of them behind commas"
            )
    if not _PREFIX.fullmatch(settings.topic_prefix):
        raise ConfigurationError(
            f"`topic_prefix` is {settings.topic_prefix!r}; it may have Latin letters, digits and . _ -, at most 200"
        )
    if settings.log_level.upper() not in _LOG_LEVELS:
        raise ConfigurationError(
            f"`log_level` is {settings.log_level!r}; it must be one of {', '.join(_LOG_LEVELS)}"
        )


def _check_security(settings: "Settings") -> None:
    if settings.security_protocol not in _SECURITY_PROTOCOLS:
        raise ConfigurationError(
            f"`security_protocol` is {settings.security_protocol!r}; it must be one of "
            f"{', '.join(_SECURITY_PROTOCOLS)} (SASL without TLS would send the password in plain text)"
        )
    if settings.sasl_mechanism not in _SASL_MECHANISMS:
        raise ConfigurationError(f"`sasl_mechanism` must be one of {', '.join(_SASL_MECHANISMS)}")
    if (settings.sasl_username or settings.sasl_password) and settings.security_protocol != "SASL_SSL":
        raise ConfigurationError("SASL credentials are set, so `security_protocol` must be SASL_SSL")
    if settings.security_protocol == "SASL_SSL" and not (settings.sasl_username and settings.sasl_password):
        raise ConfigurationError(
            "`security_protocol` is SASL_SSL, so `sasl_username` and `sasl_password` must be set"
        )
    for name in ("ssl_ca_file", "ssl_certificate_file", "ssl_key_file"):
        file = getattr(settings, name)
        if file and not Path(file).is_file():
            raise ConfigurationError(f"`{name}`: there is no file {file}")
