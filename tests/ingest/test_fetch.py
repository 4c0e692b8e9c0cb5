import gzip
import socket
import time
import zlib
from dataclasses import replace

import pytest

from provenance.errors import FetchError
from provenance.ingest.fetch import fetcher
from tests.ingest.site import QUICK, Answer, story_html

quick = fetcher(QUICK, allow_private=True)


def test_a_page_comes_with_its_bytes_type_headers_and_time(site):
    url = site.put("/story", story_html())
    page = quick(url)
    assert page.data == story_html()
    assert (page.url, page.fetched_url, page.name) == (url, url, url)
    assert page.media_type == "text/html; charset=utf-8"
    assert dict(page.headers)["content-length"] == str(len(page.data))
    assert page.retrieved is not None
    assert page.retrieved.tzinfo is not None


def test_the_server_learns_who_asks(site):
    quick(site.put("/story", story_html()))
    (_, headers), *_ = site.asked
    assert headers["user-agent"].startswith("news-provenance/")


def test_every_redirect_is_noted(site):
    last = site.put("/new", story_html())
    site.put("/moved", Answer(status=308, headers={"Location": last}))
    first = site.put("/old", Answer(status=301, headers={"Location": "/moved"}))
    page = quick(first)
    assert (page.url, page.fetched_url) == (first, last)
    assert page.redirects == (first, site.url + "/moved")


def test_a_redirect_in_a_circle_ends(site):
    url = site.put("/round", Answer(status=302, headers={"Location": "/round"}))
    with pytest.raises(FetchError, match="redirected more than 5 times"):
        quick(url)
    assert len(site.asked) == 6


@pytest.mark.parametrize(
    "goal", ["ftp://files.example/x", "file:///etc/hosts", "javascript:alert(1)", "http://[broken"]
)
def test_a_redirect_to_what_is_no_web_page_is_not_followed(site, goal):
    url = site.put("/away", Answer(status=302, headers={"Location": goal}))
    with pytest.raises(FetchError, match="address"):
        quick(url)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such page (404 Not Found)"),
        (410, "no longer there (410 Gone)"),
        (401, "refused (401"),
        (403, "refused (403 Forbidden)"),
        (451, "refused (451"),
        (429, "too many requests"),
        (500, "the server failed (500"),
        (503, "the server failed (503"),
        (418, "answered with no page (418"),
    ],
)
def test_each_refusal_has_its_own_line(site, status, words):
    url = site.put("/x", Answer(b"", status))
    with pytest.raises(FetchError) as caught:
        quick(url)
    assert caught.value.status == status
    assert words in str(caught.value)
    assert str(caught.value).startswith(url + ": ")
    assert "\n" not in str(caught.value)


def test_a_busy_server_is_asked_again(site):
    url = site.put("/x", Answer(status=503), Answer(status=429), Answer(story_html()))
    assert quick(url).data == story_html()
    assert len(site.asked) == 3


def test_a_server_that_wants_a_long_pause_is_not_asked_again(site):
    url = site.put("/x", Answer(status=429, headers={"Retry-After": "3600"}), Answer(story_html()))
    with pytest.raises(FetchError, match="wait and try again"):
        quick(url)
    assert len(site.asked) == 1


def test_a_connection_that_breaks_is_tried_three_times(site):
    url = site.put("/x", Answer(status=0))
    with pytest.raises(FetchError, match="the connection broke off"):
        quick(url)
    assert len(site.asked) == 3


def test_a_page_that_is_cut_off_is_no_page(site):
    url = site.put("/x", Answer(b"<p>half", headers={"Content-Length": "5000"}))
    with pytest.raises(FetchError, match="broke off"):
        quick(url)


@pytest.mark.parametrize("answer", [Answer(b"late", wait=2), Answer(b"x" * 100, wait=0.1, drip=True)])
def test_a_slow_answer_is_given_up_in_time(site, answer):
    url = site.put("/slow", answer)
    began = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        fetcher(replace(QUICK, total=0.5), allow_private=True)(url)
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_compressed_page_is_unpacked(site, coding):
    packed = gzip.compress(story_html()) if coding == "gzip" else zlib.compress(story_html())
    url = site.put("/x", Answer(packed, headers={"Content-Encoding": coding}))
    assert quick(url).data == story_html()


def test_a_gzip_bomb_is_refused(site):
    bomb = gzip.compress(bytes(30 << 20))
    url = site.put("/x", Answer(bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(FetchError, match="more than 1 MB"):
        fetcher(replace(QUICK, size=1 << 20), allow_private=True)(url)


def test_an_encoding_that_cannot_be_read_is_named(site):
    url = site.put("/x", Answer(b"\x0b\x02", headers={"Content-Encoding": "br"}))
    with pytest.raises(FetchError, match="compressed as br"):
        quick(url)


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "video/mp4"])
def test_what_is_no_page_is_named_by_its_type(site, media_type):
    url = site.put("/x", b"\x89PNG", media_type=media_type)
    with pytest.raises(FetchError, match=f"is {media_type}, not a page"):
        quick(url)


def test_a_host_that_does_not_exist_is_told_from_one_that_does_not_answer():
    with pytest.raises(FetchError, match="no such host"):
        quick("http://nobody.invalid/story")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(FetchError, match="nothing answers there"):
            quick(f"http://127.0.0.1:{unused.getsockname()[1]}/story")


def test_a_server_without_tls_is_no_https_page(site):
    with pytest.raises(FetchError, match="certificate"):
        quick(site.url.replace("http://", "https://") + "/story")


@pytest.mark.parametrize("url", ["ftp://news.example/x", "http://", "http://[broken", f"http://{'a' * 70}.example/"])
def test_what_is_no_address_is_refused(url):
    with pytest.raises(FetchError) as caught:
        quick(url)
    assert "\n" not in str(caught.value)
