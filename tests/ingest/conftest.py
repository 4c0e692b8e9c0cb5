"""A web server of this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer

import pytest

from tests.ingest.site import Handler, Site


class Server(ThreadingHTTPServer):
    """One that does not mind if several come at once."""

    daemon_threads = True
    request_queue_size = 64


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that answers what a test puts on it."""

    class Bound(Handler):
        pass

    server = Server(("127.0.0.1", 0), Bound)
    Bound.site = Site(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield Bound.site
    server.shutdown()
    server.server_close()
    thread.join()
