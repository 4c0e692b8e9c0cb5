"""Web archives as they are written, in WARC 1.1 (ISO 28500:2017), which the tools of libraries and archivists open."""

from __future__ import annotations

import contextlib
import io
import json
import re
import string
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from http.client import responses
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import provenance
from provenance.errors import InputError
from provenance.ingest.packing import GZIP_MAGIC
from provenance.ingest.problems import looks_like_html
from provenance.model import Page
from provenance.placing import told

__all__ = ["FIELD", "Answer", "Archive", "Told", "appended"]

FIELD = "Provenance-Page"
"""a field of our own beside those of the standard, which other programs pass over as it asks of them"""
_INFO = {
    "software": f"news-provenance/{provenance.__version__}",
    "format": "WARC File Format 1.1",
    "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
}
# Of a body that is written without them: what it came in is told under a name that means nothing to who reads it.
_UNDONE = ("content-encoding", "content-length", "transfer-encoding")
_LINE_ENDS = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered at one address."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """as it came, in its content encoding, without the lengths of chunks"""
    at: datetime
    cut: bool = False
    """whether the body was not taken, or not wholly"""


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a page and has no field in a WARC record; `name` only where it is one that was kept."""

    url: str | None = None
    fetched_url: str | None = None
    redirects: tuple[str, ...] = ()
    media_type: str | None = None
    name: str | None = None

    def __str__(self) -> str:
        return json.dumps({key: value for key, value in asdict(self).items() if value})

    @classmethod
    def read(cls, written: str | None) -> Told | None:
        """What a record tells, None where it tells nothing that can be understood."""
        try:
            said = json.loads(written or "")
            redirects = tuple(map(_text, said.get("redirects", ())))
            rest = {key: _text(said[key]) for key in ("url", "fetched_url", "media_type", "name") if key in said}
        except (ValueError, TypeError, AttributeError, RecursionError):
            return None
        return cls(redirects=redirects, **rest)


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError("no text")
    return said.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class _Out:
    """A file, as far as it is written to."""

    write: Callable[[bytes], object]

    def flush(self) -> None:
        """Nothing waits here."""


class Archive:
    """A web archive being written, each record packed on its own unless not `packed`; may be shared by threads."""

    def __init__(self, write: Callable[[bytes], object], *, packed: bool = True) -> None:
        self._writer = WARCWriter(_Out(write), gzip=packed, warc_version="1.1")
        self._lock = threading.Lock()
        self._writer.write_record(self._writer.create_warcinfo_record(None, _INFO))

    def add_answer(self, answer: Answer, known: Told | None = None) -> None:
        """One record of what a server answered, redirects and refusals too."""
        head = _head(answer.status, answer.reason, answer.headers, ("transfer-encoding",))
        more = {"WARC-Truncated": "unspecified"} if answer.cut else {}
        self._add("response", answer.url, answer.at, (head, answer.body), more | ({FIELD: str(known)} if known else {}))

    def add_page(self, page: Page) -> None:
        """One record of a page that was kept: its bytes unpacked, with the headers that they came with."""
        where, at = page.fetched_url or page.url or f"urn:{page.sha256}", page.retrieved or datetime.now(UTC)
        known = str(Told(page.url, page.fetched_url, page.redirects, page.media_type, page.name or where))
        if page.status is None:
            shown = page.media_type or ("text/html" if looks_like_html(page.data) else "text/plain")
            self._add("resource", where, at, (None, page.data), {"Content-Type": shown, FIELD: known})
            return
        head = _head(page.status, responses.get(page.status, ""), page.headers, _UNDONE)
        head.add_header("Content-Length", str(len(page.data)))
        self._add("response", where, at, (head, page.data), {FIELD: known})

    def _add(
        self, kind: str, url: str, at: datetime, content: tuple[StatusAndHeaders | None, bytes], more: dict[str, str]
    ) -> None:
        head, body = content
        moment = at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        fields = {name: _one_line(value) for name, value in more.items()} | {"WARC-Date": moment}
        with self._lock:
            record = self._writer.create_warc_record(
                quote(url, safe=string.punctuation),
                kind,
                payload=io.BytesIO(body),
                length=len(body),
                warc_headers_dict=fields,
                http_headers=head,
            )
            self._writer.write_record(record)


@contextlib.contextmanager
def appended(path: str | Path) -> Iterator[Archive]:
    """An archive at the end of a file, which is made where it is missing; packed if its name ends in .gz.

    Raises InputError where the file cannot be written, and where it holds something else.
    """
    packed = str(path).lower().endswith(".gz")
    with told(path):
        file = Path(path).open("a+b")  # noqa: SIM115  # closed below, where failures of others do not count as its own
    with file:
        file.seek(0)
        start = file.read(len(GZIP_MAGIC))
        if start and start != (GZIP_MAGIC if packed else b"WAR"):
            raise InputError(f"{path}: is there already and no such web archive; name another file")
        yield Archive(partial(_write, file, path), packed=packed)


def _write(file: BinaryIO, path: str | Path, data: bytes) -> None:
    with told(path):
        file.write(data)
        file.flush()


class _Head(StatusAndHeaders):  # type: ignore[misc]  # its library has no types
    """The head of an answer, in the very letters that came, which are no ASCII at times."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        said: str = self.to_str(filter_func) + "\r\n"
        try:
            return said.encode("iso-8859-1")
        except UnicodeEncodeError:
            return said.encode("utf-8", "replace")


def _head(status: int, reason: str, headers: tuple[tuple[str, str], ...], undone: tuple[str, ...]) -> _Head:
    kept = [
        ((f"X-Archive-Orig-{name}" if name.lower() in undone else _one_line(name)), _one_line(value))
        for name, value in headers
    ]
    return _Head(_one_line(f"{status} {reason}".strip()), kept, protocol="HTTP/1.1")


def _one_line(said: str) -> str:
    return _LINE_ENDS.sub(" ", said)
