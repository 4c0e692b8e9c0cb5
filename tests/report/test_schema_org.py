"""schema.org: the graph expands offline, with properties that schema.org has, where it says they belong."""

from __future__ import annotations

import json

import pytest
from pyld import jsonld

from provenance import report
from provenance.report.identifiers import ID, NT, SCHEMA
from provenance.report.schema_org import graph
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, odd_audit

# Which properties schema.org's definitions give to each type, those that it inherits included.
THING = {"name", "description", "url", "identifier"}
WORK = THING | {"text", "author", "creator", "publisher", "headline", "dateCreated", "datePublished", "dateModified"}
WORK |= {"inLanguage", "isPartOf", "isBasedOn"}
PROPERTIES = {
    "NewsArticle": WORK,
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "Dataset": WORK,
    "Person": THING,
    "Organization": THING,
    "NewsMediaOrganization": THING | {"unnamedSourcesPolicy"},
    "SoftwareApplication": WORK | {"softwareVersion"},
}


def no_fetching(url, _):
    raise AssertionError(url)


def expanded(value):
    text = report.render(value, "schema.org", MANIFEST)
    return jsonld.expand(json.loads(text), {"documentLoader": no_fetching})


def things(value):
    """Every typed thing in the expanded graph, however deep."""
    if isinstance(value, list):
        for one in value:
            yield from things(one)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for one in value.values():
            yield from things(one)


def of_type(value, kind):
    return [one for one in graph(value)["@graph"] if one["@type"] == kind]


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus", "attack", "attack_chain", "attack_corpus"])
def test_every_property_is_one_that_schema_org_gives_to_its_type(request, kind):
    found = list(things(expanded(request.getfixturevalue(kind))))
    assert found
    for thing in found:
        (name,) = thing["@type"]
        used = {key for key in thing if not key.startswith(("@", NT))}
        assert used <= {SCHEMA + one for one in PROPERTIES[name.removeprefix(SCHEMA)]}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_odd_names_expand_without_fetching_anything(kind, name):
    text = report.render(MAKERS[kind](NAMES[name]), "schema.org", MANIFEST)
    assert jsonld.expand(json.loads(text), {"documentLoader": no_fetching})


@pytest.mark.parametrize("bare", BARE)
def test_what_is_not_known_is_left_out(bare):
    assert "null" not in report.render(BARE[bare], "schema.org")


@pytest.mark.parametrize("kind", ["audited", "chain", "corpus"])
def test_no_verdict_is_given_and_no_property_is_made_up(request, kind):
    text = report.render(request.getfixturevalue(kind), "schema.org", MANIFEST)
    assert "ClaimReview" not in text
    assert '"source"' not in text
    assert "citation" not in text


def test_a_quotation_has_its_words_its_speaker_and_the_article_it_is_part_of(audited):
    (quotation,) = of_type(audited, "Quotation")
    assert quotation["text"] == '"We knew in March,"'
    assert (quotation["spokenByCharacter"]["@type"], quotation["spokenByCharacter"]["name"]) == ("Person", "Anna Berg")
    (article,) = of_type(audited, "NewsArticle")
    assert quotation["isPartOf"] == {"@id": article["@id"]}
    assert article["headline"] == "Ramp was failing, minister admits"


def test_what_is_not_quoted_is_a_claim_of_its_speaker(audited):
    claims = {one["text"]: one for one in of_type(audited, "Claim")}
    assert claims["that the union warned twice"]["author"]["name"] == "NorPress"
    assert claims["that the ministry had waited"]["author"]["name"] == "Anna Berg"


def test_who_is_not_named_has_a_description_and_no_name():
    (claim,) = of_type(odd_audit("a senior official"), "Claim")
    assert claim["author"]["description"] == "a senior official"
    assert "name" not in claim["author"]


def test_the_claim_of_a_chain_appears_in_every_article_and_first_in_the_earliest_seen(chain):
    (claim,) = of_type(chain, "Claim")
    articles = {one["headline"]: one for one in of_type(chain, "NewsArticle")}
    assert [one["@id"] for one in claim["appearance"]] == [one["@id"] for one in articles.values()]
    assert claim["firstAppearance"] == [{"@id": articles["Headline 0"]["@id"]}]
    assert "never the origin" in claim["description"]


def test_a_copy_is_based_on_what_it_most_likely_took_from(chain):
    articles = {one["headline"]: one for one in of_type(chain, "NewsArticle")}
    quotations = {one["isPartOf"]["@id"]: one for one in of_type(chain, "Quotation")}
    ledger, norpress = articles["Headline 1"]["@id"], articles["Headline 0"]["@id"]
    assert articles["Headline 1"]["isBasedOn"] == [{"@id": norpress}]
    assert quotations[ledger]["isBasedOn"] == {"@id": quotations[norpress]["@id"]}
    assert "isBasedOn" not in quotations[norpress]


def test_an_address_that_runs_something_is_no_url(attack):
    (article,) = of_type(attack, "NewsArticle")
    assert "url" not in article
    assert article["@id"].startswith(ID)
