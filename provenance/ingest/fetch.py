"""A URL as a `Page`: one GET with limits of time and size, every redirect noted, every refusal in one line."""

from __future__ import annotations

import contextlib
import os
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    HTTPError,
    InvalidHeader,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,  # noqa: A004  # its own tree, not the built-in
)
from urllib3.util import Url, parse_url

import provenance
from provenance.errors import FetchError, InputError
from provenance.ingest.archive import Answer, Archive, Told
from provenance.ingest.connection import Budget, Refused, Resolve, Road, resolve
from provenance.ingest.memento import archived
from provenance.ingest.pace import Pace
from provenance.ingest.packing import unpack
from provenance.ingest.robots import Robots, parse
from provenance.model import Page

__all__ = ["PROGRAM", "Fetch", "Patience", "fetcher", "printed"]

PROGRAM = "news-provenance"
"""What the program calls itself, and what a robots.txt has to name to mean it."""

_REDIRECTS = 5
_RETRIES = 2
_RETRIED = frozenset({429, 502, 503, 504})
# A server that wants a longer pause than this will not answer in time for someone who waits.
_LONGEST_PAUSE = 5.0
# A robots.txt may ask for a longer one between pages; from here on it asks to be left alone, and should say so.
_LONGEST_DELAY = 10.0
_PACKED_LIMIT = 20 << 20
# As much as a sitemap may hold by its standard; no page comes near.
_UNPACKED_LIMIT = 50 << 20
_NO_PAGE = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/vnd.")
# No byte for so long: the server has forgotten us.
_LONGEST_SILENCE = 15.0
_WHAT_TO_DO = "open it in a browser, save the page and give the file"
# The first kind that fits, so the narrower ones stand first.
_FAILURES: dict[type[Exception], tuple[str, str]] = {
    NameResolutionError: ("failed", "no such host; check the address"),
    NewConnectionError: ("unavailable", "nothing answers there; check the address, or try again later"),
    SSLError: ("failed", f"its certificate cannot be trusted; {_WHAT_TO_DO} if you trust it"),
    TimeoutError: ("unavailable", "no whole answer in time; try again later"),
    ProtocolError: ("unavailable", "the connection broke off; try again later"),
    LocationParseError: ("failed", "is no valid address; check it"),
    UnicodeError: ("failed", "is no valid address; check it"),
}
_CONDITIONS = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
_ARCHIVED = "look for an archived copy, save it and give the file"
_BLOCKED = ("blocked", "refused", _WHAT_TO_DO)
_REFUSALS = {
    401: _BLOCKED,
    402: ("paywall", "only for those who pay", f"{_WHAT_TO_DO} if you may"),
    403: _BLOCKED,
    404: ("not-found", "no such page", f"check the address, or {_ARCHIVED}"),
    410: ("gone", "no longer there", _ARCHIVED),
    429: ("unavailable", "refused, too many requests", "wait and try again"),
    451: _BLOCKED,
}
_BROKEN = ("unavailable", "the server failed", "try again later")
_NO_ANSWER = ("failed", "answered with no page", _WHAT_TO_DO)


class Fetch(Protocol):
    """What gives the page of an address, or raises `FetchError`."""

    def __call__(self, url: str, /, *, crawling: bool = False) -> Page:
        """The page at `url`: one that a person asked for or, where `crawling`, that a list or a link led to."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited, and how much is taken: seconds and bytes."""

    connect: float = 10.0
    """for one connection"""
    total: float = 30.0
    """for a whole page, with its redirects and retries"""
    retry: float = 0.5
    """before the first retry; the next waits twice as long, both more or less so by chance"""
    apart: float = 1.0
    """between two requests to one host: about as a reader who opens one page after another"""
    size: int = _UNPACKED_LIMIT
    """the most bytes of a page, unpacked"""


