from __future__ import annotations

import json

import httpx
import pytest
from pydantic import BaseModel

from provenance import pipeline
from provenance.model import Article
from provenance.report import shapes, tables
from provenance.report.reviews import listed_row
from provenance.web import schemas
from provenance.web.guarding import Keys
from tests.web.conftest import QUOTE, running

SECRET = "a token that is long enough"
TEXT = "“The pier is closed and stays closed,” mayor Ann Lee said on Friday. It was built in 1911, she said."


def first(store):
    return next(one for one in store.articles() if one.url)


def test_traces_and_audits_are_the_rows_of_the_commands(site, store):
    article = first(store)
    assert site.get("/api/trace", params={"quote": QUOTE}).json() == json.loads(
        shapes.dumps(shapes.chain_row(pipeline.trace(store, QUOTE)))
    )
    audited = json.loads(shapes.dumps(shapes.audit_row(pipeline.audit_stored(store, article))))
    for where in (article.url, article.id, article.version, article.version[:8]):
        assert site.get("/api/audit", params={"where": where}).json() == audited
    assert site.get("/api/lineage", params={"where": article.id}).json() == audited["lineage"]
    assert site.get("/api/article", params={"where": article.id}).json() == shapes.article_row(article)


def test_confidence_can_be_asked_for(reader):
    everything = reader.get("/api/trace", params={"quote": QUOTE}).json()
    sure = reader.get("/api/trace", params={"quote": QUOTE, "least": 1}).json()
    assert any(one["speaker"] for one in everything["appearances"])
    assert not any(one["speaker"] for one in sure["appearances"])
    assert reader.get("/api/trace", params={"quote": QUOTE, "least": 1.1}).status_code == 422


def test_articles_are_leafed_through_the_last_one_stored_first(reader, told):
    pages = [reader.get("/api/articles", params={"page": n, "limit": 4}).json() for n in (1, 2, 3, 4)]
    assert [len(page["articles"]) for page in pages] == [4, 4, 1, 0]
    assert {page["total"] for page in pages} == {9}
    titles = [one["title"] for page in pages for one in page["articles"]]
    assert titles[0] == "Ferry passengers wait for an answer"
    assert len(set(titles)) == 9
    wire = reader.get("/api/articles", params={"outlet": "meridian-wire"}).json()
    assert [one["outlet"] for one in wire["articles"]] == ["Meridian Wire"]


def test_a_search_gives_what_the_command_gives(site, store):
    found = [tables.found_row(hit.article, hit.snippet) for hit in store.search("ramp", limit=3)]
    assert site.get("/api/search", params={"words": "ramp", "limit": 3}).json() == found
    assert site.get("/api/search", params={"words": ""}).json() == []


def test_claims_that_several_articles_carry_can_be_searched(reader):
    every = reader.get("/api/claims").json()
    assert every["ready"]
    assert every["claims"][0]["articles"] == max(one["articles"] for one in every["claims"])
    some = reader.get("/api/claims", params={"words": "MARCH knew"}).json()
    assert 0 < some["total"] < every["total"]
    assert all("March" in one["text"] for one in some["claims"])


def test_outlets_come_with_who_takes_from_whom(reader):
    found = reader.get("/api/outlets").json()
    assert {"id": "meridian-wire", "name": "Meridian Wire", "kind": "news-agency"}.items() <= next(
        one for one in found["outlets"] if one["id"] == "meridian-wire"
    ).items()
    assert any(one["takes_from"] == "Meridian Wire" for one in found["dependence"])


def test_a_text_is_audited_and_not_stored(site, store):
    before = store.counts()
    sent = {"text": TEXT, "title": "Pier", "outlet": "Pier News", "published": "2024-06-09", "detector": "rules"}
    audit = site.post("/api/audit", json=sent).json()
    assert (audit["title"], audit["published"]) == ("Pier", "2024-06-09")
    assert audit["article"]["outlet"] == "Pier News"
    assert [one["referent"] for one in audit["attributions"]][:1] == ["Ann Lee"]
    assert audit["metrics"]["detector"]["value"] == "rules"
    assert store.counts() == before


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"text": ""},
        {"text": TEXT, "url": "https://x.example"},
        {"text": TEXT, "detector": "magic"},
        {"url": "file:///etc/passwd"},
        {"url": "https://"},
        {"text": TEXT, "published": "soon"},
        {"text": TEXT, "least": 2},
        {"text": "\ud800\0"},
        {"text": 5},
        [],
        None,
    ],
)
def test_what_cannot_be_audited_is_said_in_one_line(reader, sent):
    answer = reader.post("/api/audit", content=json.dumps(sent), headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}
    assert "\n" not in answer.json()["error"]


