from datetime import timedelta
from pathlib import Path

import pytest

from config.loaders.errors import ConfigurationError
from config.loaders.settings import Settings, load_settings


def test_defaults_need_no_file() -> None:
    assert Settings() == load_settings(environment={})


def test_environment_wins_over_file(tmp_path: Path) -> None:
    file = tmp_path / "murasil.toml"
    file.write_text('broker = "kafka://file:1"\npartitions = 7\n')

    settings = load_settings(file, {"MURASIL_BROKER": "kafka://one:1,two:2", "OTHER": "x"})

    assert ["one:1", "two:2"] == settings.brokers
    assert 7 == settings.partitions


def test_values_have_units() -> None:
    settings = load_settings(
        environment={
            "MURASIL_TOPIC_RETENTION": "40d",
            "MURASIL_BATCH_BYTES": "512KiB",
            "MURASIL_BATCH_WAIT": "20ms",
        }
    )

    assert timedelta(days=40) == settings.topic_retention
    assert 512 * 1024 == settings.batch_bytes
    assert timedelta(milliseconds=20) == settings.batch_wait


def test_secrets_come_from_files(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("hush\n")

    settings = load_settings(
        environment={
            "MURASIL_SECURITY_PROTOCOL": "SASL_SSL",
            "MURASIL_SASL_USERNAME": "reader",
            "MURASIL_SASL_PASSWORD_FILE": str(secret),
        }
    )

    assert "hush" == settings.sasl_password


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"MURASIL_BROKR": "x"}, "nearest one is `MURASIL_BROKER`"),
        ({"MURASIL_PARTITIONS": "many"}, "MURASIL_PARTITIONS"),
        ({"MURASIL_PARTITIONS": "0"}, "at least 1"),
        ({"MURASIL_PARTITIONS": ""}, "'' is no whole number"),
        ({"MURASIL_BROKER": ""}, "kafka://host:port"),
        ({"MURASIL_BROKER": "http://localhost:9092"}, "kafka://host:port"),
        ({"MURASIL_BROKER": "kafka://localhost:port"}, "kafka://host:port"),
        ({"MURASIL_BROKER": "kafka://one:1,,two:2"}, "kafka://host:port"),
        ({"MURASIL_TOPIC_PREFIX": "a b/"}, "may have Latin letters"),
        ({"MURASIL_LOG_LEVEL": "LOUD"}, "one of DEBUG"),
        ({"MURASIL_METRICS_PORT": "99999"}, "at most 65535"),
        ({"MURASIL_METRICS_PORT": "-1"}, "at least 0"),
        ({"MURASIL_FAILURE_RATIO": "nan"}, "from 0 to 1"),
        ({"MURASIL_BATCH_BYTES": "0"}, "at least 1"),
        ({"MURASIL_SSL_CA_FILE": "/no/such/file.pem"}, "there is no file /no/such/file.pem"),
        ({"MURASIL_SASL_PASSWORD": "a", "MURASIL_SASL_PASSWORD_FILE": "b"}, "both set"),
        ({"MURASIL_BATCH_BYTES": "3 parsecs"}, "no size"),
        ({"MURASIL_BATCH_WAIT": "soon"}, "no duration"),
        ({"MURASIL_SECURITY_PROTOCOL": "SASL_PLAINTEXT"}, "plain text"),
        ({"MURASIL_SASL_USERNAME": "a", "MURASIL_SASL_PASSWORD": "b"}, "must be SASL_SSL"),
        ({"MURASIL_SECURITY_PROTOCOL": "SASL_SSL"}, "must be set"),
        ({"MURASIL_MAX_ARTICLE_BYTES": "1GiB"}, "never arrive"),
        ({"MURASIL_SASL_PASSWORD_FILE": "/no/such/file"}, "MURASIL_SASL_PASSWORD_FILE"),
        ({"MURASIL_DUPLICATE_RETENTION": "60d"}, "topic_retention"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason(environment: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigurationError, match=message):
        load_settings(environment=environment)


def test_unknown_key_in_the_file_names_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "murasil.toml"
    file.write_text("partition = 3\n")

    with pytest.raises(
        ConfigurationError, match=r"`partition` is no setting; the nearest one is `partitions`"
    ):
        load_settings(file, {})


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no such file"):
        load_settings(tmp_path / "missing.toml", {})


@pytest.mark.parametrize(
    "line", ["partitions = 2.5", "partitions = true", "data_dir = 3", "partitions = [4]"]
)
def test_a_value_of_another_kind_is_refused_not_bent(tmp_path: Path, line: str) -> None:
    file = tmp_path / "murasil.toml"
    file.write_text(line)

    with pytest.raises(ConfigurationError, match=r"murasil\.toml: `\w+`: .* is no "):
        load_settings(file, {})


@pytest.mark.parametrize(
    "broker",
    ["kafka://localhost", "kafka://[::1]:9092", "kafka://one:1, kafka://two.example:2", "one:1;two:2"],
)
def test_addresses_of_brokers(broker: str) -> None:
    assert broker == load_settings(environment={"MURASIL_BROKER": broker}).broker
