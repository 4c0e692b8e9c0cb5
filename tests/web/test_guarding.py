from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.web.guarding import LARGEST, Asked, Keys, is_loopback, refusal

HOST = "127.0.0.1:8642"
FORM = "application/x-www-form-urlencoded"
SECRET = "a token that is long enough"


def get(path: str = "/", **headers: str) -> Asked:
    return Asked("GET", path, {"host": HOST} | {name.replace("_", "-"): value for name, value in headers.items()})


def post(keys: Keys, path: str = "/reviews", **headers: str) -> Asked:
    """What a form of this site sends."""
    sent = {"host": HOST, "content_type": FORM, "origin": f"http://{HOST}", "sec_fetch_site": "same-origin"} | headers
    token = keys.form_token(headers.get("cookie", "").partition("=")[2] or None)
    named = {name.replace("_", "-"): value for name, value in sent.items() if value}
    return Asked("POST", path, named, urlencode({"token": token, "verdict": "accepted"}).encode())


def status(asked: Asked, keys: Keys) -> int | None:
    found = refusal(asked, keys)
    return found.status if found else None


@pytest.mark.parametrize("host", [HOST, "127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8642", "127.0.0.5"])
def test_this_machine_is_answered_by_its_own_names(host):
    assert status(get(host=host), Keys()) is None


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8642", "127.0.0.1.evil.example", "", "[", "127.0.0.1@evil.example", "10.0.0.7"],
)
def test_a_foreign_name_that_points_here_is_refused(host):
    assert status(get(host=host), Keys()) == 400


def test_a_server_for_others_is_called_by_an_address_or_by_the_name_it_was_started_with():
    keys = Keys(host="news.example")
    assert [status(get(host=name), keys) for name in ("news.example", "News.Example:8642", "10.0.0.7")] == [None] * 3
    assert status(get(host="evil.example"), keys) == 400
    assert status(get(host="10.0.0.7"), Keys(host="0.0.0.0")) is None


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("0.0.0.0", False), ("::", False)],
)
def test_only_loopback_is_this_machine_alone(host, alone):
    assert is_loopback(host) is alone


def test_a_form_of_this_site_is_taken():
    keys = Keys()
    assert status(post(keys), keys) is None
    assert status(post(keys, origin="", sec_fetch_site=""), keys) is None, "an old browser says neither"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null", "sec_fetch_site": "cross-site"},
        {"origin": "null", "sec_fetch_site": ""},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused_even_with_the_right_token(headers):
    keys = Keys()
    assert status(post(keys, **headers), keys) == 403


def test_a_link_from_another_site_may_be_followed_but_nothing_is_fetched_into_its_page():
    assert status(get(sec_fetch_site="cross-site", sec_fetch_mode="navigate"), Keys()) is None
    assert status(get(sec_fetch_site="cross-site", sec_fetch_mode="no-cors"), Keys()) == 403
    assert status(get(sec_fetch_site="same-origin", sec_fetch_mode="cors"), Keys()) is None


@pytest.mark.parametrize("body", [b"", b"token=", b"token=wrong", b"verdict=accepted", b"\xff\xfe", b"token=%00"])
def test_a_form_without_its_token_is_refused(body):
    keys = Keys()
    asked = post(keys)
    assert status(Asked(asked.method, asked.path, asked.headers, body), keys) == 403


def test_the_token_of_an_earlier_run_and_of_another_login_is_refused():
    keys = Keys(SECRET)
    cookie = f"provenance={keys.cookie}"
    assert status(post(keys, cookie=cookie), keys) is None
    assert status(post(Keys(SECRET), cookie=cookie), keys) == 403
    asked = post(keys)
    assert status(Asked("POST", "/reviews", {**asked.headers, "cookie": cookie}, asked.body), keys) == 403


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "application/json", ""])
def test_only_a_plain_form_is_read_by_pages(kind):
    keys = Keys()
    assert status(post(keys, content_type=kind), keys) == 415


@pytest.mark.parametrize("kind", ["text/plain", FORM, "multipart/form-data; boundary=x", ""])
def test_only_json_is_read_by_the_api_which_no_form_can_send(kind):
    keys = Keys()
    assert status(post(keys, "/api/audit", content_type=kind), keys) == 415
    assert status(post(keys, "/api/audit", content_type="application/json; charset=utf-8"), keys) is None


def test_too_much_is_refused():
    keys = Keys()
    asked = post(keys)
    assert status(Asked("POST", "/audit", asked.headers, b"x" * (LARGEST + 1)), keys) == 413


def test_more_fields_than_a_form_has_are_refused():
    keys = Keys()
    asked = post(keys)
    assert status(Asked("POST", "/audit", asked.headers, b"a=1&" * 200), keys) == 422


def test_with_a_token_nothing_is_answered_without_it():
    keys = Keys(SECRET)
    for path in ("/", "/api/health", "/api/openapi.json", "/trace", "/login/", "/style.css/x", "/LOGIN"):
        assert status(get(path), keys) == 401
    for path in ("/login", "/style.css", "/page.js"):
        assert status(get(path), keys) is None


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_itself_or_the_cookie_opens(scheme):
    keys = Keys(SECRET)
    assert status(get(authorization=f"{scheme} {SECRET}"), keys) is None
    assert status(get(cookie=f"other=1; provenance={keys.cookie}"), keys) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {SECRET}x"},
        {"authorization": f"Basic {SECRET}"},
        {"authorization": "Bearer"},
        {"authorization": "Bearer é"},
        {"cookie": f"provenance={SECRET}"},
        {"cookie": "provenance="},
        {"cookie": 'provenance="\\'},
    ],
)
def test_anything_else_does_not_open(headers):
    assert status(get(**headers), Keys(SECRET)) == 401


def test_a_cookie_of_an_earlier_run_does_not_open():
    assert status(get(cookie=f"provenance={Keys(SECRET).cookie}"), Keys(SECRET)) == 401


def test_nothing_tells_the_token_or_the_secret():
    keys = Keys(SECRET)
    assert SECRET not in keys.cookie + keys.form_token(None)
    assert SECRET not in repr(keys)
    assert repr(keys.secret) not in repr(keys)


@given(st.dictionaries(st.sampled_from(["host", "origin", "cookie", "authorization", "content-type"]), st.text()))
def test_whatever_headers_say_there_is_an_answer(headers):
    for method in ("GET", "POST", "DELETE"):
        found = refusal(Asked(method, "/reviews", headers, b"\0"), Keys(SECRET))
        assert found is None or 400 <= found.status < 500


def test_a_server_without_a_token_takes_no_word_for_one():
    assert not Keys().is_token("")
    assert not Keys().bears_token(get(authorization="Bearer None"))