def fetcher(
    patience: Patience | None = None,
    *,
    allow_private: bool = False,
    resolve: Resolve = resolve,
    archive: Archive | None = None,
    stored: Callable[[str], Page | None] | None = None,
) -> Fetch:
    """A `Fetch` over HTTP and HTTPS, for one run or one server; may be used from several threads at once.

    It connects to public addresses only, unless `allow_private`, and checks the very address that it connects to, also
    after each redirect. It leaves a pause between two requests to one host, and where it is crawling, it keeps to what
    robots.txt asks (RFC 9309), which is read once a host. `resolve` looks hosts up. Every answer goes to the
    `archive`, too, as it came. Where `stored` gives the page that came last from an address, the server is asked
    whether it has changed (RFC 9110, 13), and if not, that page is the one fetched. The environment variable
    `PROVENANCE_CONTACT` says in each request whom to write to. Raises `InputError` where that cannot be sent.
    """
    return _Fetcher(patience or Patience(), Road(resolve, allow_private), archive, stored)


def _headers() -> dict[str, str]:
    contact = os.environ.get("PROVENANCE_CONTACT", "")
    if not (contact.isascii() and contact.isprintable()) or set(contact) & set("()"):
        raise InputError(f"PROVENANCE_CONTACT: {contact!r} cannot be sent; give an e-mail or web address")
    return {
        "User-Agent": f"{PROGRAM}/{provenance.__version__}" + (f" ({contact})" if contact else ""),
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en,*;q=0.5",
    }


def printed(message: str) -> str:
    """`message` on one line: addresses are what strangers make of them."""
    return "".join(one if one.isprintable() else "\ufffd" for one in message)


@dataclass(frozen=True, slots=True)
class _Visit:
    """One page being fetched: what was asked for, over which connections, and what is left of time and room."""

    url: str
    pool: urllib3.PoolManager
    patience: Patience
    budget: Budget
    before: Callable[[Url], None]
    """what is done before each address is asked: waiting for its turn, asking whether it may be read"""
    archive: Archive | None = None
    stored: Page | None = None
    """what came from there the last time"""

    def conditions(self, address: str) -> dict[str, str]:
        """What to ask of an address so that it answers only if its page is another than the one stored."""
        if self.stored is None or address != self.stored.fetched_url:
            return {}
        known = {name: value for name, value in self.stored.headers if value.isascii() and value.isprintable()}
        return {asked: known[name] for asked, name in _CONDITIONS.items() if name in known}

    def failed(self, what: str, reason: str = "failed", status: int | None = None) -> FetchError:
        return FetchError(printed(f"{self.url}: {what}"), status=status, reason=reason)


class _Fetcher:
    """Keeps what lasts over the pages of a run: each host's turn and its robots.txt, or why that cannot be read."""

    def __init__(
        self, patience: Patience, road: Road, archive: Archive | None, stored: Callable[[str], Page | None] | None
    ) -> None:
        self._patience, self._road, self._archive = patience, road, archive
        self._stored = stored or (lambda _: None)
        self._headers = _headers()
        self._pace = Pace(patience.apart)
        self._robots: dict[str, Robots | FetchError] = {}

    def __call__(self, url: str, /, *, crawling: bool = False) -> Page:
        patience = self._patience
        budget = Budget(time.monotonic() + patience.total, _PACKED_LIMIT, _LONGEST_SILENCE)

        def before(target: Url) -> None:
            delay = self._permitted(url, target) if crawling else 0
            self._pace.wait(target.netloc or "", delay)

        with self._road.pool(budget, self._headers) as pool:
            return _fetch(_Visit(url, pool, patience, budget, before, self._archive, self._stored(url)))

    def _permitted(self, url: str, target: Url) -> float:
        """The pause that the site wants between two pages; raises `FetchError` where it wants this one not read."""
        site = f"{target.scheme}://{target.netloc}"
        robots = self._robots.get(site) or self._robots.setdefault(site, self._asked(site))
        if isinstance(robots, FetchError):
            raise FetchError(f"{url}: not read without its site's rules: {robots}", reason=robots.reason)
        if robots.allows(target.request_uri):
            return min(robots.delay, _LONGEST_DELAY)
        what = "the site's robots.txt asks programs not to read it; give its address on its own, or save the page"
        raise FetchError(f"{url}: {what}", reason="robots")

    def _asked(self, site: str) -> Robots | FetchError:
        """The rules of a site, none where it has no robots.txt, or why it must be left alone (RFC 9309, 2.3.1)."""
        try:
            return parse(self(f"{site}/robots.txt").data, PROGRAM)
        except FetchError as error:
            missing = error.status is not None and 400 <= error.status < 500 and error.status != 429
            return Robots() if missing else error


