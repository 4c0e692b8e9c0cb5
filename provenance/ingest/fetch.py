"""A URL as a `Page`: one GET with limits of time and size, every redirect noted, every refusal in one line."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import (
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
    TimeoutError,  # noqa: A004  # its own tree, not the built-in
)

import provenance
from provenance.errors import FetchError
from provenance.ingest.packing import unpack
from provenance.model import Page

__all__ = ["Fetch", "fetcher"]

Fetch = Callable[[str], Page]
"""What gives the page of an address, or raises `FetchError`."""

_REDIRECTS = 5
_RETRIES = 2
_RETRIED = frozenset({429, 502, 503, 504})
# A server that wants a longer pause than this will not answer in time for someone who waits.
_LONGEST_PAUSE = 5.0
_PACKED_LIMIT = 20 << 20
# As much as a sitemap may hold by its standard; no page comes near.
_UNPACKED_LIMIT = 50 << 20
_NO_PAGE = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip", "application/vnd.")
# No byte for so long: the server has forgotten us.
_LONGEST_SILENCE = 15.0
_WHAT_TO_DO = "open it in a browser, save the page and give the file"
_TOO_SLOW = "no whole answer in time; try again later"
# The first kind that fits, so the narrower ones stand first.
_FAILURES: dict[type[Exception], str] = {
    NameResolutionError: "no such host; check the address",
    NewConnectionError: "nothing answers there; check the address, or try again later",
    SSLError: f"its certificate cannot be trusted; {_WHAT_TO_DO} if you trust it",
    TimeoutError: _TOO_SLOW,
    ProtocolError: "the connection broke off; try again later",
    LocationParseError: "is no valid address; check it",
    UnicodeError: "is no valid address; check it",
}


@dataclass(frozen=True, slots=True)
class _Visit:
    """One page being fetched: what was asked for and how much time and room is left."""

    url: str
    pool: urllib3.PoolManager
    connect: float
    deadline: float
    size: int
    pause: float

    @property
    def left(self) -> float:
        return max(self.deadline - time.monotonic(), 0.01)

    def failed(self, what: str, status: int | None = None) -> FetchError:
        return FetchError(f"{self.url}: {what}", status=status)


def fetcher(*, connect: float = 10.0, total: float = 30.0, size: int = _UNPACKED_LIMIT, pause: float = 0.5) -> Fetch:
    """A `Fetch` over HTTP and HTTPS that keeps its connections open between calls.

    `connect` and `total` are seconds, for one connection and for a whole page with its redirects and retries;
    `size` is the most bytes of a page, unpacked; `pause` the seconds before the first retry.
    """
    pool = urllib3.PoolManager(
        headers={
            "User-Agent": f"news-provenance/{provenance.__version__}",
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en,*;q=0.5",
        }
    )
    return lambda url: _fetch(_Visit(url, pool, connect, time.monotonic() + total, size, pause))


def _fetch(visit: _Visit) -> Page:
    address = visit.url
    passed: list[str] = []
    while len(passed) <= _REDIRECTS:
        with contextlib.closing(_answer(visit, address)) as response:
            goal = response.get_redirect_location()
            if not goal:
                return _page(visit, response, address, tuple(passed))
        passed.append(address)
        address = _joined(address, goal)
    raise visit.failed(f"redirected more than {_REDIRECTS} times, last to {address}; {_WHAT_TO_DO}")


def _joined(address: str, goal: str) -> str:
    try:
        return urljoin(address, goal)
    except ValueError:  # an unclosed IPv6 bracket; the next step refuses it by name
        return goal


def _answer(visit: _Visit, address: str) -> urllib3.BaseHTTPResponse:
    """The answer of one address, asked again where the server was only busy or the connection broke."""
    for attempt in range(_RETRIES + 1):
        pause = visit.pause * 2**attempt
        try:
            response = _get(visit, address)
        except ProtocolError as error:
            if attempt == _RETRIES:
                raise visit.failed(_why(error)) from error
        except (HTTPError, UnicodeError) as error:
            raise visit.failed(_why(error)) from error
        else:
            pause = _pause(response, pause)
            if response.status not in _RETRIED or attempt == _RETRIES or pause > min(_LONGEST_PAUSE, visit.left):
                return response
            response.close()
        time.sleep(pause)
    raise AssertionError("the last attempt returns or raises")


def _get(visit: _Visit, address: str) -> urllib3.BaseHTTPResponse:
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise visit.failed(
            f"{address} is no address that can be fetched; give one that begins with http:// or https://"
        )
    if not host.isascii():
        address = address.replace(host, host.encode("idna").decode("ascii"), 1)
    return visit.pool.request(
        "GET",
        address,
        redirect=False,
        retries=False,
        preload_content=False,
        timeout=urllib3.Timeout(connect=min(visit.connect, visit.left), read=min(_LONGEST_SILENCE, visit.left)),
    )


def _pause(response: urllib3.BaseHTTPResponse, otherwise: float) -> float:
    wanted = response.headers.get("retry-after", "")
    return float(wanted) if wanted.isdecimal() else otherwise


def _why(error: Exception) -> str:
    for kind, what in _FAILURES.items():
        if isinstance(error, kind):
            return what
    return f"the connection failed ({' '.join(str(error).split())}); check the address and try again"


def _page(visit: _Visit, response: urllib3.BaseHTTPResponse, address: str, passed: tuple[str, ...]) -> Page:
    status, media_type = response.status, response.headers.get("content-type", "").lower()
    if not 200 <= status < 300:
        raise visit.failed(_refusal(status, response.reason or ""), status)
    if media_type.startswith(_NO_PAGE):
        raise visit.failed(f"is {media_type.split(';')[0]}, not a page; give the address of the article", status)
    packed = _body(visit, response)
    try:
        data = unpack(packed, response.headers.get("content-encoding", ""), limit=visit.size + 1)
    except LookupError as error:
        raise visit.failed(f"came compressed as {error}, which cannot be read; {_WHAT_TO_DO}", status) from error
    if len(data) > visit.size:
        raise visit.failed(f"more than {visit.size >> 20} MB, which no article is; nothing of it was kept", status)
    return Page(
        data,
        url=visit.url,
        fetched_url=address,
        redirects=passed,
        media_type=media_type or None,
        headers=tuple((name.lower(), value) for name, value in response.headers.items()),
        retrieved=datetime.now(UTC),
        name=visit.url,
    )


def _refusal(status: int, reason: str) -> str:
    said = f"({status} {reason})".replace(" )", ")")
    if status in (404, 410):
        return f"no such page {said}; look for an archived copy, save it and give the file"
    if status == 429:
        return f"refused, too many requests {said}; wait and try again"
    if status in (401, 402, 403, 451):
        return f"refused {said}; {_WHAT_TO_DO}"
    if status >= 500:
        return f"the server failed {said}; try again later"
    return f"answered with no page {said}; {_WHAT_TO_DO}"


def _body(visit: _Visit, response: urllib3.BaseHTTPResponse) -> bytes:
    data = bytearray()
    try:
        while part := response.read1(1 << 16, decode_content=False):
            data += part
            if len(data) > _PACKED_LIMIT:
                raise visit.failed(f"more than {_PACKED_LIMIT >> 20} MB, which no article is; nothing of it was kept")
            if time.monotonic() > visit.deadline:
                raise visit.failed(_TOO_SLOW)
    except HTTPError as error:
        raise visit.failed(_why(error)) from error
    return bytes(data)
