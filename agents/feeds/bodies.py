"""Bodies as they come in: decoded piece by piece, never more than is allowed."""

import zlib
from typing import Final

from agents.feeds.errors import FetchFailed
from streams.feeds.reasons import Failure

ACCEPT_ENCODING: Final = "gzip, deflate"
"""What is asked for. Brotli and Zstandard are not: two decoders less that hostile bytes could reach."""
_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP: Final = 16 + zlib.MAX_WBITS


class Body:
    """Collects one body.

    `max_bytes` counts decoded bytes, and the bytes on the wire too. Members of gzip that follow one another
    are read; `sniff_gzip` also decodes gzip that no header announces (`sitemap.xml.gz`).
    """

    def __init__(
        self, encoding: str, max_bytes: int, *, sniff_gzip: bool = False, truncate: bool = False
    ) -> None:
        self._encoding = encoding.strip().lower()
        self._max_bytes = max_bytes
        self._sniff_gzip = sniff_gzip
        self._truncate = truncate
        self._decoder: zlib._Decompress | None = None
        self._began = False
        self._parts: list[bytes] = []
        self._decoded = 0
        self.received = 0
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            raise FetchFailed(Failure.ENCODING, f"Content-Encoding is {self._encoding[:40]!r}")

    @property
    def full(self) -> bool:
        """Whether a body that may be cut off has all it may have."""
        return self._truncate and max(self._decoded, self.received) >= self._max_bytes

    def add(self, chunk: bytes) -> None:
        """Takes the next bytes from the wire.

        Raises:
            FetchFailed: the body is larger than allowed, or its compression is broken.
        """
        self.received += len(chunk)
        if not self._began:
            self._begin(chunk)
        if self._decoder is None:
            self._keep(chunk)
        else:
            self._decode(chunk)
        if self.received > self._max_bytes and not self._truncate:
            raise self._too_large("on the wire")

    def finish(self) -> bytes:
        """The whole body.

        Raises:
            FetchFailed: it was cut off within its compression.
        """
        if self._decoder is not None and not self._decoder.eof and not self._truncate:
            raise FetchFailed(Failure.ENCODING, "the compressed body is cut off")
        return b"".join(self._parts)[: self._max_bytes]

    def _begin(self, chunk: bytes) -> None:
        self._began = True
        if self._encoding in {"gzip", "x-gzip"} or (self._sniff_gzip and chunk.startswith(_GZIP_MAGIC)):
            # Some servers announce gzip for what they send as it is.
            self._decoder = zlib.decompressobj(_GZIP) if chunk[:1] == _GZIP_MAGIC[:1] else None
        elif self._encoding == "deflate":
            wrapped = len(chunk) > 1 and chunk[0] & 15 == 8 and (chunk[0] * 256 + chunk[1]) % 31 == 0
            self._decoder = zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)

    def _decode(self, data: bytes) -> None:
        while data and self._decoder is not None and not self.full:
            if self._decoder.eof:
                if not data.startswith(_GZIP_MAGIC[:1]):
                    return  # padding behind the last member
                self._decoder = zlib.decompressobj(_GZIP)
            try:
                part = self._decoder.decompress(data, self._max_bytes - self._decoded + 1)
            except zlib.error as error:
                raise FetchFailed(Failure.ENCODING, f"the compressed body is broken: {error}") from None
            self._keep(part)
            data = self._decoder.unused_data if self._decoder.eof else self._decoder.unconsumed_tail

    def _keep(self, part: bytes) -> None:
        self._parts.append(part)
        self._decoded += len(part)
        if self._decoded > self._max_bytes and not self._truncate:
            raise self._too_large("decoded")

    def _too_large(self, where: str) -> FetchFailed:
        return FetchFailed(Failure.TOO_LARGE, f"more than {self._max_bytes:,} bytes {where}")
