"""A service that is asked by POST is reached with the care of a page."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from provenance.errors import FetchError
from provenance.ingest.posting import posted


class Service(BaseHTTPRequestHandler):
    """Answers what it was asked, backwards."""

    asked: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, self.headers["Content-Type"], body))
        self.send_response(302 if self.path == "/moved" else 200)
        if self.path == "/moved":
            self.send_header("Location", "/other")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[::-1])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def service() -> Iterator[tuple[str, list[tuple[str, str, bytes]]]]:
    asked: list[tuple[str, str, bytes]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Service,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_bytes_are_posted_and_answered(service):
    url, asked = service
    assert posted(f"{url}/tsa", b"abc", "application/x", allow_private=True) == b"cba"
    assert asked == [("/tsa", "application/x", b"abc")]


def test_a_private_address_is_not_asked_also_where_a_name_leads_to_one(service):
    url, asked = service
    port = url.rpartition(":")[2]
    for address in (url, f"http://time.example:{port}/"):
        with pytest.raises(FetchError, match="no public address"):
            posted(address, b"abc", "application/x", resolve=lambda *_: ["127.0.0.1"])
    assert asked == []


def test_no_redirect_is_followed(service):
    url, asked = service
    with pytest.raises(FetchError, match="refused \\(302"):
        posted(f"{url}/moved", b"abc", "application/x", allow_private=True)
    assert len(asked) == 1


@pytest.mark.parametrize("url", ["ftp://time.example/", "time.example", "", "http://", "file:///etc/passwd",
                                 "http://me:secret@time.example/", "http://[::1"])  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(url):
    with pytest.raises(FetchError, match="no address that can be asked"):
        posted(url, b"abc", "application/x", allow_private=True)


def test_where_nobody_answers_that_is_said_in_one_line():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="gave no answer") as caught:
        posted(f"http://127.0.0.1:{port}/", b"abc", "application/x", allow_private=True)
    assert "\n" not in str(caught.value)


def test_an_answer_without_end_is_broken_off(service):
    url, _ = service
    with pytest.raises(FetchError):
        posted(url, b"x" * (2 << 20), "application/x", allow_private=True)
