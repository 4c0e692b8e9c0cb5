from __future__ import annotations

from dataclasses import replace

import pytest

from provenance import pipeline
from tests.report.test_webpage import Page


def article(store, title):
    return next(one for one in store.articles() if title in (one.title or ""))


def test_articles_are_listed_and_lead_to_their_pages(reader):
    page = Page(reader.get("/articles").text)
    assert "9 articles, added last first" in page.text
    places = [href for href in page.values("href") if href.startswith("/articles/")]
    assert len(places) == 9
    assert all(reader.get(place).status_code == 200 for place in places[:2])


def test_a_search_shows_the_words_it_found(reader):
    page = Page(reader.get("/articles", params={"words": '"hinge pins"'}).text)
    assert "found, best first" in page.text
    assert "hinge pins" in page.text
    assert '"hinge pins"' in page.values("value")
    assert "No stored article holds these words." in reader.get("/articles", params={"words": "zeppelin"}).text


def test_lists_have_pages(site, store):
    first = next(iter(store.articles()))
    for number in range(30):
        copy = replace(first, id=f"n{number}", url=None, title=f"Copy {number}", text=f"{first.text} {number}")
        store.add(pipeline.read(copy, pipeline.detector_named("rules")), (), {})
    page = Page(site.get("/articles", params={"page": 1}).text)
    assert "Page 1 of 2" in page.text
    assert "/articles?page=2" in page.values("href")
    assert "Page 2 of 2" in site.get("/articles", params={"page": 2}).text
    assert "No article here." in site.get("/articles", params={"page": 3}).text
    assert site.get("/articles", params={"page": 0}).status_code == 422


def test_an_article_is_found_by_version_id_and_beginning(site, store):
    one = article(store, "Varga admits")
    pages = [Page(site.get(f"/articles/{name}").text).text for name in (one.version, one.id, one.version[:8])]
    assert all("Sourcing audit" in page for page in pages)
    answer = site.get("/articles/nothing")
    assert answer.status_code == 404
    assert "no such article is stored" in answer.text


def test_lineage_says_what_it_was_taken_from_and_what_was_taken_from_it(site, store):
    one = article(store, "Varga admits")
    page = Page(site.get(f"/articles/{one.version}/lineage").text)
    assert "Likeliest parent in this corpus: “Minister says Skerry ferry ramp was known to be failing”" in page.text
    wire = article(store, "Minister says Skerry")
    page = Page(site.get(f"/articles/{wire.version}/lineage").text)
    assert "Varga admits" in page.text.split("Taken from it")[1]
    links = next(
        href for href in Page(site.get(f"/articles/{one.version}/lineage").text).values("href") if "links" in href
    )
    page = Page(site.get(links).text)
    assert "we chose to wait for the summer money" in page.text


def test_every_version_of_an_article_is_kept_and_shown(site, store):
    one = article(store, "Varga admits")
    pipeline.keep(store, replace(one, title="Varga denies"), pipeline.detector_named("rules"))
    page = Page(site.get(f"/articles/{one.version}/versions").text)
    assert "2 versions of this article are stored" in page.text
    assert "Varga admits" in page.text
    assert "Varga denies" in page.text
    old = site.get(f"/articles/{one.version}")
    assert old.status_code == 200
    assert "Varga admits" in Page(old.text).text


def test_claims_that_most_articles_carry_lead_to_their_trace(reader):
    page = Page(reader.get("/claims").text)
    traces = [href for href in page.values("href") if href.startswith("/trace?quote=")]
    assert traces
    assert "Who took it from whom" in reader.get(traces[0]).text
    assert "holds these words" in reader.get("/claims", params={"words": "zeppelin"}).text


def test_outlets_come_with_a_matrix_and_pages_of_their_own(reader):
    page = Page(reader.get("/outlets").text)
    assert "takes from" in page.text
    assert "/outlet?outlet=meridian-wire" in page.values("href")
    page = Page(reader.get("/outlet", params={"outlet": "meridian-wire"}).text)
    assert "The Harbour Gazette" in page.text.split("Given to")[1]
    assert "Minister says Skerry ferry ramp" in page.text.split("Its articles")[1]
    assert reader.get("/outlet", params={"outlet": "nobody"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/articles", "/claims", "/outlets", "/reviews"])
def test_an_empty_corpus_has_pages(tmp_path, path):
    import httpx

    from provenance.store import open_store
    from tests.web.conftest import running

    with open_store(tmp_path / "empty.db") as store, running(store) as address:
        answer = httpx.get(address + path)
        assert answer.status_code == 200
        Page(answer.text)


def test_what_takes_long_says_that_it_is_not_ready(site, monkeypatch):
    monkeypatch.setattr("provenance.web.shared._PATIENCE", 0.0)
    monkeypatch.setattr("provenance.web.shared._Kept.get", lambda *_: None)
    for path in ("/claims", "/outlets", "/outlet?outlet=meridian-wire"):
        assert "being worked out" in site.get(path).text
    assert site.get("/api/claims").json()["ready"] is False
    assert site.get("/api/outlets").json()["dependence"] is None
