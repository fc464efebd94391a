"""Against a Kafka that asks for TLS, a client certificate and a password: every client of ours gets in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from confluent_kafka.admin import (
    AdminClient,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from agents.broker import EmbeddedBroker
from agents.broker.server import BrokerOptions, free_port
from agents.errors import BrokerError
from agents.topics import ensure
from config.loaders.settings import Settings
from streams import topics
from tests.deployment import Deployment
from tests.in_memory import processed
from tests.wire import WireOptions, wire

pytestmark = pytest.mark.broker

LISTENER = "listener.name.side."
SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
USER, PASSWORD, ANOTHER = "murasil", "of this test alone", "wrong"


def pem(folder: Path, authority: trustme.CA, name: str) -> tuple[Path, Path]:
    """A certificate and its key; Kafka wants the key as PKCS #8."""
    issued = authority.issue_cert(name)
    certificate, key = folder / f"{name}.crt", folder / f"{name}.key"
    certificate.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    loaded = load_pem_private_key(issued.private_key_pem.bytes(), None)
    key.write_bytes(loaded.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return certificate, key


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[Settings]:
    """The settings of a client that may come in."""
    authority = trustme.CA()
    trusted = tmp_path / "ca.crt"
    authority.cert_pem.write_to_path(str(trusted))
    server_certificate, server_key = pem(tmp_path, authority, "127.0.0.1")
    certificate, key = pem(tmp_path, authority, "worker.example")
    store = tmp_path / "server.pem"
    store.write_bytes(server_key.read_bytes() + server_certificate.read_bytes())
    port = free_port()
    properties = (
        "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SIDE:SASL_SSL",
        f"{LISTENER}ssl.keystore.type=PEM",
        f"{LISTENER}ssl.keystore.location={store}",
        f"{LISTENER}ssl.truststore.type=PEM",
        f"{LISTENER}ssl.truststore.location={trusted}",
        f"{LISTENER}ssl.client.auth=required",
        f"{LISTENER}sasl.enabled.mechanisms=SCRAM-SHA-512",
        f"{LISTENER}scram-sha-512.sasl.jaas.config={SCRAM} required;",
    )
    options = BrokerOptions(side_port=port, side_advertised=port, properties=properties)
    with EmbeddedBroker(options) as broker:
        admin = AdminClient({"bootstrap.servers": f"127.0.0.1:{broker.port}"})
        credential = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096)
        change = UserScramCredentialUpsertion(USER, credential, PASSWORD.encode())
        for done in admin.alter_user_scram_credentials([change]).values():
            done.result(timeout=30)
        yield Settings(
            broker=f"kafka://127.0.0.1:{port}",
            data_dir=tmp_path / "data",
            partitions=2,
            security_protocol="SASL_SSL",
            ssl_ca_file=str(trusted),
            ssl_certificate_file=str(certificate),
            ssl_key_file=str(key),
            sasl_mechanism="SCRAM-SHA-512",
            sasl_username=USER,
            sasl_password=PASSWORD,
        )


async def test_a_worker_goes_in_with_certificate_and_password(secured: Settings) -> None:
    values = wire(WireOptions(stories=3))
    expected, _ = processed(values)

    async with Deployment(secured) as deployment:
        deployment.start_worker()
        await deployment.send(values)
        await deployment.through()

        assert expected == await deployment.state()
    assert expected[topics.ENRICHED]

    with pytest.raises(BrokerError):
        await ensure(replace(secured, sasl_password=ANOTHER))
