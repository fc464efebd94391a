"""The Faust application: every setting that keeps it from losing messages, in one place."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import faust
from faust.streams import Stream

from agents import kafka
from agents.errors import MurasilError
from agents.topics import TABLE
from agents.transport import mend_transport
from config.loaders.settings import Settings
from streams import topics

STORE_OPTIONS: Final = {
    "driver": "rocksdict",
    "block_cache_size": 32 * 2**20,
    "write_buffer_size": 16 * 2**20,
    "max_write_buffer_number": 2,
    "max_open_files": 256,
}


def require_compiled_faust() -> None:
    """Refuses Faust without its compiled parts: its Python stand-in acknowledges messages that it skipped.

    Raises:
        MurasilError: the compiled stream iterator is missing.
    """
    try:
        from faust._cython import streams as compiled  # noqa: F401, PLC0415
    except ImportError as error:
        raise MurasilError(
            "this build of faust-streaming lacks its compiled parts and would lose messages; "
            "reinstall it from a wheel for this Python"
        ) from error


def create_app(
    settings: Settings,
    state_dir: Path,
    fail: Callable[[BaseException], None],
    heard: Callable[[float], None],
) -> faust.App:
    """The application, without its agents.

    At-least-once is made by the agents (outputs are acknowledged before inputs are); what is set here keeps
    Faust from undermining it: no decoding outside the agents, no topics declared by itself, short commits.
    `fail` ends the process; `heard` is told when each heartbeat was sent that Kafka has answered.
    """
    session = settings.session_timeout.total_seconds()
    app = faust.App(
        settings.group,
        broker=[f"kafka://{address}" for address in settings.brokers],
        broker_credentials=_credentials(settings),
        datadir=str(state_dir),
        store="rocksdb://",
        key_serializer="raw",
        value_serializer="raw",
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        broker_commit_interval=settings.commit_interval.total_seconds(),
        broker_session_timeout=session,
        broker_heartbeat_interval=min(3.0, session / 5),
        broker_request_timeout=max(session * 2, 60.0),
        broker_rebalance_timeout=60.0,
        broker_max_poll_records=settings.batch_size,
        stream_buffer_maxsize=2 * settings.batch_size,
        producer_linger=0.005,
        producer_max_request_size=settings.max_internal_bytes,
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_replication_factor=settings.replication_factor,
        web_enabled=False,
        autodiscover=False,
        worker_redirect_stdouts=False,
        logging_config=None,
        loghandlers=logging.getLogger().handlers,
    )
    mend_transport(app, fail, heard)
    return app


def raw_topic(app: faust.App, settings: Settings) -> Any:
    """The topic of raw articles, as bytes."""
    return _bytes_topic(app, settings.topic(topics.RAW))


def prepared_topic(app: faust.App, settings: Settings) -> Any:
    """The internal hop, as bytes."""
    return _bytes_topic(app, settings.topic(topics.PREPARED))


def articles_table(app: faust.App, settings: Settings) -> Any:
    """The table of seen articles, one row each, as bytes."""
    return app.Table(
        TABLE,
        partitions=settings.shards,
        key_type=bytes,
        value_type=bytes,
        options=dict(STORE_OPTIONS),
        recovery_buffer_size=1000,
    )


def stream_batches(stream: Stream, settings: Settings) -> Any:
    """Batches of events that Faust does not acknowledge by itself."""
    return stream.noack_take(settings.batch_size, within=settings.batch_wait.total_seconds())


def _bytes_topic(app: faust.App, name: str) -> Any:
    return app.topic(
        name, key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw", allow_empty=True
    )


def _credentials(settings: Settings) -> Any:
    context = kafka.ssl_context(settings)
    if context is None:
        return None
    if settings.security_protocol == "SSL":
        return faust.SSLCredentials(context)
    return faust.SASLCredentials(
        username=settings.sasl_username,
        password=settings.sasl_password,
        mechanism=settings.sasl_mechanism,
        ssl_context=context,
    )
