"""Compressed input under a cap: gzip files member by member, and the content encodings of HTTP."""

from __future__ import annotations

import contextlib
import io
import zlib
from typing import Protocol

from provenance.errors import NotAnArticle

__all__ = ["GZIP_MAGIC", "LARGEST_PAGE", "Gunzip", "Readable", "Replayed", "read_capped", "too_large", "unpack"]

GZIP_MAGIC = b"\x1f\x8b\x08"
LARGEST_PAGE = 20 << 20
"""bytes of a page or a text: the largest real ones have a tenth of it"""
_CHUNK = 1 << 16
_STEP = 1 << 12
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int = ..., /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Gunzip(io.RawIOBase):
    """The content of a gzip file, one member after the other.

    A damaged member raises `zlib.error`, a cut-off one `EOFError`; the next read goes on with the member behind it.
    """

    def __init__(self, packed: Readable) -> None:
        super().__init__()
        self._packed = packed
        self._rest = b""
        self._at = 0
        self._member: zlib._Decompress | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many bytes of content were read."""
        return self._at

    def _start(self) -> bool:
        """Stand at the next member; what lies before it (padding, the rest of a damaged one) is passed over."""
        while True:
            found = self._rest.find(GZIP_MAGIC)
            if found >= 0:
                self._rest = self._rest[found:]
                self._member = zlib.decompressobj(_GZIP)
                return True
            more = self._packed.read(_CHUNK)
            if not more:
                return False
            self._rest = self._rest[-2:] + more

    def _some(self, size: int) -> bytes:
        member = self._member
        assert member is not None
        packed = self._rest or self._packed.read(_CHUNK)
        if not packed:
            self._member = None
            raise EOFError("the compressed data is cut off")
        try:
            data = member.decompress(packed, size)
        except zlib.error:
            self._member, self._rest = None, packed[1:]
            raise
        self._rest = member.unused_data if member.eof else member.unconsumed_tail
        if member.eof:
            self._member = None
        return data

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill `into` from at most one member."""
        while self._member is not None or self._start():
            data = self._some(len(into))
            if data:
                into[: len(data)] = data
                self._at += len(data)
                return len(data)
        return 0


def too_large(name: str, limit: int) -> NotAnArticle:
    """The refusal of an input of more than `limit` bytes."""
    return NotAnArticle("too-large", f"{name}: more than {limit >> 20} MB, which no article is; nothing of it was read")


def read_capped(stream: Readable, limit: int, name: str) -> bytes:
    """All of `stream`, which may hold `limit` bytes; more raises `NotAnArticle` ("too-large")."""
    parts = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, _CHUNK * 16))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise too_large(name, limit)
    return b"".join(parts)


def unpack(data: bytes, encoding: str, *, limit: int) -> bytes:
    """`data` without the content encoding that HTTP names ("gzip", "deflate", several with commas), cut at `limit`.

    A body that is not compressed although its header says so stays as it is, for crawlers store such. What is damaged
    or cut off gives what can be read of it. An encoding other than these raises `LookupError`.
    """
    for one in reversed([part.strip() for part in encoding.lower().split(",")]):
        if one in ("gzip", "x-gzip", "deflate"):
            data = _inflate_any(data, limit)
        elif one not in ("", "identity", "none", "utf-8"):
            raise LookupError(one)
    return data


def _inflate_any(data: bytes, limit: int) -> bytes:
    forms = (_GZIP,) if data.startswith(GZIP_MAGIC) else (_ZLIB, _RAW)
    for bits in forms:
        unpacked = _inflate(data, bits, limit)
        if unpacked:
            return unpacked
    return data


def _inflate(data: bytes, bits: int, limit: int) -> bytes:
    """As much as is sound, in small steps, for a step that fails gives nothing."""
    state = zlib.decompressobj(bits)
    parts: list[bytes] = []
    with contextlib.suppress(zlib.error):
        for start in range(0, len(data), _STEP):
            parts.append(state.decompress(data[start : start + _STEP], limit))
            limit -= len(parts[-1])
            if limit <= 0 or state.eof:
                break
    return b"".join(parts)


class Replayed(io.RawIOBase):
    """A stream from its start again, when `head` was already read from it."""

    def __init__(self, head: bytes, rest: Readable) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill `into`, from the head first."""
        data = bytes(self._head[: len(into)]) or self._rest.read(len(into))
        self._head = self._head[len(data) :]
        into[: len(data)] = data
        self._at += len(data)
        return len(data)
