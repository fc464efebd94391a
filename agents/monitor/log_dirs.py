"""How much disk Kafka uses, and has left: its request DescribeLogDirs, which aiokafka lacks.

Version 4 of the request (KIP-827, Kafka 3.3 and later) tells the size of the disk as well.
"""

from dataclasses import dataclass
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    Boolean,
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Int64,
    Schema,
    TaggedFields,
)

_DESCRIBE_LOG_DIRS: Final = 35


class _ResponseV4(Response):  # type: ignore[misc] # aiokafka has no types that mypy can follow
    API_KEY = _DESCRIBE_LOG_DIRS
    API_VERSION = 4
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("error_code", Int16),
        (
            "results",
            CompactArray(
                ("error_code", Int16),
                ("log_dir", CompactString("utf-8")),
                (
                    "topics",
                    CompactArray(
                        ("name", CompactString("utf-8")),
                        (
                            "partitions",
                            CompactArray(
                                ("partition", Int32),
                                ("size", Int64),
                                ("offset_lag", Int64),
                                ("is_future", Boolean),
                                ("tags", TaggedFields),
                            ),
                        ),
                        ("tags", TaggedFields),
                    ),
                ),
                ("total_bytes", Int64),
                ("usable_bytes", Int64),
                ("tags", TaggedFields),
            ),
        ),
        ("tags", TaggedFields),
    )


class _RequestV4(RequestStruct):  # type: ignore[misc] # see above
    FLEXIBLE_VERSION = True
    API_KEY = _DESCRIBE_LOG_DIRS
    API_VERSION = 4
    RESPONSE_TYPE = _ResponseV4
    SCHEMA = Schema(
        (
            "topics",
            CompactArray(
                ("name", CompactString("utf-8")), ("partitions", CompactArray(Int32)), ("tags", TaggedFields)
            ),
        ),
        ("tags", TaggedFields),
    )


class _DescribeLogDirs(Request[_RequestV4]):  # type: ignore[misc] # see above
    API_KEY = _DESCRIBE_LOG_DIRS

    def __init__(self, partitions: dict[str, list[int]]) -> None:
        self._partitions = partitions

    def build(self, request_struct_class: type[_RequestV4]) -> _RequestV4:
        return request_struct_class([(name, numbers, {}) for name, numbers in self._partitions.items()], {})


@dataclass(frozen=True, slots=True)
class LogFolder:
    """One folder of a broker: `total` and `usable` bytes of its disk, and the bytes of each partition in it."""

    broker: int
    path: str
    total: int
    usable: int
    partitions: dict[tuple[str, int], int]


async def log_folders(
    client: AIOKafkaAdminClient, broker: int, partitions: dict[str, list[int]]
) -> list[LogFolder]:
    """The folders of one broker; none when this user may not ask, or the broker is too old to answer.

    Raises:
        KafkaError: the broker did not answer.
    """
    try:
        response = await client._client.send(broker, _DescribeLogDirs(partitions))  # noqa: SLF001 - no public way
    except NotImplementedError:  # what aiokafka raises for a version that the broker does not speak
        return []
    return [] if response.error_code else [_folder(broker, one) for one in response.results if not one[0]]


def _folder(broker: int, result: tuple[Any, ...]) -> LogFolder:
    _, path, topics, total, usable, _ = result
    sizes = {
        (name, partition[0]): partition[1]
        for name, of_topic, _ in topics
        for partition in of_topic
        if not partition[3]
    }
    return LogFolder(broker, path, total, usable, sizes)
