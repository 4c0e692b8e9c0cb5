from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.model import Review
from provenance.report import webpage
from provenance.report.webpage import Entry, Site, policy
from tests.report.test_webpage import Page

SITE = Site(
    entries=(Entry("Trace", "/", current=True), Entry("Articles", "/articles")),
    token="to<k>en",
    reviews="/reviews",
    articles="/articles/",
    back="/trace?quote=a&b",
)


def forms(page: Page) -> list[dict[str, list[str]]]:
    """The fields of every form that is sent with their values, in order."""
    found: list[dict[str, list[str]]] = []
    for tag, attrs in page.tags:
        if tag == "form" and attrs["method"] != "dialog":
            assert attrs["method"] == "post", "nothing is decided by a link"
            assert attrs["action"] == "/reviews"
            found.append({})
        elif tag in ("input", "button") and "name" in attrs:
            found[-1].setdefault(attrs["name"] or "", []).append(attrs.get("value") or "")
    return found


def test_a_page_of_a_site_has_its_navigation(chain):
    page = Page(webpage.render(chain, site=SITE))
    current = [attrs["href"] for tag, attrs in page.tags if tag == "a" and "aria-current" in attrs]
    assert current == ["/"]
    assert "/articles" in page.values("href")


def test_titles_lead_to_the_articles_of_the_site_and_not_to_the_web(chain, corpus):
    version = chain.appearances[0].article.version
    for value in (chain, corpus):
        hrefs = Page(webpage.render(value, site=SITE)).values("href")
        assert f"/articles/{version}" in hrefs
        assert not any(href.startswith("http") for href in hrefs)


def test_each_statement_can_be_decided_on(audited):
    found = forms(Page(webpage.render(audited, site=SITE)))
    claims = audited.reading.claims
    version = audited.reading.article.version
    assert [form["subject"] for form in found if "label" not in form] == [[version, claim.id] for claim in claims]
    assert all(form["about"] == ["attribution"] for form in found)
    assert all(form["token"] == ["to<k>en"] and form["back"] == ["/trace?quote=a&b"] for form in found)
    assert found[0]["verdict"] == ["accepted", "rejected"]
    assert found[1]["verdict"] == ["relabelled"], "with a field of its own, in a form of its own"


def test_a_step_between_two_articles_can_be_decided_on(chain):
    found = [form for form in forms(Page(webpage.render(chain, site=SITE))) if "label" not in form]
    version = [one.article.version for one in chain.appearances]
    parents = [form["subject"] for form in found if form["about"] == ["parent"]]
    assert parents == [[version[1], version[0]], [version[2], version[1]], [version[3], version[2]]]
    links = [form["subject"] for form in found if form["about"] == ["link"]]
    assert links == [["p0", "p1"], ["p1", "p2"], ["p2", "p3"]], "the smaller id first"


def test_a_decision_is_shown_with_who_and_when(chain, audited):
    made = datetime(2024, 7, 2, tzinfo=UTC)
    review = Review("parent", ("a", "b"), "relabelled", "I. <Holm>", made, label="common source", note="asked them")
    edges = (replace(chain.edges[1], review=review),)
    for page in (webpage.render(replace(chain, edges=edges)), webpage.render(replace(chain, edges=edges), site=SITE)):
        assert "relabelled as common source by I. <Holm> on 2024-07-02" in Page(page).text
        assert "asked them" in Page(page).text
    claims = (replace(audited.reading.claims[0], review=replace(review, verdict="accepted", label=None)),)
    reading = replace(audited.reading, claims=(*claims, *audited.reading.claims[1:]))
    assert "accepted by I. <Holm> on 2024-07-02" in Page(webpage.render(replace(audited, reading=reading))).text


@pytest.mark.parametrize("kind", ["attack", "attack_chain", "attack_corpus"])
def test_no_markup_of_an_article_reaches_a_page_of_the_site(kind, request):
    page = Page(webpage.render(request.getfixturevalue(kind), site=SITE))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not any(href.startswith("javascript") for href in page.values("href"))


def test_style_and_script_can_be_files_of_the_site(corpus):
    html = webpage.render(corpus, site=replace(SITE, stylesheet="/style.css", script="/page.js"))
    page = Page(html)
    assert page.values("src") == ["/page.js"]
    assert "<style>" not in html
    assert "style-src 'self'; script-src 'self'; form-action 'self'" in policy(
        replace(SITE, stylesheet="s", script="s")
    )
    assert "sha256-" in policy(SITE)