def _fetch(visit: _Visit) -> Page:
    address = visit.url
    passed: list[str] = []
    while len(passed) <= _REDIRECTS:
        target = _target(visit, address)
        with visit.budget.paused():
            visit.before(target)
        conditions = visit.conditions(address)
        with contextlib.closing(_answer(visit, target.url, conditions)) as response:
            goal = response.get_redirect_location()
            packed = _taken(visit, response, wanted=not goal and _is_page(response))
            if visit.archive:
                _archive(visit, response, packed, (*passed, address))
            if conditions and visit.stored and response.status == 304:
                return replace(visit.stored, redirects=tuple(passed), retrieved=datetime.now(UTC))
            if not goal:
                return _page(visit, response, packed or b"", (*passed, address))
        passed.append(address)
        address = _joined(address, goal)
    raise visit.failed(f"redirected more than {_REDIRECTS} times, last to {address}; {_WHAT_TO_DO}")


def _joined(address: str, goal: str) -> str:
    try:
        return urljoin(address, goal)
    except ValueError:  # an unclosed IPv6 bracket; the next step refuses it by name
        return goal


def _target(visit: _Visit, address: str) -> Url:
    """`address` as it is asked for, its host in ASCII; raises `FetchError` where it is none of the web."""
    try:
        host = urlsplit(address).hostname or ""
        if not host.isascii():
            address = urlsplit(address)._replace(netloc=_ascii(address)).geturl()
        target = parse_url(address)
    except (ValueError, LocationParseError):  # UnicodeError is a ValueError
        target = Url()
    if not target.host or target.scheme not in ("http", "https"):
        what = "is no address that can be fetched; give one that begins with http:// or https://"
        raise visit.failed(f"{address} {what}")
    if target.auth is not None:
        raise visit.failed(f"{address} holds a user name, which is not sent; leave out what stands before the @")
    return target


def _ascii(address: str) -> str:
    user, at, host = urlsplit(address).netloc.rpartition("@")
    return user + at + host.encode("idna").decode("ascii")


def _answer(visit: _Visit, address: str, conditions: dict[str, str]) -> urllib3.BaseHTTPResponse:
    """The answer of one address, asked again where the server was only busy or the connection broke."""
    for attempt in range(_RETRIES + 1):
        # By chance, lest many who were refused at once come back at once.
        pause = visit.patience.retry * 2**attempt * random.uniform(0.5, 1.5)  # noqa: S311  # no secret
        try:
            response = _get(visit, address, conditions)
        except ProtocolError as error:
            if attempt == _RETRIES:
                raise _failure(visit, error) from error
        except (HTTPError, UnicodeError) as error:
            raise _failure(visit, error) from error
        else:
            pause = _pause(response, pause)
            if response.status not in _RETRIED or attempt == _RETRIES or pause > visit.budget.within(_LONGEST_PAUSE):
                return response
            response.close()
        time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def _get(visit: _Visit, address: str, conditions: dict[str, str]) -> urllib3.BaseHTTPResponse:
    within = visit.budget.within
    return visit.pool.request(
        "GET",
        address,
        redirect=False,
        retries=False,
        preload_content=False,
        headers={**visit.pool.headers, **conditions},
        timeout=urllib3.Timeout(connect=within(visit.patience.connect), read=within(_LONGEST_SILENCE)),
    )


