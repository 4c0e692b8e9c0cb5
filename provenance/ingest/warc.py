"""Web archives: the pages that a WARC file holds, read as a stream; a damaged record is reported and passed over."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord, ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParser

from provenance.errors import NotAnArticle
from provenance.ingest.archive import FIELD, Told
from provenance.ingest.memento import archived, of_the_web
from provenance.ingest.packing import DAMAGE, LARGEST_PAGE, unpack
from provenance.ingest.problems import looks_like_html
from provenance.model import Page, Skipped
from provenance.printable import plain

__all__ = ["pages"]

_LONGEST_LINE = 1 << 16
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
# Crawlers keep these files beside the pages, and no one reads them.
_NOT_FOR_READERS = re.compile(r"/(?:robots|ads|app-ads|security|humans|llms)\.txt$", re.IGNORECASE)
Headers = tuple[tuple[str, str], ...]
_DAMAGE = (*DAMAGE, ArchiveLoadFailed)

_load = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream
_http = StatusAndHeadersParser(["HTTP/1.0", "HTTP/1.1"], verify=False)


def pages(stream: BinaryIO, name: str) -> Iterator[Page | Skipped]:
    """The HTML and text pages among the records of an unpacked WARC stream, each with its address and date.

    Records of other kinds, redirects and errors are passed over. Where a record is damaged, it is `Skipped` and the
    reading goes on with the next record that begins as one should. Raises `NotAnArticle` if there was no page at all.
    """
    number = 0
    lost = found = False
    while True:
        item: Page | Skipped | None = None
        begun = False
        try:
            line = stream.readline(_LONGEST_LINE)
            if not line:
                break
            begun = line.startswith(b"WARC/")
            if begun:
                number, lost = number + 1, False
                item = _item(stream, line, name, f"{name}: record {number}")
            elif line.strip() and not lost:
                raise ArchiveLoadFailed("it does not begin as a record")
        except _DAMAGE as error:
            number += not begun and not lost
            item, lost = None if lost else _damaged(f"{name}: record {number}", error), True
        if item:
            found = True
            yield item
    if not found:
        raise NotAnArticle(
            "not-an-article", f"{name}: a web archive without any page; give one that holds HTML responses"
        )


def _damaged(where: str, error: Exception) -> Skipped:
    why = " ".join(str(error).split())
    return Skipped(where, "failed", f"{where}: damaged ({why}); passed over, make the archive again to have it")


def _item(stream: BinaryIO, line: bytes, name: str, where: str) -> Page | Skipped | None:
    record = _load(stream, line, "warc", no_record_parse=True)
    if record.length is None or not hasattr(record.raw_stream, "limit"):
        raise ArchiveLoadFailed("its length is missing")
    item: Page | Skipped | None = None
    if record.length > LARGEST_PAGE:
        item = _too_large(where)
    elif record.rec_type in ("response", "resource"):
        item = _page(record, name)
    while record.raw_stream.read(_LONGEST_LINE):
        pass
    if record.raw_stream.limit:
        raise EOFError("it is cut off")
    return item


def _too_large(where: str) -> Skipped:
    said = f"{where}: more than {LARGEST_PAGE >> 20} MB, which no article is; passed over"
    return Skipped(where, "too-large", plain(said))


def _page(record: ArcWarcRecord, name: str) -> Page | Skipped | None:
    """The page of a response or resource; None where it is no page."""
    headers, media_type, status = _head(record)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    known = Told.read(record.rec_headers.get_header(FIELD)) or Told(url)
    declared = media_type.startswith(_PAGE_TYPES) or known.name is not None
    if not known.name and (not url.lower().startswith(("http://", "https://")) or _NOT_FOR_READERS.search(url)):
        return None
    if status is not None and not 200 <= status < 300:
        return None
    if not declared and media_type not in ("", "application/octet-stream"):
        return None
    where = f"{name}: {known.url or known.name}"
    try:
        data = _payload(record.raw_stream, dict(headers))
    except LookupError as error:
        why = f"{where}: stored compressed as {error}, which cannot be read; passed over"
        return Skipped(where, "wrong-type", plain(why))
    if len(data) > LARGEST_PAGE:
        return _too_large(where)
    retrieved = _date(record.rec_headers.get_header("WARC-Date"))
    said = known.media_type if known.name else media_type
    page = archived(Page(data, known.url, known.fetched_url, known.redirects, said, headers, retrieved, where, status))
    return page if declared or looks_like_html(data) else None


def _head(record: ArcWarcRecord) -> tuple[Headers, str, int | None]:
    """The headers of HTTP, their names in lower case; the media type; the status, which only a response has."""
    if record.rec_type == "resource":
        return (), (record.content_type or "").lower(), None
    http = _http.parse(record.raw_stream)
    headers = tuple((key.lower(), value) for key, value in http.headers)
    code = http.get_statuscode()
    return headers, dict(headers).get("content-type", "").lower(), int(code) if code.isdecimal() else 0


def _payload(raw: Any, headers: dict[str, str]) -> bytes:
    chunked = headers.get("transfer-encoding", "").lower() == "chunked"
    stored = ChunkedDataReader(raw).read() if chunked else raw.read()
    return unpack(stored, headers.get("content-encoding", ""), limit=LARGEST_PAGE + 1)


def _date(written: str | None) -> datetime | None:
    with contextlib.suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(written or "")
        return of_the_web(moment) if moment.tzinfo else None
    return None
