"""Compressed input under a cap: gzip files member by member, and the content encodings of HTTP."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections import deque
from typing import Protocol

from provenance.errors import NotAnArticle

__all__ = [
    "DAMAGE",
    "GZIP_MAGIC",
    "LARGEST_PAGE",
    "Gunzip",
    "Previewed",
    "Readable",
    "read_capped",
    "too_large",
    "unpack",
]

GZIP_MAGIC = b"\x1f\x8b\x08"
DAMAGE = (zlib.error, EOFError)
"""what reading compressed data raises where it is damaged or cut off"""
LARGEST_PAGE = 20 << 20
"""bytes of a page or a text: the largest real ones have a tenth of it"""
_CHUNK = 1 << 16
_STEP = 1 << 12
_HELD_BACK = 16  # bytes: a record of a WARC file ends four before its member does
_GZIP, _ZLIB, _RAW = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS


class Readable(Protocol):
    """Anything bytes can be read from."""

    def read(self, size: int = ..., /) -> bytes:
        """Up to `size` bytes; none at the end."""


class Gunzip(io.RawIOBase):
    """The content of a gzip file, one member after the other.

    A damaged member raises `zlib.error`, a cut-off one `EOFError`; the next read goes on with the member behind it.
    The last bytes of a member come when its checksum has been found right, and not before.
    """

    def __init__(self, packed: Readable) -> None:
        super().__init__()
        self._packed = packed
        self._rest = b""
        self._at = 0
        self._member: zlib._Decompress | None = None
        self._ready = self._last = b""
        self._passed = b""
        self._sound = True

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
            more = self._packed.read(_STEP)
            if not more:
                return False
            self._rest = self._rest[-2:] + more

    def _some(self) -> bytes:
        """What one step into the member gives, save its last bytes before its end is reached."""
        member = self._member
        assert member is not None
        packed = self._rest or self._packed.read(_STEP)
        if not packed:
            self._give_up(b"")
            raise EOFError("the compressed data is cut off")
        try:
            data = self._last + member.decompress(packed, _CHUNK)
        except zlib.error:
            self._give_up(packed)
            raise
        if member.eof:
            self._rest, self._member, self._last, self._passed, self._sound = member.unused_data, None, b"", b"", True
            return data
        self._rest, self._last = member.unconsumed_tail, data[-_HELD_BACK:]
        self._passed = (self._passed + packed[: len(packed) - len(self._rest)])[-_CHUNK:]
        return data[:-_HELD_BACK]

    def _give_up(self, packed: bytes) -> None:
        """Look for another member from here on; where the one before was sound, in what was taken for this one, too.

        Unpacking may run on for a while behind the damage, and over the beginning of the next member.
        """
        self._rest = ((self._passed if self._sound else b"") + packed)[1:]
        self._member, self._last, self._passed, self._sound = None, b"", b"", False

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill `into` from at most one member."""
        while not self._ready and (self._member is not None or self._start()):
            self._ready = self._some()
        data, self._ready = self._ready[: len(into)], self._ready[len(into) :]
        into[: len(data)] = data
        self._at += len(data)
        return len(data)


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


class Previewed(io.RawIOBase):
    """A stream of which the beginning can be looked at before it is read from there.

    Damage in it is raised where the reading comes to it, and not before: what stands in front is whole.
    """

    def __init__(self, stream: Readable) -> None:
        super().__init__()
        self._stream = stream
        self._ahead: deque[bytes | Exception] = deque()
        self._at = 0

    def head(self, size: int) -> bytes:
        """The first bytes: `size` of them, or fewer where it ends or is damaged. To be called before anything is read.

        Damage at the very start is passed over, for what follows says what it is, too.
        """
        found = b""
        while len(found) < size:
            try:
                part = self._stream.read(size - len(found))
            except DAMAGE as error:
                if found:
                    self._ahead.append(error)
                    break
                self._ahead = deque([error])
                continue
            if not part:
                break
            self._ahead.append(part)
            found += part
        return found

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill `into` with what comes in one piece."""
        data = self._ahead.popleft() if self._ahead else self._stream.read(len(into))
        if isinstance(data, Exception):
            raise data
        if len(data) > len(into):
            self._ahead.appendleft(data[len(into) :])
            data = data[: len(into)]
        into[: len(data)] = data
        self._at += len(data)
        return len(data)
