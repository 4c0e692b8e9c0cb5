"""Web archives packed in one file with their indexes (WACZ 1.1.1): the WARC files in the ZIP archive that it is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from provenance.errors import InputError, NotAnArticle

__all__ = ["Part", "parts"]

_ENDINGS = (".warc", ".warc.gz")
# All that the reading of a ZIP archive fails with: damage, a password, a compression that nobody uses for this.
_FAILURES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OverflowError, ValueError)


class Part(io.RawIOBase):
    """A WARC file in the archive. Where it is damaged it ends, and `failure` says why."""

    def __init__(self, name: str, content: IO[bytes]) -> None:
        super().__init__()
        self.name = name
        self._content = cast("io.BufferedIOBase", content)
        self.failure: str | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, into: bytearray | memoryview, /) -> int:  # type: ignore[override]  # any writable buffer
        """Fill `into` with what comes in one piece."""
        if self.failure:
            return 0
        try:
            data = self._content.read1(len(into))
        except _FAILURES as error:
            self.failure = str(error)
            return 0
        into[: len(data)] = data
        return len(data)


def parts(stream: BinaryIO, name: str) -> Iterator[Part]:
    """The WARC files in a WACZ file, one after the other, unpacked as they are read.

    Raises `InputError` where the file cannot be read as a whole, and `NotAnArticle` where it is a ZIP archive of
    something else.
    """
    if not stream.seekable() or stream.seek(0) or stream.read(2) != b"PK":
        raise InputError(
            f"{name}: a ZIP archive, which is read from its end; give it as a file, not packed any further"
        )
    try:
        packed = zipfile.ZipFile(stream)
    except _FAILURES as error:
        raise InputError(f"{name}: a damaged ZIP archive ({error}); get it again") from error
    with packed:
        if sum(one.compress_size for one in packed.infolist()) > stream.seek(0, io.SEEK_END):
            raise InputError(f"{name}: a ZIP archive whose parts lie over each other, as only a trap does; not read")
        inside = [one for one in packed.infolist() if one.filename.lower().endswith(_ENDINGS)]
        if not inside:
            what = "a ZIP archive or an office document, and no web archive"
            raise NotAnArticle("wrong-type", f"{name}: {what}; give HTML, plain text, WARC or WACZ")
        for one in inside:
            yield _part(packed, one, name)


def _part(packed: zipfile.ZipFile, one: zipfile.ZipInfo, name: str) -> Part:
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in one.filename)
    try:
        return Part(f"{name}: {shown}", packed.open(one))
    except _FAILURES as error:
        part = Part(f"{name}: {shown}", io.BytesIO())
        part.failure = str(error)
        return part
