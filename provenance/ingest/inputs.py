"""Everything that a person can name as input, as pages and records: read lazily, in bounded memory."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from provenance.errors import FetchError, InputError, NotAnArticle, ProvenanceError
from provenance.ingest import jsonl, wacz, warc
from provenance.ingest.feed import Entry, address_entries, entries, is_address
from provenance.ingest.fetch import Fetch, fetcher
from provenance.ingest.folder import files
from provenance.ingest.kinds import kind_of
from provenance.ingest.manifest import manifests
from provenance.ingest.packing import DAMAGE, GZIP_MAGIC, LARGEST_PAGE, Gunzip, Previewed, Readable, read_capped
from provenance.ingest.record import Item, Record
from provenance.model import Page, Skipped

__all__ = ["items", "skipped", "stands_alone"]

_STDIN = "standard input"
_HEAD = 1 << 16
# As much as a sitemap may hold by its standard.
_LARGEST_LIST = 50 << 20
# More than this is a crawl, and not a list of articles that someone wants to look into.
_MOST_ADDRESSES = 10_000
# A list of addresses leads to a sitemap index, this to sitemaps, these to pages.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class _Way:
    """How lists of addresses are followed: with what, which were already, how deep we are."""

    fetch: Fetch | None
    seen: set[str] = field(default_factory=set)
    depth: int = 0


def items(where: str, *, fetch: Fetch | None = None, stdin: BinaryIO | None = None) -> Iterator[Item]:
    """The pages and records that `where` names, in its order, without extracting anything.

    `where` is an http(s) address, a file (HTML, text, JSON, JSONL, WARC, feed, sitemap or addresses one a line, each
    also gzipped, or WACZ), a folder of such files, or "-" for `stdin`; what a file is, its content says. What feeds,
    sitemaps and lists of addresses name is fetched as a crawler does it, save inside a folder, where nothing is. What
    cannot be read of a bulk input is `Skipped`. Raises `InputError` or `FetchError` where `where` itself cannot be.
    """
    way = _Way(fetch or fetcher())
    if where == "-":
        yield from _from_stream(stdin or sys.stdin.buffer, Page(b"", name=_STDIN), way)
    elif is_address(where):
        yield from _from_address(where, way)
    elif _is_folder(where):
        yield from _from_folder(where)
    else:
        yield from _from_file(where, way)


def skipped(where: str, error: ProvenanceError) -> Skipped:
    """What a failure means for one input of many."""
    message = " ".join(str(error).split())
    reason = error.reason if isinstance(error, NotAnArticle | FetchError) else "failed"
    return Skipped(where, reason, message if message.startswith(where) else f"{where}: {message}")


def stands_alone(item: Page | Record, where: str) -> bool:
    """Whether `item` is all that `where` names, and not one of many."""
    return item.name == (_STDIN if where == "-" else where)


def _is_folder(where: str) -> bool:
    with contextlib.suppress(OSError, ValueError):  # opening it as a file says what is wrong
        return Path(where).is_dir()
    return False


@contextlib.contextmanager
def _failures_of(name: str) -> Iterator[None]:
    """Failures of the file system and of gzip as errors that say what to do."""
    try:
        yield
    except FileNotFoundError as error:
        hint = f"; for the web, write https://{name}" if name.startswith("www.") else ""
        raise InputError(f"{name}: no such file or folder{hint}; check the path") from error
    except PermissionError as error:
        raise InputError(f"{name}: permission denied; make it readable") from error
    except DAMAGE as error:
        raise InputError(f"{name}: a damaged gzip file ({error}); get it again") from error
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror or error}); check the path") from error
    except ValueError as error:
        raise InputError(f"{name!r}: no path that can exist ({error}); check it") from error


def _from_file(where: str, way: _Way, *, url: str | None = None) -> Iterator[Item]:
    with _failures_of(where), Path(where).open("rb") as file:
        yield from _from_stream(file, Page(b"", url, name=where), way)


def _from_address(address: str, way: _Way) -> Iterator[Item]:
    assert way.fetch is not None
    way.seen.add(address)
    page = way.fetch(address, crawling=True) if way.depth else way.fetch(address)
    yield from _from_stream(io.BytesIO(page.data), page, way)


def _from_stream(stream: BinaryIO, page: Page, way: _Way) -> Iterator[Item]:
    """What `stream` holds; `page` is what is known about it so far."""
    with _failures_of(page.name):
        head, whole = _unpacked(stream)
        kind = kind_of(head, page.name)
        if kind == "warc":
            yield from warc.pages(whole, page.name)
        elif kind == "zip":
            yield from _from_parts(stream, page.name)
        elif kind == "json":
            yield from jsonl.records(whole, page.name)
        else:
            limit = LARGEST_PAGE if kind == "page" else _LARGEST_LIST
            page = replace(page, data=read_capped(whole, limit, page.name))
            yield from [page] if kind == "page" else _listed(page, kind == "addresses", way)


def _unpacked(stream: Readable) -> tuple[bytes, io.BufferedReader]:
    """How `stream` begins, and all of it; without its compression where it is a gzip file."""
    begun = Previewed(stream)
    head = begun.head(_HEAD)
    if head.startswith(GZIP_MAGIC):
        begun = Previewed(Gunzip(begun))
        head = begun.head(_HEAD)
    return head, io.BufferedReader(begun, _HEAD)


def _from_parts(stream: BinaryIO, name: str) -> Iterator[Page | Skipped]:
    """The pages of all the web archives in a ZIP archive; raises `NotAnArticle` if there was none."""
    found = False
    for part in wacz.parts(stream, name):
        told = False
        try:
            for item in warc.pages(_unpacked(part)[1], part.name):
                found, told = True, told or isinstance(item, Skipped)
                yield item
        except NotAnArticle:  # others have a page: crawlers keep pictures of pages in archives of their own
            pass
        if part.failure and not told:
            found = True
            message = f"{part.name}: damaged ({part.failure}); what comes before that was read"
            yield Skipped(part.name, "failed", message)
    if not found:
        raise NotAnArticle(
            "not-an-article", f"{name}: web archives without any page; give one that holds HTML responses"
        )


def _listed(page: Page, plain: bool, way: _Way) -> Iterator[Item]:
    """The pages behind a feed, a sitemap or, where `plain`, a file of one address a line."""
    if way.fetch is None:
        message = f"{page.name}: a list of addresses, which is not followed inside a folder; give it on its own"
        yield Skipped(page.name, "not-an-article", message)
        return
    if way.depth == _DEEPEST:
        yield Skipped(page.name, "not-an-article", f"{page.name}: the fourth list in a row; give it on its own")
        return
    found = address_entries(page.data) if plain else entries(page.data, base=page.fetched_url, name=page.name)
    deeper = replace(way, depth=way.depth + 1)
    for number, entry in enumerate(found):
        if len(way.seen) > _MOST_ADDRESSES:
            left = f"{len(found) - number} of its {len(found)} addresses are left out"
            message = f"{page.name}: {left}, for {_MOST_ADDRESSES} were read; split the list"
            yield Skipped(page.name, "too-large", message)
            return
        if entry.url not in way.seen:
            yield from _from_entry(entry, deeper)


def _from_entry(entry: Entry, way: _Way) -> Iterator[Item]:
    try:
        for item in _from_address(entry.url, way):
            known = isinstance(item, Page) and (entry.title or entry.published)
            page = item if known and isinstance(item, Page) else None
            title, published = entry.title, entry.published
            yield Record(page.name, page=page, title=title, published=published, basis="feed") if page else item
    except ProvenanceError as error:
        yield skipped(entry.url, error)


def _from_folder(where: str) -> Iterator[Item]:
    found = 0
    known = manifests(Path(where))
    for path in files(Path(where)):
        if isinstance(path, Skipped):
            yield path
            continue
        if path.resolve() in known.files:
            continue
        try:
            for item in _without_notes(_from_file(str(path), _Way(None), url=known.urls.get(path.resolve()))):
                found += not isinstance(item, Skipped)
                yield item
        except ProvenanceError as error:
            yield skipped(str(path), error)
    if not found:
        raise InputError(f"{where}: a folder without articles; give one with HTML, text, JSONL or WARC files")


def _without_notes(found: Iterator[Item]) -> Iterator[Item]:
    """`found`, or nothing if it begins with a JSON object without a text: data about the pages it lies beside."""
    first = next(found, None)
    if first is None or (isinstance(first, Skipped) and first.reason == "no-text"):
        return
    yield first
    yield from found
