import gzip
import socket
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from unittest.mock import ANY

import pytest

from provenance import __version__
from provenance.errors import FetchError, InputError
from provenance.ingest.fetch import fetcher
from provenance.model import Page
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


def agent(site, monkeypatch, contact):
    monkeypatch.setenv("PROVENANCE_CONTACT", contact)
    fetcher(QUICK, allow_private=True)(site.put("/story", story_html()))
    (_, headers), *_ = site.asked
    return headers["user-agent"]


def test_the_server_learns_who_asks(site, monkeypatch):
    assert agent(site, monkeypatch, "") == f"news-provenance/{__version__}"


def test_the_server_learns_whom_to_write_to(site, monkeypatch):
    assert agent(site, monkeypatch, "desk@paper.example") == f"news-provenance/{__version__} (desk@paper.example)"


@pytest.mark.parametrize("contact", ["a\r\nX: y", "désk@paper.example", "a) b("])
def test_a_contact_that_cannot_be_sent_is_refused(monkeypatch, contact):
    monkeypatch.setenv("PROVENANCE_CONTACT", contact)
    with pytest.raises(InputError, match=r"PROVENANCE_CONTACT: .* cannot be sent") as caught:
        fetcher()
    assert "\n" not in str(caught.value)


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
    ("status", "words", "reason"),
    [
        (404, "no such page (404 Not Found)", "not-found"),
        (410, "no longer there (410 Gone)", "gone"),
        (401, "refused (401 Unauthorized)", "blocked"),
        (402, "only for those who pay (402 Payment Required)", "paywall"),
        (403, "refused (403 Forbidden)", "blocked"),
        (451, "refused (451", "blocked"),
        (429, "too many requests", "unavailable"),
        (500, "the server failed (500", "unavailable"),
        (503, "the server failed (503", "unavailable"),
        (599, "the server failed (599)", "unavailable"),
        (418, "answered with no page (418", "failed"),
        (304, "answered with no page (304", "failed"),
    ],
)
def test_each_refusal_has_its_own_line_and_reason(site, status, words, reason):
    url = site.put("/x", Answer(b"", status))
    with pytest.raises(FetchError) as caught:
        quick(url)
    assert (caught.value.status, caught.value.reason) == (status, reason)
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


def waited(monkeypatch) -> list[float]:
    seconds: list[float] = []
    monkeypatch.setattr("provenance.ingest.fetch.time.sleep", seconds.append)
    return seconds


def test_each_retry_waits_longer_and_not_all_wait_alike(site, monkeypatch):
    firsts = set()
    for _ in range(5):
        url = site.put("/x", Answer(status=503))
        seconds = waited(monkeypatch)
        with pytest.raises(FetchError):
            fetcher(replace(QUICK, retry=0.2), allow_private=True)(url)
        first, second = (one for one in seconds if one > 0)
        assert 0.1 <= first <= 0.3
        assert 0.2 <= second <= 0.6
        firsts.add(first)
    assert len(firsts) == 5


@pytest.mark.parametrize("dated", [False, True])
def test_a_pause_that_a_server_wants_is_kept(site, monkeypatch, dated):
    wanted = format_datetime(datetime.now(UTC) + timedelta(seconds=3), usegmt=True) if dated else "2"
    url = site.put("/x", Answer(status=503, headers={"Retry-After": wanted}), Answer(story_html()))
    seconds = waited(monkeypatch)
    assert quick(url).data == story_html()
    assert 1 < max(seconds) <= 3


@pytest.mark.parametrize("wanted", ["soon", "-1", "9" * 5000, "Fri, 99 Foo 99999 00:00:00 GMT"])
def test_a_pause_that_cannot_be_read_is_none(site, wanted):
    url = site.put("/x", Answer(status=503, headers={"Retry-After": wanted}), Answer(story_html()))
    assert quick(url).data == story_html()


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


def test_what_is_wrong_with_an_address_is_said_in_one_line_whatever_it_holds():
    with pytest.raises(FetchError) as caught:
        quick("ftp://news.example/\n\x1b[31mred")
    assert str(caught.value).isprintable()


def test_two_requests_to_one_host_are_apart(site):
    fetch = fetcher(replace(QUICK, apart=0.3), allow_private=True)
    last = site.put("/last", story_html())
    first = site.put("/first", Answer(status=302, headers={"Location": "/last"}))
    begun = time.monotonic()  # of who asks: the site may note a request late, where much else is running
    fetch(first)
    assert time.monotonic() - begun > 0.29
    fetch(last)
    assert time.monotonic() - begun > 2 * 0.29
    assert len(site.times) == 3


def test_waiting_for_a_turn_takes_no_time_of_the_page(site):
    fetch = fetcher(replace(QUICK, apart=0.5, total=0.4), allow_private=True)
    url = site.put("/", story_html())
    assert fetch(url).data == fetch(url).data == story_html()


def test_a_crawler_keeps_the_pause_that_a_site_asks_for_up_to_a_limit(site, monkeypatch):
    monkeypatch.setattr("provenance.ingest.fetch._LONGEST_DELAY", 0.3)
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 3600\n", media_type="text/plain")
    urls = [site.put(f"/{n}", story_html()) for n in range(2)]
    fetch = fetcher(QUICK, allow_private=True)
    for url in urls:
        fetch(url, crawling=True)
    *_, one, two = site.times
    assert 0.29 < two - one < 1


