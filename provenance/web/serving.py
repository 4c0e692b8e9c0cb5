"""Running the site: a socket of our own, so that a port that is taken is said in one line, and one clean end."""

from __future__ import annotations

import contextlib
import errno
import socket
from collections.abc import Callable

import uvicorn

from provenance.errors import InputError
from provenance.ingest import Fetch
from provenance.store import Store
from provenance.web.app import make_app
from provenance.web.guarding import Keys

__all__ = ["listening", "serve", "server"]

_FAILURES = {
    errno.EADDRINUSE: "is taken by another program; give another with --port",
    errno.EACCES: "may not be opened by this user; give one above 1023 with --port",
    errno.EADDRNOTAVAIL: "is not an address of this machine; give one of its own with --host",
}
_LONGEST_HEAD = 1 << 17
"""bytes of a request before its body: the longest quote in any script is a third of it"""
_PATIENCE = 3
"""seconds that answers under way are given to finish when the server ends"""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there (port 0: any free one); raises InputError where that cannot be."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError as error:
        raise InputError(f"--host {host}: no such address ({error.strerror})") from error
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        what = _FAILURES.get(error.errno or 0, error.strerror)
        raise InputError(f"{host}, port {port}: {what}") from error
    return made


def server(
    store: Store, keys: Keys, *, fetch: Fetch | None = None, ready: Callable[[], object] = lambda: None
) -> uvicorn.Server:
    """What answers requests once it is run with a socket; `ready` is called when the first can be answered."""
    config = uvicorn.Config(
        make_app(store, keys=keys, fetch=fetch),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_graceful_shutdown=_PATIENCE,
    )
    return _Told(config, ready)


def serve(store: Store, where: socket.socket, keys: Keys, *, ready: Callable[[], object]) -> None:
    """Answer requests until Ctrl-C."""
    with where, contextlib.suppress(KeyboardInterrupt):  # it is raised again when all has ended
        server(store, keys, ready=ready).run(sockets=[where])


class _Told(uvicorn.Server):
    """A server that says when it is up."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], object]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()
