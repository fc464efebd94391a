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
    options: dict[str, Any] = {
        "acks": "all",
        "enable_idempotence": True,
        "linger_ms": 5,
        "max_batch_size": 256 * 1024,
        "max_request_size": settings.max_internal_bytes + 2**20,
        "request_timeout_ms": _patience(settings),
        "compression_type": "lz4",
    }
    return AIOKafkaProducer(**connection(settings), **(options | overrides))


def sending(settings: Settings) -> dict[str, Any]:
    """The configuration of librdkafka's producer: with the guarantees of `producer`, at a tenth of its cost."""
    options: dict[str, Any] = {
        "bootstrap.servers": ",".join(settings.brokers),
        "security.protocol": settings.security_protocol,
        "enable.idempotence": True,  # acknowledged by all in-sync replicas, in order
        "delivery.timeout.ms": _patience(settings),
        "linger.ms": 5,
        "batch.size": 2**20,
        "message.max.bytes": settings.max_internal_bytes + 2**20,
        "queue.buffering.max.kbytes": max(2**18, 4 * settings.max_internal_bytes // 1024),
        "compression.type": "lz4",
        "partitioner": "murmur2_random",  # as the Java client and aiokafka: a key stays in its partition
        "sticky.partitioning.linger.ms": 0,
        "log_level": 3,  # errors: what it tries again by itself is no news
        # Kafka is often back sooner than librdkafka would look again by itself.
        "reconnect.backoff.max.ms": 1_000,
    }
    if settings.security_protocol != "PLAINTEXT":
        options |= _given(
            {
                "ssl.ca.location": settings.ssl_ca_file or "probe",
                "ssl.certificate.location": settings.ssl_certificate_file,
                "ssl.key.location": settings.ssl_key_file,
                "ssl.key.password": settings.ssl_key_password,
            }
        )
    if settings.security_protocol == "SASL_SSL":
        options |= {
            "sasl.mechanism": settings.sasl_mechanism,
            "sasl.username": settings.sasl_username,
            "sasl.password": settings.sasl_password,
        }
    return options


def _patience(settings: Settings) -> int:
    """Milliseconds that an unsent record is kept: a worker that slept must not send what it decided before."""
    return int(min(settings.send_timeout, settings.session_timeout / 2).total_seconds() * 1000)


def _given(options: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in options.items() if value}


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
