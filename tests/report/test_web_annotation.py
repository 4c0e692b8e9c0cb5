"""Web Annotations: the model's shape, every span of a report, and JSON-LD that expands."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyld import jsonld

from provenance import report
from provenance.model import Span, Unsourced, WireCredit
from provenance.report.identifiers import ID, NT
from provenance.report.selectors import Selector, relocate
from provenance.report.web_annotation import CONTEXT, collection, marks
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, REVIEW, odd_audit, odd_chain

OA, AS = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#"
# Of the model's own context, the terms that we use; in our words, for tests do not fetch.
TERMS = {
    "oa": OA,
    "as": AS,
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in "identifying linking assessing describing classifying questioning".split()},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": "oa:start",
    "end": "oa:end",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "first": {"@id": "as:first", "@type": "@id"},
    "partOf": {"@id": "as:partOf", "@type": "@id"},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def loader(url, _):
    assert url == CONTEXT[0]
    document = {"@context": TERMS}
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": document}


def expanded(value):
    text = report.render(value, "annotations", MANIFEST)
    return jsonld.expand(json.loads(text), {"documentLoader": loader})


def spans(value):
    """(part or type, words) of every annotation."""
    return {
        (one["body"].get("nt:part", str(one["body"]["type"])), one["target"]["selector"][0]["exact"])
        for one in collection(value)["first"]["items"]
    }


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus", "attack", "attack_chain", "attack_corpus"])
def test_a_collection_has_one_page_with_all_its_annotations(request, kind):
    made = collection(request.getfixturevalue(kind), MANIFEST)
    assert made["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    page = made["first"]
    assert (made["type"], page["type"], page["partOf"]) == ("AnnotationCollection", "AnnotationPage", made["id"])
    assert made["total"] == len(page["items"])
    ids = [one["id"] for one in page["items"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_every_annotation_has_the_two_selectors_that_find_its_words_in_the_version_it_names(kind, name):
    value = MAKERS[kind](NAMES[name], REVIEW)
    texts = {mark.article.version: mark.article for mark in marks(value)}
    items = json.loads(report.render(value, "annotations"))["first"]["items"]
    assert items
    for item in items:
        quote, position = item["target"]["selector"]
        assert (quote.pop("type"), position.pop("type")) == ("TextQuoteSelector", "TextPositionSelector")
        article = texts[item["target"]["source"]["nt:version"]]
        assert item["target"]["source"]["nt:sha256"] == article.sha256
        assert relocate(Selector(**quote, **position), article.text) == Span(**position)
        assert article.text[position["start"] : position["end"]] == quote["exact"]


@pytest.mark.parametrize("bare", BARE)
def test_a_report_without_spans_is_an_empty_collection_and_no_error(bare):
    assert collection(BARE[bare])["total"] == len(list(marks(BARE[bare])))


def test_all_parts_of_attributions_outlets_findings_and_what_has_no_source_are_there(audited):
    found = spans(audited)
    assert {("source", "Anna Berg"), ("cue", "said"), ("content", '"We knew in March,"')} <= found
    assert ("nt:OutletMention", "Vesta") in found
    assert ("nt:UnsourcedParagraph", "The ferry ramp fell into the harbour on Tuesday night.") in found
    assert ("nt:Furniture", "By Ida Holm") in found
    rested = {span.of(audited.reading.article.text) for finding in audited.findings for span in finding.evidence}
    assert rested
    assert {words for kind, words in found if "nt:Finding" in kind} == rested


def test_exempt_statements_and_wire_credits_are_there_too(audited, wire):
    article = replace(audited.reading.article, wire=(WireCredit(wire, "byline", Span(35, 38), "By Ida"),))
    bare = Unsourced(Span(48, 60), "witnessed", (Span(48, 51),))
    found = spans(replace(audited, reading=replace(audited.reading, article=article), unsourced_statements=(bare,)))
    assert ("nt:WireCredit", article.text[35:38]) in found
    assert {("nt:UnsourcedStatement", article.text[48:60]), ("nt:UnsourcedStatement", article.text[48:51])} <= found


def test_a_chain_has_its_passages_and_what_its_edges_rest_on(chain):
    found = spans(chain)
    assert ("nt:QuoteMention", chain.query) in found
    assert ("nt:Edge", "Headline 1"[:10]) in found


def test_near_misses_are_marked_as_such():
    kinds = {kind for kind, _ in spans(replace(odd_chain("a"), edges=()))}
    assert kinds == {"nt:NearMiss", "nt:QuoteMention"}


def test_what_a_person_decided_stands_in_the_body():
    bodies = [one["body"] for one in collection(odd_audit("a", REVIEW))["first"]["items"]]
    assert any((body.get("nt:review") or {}).get("nt:verdict") == "rejected" for body in bodies)


@pytest.mark.parametrize("kind", ["audited", "chain"])
def test_it_expands_to_the_terms_of_the_annotation_model(request, kind):
    (made,) = expanded(request.getfixturevalue(kind))
    assert made["@type"] == [AS + "OrderedCollection"]
    (page,) = made[AS + "first"]
    for item in page[AS + "items"][0]["@list"]:
        assert item["@type"] == [OA + "Annotation"]
        assert item[OA + "motivatedBy"][0]["@id"].startswith(OA)
        (target,) = item[OA + "hasTarget"]
        assert target[OA + "hasSource"][0]["@id"].startswith(ID + "version-")
        assert {kind for one in target[OA + "hasSelector"] for kind in one["@type"]} == {
            OA + "TextQuoteSelector",
            OA + "TextPositionSelector",
        }
    assert made[NT + "manifest"][0][NT + "version"] == [{"@value": "1.2.3"}]


def test_what_a_person_found_wrong_is_of_another_type():
    chain = odd_chain("a", REVIEW)
    bodies = [one["body"] for one in collection(replace(chain, edges=(), rejected=chain.edges[:1]))["first"]["items"]]
    wrong = [body for body in bodies if body["type"] == "nt:RejectedFinding"]
    assert {body["nt:of"] for body in wrong} == {"nt:Edge"}
    assert not [body for body in bodies if body["type"] == "nt:Edge"]
