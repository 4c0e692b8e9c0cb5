"""A few bytes to an address and its answer, within the limits of `fetch`: for services that are asked by POST."""

from __future__ import annotations

import contextlib
import time

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import parse_url

import provenance
from provenance.errors import FetchError
from provenance.ingest.connection import Budget, Refused, Resolve, Road, resolve
from provenance.ingest.fetch import PROGRAM, printed

__all__ = ["posted"]

_SECONDS, _SILENCE = 30.0, 15.0
_ROOM = 1 << 20  # bytes: an answer has some kilobytes


def posted(url: str, body: bytes, media_type: str, *, allow_private: bool = False, resolve: Resolve = resolve) -> bytes:
    """What an address answers to `body`; asked once, and no redirect is followed.

    It connects to public addresses only, unless `allow_private`. Raises FetchError where there is no answer of success.
    """
    try:
        target = parse_url(url)
    except LocationParseError:
        target = parse_url("")
    if not target.host or target.scheme not in ("http", "https") or target.auth is not None:
        raise _failed(url, "is no address that can be asked; give one that begins with http:// or https://")
    budget = Budget(time.monotonic() + _SECONDS, _ROOM, _SILENCE)
    headers = {"User-Agent": f"{PROGRAM}/{provenance.__version__}", "Content-Type": media_type}
    try:
        with Road(resolve, allow_private).pool(budget, headers) as pool:
            return _answer(pool, target.url, body, budget)
    except Refused as error:
        raise _failed(url, str(error)) from error
    except (HTTPError, UnicodeError) as error:
        what = f"gave no answer ({' '.join(str(error).split())}); check the address, or try again later"
        raise _failed(url, what) from error


def _answer(pool: urllib3.PoolManager, url: str, body: bytes, budget: Budget) -> bytes:
    timeout = urllib3.Timeout(connect=budget.within(_SILENCE), read=budget.within(_SILENCE))
    asked = pool.request("POST", url, body=body, redirect=False, retries=False, preload_content=False, timeout=timeout)
    with contextlib.closing(asked) as response:
        if response.status != 200:
            raise _failed(url, f"refused ({response.status} {response.reason}); check the address")
        data = bytearray()
        while part := response.read1(1 << 16, decode_content=False):
            data += part
        return bytes(data)


def _failed(url: str, what: str) -> FetchError:
    return FetchError(printed(f"{url}: {what}"))
