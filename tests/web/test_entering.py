from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from provenance.web.guarding import Keys
from tests.web.conftest import form_token, running

SECRET = "a token that is long enough"


@pytest.fixture
def locked(store) -> Iterator[httpx.Client]:
    with running(store, Keys(SECRET)) as address, httpx.Client(base_url=address, timeout=30) as client:
        yield client


def test_whoever_is_not_let_in_sees_the_form_and_nothing_else(locked):
    answer = locked.get("/articles")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "asks for its token" in answer.text
    assert "Ferry" not in answer.text
    assert locked.get("/api/articles").json()["error"].startswith("this server asks for its token")


def test_the_token_lets_a_browser_in_until_it_leaves(locked):
    answer = locked.post("/login", data={"password": SECRET, "token": form_token(locked, "/login")})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert SECRET not in cookie
    home = locked.get("/")
    assert "Log out" in home.text
    assert locked.get("/api/health").status_code == 200
    assert locked.post("/logout", data={"token": form_token(locked)}).status_code == 303
    assert locked.get("/").status_code == 401


def test_another_token_does_not(locked):
    answer = locked.post("/login", data={"password": SECRET[:-1], "token": form_token(locked, "/login")})
    assert answer.status_code == 401
    assert "That is not the token." in answer.text
    assert "set-cookie" not in answer.headers


def test_a_form_that_was_shown_before_the_login_is_not_taken_after_it(locked):
    before = form_token(locked, "/login")
    locked.post("/login", data={"password": SECRET, "token": before})
    answer = locked.post("/audit", data={"what": "x", "token": before})
    assert answer.status_code == 403
    assert "earlier run" in answer.text


def test_without_a_token_there_is_nothing_to_log_in_to(reader):
    assert reader.get("/login").headers["location"] == "/"
    assert "Log out" not in reader.get("/").text
