"""What strangers wrote, in the answers of the server to programs: JSON, exact, and never a header of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.hostile.articles import quote_of
from tests.hostile.conftest import KEPT
from tests.hostile.payloads import PAYLOADS
from tests.hostile.test_reports import CONTROL
from tests.web.conftest import running


@pytest.fixture(scope="module")
def client(attacked) -> Iterator[httpx.Client]:
    with running(attacked) as address, httpx.Client(base_url=address, timeout=60) as made:
        yield made


def read(answer: httpx.Response) -> Any:
    assert answer.headers["content-type"] == "application/json"
    assert CONTROL.search(answer.text) is None
    assert all(re.fullmatch("[ -~]*", value) for value in answer.headers.values())
    return answer.json()


def test_what_is_stored_is_read_back_as_it_was(client, attacked):
    pages = [read(client.get("/api/articles", params={"limit": 100, "page": number})) for number in (1, 2)]
    articles = [row for one in pages for row in one["articles"]]
    assert {row["title"] for row in articles} >= set(KEPT[1:])
    for path in ("/api/outlets", "/api/claims", "/api/reviews", "/api/search?words=painted"):
        assert read(client.get(path))
    version = articles[3]["version"]
    for path in ("/api/audit", "/api/article", "/api/lineage"):
        assert read(client.get(path, params={"where": version}))
    assert read(client.get("/api/trace", params={"quote": quote_of(1)}))["appearances"]


def test_what_is_asked_for_is_refused_in_one_line(client):
    asks = (("article", "where"), ("trace", "least"), ("articles", "page"), ("search", "words"))
    for number, payload in enumerate(PAYLOADS.values()):
        where, name = asks[number % len(asks)]
        answer = client.get(f"/api/{where}", params={name: payload.encode("utf-8", "surrogatepass")})
        assert answer.status_code in (200, 404, 422)
        said = read(answer)
        assert answer.status_code == 200 or len(said["error"].splitlines()) == 1
