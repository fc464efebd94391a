"""What the tests share: one embedded Kafka for the whole session, and a deployment of its own for each test."""

import os
import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import hypothesis
import pytest

from agents.broker import EmbeddedBroker
from config.loaders.settings import Settings

# A busy machine is no defect.
hypothesis.settings.register_profile("murasil", deadline=None)
hypothesis.settings.load_profile("murasil")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def kafka_address() -> Iterator[str]:
    """The address of a real Kafka. A test that needs it fails without it; it is never skipped."""
    with EmbeddedBroker() as broker:
        yield broker.address


@pytest.fixture
def settings(kafka_address: str, tmp_path: Path) -> Settings:
    """A deployment that no other test sees: a topic prefix and a data folder of its own."""
    return Settings(
        broker=kafka_address,
        topic_prefix=f"t{secrets.token_hex(4)}-",
        data_dir=tmp_path / "data",
        session_timeout=timedelta(seconds=6),
        partitions=4,
    )


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("MURASIL_"):
            monkeypatch.delenv(name)
