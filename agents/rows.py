"""The table's rows, by partition. Faust's table keeps and recovers them; they are written here.

Writing through the table's own interface would put a row on this disk before its changelog has it: after a
crash between the two, the disk knows more than the changelog, and a worker elsewhere would never learn it. So
the changelog is written and acknowledged first, by the agent, then the disk, with the offset that it reached.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from faust.types import TP


class Rows:
    """The rows that this worker has of one partition."""

    def __init__(self, table: Any, partition: int, changelog: str) -> None:
        self._store = table.data
        self._partition = partition
        self._changelog = TP(changelog, partition)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        offset_key = self._store.offset_key
        for key, value in self._database.items():
            if key != offset_key:
                yield bytes(key).decode(), bytes(value)

    def get(self, key: str) -> bytes | None:
        """The row, or None."""
        value = self._database.get(key.encode())
        return None if value is None else bytes(value)

    def write(self, rows: Mapping[str, bytes | None], changelog_offset: int) -> None:
        """Stores rows (None deletes) whose changelog reaches up to an offset."""
        database = self._database
        for key, value in rows.items():
            if value is None:
                database.delete(key.encode())
            else:
                database.put(key.encode(), value)
        self._store.set_persisted_offset(self._changelog, changelog_offset)

    @property
    def _database(self) -> Any:
        return self._store._db_for_partition(self._partition)  # noqa: SLF001 - Faust has no other way to it
