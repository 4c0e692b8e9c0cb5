from __future__ import annotations

import httpx
import pytest

from provenance import ingest
from tests.ingest.conftest import site as web
from tests.ingest.site import story_html
from tests.report.test_webpage import Page
from tests.web.conftest import QUOTE, form_token, running

TEXT = (
    "“The pier is closed and stays closed,” mayor Ann Lee said on Friday.\n\n"
    "According to the Harbour Gazette, the pier has been closed before. It was built in 1911."
)
__all__ = ["web"]


def test_the_first_page_says_what_the_corpus_holds_and_what_came_last(reader):
    page = Page(reader.get("/").text)
    assert "articles9" in page.text
    assert "Ferry passengers wait for an answer" in page.text


def test_a_quote_is_traced_by_its_address_alone(reader):
    page = Page(reader.get("/trace", params={"quote": QUOTE}).text)
    assert "Earliest seen in this corpus: Meridian Wire." in page.text
    assert any(href.startswith("/articles/") for href in page.values("href"))
    assert page.values("aria-current") == []


def test_words_never_seen_have_a_page(reader):
    answer = reader.get("/trace", params={"quote": "seven swans swam silently"})
    assert answer.status_code == 200
    assert "not seen in this corpus" in answer.text


@pytest.mark.parametrize("quote", ["", "   ", "\n"])
def test_no_words_are_asked_for(reader, quote):
    answer = reader.get("/trace", params={"quote": quote})
    assert answer.status_code == 422
    assert "no words to look for" in answer.text


def test_a_quote_can_be_as_long_as_it_says_and_no_longer(reader):
    assert reader.get("/trace", params={"quote": "ж" * 5_000}).status_code == 200
    answer = reader.get("/trace", params={"quote": "a" * 5_001})
    assert answer.status_code == 422
    assert "quote: string should have at most 5000 characters" in answer.text


def test_a_pasted_text_is_audited_and_not_stored(site, store):
    before = store.counts()
    answer = site.post("/audit", data={"what": TEXT, "title": "Pier closed", "token": form_token(site)})
    assert answer.status_code == 200
    page = Page(answer.text)
    assert "Ann Lee" in page.text
    assert "Pier closed" in page.text
    assert store.counts() == before


def test_a_pasted_text_is_stored_and_linked_where_that_is_asked_for(site, store):
    data = {"what": TEXT, "outlet": "Pier News", "published": "2024-06-09", "keep": "true", "token": form_token(site)}
    answer = site.post("/audit", data=data)
    assert answer.status_code == 303
    page = Page(site.get(answer.headers["location"]).text)
    assert "Pier News" in page.text
    assert "2024-06-09" in page.text
    assert store.counts()["articles"] == 10
    assert store.waiting()[0] == 0


def test_the_address_of_a_stored_article_leads_to_its_page_without_fetching_it(site, store):
    article = next(one for one in store.articles() if one.url)
    answer = site.post("/audit", data={"what": f" {article.url} ", "token": form_token(site)})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/articles/{article.version}")


def test_another_address_is_fetched(store, web):
    where = web.put("/crane", story_html())
    with (
        running(store, fetch=ingest.fetcher(allow_private=True)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        answer = client.post("/audit", data={"what": where, "token": form_token(client)})
        assert answer.status_code == 200
        assert "Ada Brook" in answer.text
        gone = client.post("/audit", data={"what": web.url + "/gone", "token": form_token(client)})
        assert gone.status_code == 422
        assert "no such page" in gone.text


def test_what_is_kept_of_an_address_is_kept_with_its_page(store, web):
    where = web.put("/crane", story_html("Kept from the web"))
    with (
        running(store, fetch=ingest.fetcher(allow_private=True)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        answer = client.post("/audit", data={"what": where, "keep": "true", "token": form_token(client)})
        assert answer.status_code == 303
    (page,) = [page for page in store.captures if page.url == where]
    assert (page.data, page.status) == (story_html("Kept from the web"), 200)


def test_an_address_is_fetched_for_nobody_who_only_reads(store, web):
    where = web.put("/crane", story_html())
    with (
        running(store, fetch=ingest.fetcher(allow_private=True)) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        for path in ("/audit", "/api/audit", "/trace", "/articles", "/"):
            client.get(path, params={"what": where, "where": where, "url": where, "quote": where, "words": where})
        assert client.get(f"/articles/{where}").status_code == 404
        assert client.post("/audit", data={"what": where}).status_code == 403, "without the token of a form"
    assert web.asked == []


@pytest.mark.parametrize("what", ["", "  ", "0", "file:///etc/passwd", "ftp://x.example/a", "x" * 500_001])
def test_what_is_no_article_is_said_in_one_line(site, what):
    answer = site.post("/audit", data={"what": what, "token": form_token(site)})
    assert answer.status_code == 422
    (line,) = [line for line in answer.text.splitlines() if 'class="lead"' in line]
    assert len(Page(line).text) > 20


def test_a_time_that_is_none_is_said(site):
    answer = site.post("/audit", data={"what": TEXT, "published": "soon", "token": form_token(site)})
    assert answer.status_code == 422
    assert "is no time of publication" in answer.text
