"""Copies of pages in web archives (Memento, RFC 7089): what they are copies of, and since when they are there.

Any server can call its page an old copy of another's. So only what public archives say is taken at its word.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from provenance.model import Page

__all__ = ["archived", "doubted", "of_the_web", "original"]

# Those that libraries, universities and foundations run for everybody, and that keep what they once took.
_ARCHIVES = frozenset(
    """
    archive-it.org archive.fo archive.is archive.li archive.md archive.ph archive.today archive.vn arquivo.pt
    perma-archives.org perma.cc swap.stanford.edu vefsafn.is web.archive.bibalex.org web.archive.org
    webarchive.bac-lac.gc.ca webarchive.loc.gov webarchive.nationalarchives.gov.uk webarchive.org.uk
    """.split()
)
# As the software of most archives names a copy: its time, perhaps how it is shown ("id_": as it came), its address.
_COPY = re.compile(r"https?://[^/?#]+/(?:[\w.-]+/){0,3}?(\d{14})(?:[a-z]{2}_)?/(.+)", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"(https?):/+", re.IGNORECASE)
_LINK = re.compile(r"<([^<>]*)>([^<>]*)")
_RELATION = re.compile(r"\brel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def archived(page: Page) -> Page:
    """`page` under the address that it is a copy of, with the time of the copy, if a known archive says what it is."""
    address = page.fetched_url or page.url
    if not address or not _is_archive(address):
        return page
    url, at = _said(page)
    named = _COPY.match(address)
    if named:
        url, at = url or _whole(named[2]), at or _moment(named[1])
    return replace(page, url=url, fetched_url=address, memento=at) if url and at else page


def doubted(page: Page) -> str | None:
    """The remark that a page calls itself a copy of another and was not believed; None where there is no such thing."""
    url, at = _said(page)
    if page.memento or not url or not at:
        return None
    day = at.date().isoformat()
    return f"says that it is a copy of {url} made on {day}: not taken at its word, for this is no web archive we know"


def original(address: str) -> str:
    """What an address on an archived page means: archives make links lead to copies of their own.

    >>> original("https://arquivo.pt/wayback/20240206091500/https://news.example/a?b=1")
    'https://news.example/a?b=1'
    """
    named = _COPY.match(address)
    return (_whole(named[2]) if named else None) or address


def _is_archive(address: str) -> bool:
    with contextlib.suppress(ValueError):  # an unclosed IPv6 bracket
        labels = (urlsplit(address).hostname or "").rstrip(".").split(".")
        return any(".".join(labels[at:]) in _ARCHIVES for at in range(len(labels)))
    return False


def _said(page: Page) -> tuple[str | None, datetime | None]:
    """The original and the time that the headers name."""
    at = None
    for name, value in page.headers:
        if name == "memento-datetime":
            with contextlib.suppress(ValueError, TypeError, IndexError, OverflowError):
                said = parsedate_to_datetime(value)
                at = of_the_web(said if said.tzinfo else said.replace(tzinfo=UTC))
    links = (link for name, value in page.headers if name == "link" for link in _LINK.finditer(value))
    urls = (link[1] for link in links if (found := _RELATION.search(link[2])) and "original" in _relations(found))
    return next(filter(None, map(_whole, urls)), None), at


def _relations(found: re.Match[str]) -> list[str]:
    return (found[1] or found[2] or "").lower().split()


def _whole(url: str) -> str | None:
    """An http(s) address; servers on the way make one slash of two, and some archives leave out the scheme."""
    if not url.isprintable() or " " in url:
        return None
    scheme = _SCHEME.match(url)
    if scheme:
        return f"{scheme[1].lower()}://{url[scheme.end() :]}" if url[scheme.end() :] else None
    return f"http://{url}" if re.match(r"[\w-]+(?:\.[\w-]+)+(?:[:/?#]|$)", url) else None


def _moment(digits: str) -> datetime | None:
    with contextlib.suppress(ValueError):
        return of_the_web(datetime.strptime(digits, "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    return None


def of_the_web(at: datetime) -> datetime | None:
    """A time at which there was a web to copy."""
    return at if 1990 < at.year < 9999 else None
