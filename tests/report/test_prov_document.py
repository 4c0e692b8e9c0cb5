"""PROV documents: read back equal in every serialisation, with two bundles, and without what must never be said."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prov.model import (
    PROV,
    ProvAgent,
    ProvAttribution,
    ProvDerivation,
    ProvDocument,
    ProvEntity,
    ProvMention,
    ProvSpecialization,
)

from provenance import report
from provenance.model import Metric
from provenance.report.identifiers import NT
from provenance.report.prov_document import SERIALISATIONS, document
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, REVIEW, odd_audit, odd_chain

STYLES = sorted(SERIALISATIONS)
VALUES = ["audited", "chain", "corpus"]


def read_back(text: str, style: str) -> ProvDocument:
    return ProvDocument.deserialize(content=text, format=str(SERIALISATIONS[style]["format"]))


def bundles(value) -> dict[str, list[Any]]:
    return {str(one.identifier).split(":")[1]: list(one.get_records()) for one in document(value, MANIFEST).bundles}


def values_of(record, term):
    return {str(value) for name, value in record.attributes if name.uri == NT + term}


def of_type(records, name):
    return [one for one in records if name in {str(kind) for kind in one.get_asserted_types()}]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", VALUES)
def test_every_serialisation_is_read_back_equal(request, kind, style):
    value = request.getfixturevalue(kind)
    unsealed = report.RENDERERS[style](value, MANIFEST)
    assert read_back(unsealed, style) == document(value, MANIFEST)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_odd_names_are_read_back_equal(kind, name, style):
    value = MAKERS[kind](NAMES[name], REVIEW)
    unsealed = report.RENDERERS[style](value, MANIFEST)
    assert read_back(unsealed, style) == document(value, MANIFEST)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("bare", BARE)
def test_reports_with_next_to_nothing_in_them_are_read_back_equal(bare, style):
    assert read_back(report.render(BARE[bare], style), style) == document(BARE[bare])


@given(name=st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_name_is_read_back_equal_in_every_serialisation(name):
    for make in MAKERS.values():
        value = make(name)
        for style in STYLES:
            assert read_back(report.render(value, style), style) == document(value)


@pytest.mark.parametrize("kind", [*VALUES, "attack", "attack_chain", "attack_corpus"])
def test_what_is_stated_and_what_is_inferred_stand_in_two_bundles(request, kind):
    assert list(bundles(request.getfixturevalue(kind))) == ["stated", "inferred"]


@pytest.mark.parametrize("kind", VALUES)
def test_nothing_is_called_a_primary_source_nor_plagiarism_nor_mentioned_elsewhere(request, kind):
    value = request.getfixturevalue(kind)
    records = [one for some in bundles(value).values() for one in some]
    assert not any(PROV["PrimarySource"] in one.get_asserted_types() for one in records)
    assert not any(isinstance(one, ProvMention) for one in records)
    for style in STYLES:
        assert not re.search("primarysource|mentionOf|plagiari", report.render(value, style), re.IGNORECASE)


def test_an_attribution_is_derived_from_its_version_and_given_to_its_speaker(audited):
    stated = bundles(audited)["stated"]
    first = of_type(stated, "nt:SourceAttribution")[0]
    assert values_of(first, "cue") == {"said"}
    assert values_of(first, "contentPlace") == {"104-123"}
    given_to = dict(one.args[:2] for one in stated if isinstance(one, ProvAttribution))
    agent = given_to[first.identifier]
    (speaker,) = [one for one in stated if isinstance(one, ProvAgent) and one.identifier == agent]
    assert (speaker.label, speaker.get_asserted_types()) == ("Anna Berg", {PROV["Person"]})


def test_confidence_is_inferred_and_never_stated(audited):
    found = bundles(audited)
    assert any(values_of(one, "confidence") for one in found["inferred"])
    assert not any(values_of(one, "confidence") for one in found["stated"])


def test_what_an_outlet_is_held_to_be_is_inferred(audited):
    found = bundles(audited)
    assert not any(values_of(one, "ownershipClass") for one in found["stated"])
    assert {"state-controlled"} in [values_of(one, "ownershipClass") for one in found["inferred"]]


def test_an_anonymous_source_of_another_article_is_another_agent():
    def unnamed(value):
        agents = [one for one in bundles(value)["stated"] if isinstance(one, ProvAgent)]
        return {one.identifier for one in agents if values_of(one, "anonymous")}

    one = odd_audit("a senior official")
    elsewhere = replace(one.reading, article=replace(one.reading.article, id="another"))
    assert len(unnamed(one)) == 1
    assert unnamed(replace(one, reading=elsewhere)).isdisjoint(unnamed(one))


def test_a_version_is_a_specialization_of_its_article_and_has_its_digest(chain):
    stated = bundles(chain)["stated"]
    pairs = [one.args for one in stated if isinstance(one, ProvSpecialization)]
    assert len(pairs) == len(chain.appearances)
    versions = {one.identifier for one in of_type(stated, "nt:ArticleVersion")}
    assert {pair[0] for pair in pairs} == versions
    digests = {value for one in of_type(stated, "nt:ArticleVersion") for value in values_of(one, "sha256")}
    assert digests == {one.article.sha256 for one in chain.appearances}


def test_the_claim_holds_its_mentions_and_says_that_the_earliest_seen_is_no_origin(chain):
    inferred = bundles(chain)["inferred"]
    (claim,) = of_type(inferred, "schema:Claim")
    assert PROV["Collection"] in claim.get_asserted_types()
    members = [one for one in inferred if one.get_type() == PROV["Membership"]]
    assert len(members) == len(chain.appearances)
    assert values_of(claim, "earliestSeen") == {f"id:version-{chain.earliest[0]}"}
    assert "never the origin" in values_of(claim, "note").pop()


def test_text_is_quoted_only_where_eight_words_in_a_row_stand_in_both():
    def quotations(value):
        derived = [one for one in bundles(value)["inferred"] if isinstance(one, ProvDerivation)]
        return [one for one in derived if PROV["Quotation"] in one.get_asserted_types()]

    (quoted,) = quotations(odd_chain("a"))
    assert values_of(quoted, "method") == {"observed"}
    assert values_of(quoted, "lag") == {"3600.0"}
    assert quotations(odd_audit("a")) == []


def test_an_article_that_is_cited_and_not_here_is_one_that_was_not_seen(corpus):
    inferred = bundles(corpus)["inferred"]
    (unseen,) = of_type(inferred, "nt:UnseenArticle")
    assert unseen.label == "an article of Vesta that is not in this corpus"


def test_the_run_has_a_plan_and_a_program_and_made_both_bundles(chain):
    made = document(chain, MANIFEST)
    (plan,) = [one for one in made.get_records(ProvEntity) if PROV["Plan"] in one.get_asserted_types()]
    assert values_of(plan, "asked") == {"trace: words", "min_confidence: 0.5"}
    assert "cues.csv sha256:" + "a" * 64 in values_of(plan, "data")
    (program,) = made.get_records(ProvAgent)
    assert (program.label, program.get_asserted_types()) == ("provenance 1.2.3", {PROV["SoftwareAgent"]})
    made_by_run = [one for one in made.get_records() if one.get_type() == PROV["Generation"]]
    assert {str(one.args[0]) for one in made_by_run} == {"report:stated", "report:inferred"}


@pytest.mark.parametrize("kind", MAKERS)
def test_what_a_person_decided_is_shown(kind):
    records = bundles(MAKERS[kind]("a", REVIEW))["inferred"]
    decided = [one for one in records if values_of(one, "reviewVerdict") == {"rejected"}]
    assert decided
    assert values_of(decided[0], "reviewedBy") == {"Ida Holm"}


def test_prov_jsonld_is_complete_without_a_network(chain):
    context = json.loads(report.render(chain, "provjsonld"))["@context"]
    assert not [one for one in context if isinstance(one, str)]


def test_what_a_person_found_wrong_is_named_and_derives_nothing():
    chain = odd_chain("a", REVIEW)
    wrong = replace(chain, edges=chain.edges[1:], rejected=chain.edges[:1])
    inferred = bundles(wrong)["inferred"]
    (rejected,) = of_type(inferred, "nt:RejectedFinding")
    assert values_of(rejected, "reviewVerdict") == {"rejected"}
    assert values_of(rejected, "child") == {f"id:version-{chain.edges[0].child}"}
    derived = [one for one in inferred if isinstance(one, ProvDerivation)]
    assert not any(values_of(one, "method") == {"observed"} for one in derived)


def test_a_claim_that_a_person_found_wrong_is_not_stated():
    audit = odd_audit("a", REVIEW)
    first, *rest = audit.reading.claims
    found = bundles(replace(audit, reading=replace(audit.reading, claims=tuple(rest), rejected=(first,))))
    assert len(of_type(found["stated"], "nt:SourceAttribution")) == len(rest)
    (rejected,) = of_type(found["inferred"], "nt:RejectedFinding")
    assert values_of(rejected, "reviewedBy") == {"Ida Holm"}


def test_the_figures_of_a_corpus_are_inferred(corpus):
    figure = Metric("credit_gap_rate", 0.25, 4, "of four", "49 %", interval=(0.1, 0.6), caveat="it misses some")
    (found,) = of_type(bundles(replace(corpus, figures=(figure,)))["inferred"], "nt:Metric")
    assert values_of(found, "interval") == {"0.1", "0.6"}
    assert values_of(found, "caveat") == {"it misses some"}
