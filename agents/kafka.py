"""How murasil connects to Kafka: one place for addresses, TLS and SASL."""

import ssl
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError

from agents.errors import BrokerError
from config.loaders.settings import Settings


def ssl_context(settings: Settings) -> ssl.SSLContext | None:
    """The TLS context, or None when the connection is plain."""
    if settings.security_protocol == "PLAINTEXT":
        return None
    context = ssl.create_default_context(cafile=settings.ssl_ca_file or None)
    if settings.ssl_certificate_file:
        context.load_cert_chain(
            settings.ssl_certificate_file, settings.ssl_key_file or None, settings.ssl_key_password or None
        )
    return context


def connection(settings: Settings) -> dict[str, Any]:
    """The arguments that every client of aiokafka takes."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": settings.brokers,
        "security_protocol": settings.security_protocol,
        "ssl_context": ssl_context(settings),
    }
    if settings.security_protocol == "SASL_SSL":
        arguments |= {
            "sasl_mechanism": settings.sasl_mechanism,
            "sasl_plain_username": settings.sasl_username,
            "sasl_plain_password": settings.sasl_password,
        }
    return arguments


def producer(settings: Settings, **overrides: Any) -> AIOKafkaProducer:
    """A producer whose acknowledgements mean that every in-sync replica has the record, once and in order."""
    # A record that waits longer than this is given up: a worker that slept must not send what it decided before.
    timeout = min(settings.send_timeout, settings.session_timeout * 0.6)
    options: dict[str, Any] = {
        "acks": "all",
        "enable_idempotence": True,
        "linger_ms": 5,
        "max_batch_size": 256 * 1024,
        "max_request_size": settings.max_internal_bytes + 2**20,
        "request_timeout_ms": int(timeout.total_seconds() * 1000),
        "compression_type": "lz4",
    }
    return AIOKafkaProducer(**connection(settings), **(options | overrides))


def consumer(settings: Settings, *topics: str, **overrides: Any) -> AIOKafkaConsumer:
    """A consumer that reads from the beginning and commits nothing by itself."""
    options: dict[str, Any] = {
        "auto_offset_reset": "earliest",
        "enable_auto_commit": False,
        "max_partition_fetch_bytes": 4 * 2**20,
    }
    return AIOKafkaConsumer(*topics, **connection(settings), **(options | overrides))


def admin(settings: Settings) -> AIOKafkaAdminClient:
    """An administration client."""
    return AIOKafkaAdminClient(**connection(settings))


async def started(client: Any, settings: Settings) -> Any:
    """Starts a client.

    Raises:
        BrokerError: no broker answers at the address.
    """
    try:
        await client.start()
    except (KafkaConnectionError, KafkaError, OSError) as error:
        close = getattr(client, "close", None) or client.stop
        await close()
        raise BrokerError(f"no Kafka answers at {settings.broker}: {error}") from error
    return client
