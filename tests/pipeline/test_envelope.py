"""What travels between the hops can be read again, by every later version, and never by an earlier one by mistake."""

import msgspec
import pytest

from agents.envelope import ENVELOPE_VERSION, Envelope, Origin, seal, unseal
from agents.errors import NewerStateError
from tests.duplicates.world import article

ORIGIN = Origin("articles.raw", 3, 17, 1_700_000_000_000, None)


def test_an_envelope_comes_back_as_it_was_sealed() -> None:
    envelope = Envelope(article("a", "some text", events=("e",)), ORIGIN)

    assert envelope == unseal(seal(envelope))


@pytest.mark.parametrize("changes", [{}, {"article": "in another layout"}])
def test_an_envelope_of_a_newer_version_is_a_clear_error(changes: dict[str, object]) -> None:
    fields = msgspec.msgpack.decode(seal(Envelope(article("a", "some text"), ORIGIN)))
    newer = msgspec.msgpack.encode({**fields, **changes, "version": ENVELOPE_VERSION + 1})

    with pytest.raises(NewerStateError, match="version 2, this murasil reads up to 1: update it"):
        unseal(newer)


def test_an_envelope_from_before_versions_is_read() -> None:
    fields = msgspec.msgpack.decode(seal(Envelope(article("a", "some text"), ORIGIN)))
    del fields["version"]

    assert Envelope(article("a", "some text"), ORIGIN) == unseal(msgspec.msgpack.encode(fields))


@pytest.mark.parametrize("value", [b"", b"\x00", b"poison", msgspec.msgpack.encode({"version": 1})])
def test_what_is_no_envelope_is_told_from_a_newer_one(value: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        unseal(value)