def test_a_crawler_asks_for_the_rules_once_a_site(site):
    fetch = fetcher(QUICK, allow_private=True)
    for path in ("/1", "/2", "/3"):
        fetch(site.put(path, story_html()), crawling=True)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/1", "/2", "/3"]


FORBIDDEN = b"User-agent: *\nDisallow: /no\n"


def test_a_crawler_follows_no_redirect_to_what_it_may_not_read(site):
    site.put("/robots.txt", FORBIDDEN, media_type="text/plain")
    site.put("/no", story_html())
    url = site.put("/yes", Answer(status=302, headers={"Location": "/no"}))
    with pytest.raises(FetchError, match=r"robots\.txt asks programs not to read it") as caught:
        fetcher(QUICK, allow_private=True)(url, crawling=True)
    assert caught.value.reason == "robots"
    assert site.pages == ["/yes"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_rules_may_be_read(site, status):
    site.put("/robots.txt", Answer(FORBIDDEN, status))
    assert fetcher(QUICK, allow_private=True)(site.put("/no", story_html()), crawling=True).data == story_html()


@pytest.mark.parametrize("answer", [Answer(status=500), Answer(status=503), Answer(status=429), Answer(status=0)])
def test_a_site_whose_rules_cannot_be_read_now_is_left_alone(site, answer):
    site.put("/robots.txt", answer)
    fetch = fetcher(QUICK, allow_private=True)
    for path in ("/1", "/2"):
        with pytest.raises(FetchError, match="not read without its site's rules: ") as caught:
            fetch(site.put(path, story_html()), crawling=True)
        assert caught.value.reason == "unavailable"
    assert site.pages == []


def test_rules_that_have_moved_are_followed(site):
    site.put("/elsewhere", FORBIDDEN, media_type="text/plain")
    site.put("/robots.txt", Answer(status=301, headers={"Location": "/elsewhere"}))
    with pytest.raises(FetchError, match="robots"):
        fetcher(QUICK, allow_private=True)(site.put("/no", story_html()), crawling=True)


def test_one_fetcher_serves_several_threads(site):
    fetch = fetcher(QUICK, allow_private=True)
    urls = [site.put(f"/{n}", story_html(f"Story {n}")) for n in range(24)]
    with ThreadPoolExecutor(8) as threads:
        pages = list(threads.map(partial(fetch, crawling=True), urls))
    assert [page.data for page in pages] == [story_html(f"Story {n}") for n in range(24)]


ETAG = {"ETag": '"a1"', "Last-Modified": "Tue, 06 Feb 2024 09:15:00 GMT"}


def asked_again(page: Page | None, url: str) -> Page:
    """What comes from an address where `page` is what came from it before."""
    return fetcher(QUICK, allow_private=True, stored=lambda _: page)(url)


def test_a_page_that_has_not_changed_is_not_sent_again_and_is_the_one_stored(site):
    url = site.put("/crane", Answer(story_html(), headers=dict(ETAG)), Answer(b"", 304))
    first = asked_again(None, url)
    again = asked_again(first, url)
    assert (again.data, again.headers, again.status) == (first.data, first.headers, 200)
    assert again.retrieved is not None
    assert first.retrieved is not None
    assert again.retrieved > first.retrieved
    asked = [headers for _, headers in site.asked]
    assert "if-none-match" not in asked[0]
    assert (asked[1]["if-none-match"], asked[1]["if-modified-since"]) == (ETAG["ETag"], ETAG["Last-Modified"])
    assert asked[1]["user-agent"] == asked[0]["user-agent"]


def test_a_page_that_has_changed_comes_anew(site):
    url = site.put("/crane", Answer(story_html(), headers=dict(ETAG)), story_html("It stays"))
    assert asked_again(asked_again(None, url), url).data == story_html("It stays")


def test_only_the_address_that_gave_a_page_is_asked_whether_it_has_changed(site):
    site.put("/new", Answer(story_html(), headers=dict(ETAG)), Answer(b"", 304))
    url = site.put("/crane", Answer(b"", 302, {"Location": "/new", "ETag": '"b"'}))
    first = asked_again(None, url)
    assert asked_again(first, url) == replace(first, retrieved=ANY)
    assert [(path, headers.get("if-none-match")) for path, headers in site.asked] == [
        ("/crane", None),
        ("/new", None),
        ("/crane", None),
        ("/new", ETAG["ETag"]),
    ]


def test_an_answer_that_nobody_asked_for_is_no_page(site):
    url = site.put("/crane", story_html(), Answer(b"", 304))
    first = asked_again(None, url)
    with pytest.raises(FetchError, match=r"answered with no page \(304"):
        asked_again(first, url)


@pytest.mark.parametrize("tag", ['"a"\r\nX-Evil: 1', '"\ufffd"', '"a\n b"'])
def test_a_tag_that_cannot_be_sent_is_not(site, tag):
    url = site.put("/crane", story_html())
    stored = Page(b"", url, url, headers=(("etag", tag),), status=200)
    assert asked_again(stored, url).data == story_html()
    assert "if-none-match" not in site.asked[0][1]
    assert "x-evil" not in site.asked[0][1]
