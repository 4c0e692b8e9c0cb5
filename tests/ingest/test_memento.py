"""Copies in web archives: kept under their original's address, with the time of the copy, if the archive is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.ingest import fetcher, read
from provenance.ingest.memento import archived, doubted, original
from provenance.model import Article, Page
from provenance.pipeline import keep
from provenance.store import open_store
from tests.ingest.site import QUICK, Answer, story_html
from tests.ingest.test_warc import HTML, Archive

MADE = datetime(2024, 2, 6, 9, 15, tzinfo=UTC)
WAYBACK = "https://web.archive.org/web/20240206091500/"
CRANE = "https://news.example/crane"
HEADERS = (
    ("memento-datetime", "Tue, 06 Feb 2024 09:15:00 GMT"),
    ("link", f'<{WAYBACK}timemap/link/{CRANE}>; rel="timemap"; type="application/link-format"'),
    (
        "link",
        f'<{CRANE}?a=1,2>; rel="original timegate", <{WAYBACK}x>; rel="first memento"; datetime="Tue, 06 Feb 2024"',
    ),
)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        (WAYBACK + CRANE, CRANE),
        (
            "http://web.archive.org/web/20240206091500id_/http:/news.example/crane?a=/b",
            "http://news.example/crane?a=/b",
        ),
        (WAYBACK + "news.example/crane", "http://news.example/crane"),
        ("https://arquivo.pt/noFrame/replay/20240206091500mp_/" + CRANE, CRANE),
        ("https://wayback.archive-it.org/1068/20240206091500/" + CRANE, CRANE),
    ],
)
def test_a_copy_is_known_by_its_address_in_a_known_archive(address, url):
    page = archived(Page(b"", url="https://web.archive.org/web/2024/x", fetched_url=address, redirects=("x",)))
    assert (page.url, page.fetched_url, page.redirects, page.memento) == (url, address, ("x",), MADE)
    assert archived(page) == page
    assert archived(Page(b"", url=address)).fetched_url == address


@pytest.mark.parametrize(
    "address",
    [
        CRANE,
        "https://web.archive.org/save/" + CRANE,
        "https://web.archive.org/web/2024/" + CRANE,
        "https://web.archive.org/web/20249906091500/" + CRANE,
        "https://web.archive.org/web/00010206091500/" + CRANE,
        WAYBACK + "https://news.example/\x1b[31mcrane",
        WAYBACK + "javascript:alert(1)",
        WAYBACK + "https:///",
        "https://evil.example/web/20240206091500/" + CRANE,
        "https://web.archive.org.evil.example/web/20240206091500/" + CRANE,
        "https://evil.example/?web.archive.org/web/20240206091500/" + CRANE,
        "https://[::1/web/20240206091500/" + CRANE,
    ],
)
def test_an_address_of_another_kind_is_no_copy(address):
    page = Page(b"", url=address)
    assert archived(page) == page


def test_what_the_headers_say_goes_before_what_the_address_does():
    page = archived(Page(b"", url="https://archive.ph/AbCdE", headers=HEADERS))
    assert (page.url, page.fetched_url, page.memento) == (CRANE + "?a=1,2", "https://archive.ph/AbCdE", MADE)
    assert doubted(page) is None


def test_a_server_that_is_no_known_archive_is_not_taken_at_its_word():
    page = Page(b"", url="https://evil.example/1", headers=HEADERS)
    assert archived(page) == page
    assert doubted(page) == (
        "says that it is a copy of https://news.example/crane?a=1,2 made on 2024-02-06: "
        "not taken at its word, for this is no web archive we know"
    )


@pytest.mark.parametrize("said", ["", "soon", "Tue, 99 Feb 2024 09:15:00 GMT", "\ufffd" * 40])
def test_a_time_that_is_none_is_no_claim(said):
    page = Page(b"", url="https://archive.ph/AbCdE", headers=(("memento-datetime", said), *HEADERS[1:]))
    assert archived(page) == page
    assert doubted(page) is None


def test_links_of_a_copy_lead_where_those_of_the_original_did():
    assert original(WAYBACK + CRANE) == CRANE
    assert original("https://news.example/web/20240206091500/https://other.example/") == "https://other.example/"
    assert original("https://other.example/2024/02/06/story") == "https://other.example/2024/02/06/story"


ARCHIVED = story_html(extra=f'<link rel="canonical" href="{WAYBACK}{CRANE}">').replace(
    b"Work begins in March", b'Work <a href="/web/20240206091500/https://port.example/plan">begins in March</a>'
)


def from_the_archive(site, path: str) -> Article:
    fetch = fetcher(QUICK, allow_private=True, resolve=lambda _host, _port: ["127.0.0.1"])
    (article,) = read(site.url.replace("127.0.0.1", "web.archive.org") + path, fetch=fetch)
    assert isinstance(article, Article)
    return article


def test_an_article_of_an_archive_is_that_of_the_original(site):
    site.put("/web/2024/" + CRANE, Answer(b"", 302, {"Location": f"/web/20240206091500/{CRANE}"}))
    site.put(f"/web/20240206091500/{CRANE}", Answer(ARCHIVED, headers=dict(HEADERS[:1])))
    article = from_the_archive(site, "/web/2024/" + CRANE)
    (live,) = read(site.put("/live", story_html()), fetch=fetcher(QUICK, allow_private=True))
    assert isinstance(live, Article)
    assert (article.url, article.canonical_url, article.text) == (CRANE, CRANE, live.text)
    assert article.fetched_url is not None
    assert article.fetched_url.endswith(f"/web/20240206091500/{CRANE}")
    assert article.first_seen is not None
    assert (article.first_seen.at, article.first_seen.basis) == (MADE, "memento")
    assert [link.href for link in article.links] == ["https://port.example/plan"]
    assert article.page is not None
    assert article.page.memento == MADE
    assert article.page.retrieved is not None
    assert article.page.retrieved > MADE


def test_an_older_copy_of_an_article_is_kept_beside_it_and_does_not_replace_it(site, tmp_path):
    site.put(f"/web/20240206091500/{CRANE}", ARCHIVED.replace(b"80 years", b"70 years"))
    old = from_the_archive(site, f"/web/20240206091500/{CRANE}")
    (live,) = read(site.put("/live", story_html()), fetch=fetcher(QUICK, allow_private=True))
    assert isinstance(live, Article)
    assert live.page is not None
    with open_store(tmp_path / "news.db") as store:
        now = replace(live, id=old.id, url=CRANE, page=replace(live.page, url=CRANE))
        assert [keep(store, one).status for one in (now, old)] == ["added", "revised"]
        (current,) = store.articles()
        assert "80 years" in current.text
        assert [page.memento for page in store.captures] == [None, MADE]


def test_a_copy_in_a_crawl_of_an_archive_is_one_too(tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(Archive().add(WAYBACK + CRANE, story_html(), headers=[*HTML, *HEADERS[:1]]).records))
    (article,) = read(str(path))
    assert isinstance(article, Article)
    assert (article.url, article.fetched_url) == (CRANE, WAYBACK + CRANE)


def test_a_claim_that_is_not_believed_is_a_note(site):
    url = site.put("/crane", Answer(story_html(), headers=dict([HEADERS[0], HEADERS[2]])))
    (article,) = read(url, fetch=fetcher(QUICK, allow_private=True))
    assert isinstance(article, Article)
    assert article.url == url
    assert any("not taken at its word" in note for note in article.notes)