def _pause(response: urllib3.BaseHTTPResponse, otherwise: float) -> float:
    with contextlib.suppress(InvalidHeader, ValueError, OverflowError):
        return urllib3.Retry().parse_retry_after(response.headers.get("retry-after", ""))
    return otherwise


def _failure(visit: _Visit, error: Exception) -> FetchError:
    if isinstance(error, Refused):
        return visit.failed(str(error), error.reason)
    for kind, (reason, what) in _FAILURES.items():
        if isinstance(error, kind):
            return visit.failed(what, reason)
    what = f"the connection failed ({' '.join(str(error).split())}); check the address and try again"
    return visit.failed(what)


def _page(visit: _Visit, response: urllib3.BaseHTTPResponse, packed: bytes, way: tuple[str, ...]) -> Page:
    """The page that an answer is, which came over the addresses of that way; raises `FetchError` where it is none."""
    status, media_type = response.status, _media_type(response)
    if not 200 <= status < 300:
        reason, what = _refusal(status, response.reason or "")
        raise visit.failed(what, reason, status)
    if not _is_page(response):
        what = f"is {media_type.split(';')[0]}, not a page; give the address of the article"
        raise visit.failed(what, "wrong-type", status)
    size = visit.patience.size
    try:
        data = unpack(packed, response.headers.get("content-encoding", ""), limit=size + 1)
    except LookupError as error:
        what = f"came compressed as {error}, which cannot be read; {_WHAT_TO_DO}"
        raise visit.failed(what, "wrong-type", status) from error
    if len(data) > size:
        what = f"more than {size >> 20} MB, which no article is; nothing of it was kept"
        raise visit.failed(what, "too-large", status)
    page = Page(
        data,
        url=visit.url,
        fetched_url=way[-1],
        redirects=way[:-1],
        media_type=media_type or None,
        headers=tuple((name.lower(), value) for name, value in response.headers.items()),
        retrieved=datetime.now(UTC),
        name=visit.url,
        status=status,
    )
    return archived(page)


def _media_type(response: urllib3.BaseHTTPResponse) -> str:
    return response.headers.get("content-type", "").lower()


def _is_page(response: urllib3.BaseHTTPResponse) -> bool:
    return 200 <= response.status < 300 and not _media_type(response).startswith(_NO_PAGE)


def _refusal(status: int, said: str) -> tuple[str, str]:
    """What an HTTP status other than success means: a `NoPage` word, and a line for the user."""
    otherwise = _BROKEN if status >= 500 else _NO_ANSWER
    reason, what, to_do = _REFUSALS.get(status, otherwise)
    return reason, f"{what} ({status} {said}); {to_do}".replace(" );", ");")


def _taken(visit: _Visit, response: urllib3.BaseHTTPResponse, *, wanted: bool) -> bytes | None:
    """The body of an answer, None where it is not wanted; an archive wants it, and goes without if it breaks off."""
    if wanted:
        return _body(visit, response)
    if visit.archive and not _media_type(response).startswith(_NO_PAGE):
        with contextlib.suppress(FetchError):
            return _body(visit, response)
    return None


def _archive(visit: _Visit, response: urllib3.BaseHTTPResponse, packed: bytes | None, way: tuple[str, ...]) -> None:
    """Put an answer into the archive, with the address that was asked for if others led from there to it."""
    assert visit.archive is not None
    known = Told(visit.url, way[-1], way[:-1]) if packed is not None and len(way) > 1 else None
    headers = tuple(response.headers.items())
    at, cut = datetime.now(UTC), packed is None
    answer = Answer(way[-1], response.status, response.reason or "", headers, packed or b"", at, cut)
    visit.archive.add_answer(answer, known)


def _body(visit: _Visit, response: urllib3.BaseHTTPResponse) -> bytes:
    """The body as it comes, which the budget ends if nothing else does."""
    data = bytearray()
    try:
        while part := response.read1(1 << 16, decode_content=False):
            data += part
    except HTTPError as error:
        raise _failure(visit, error) from error
    return bytes(data)
