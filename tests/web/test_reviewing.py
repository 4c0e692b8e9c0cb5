from __future__ import annotations

import re

import pytest

from provenance import pipeline
from tests.report.test_webpage import Page
from tests.web.conftest import form_token

NAME = "Ida Holm"


def article(store, title):
    return next(one for one in store.articles() if title in (one.title or ""))


def sent(client, page, about="attribution", **more):
    """What the first form of a page that decides on such a thing sends."""
    forms = re.findall(r'<form method="post" action="/reviews">(.*?)</form>', client.get(page).text, re.DOTALL)
    form = next(one for one in forms if f'value="{about}"' in one)
    fields: dict[str, object] = {}
    for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form):
        fields[name] = [*fields.get(name, []), value] if name == "subject" else value  # type: ignore[misc]
    return fields | {"verdict": "rejected"} | more


def test_whoever_decides_first_is_asked_for_a_name_and_then_no_more(site, store):
    one = article(store, "Varga admits")
    page = f"/articles/{one.version}"
    asked = site.post("/reviews", data=sent(site, page))
    assert "Who decides?" in asked.text
    assert store.decisions() == []
    answer = site.post("/reviews", data=sent(site, page, by=NAME))
    assert (answer.status_code, answer.headers["location"]) == (303, page)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert site.post("/reviews", data=sent(site, page)).status_code == 303
    assert [one.review.by for one in store.decisions()] == [NAME, NAME]


def test_a_decision_shows_on_the_page_in_the_list_and_can_be_taken_back(site, store):
    one = article(store, "Varga admits")
    page = f"/articles/{one.version}"
    before = len(store.reading(one.version).claims)
    site.post("/reviews", data=sent(site, page, by=NAME))
    (reading,) = pipeline.readings(store, [one.version])
    assert len(reading.claims) == before - 1
    listed = Page(site.get("/reviews").text).text
    assert "1 decision" in listed
    assert f"You decide as {NAME}" in " ".join(listed.split())
    answer = site.post("/reviews/undo", data={"number": "1", "token": form_token(site)})
    assert answer.status_code == 303
    assert f"taken back by {NAME}" in " ".join(Page(site.get("/reviews").text).text.split())
    (reading,) = pipeline.readings(store, [one.version])
    assert len(reading.claims) == before
    assert site.post("/reviews/undo", data={"number": "1", "token": form_token(site)}).status_code == 409
    assert site.post("/reviews/undo", data={"number": "7", "token": form_token(site)}).status_code == 404


def test_a_parent_and_a_link_are_decided_on_where_they_are_shown(site, store):
    one = article(store, "Varga admits")
    own = f"/articles/{one.version}/lineage"
    assert site.post("/reviews", data=sent(site, own, "parent", by=NAME)).headers["location"] == own
    links = next(href for href in Page(site.get(own).text).values("href") if "/links" in href)
    site.post("/reviews", data=sent(site, links, "link", verdict="accepted"))
    assert [(one.review.about, one.review.verdict) for one in store.decisions()] == [
        ("parent", "rejected"),
        ("link", "accepted"),
    ]


def test_a_trace_is_where_a_decision_made_on_it_leads_back_to(site):
    page = "/trace?quote=We+knew+in+March+that+the+ramp+was+failing"
    assert site.post("/reviews", data=sent(site, page, "parent", by=NAME)).headers["location"] == page


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", ""]
)
def test_a_decision_never_leads_to_another_site(site, store, back):
    one = article(store, "Varga admits")
    answer = site.post("/reviews", data=sent(site, f"/articles/{one.version}", by=NAME, back=back))
    assert answer.headers["location"] == "/reviews"


@pytest.mark.parametrize(
    "wrong",
    [
        {"about": "everything"},
        {"verdict": "maybe"},
        {"subject": ["x"]},
        {"subject": ["x", "y", "z"]},
        {"subject": ["x", "y"]},
        {"verdict": "relabelled"},
        {"by": "x" * 101},
        {"note": "x" * 2_001},
        {"label": "x" * 2_001},
    ],
)
def test_what_cannot_be_decided_is_said_and_nothing_is_kept(site, store, wrong):
    one = article(store, "Varga admits")
    answer = site.post("/reviews", data=sent(site, f"/articles/{one.version}", by=NAME) | wrong)
    assert answer.status_code == 422
    assert 'class="lead"' in answer.text
    assert store.decisions() == []


def test_nothing_is_taken_back_by_nobody(site):
    assert site.post("/reviews/undo", data={"number": "1", "token": form_token(site)}).status_code == 422


def test_nothing_is_changed_by_an_address_alone(site, store):
    one = article(store, "Varga admits")
    fields = sent(site, f"/articles/{one.version}", by=NAME)
    for path in ("/reviews", "/reviews/undo", "/audit", "/logout"):
        assert site.get(path, params=fields).status_code in (200, 405)
    assert store.decisions() == []
