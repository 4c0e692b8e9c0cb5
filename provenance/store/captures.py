"""Pages as they came: their bytes kept once, compressed, and each retrieval that gave them."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from provenance.model import Page
from provenance.store import sealing
from provenance.store.parts import CAPTURES, PAGES, capture_element, page_element
from provenance.store.rows import json_list
from provenance.store.statements import insert, numbers, table
from provenance.store.walking import streamed

__all__ = ["Captures", "add", "damaged", "info"]

_VERSIONS, _CAPTURES, _PAGES = table("article_versions"), table("captures"), table("pages")
_LEVEL = 3  # half the time of zlib's usual 6, and an eighth more room
_AT_ONCE = 20
"""captures read at a time: a page may have some megabytes"""


class Captures:
    """What the articles of a store were made of; every method may raise StoreError."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
        *,
        keep_pages: bool,
    ) -> None:
        self._reading, self._writing = reading, writing
        self.keep_pages = keep_pages
        """whether the bytes of pages are kept, and not only their digests"""

    def add(self, version: str, page: Page) -> None:
        """Keep a page that a stored version was made of, unless it was made of the same bytes before."""
        with self._reading() as connection:
            known = _is_known(connection, version, page, keep_pages=self.keep_pages)
        if not known:
            with self._writing() as connection:
                add(connection, version, page, keep_pages=self.keep_pages)

    def __iter__(self) -> Iterator[Page]:
        """The pages of all captures whose bytes were kept, in the order stored."""
        after = 0
        while True:
            with self._reading() as connection:
                query = _KEPT.where(_CAPTURES.c.number > after).order_by(_CAPTURES.c.number).limit(_AT_ONCE)
                rows = connection.execute(query).all()
            if not rows:
                return
            after = rows[-1].number
            yield from map(_page, rows)

    def last(self, url: str) -> Page | None:
        """The page that was last fetched from this very address, None where its bytes were not kept.

        What an archive says that an address gave does not count: the server never sent it here.
        """
        own = (_CAPTURES.c.url == url) & (_CAPTURES.c.name == url) & (_CAPTURES.c.status == 200)
        with self._reading() as connection:
            row = connection.execute(_KEPT.where(own).order_by(_CAPTURES.c.number.desc()).limit(1)).first()
        return None if row is None else _page(row)


_NUMBER, _SIZE = select(_CAPTURES.c.number), select(_PAGES.c.size)
_KEPT = select(_CAPTURES, _PAGES.c.data).join(_PAGES, _PAGES.c.sha256 == _CAPTURES.c.page_sha256)


def _is_known(connection: Connection, version: str, page: Page, *, keep_pages: bool) -> bool:
    """Whether there is nothing to add."""
    captured = _NUMBER.join(_VERSIONS, _VERSIONS.c.number == _CAPTURES.c.version).where(
        _VERSIONS.c.version == version, _CAPTURES.c.page_sha256 == page.sha256
    )
    if connection.execute(captured).first() is None:
        return False
    return not keep_pages or connection.execute(_SIZE.where(_PAGES.c.sha256 == page.sha256)).first() is not None


def add(connection: Connection, version: str, page: Page, *, keep_pages: bool) -> None:
    """Keep a page that a stored version was made of, in the transaction of the caller."""
    sealing.begun(connection)  # from here on nobody else adds one
    stored = connection.execute(select(_VERSIONS.c.number).where(_VERSIONS.c.version == version)).scalar_one()
    added: dict[sealing.Key, int] = {}
    if keep_pages and connection.execute(_SIZE.where(_PAGES.c.sha256 == page.sha256)).first() is None:
        insert(connection, PAGES, [(page.sha256, len(page.data), zlib.compress(page.data, _LEVEL))])
        added[sealing.ALL_PAGES] = page_element(page.sha256)
    known = _NUMBER.where(_CAPTURES.c.version == stored, _CAPTURES.c.page_sha256 == page.sha256)
    if connection.execute(known).first() is None:
        (number,) = numbers(connection, CAPTURES, 1)
        row = _row(number, stored, page)
        insert(connection, CAPTURES, [row])
        added[stored, CAPTURES] = capture_element(version, row)
    sealing.add_to(connection, added)


def damaged(connection: Connection) -> Iterator[tuple[str, bool]]:
    """The digest of every page, and whether its bytes are no longer those."""
    for row in streamed(connection, "SELECT sha256, size, data FROM pages", at_once=_AT_ONCE):
        yield row.sha256, not _is_whole(row)


def _is_whole(row: Row[Any]) -> bool:
    unpacked = zlib.decompressobj()
    try:
        data = unpacked.decompress(row.data, row.size + 1)  # bytes that were changed may unpack to no end
    except (zlib.error, TypeError, ValueError, OverflowError):
        return False
    sound = unpacked.eof and not unpacked.unused_data and len(data) == row.size
    return sound and bool(Page(data).sha256 == row.sha256)


def info(connection: Connection) -> dict[str, int]:
    """How many captures and pages there are, and how many bytes the pages have and take."""
    captures = connection.execute(select(func.count()).select_from(_CAPTURES)).scalar_one()
    sizes = func.coalesce(func.sum(_PAGES.c.size), 0), func.coalesce(func.sum(func.length(_PAGES.c.data)), 0)
    pages, size, kept = connection.execute(select(func.count(), *sizes).select_from(_PAGES)).one()
    return {"captures": captures, "pages": pages, "page_bytes": int(size), "page_bytes_kept": int(kept)}


def _row(number: int, version: int, page: Page) -> tuple[Any, ...]:
    return (
        number,
        version,
        page.sha256,
        _storable(page.url),
        _storable(page.fetched_url),
        json_list(map(_storable, page.redirects)),
        page.status,
        _storable(page.media_type),
        json_list([_storable(name), _storable(value)] for name, value in page.headers),
        page.retrieved and page.retrieved.isoformat(),
        page.memento and page.memento.isoformat(),
        _storable(page.name),
    )


def _storable(said: str | None) -> str | None:
    """What a server or a file system says, without what no text in a database can hold: it must not cost the page."""
    return said and said.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _page(row: Row[Any]) -> Page:
    return Page(
        data=zlib.decompress(row.data),
        url=row.url,
        fetched_url=row.fetched_url,
        redirects=tuple(json.loads(row.redirects)),
        media_type=row.media_type,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        retrieved=row.retrieved and datetime.fromisoformat(row.retrieved),
        name=row.name,
        status=row.status,
        memento=row.memento and datetime.fromisoformat(row.memento),
    )
