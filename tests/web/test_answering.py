from __future__ import annotations

import asyncio
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.responses import PlainTextResponse

from provenance.web.answering import Guarded
from provenance.web.guarding import LARGEST, Keys
from provenance.web.showing import HEADERS

PAGES = ["/", "/articles", "/claims", "/outlets", "/reviews", "/nowhere", "/trace", "/api/health", "/api/nowhere"]


@pytest.mark.parametrize("path", [*PAGES, "/style.css", "/page.js"])
def test_every_answer_carries_its_headers(reader, path):
    answer = reader.get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers
    assert "server" not in answer.headers
    kept = path in ("/style.css", "/page.js")
    assert answer.headers["cache-control"] == ("public, max-age=31536000, immutable" if kept else "no-store")


def test_a_refused_answer_carries_them_too(reader):
    answer = reader.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert "evil.example: not the name of this server" in answer.text


def test_a_body_that_is_too_large_is_refused_without_being_read_to_its_end(shown):
    where = urlsplit(shown)
    head = f"POST /audit HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: {1 << 40}\r\n\r\n"
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(head.encode() + b"x" * (LARGEST + 10))
        assert b" 413 " in connection.recv(100)


def test_so_is_one_that_comes_in_pieces_of_unknown_number(reader):
    pieces = (b"x" * 100_000 for _ in range(LARGEST // 100_000 + 2))
    headers = {"content-type": "application/json"}
    answer = reader.post("/api/audit", content=pieces, headers=headers)
    assert answer.status_code == 413
    assert answer.json() == {"error": "more than 2 MB, which no article is; nothing of it was kept"}


def test_a_fault_of_our_own_is_a_line_and_no_traceback(caplog):
    async def broken(scope, receive, send):
        raise RuntimeError("secret words\x1b[31m")

    def refuse(_, why):
        return PlainTextResponse(why.line, why.status)

    sent: list[Any] = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [(b"host", b"localhost")]}
    # In a thread of its own: where a browser is open, this one has a loop that runs already.
    guarded = Guarded(broken, keys=Keys(), refuse=refuse, headers={"X": "y"})
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, guarded(scope, receive, send)).result()
    assert sent[0]["status"] == 500
    assert (b"x", b"y") in sent[0]["headers"]
    assert b"secret" not in sent[1]["body"]
    assert "secret words␛[31m" in caplog.text, "the terminal tells, and is not driven by it"


@pytest.mark.parametrize(
    "path", ["/api/health?", "/api//health", "/api/../api/health", "/%00", "/api/%ff", "/" + "a" * 9000]
)
def test_odd_addresses_are_answered(reader, path):
    assert reader.get(path).status_code in (200, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_is_changed_by_a_method_that_is_not_there(reader, method):
    answer = reader.request(method, "/api/health", headers={"content-type": "application/json"}, content=b"{}")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert json.loads(answer.text) == {"error": f"/api/health: takes GET, not {method}"}
