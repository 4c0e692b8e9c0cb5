"""Connections that lead to public addresses only, and that take no more time and bytes than one page may.

A host's address is looked up once; it is checked, and that very number is connected to, so that a name which changes
its address in between gains nothing. Its name stays what the certificate is checked against.
"""

from __future__ import annotations

import contextlib
import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, cast

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError
from urllib3.util import create_urllib3_context
from urllib3.util.connection import create_connection

from provenance.ingest.public import is_public, is_web_port

__all__ = ["Budget", "Refused", "Resolve", "Road", "resolve"]

Resolve = Callable[[str, int], Sequence[str]]
"""What gives the numeric addresses of a host, or raises `socket.gaierror`."""


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host, as this machine looks them up."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Refused(HTTPError):
    """A connection that is not made, or is broken off; says why in words for the user. `reason` is a `NoPage` word."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(slots=True)
class Budget:
    """The time and the room that are left for one page, with all its redirects and retries."""

    deadline: float
    """in the seconds of `time.monotonic`"""
    room: int
    """bytes off the wire"""
    silence: float
    """seconds without a byte after which a server has forgotten us"""

    def within(self, most: float) -> float:
        """The seconds that are left, `most` at most, and never none: what takes them as a limit refuses zero."""
        return max(min(self.deadline - time.monotonic(), most), 0.01)

    def spend(self, size: int) -> None:
        """Note bytes that came; raises `TimeoutError` or `Refused` where that is more than there was left."""
        self.room -= size
        if self.room < 0:
            raise Refused("too-large", "more bytes than any article has; nothing of it was kept")
        if time.monotonic() > self.deadline:
            raise TimeoutError("no time left")

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """What happens meanwhile takes no time of the page's."""
        began = time.monotonic()
        yield
        self.deadline += time.monotonic() - began


@cache
def _trust() -> ssl.SSLContext:
    """Whom TLS trusts: those that this machine does. Made once, for that takes as long as a short page."""
    context = create_urllib3_context()
    context.load_default_certs()
    return context


@dataclass(frozen=True, slots=True)
class Road:
    """How the web is reached: who looks hosts up, and whether private addresses will do."""

    resolve: Resolve
    allow_private: bool

    def pool(self, budget: Budget, headers: dict[str, str]) -> urllib3.PoolManager:
        """Connections for one page, which count on its budget. They take no proxy from the environment."""
        pool = urllib3.PoolManager(headers=headers, ssl_context=_trust())
        own = {"http": _Pool, "https": _TlsPool}
        made = {name: partial(kind, road=self, budget=budget) for name, kind in own.items()}
        pool.pool_classes_by_scheme = made  # type: ignore[assignment]  # they are only called
        return pool

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """The numeric addresses of a host; raises `Refused` where one of them or the port is none of the public web."""
        if not is_web_port(port):
            raise Refused("failed", f"port {port} of {host} is for another protocol than the web's; check the address")
        number = host.strip("[]")
        found = self.resolve(number, port)
        hidden = next((one for one in found if not is_public(one)), None)
        if hidden and not self.allow_private:
            at = "is" if hidden == number else f"is at {hidden},"
            what = "no public address; give --allow-private if it is a server of your own"
            raise Refused("private-address", f"{number} {at} {what}")
        return found


class _Checked(HTTPConnection):
    """A connection that is made to a checked address, and whose answers count on the budget."""

    def __init__(self, *args: Any, road: Road, budget: Budget, **options: Any) -> None:
        super().__init__(*args, **options)
        self._road, self._budget = road, budget
        self.response_class = partial(_Counted, budget=budget)  # type: ignore[assignment]  # it is only called

    def _new_conn(self) -> socket.socket:
        # The name as it was typed: a last dot, which `host` loses, keeps the search list of this machine out.
        name = self._dns_host
        failure = OSError("it has no address")
        try:
            for address in self._road.addresses(name, self.port):
                self._budget.spend(0)
                timeout = self._budget.within(cast("float", self.timeout))
                try:
                    return create_connection((address, self.port), timeout, socket_options=self.socket_options)
                except OSError as error:
                    failure = error
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            failure = error
        if isinstance(failure, TimeoutError):
            raise ConnectTimeoutError(self, f"no connection to {name} in time") from failure
        raise NewConnectionError(self, f"no connection to {name}: {failure}") from failure


class _CheckedTls(_Checked, HTTPSConnection):
    """The same under TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Checked


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedTls


class _Counted(http.client.HTTPResponse):
    """An answer of which every byte counts: also those of headers and of the lengths of chunks, which have no end."""

    def __init__(self, sock: socket.socket, *args: Any, budget: Budget, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        self.fp = io.BufferedReader(_Metered(self.fp.detach(), sock, budget))


class _Metered(io.RawIOBase):
    """What comes over a socket, on a budget."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, budget: Budget) -> None:
        super().__init__()
        self._raw, self._sock, self._budget = raw, sock, budget

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview, /) -> int | None:  # type: ignore[override]  # any writable buffer
        self._sock.settimeout(self._budget.within(self._budget.silence))
        size = self._raw.readinto(into)
        self._budget.spend(size or 0)
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()