def test_broken_json_is_a_line_too(reader):
    answer = reader.post("/api/audit", content=b'{"text": ', headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert "JSON" in answer.json()["error"]


def test_what_is_not_stored_is_404_and_what_fits_several_is_409(site, store):
    for path in ("/api/article", "/api/audit", "/api/lineage"):
        answer = site.get(path, params={"where": "https://nowhere.example/"})
        assert answer.status_code == 404
        assert "no such article is stored" in answer.json()["error"]
    assert site.get("/api/nowhere").json() == {"error": "/api/nowhere: there is no such page here"}
    for folder in ("a", "b"):
        text = f"{TEXT} It is {folder}."
        article = Article(id=folder, text=text, name=f"{folder}/pier.txt")
        reading = pipeline.read(article, pipeline.detector_named("rules"))
        store.add(reading, (), {})
    assert site.get("/api/article", params={"where": "pier.txt"}).status_code == 409


def test_reviews_are_written_with_the_token_alone(store):
    article = first(store)
    claim = store.reading(article.version).claims[0]
    sent = {"about": "attribution", "subject": [article.version, claim.id], "verdict": "rejected", "by": "Ida Holm"}
    with running(store, Keys(SECRET)) as address:
        with httpx.Client(base_url=address, headers={"authorization": f"Bearer {SECRET}"}) as client:
            made = client.post("/api/reviews", json=sent)
            assert (made.status_code, made.json()) == (201, {"number": 1})
            listed = client.get("/api/reviews").json()
            assert listed == [listed_row(one) for one in pipeline.reviews(store)]
            assert listed[0]["verdict"] == "rejected"
            audit = client.get("/api/audit", params={"where": article.id}).json()
            assert claim.id not in {one["id"] for one in audit["attributions"]}
            assert client.post("/api/reviews/1/undo", json={"by": "Ida Holm"}).status_code == 200
            assert client.post("/api/reviews/1/undo", json={"by": "Ida Holm"}).status_code == 409
            assert client.post("/api/reviews/2/undo", json={"by": "Ida Holm"}).status_code == 404
            assert client.post("/api/reviews", json=sent | {"by": ""}).status_code == 422
            assert client.post("/api/reviews", json=sent | {"subject": ["x", "y"]}).status_code == 422
        assert httpx.get(f"{address}/api/reviews").status_code == 401


def test_without_a_token_nothing_is_written_through_the_api(site, store):
    sent = {"about": "parent", "subject": ["a", "b"], "verdict": "accepted", "by": "Ida Holm"}
    assert site.post("/api/reviews", json=sent).status_code == 403
    assert store.decisions() == []


ROWS = {
    "ChainRow": ("/api/trace", {"quote": QUOTE}),
    "ArticlePage": ("/api/articles", {}),
    "ClaimPage": ("/api/claims", {}),
    "OutletsRow": ("/api/outlets", {}),
    "Health": ("/api/health", {}),
}


@pytest.mark.parametrize("name", ROWS)
def test_every_row_is_what_its_description_says(reader, name):
    path, asked = ROWS[name]
    model: type[BaseModel] = getattr(schemas, name)
    answer = reader.get(path, params=asked)
    assert answer.headers["content-type"] == "application/json"
    model.model_validate_json(answer.content)
    assert set(answer.json()) == set(model.model_fields)


def test_an_audit_is_what_its_description_says(reader, told):
    where = reader.get("/api/articles").json()["articles"][1]["id"]
    audit = reader.get("/api/audit", params={"where": where}).json()
    schemas.AuditRow.model_validate(audit)
    assert set(schemas.AuditRow.model_fields) <= set(audit)
    assert set(schemas.LineageRow.model_fields) <= set(audit["lineage"])


def test_the_description_names_no_other_server(reader):
    text = reader.get("/api/openapi.json").text
    assert "http" not in text.replace("HTTP", "")
    assert reader.get("/docs").status_code == reader.get("/redoc").status_code == 404
