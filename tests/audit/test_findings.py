from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provenance.audit import RULES, audit
from provenance.lexicon import outlet_by_id
from provenance.model import Author, Disagreement, Edge, Evidence, Finding, Lineage, Link, Source, Span, WireCredit

BERG = Source("named-person", "Anna Berg")


def found(story: Any, lineage: Lineage | None = None) -> dict[str, Finding]:
    return {finding.rule: finding for finding in audit(story.reading, lineage).findings}


def test_an_article_with_no_attribution_has_no_source(draft):
    finding = found(draft("It rained all day.\n\nIt poured all night."))["no-source"]
    assert finding.severity == "high"
    assert "unsourced" not in found(draft("It rained all day."))


def test_a_single_source_is_named_with_its_statements(draft):
    story = draft("“Rain,” Anna Berg said. She said more would come.")
    story.says(("Anna Berg", "said", "“Rain,”"), BERG, kind="direct")
    story.says(("She", "said", "more would come"), BERG)
    finding = found(story)["single-source"]
    assert finding.message == "One source only: Anna Berg (2 statements)."
    assert [span.of(story.article.text) for span in finding.evidence] == ["“Rain,”", "more would come"]


def test_two_sources_are_not_a_single_one(draft):
    story = draft("Anna Berg said rain. Bo Ray said snow.")
    story.says(("Anna Berg", "said", "rain"), BERG)
    story.says(("Bo Ray", "said", "snow"), Source("named-person", "Bo Ray"))
    assert "single-source" not in found(story)


def test_only_a_state_controlled_outlet_as_the_way_is_found(draft, wire, state_wire):
    story = draft("“Rain,” Anna Berg told Vesta. She said snow, Vesta and NorPress reported.")
    vesta, norpress = story.mention("Vesta", state_wire), story.mention("NorPress", wire)
    story.says(("Anna Berg", "told", "“Rain,”"), BERG, (vesta,), kind="direct")
    story.says(("She", "said", "snow"), BERG, (vesta,), (norpress,))
    finding = found(story)["state-only-way"]
    assert finding.message == "1 statement reaches this article only through Vesta (state-controlled, VS)."
    assert [span.of(story.article.text) for span in finding.evidence] == ["“Rain,”"]


def test_public_service_media_are_not_state_controlled(draft, wire):
    story = draft("Anna Berg told NorPress it rained.")
    public = replace(wire, state_media="public-service")
    story.says(("Anna Berg", "told", "it rained"), BERG, (story.mention("NorPress", public),))
    assert "state-only-way" not in found(story)


@pytest.mark.parametrize("words", ["Two sources", "Sources", "A source"])
def test_a_bare_source_is_anonymous_without_description(draft, words):
    story = draft(f"{words} said it rained.")
    story.says((words, "said", "it rained"), Source("unnamed-person", None, True, words))
    rules = found(story)
    assert rules["anonymous-undescribed"].severity == "high"
    assert {"anonymous-no-reason", "anonymous-only"} <= set(rules)


def test_anonymous_sources_are_listed_in_one_finding_each(draft):
    story = draft("Sources said it rained. A port engineer said it snowed.")
    story.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    story.says(("A port engineer", "said", "it snowed"), Source("unnamed-person", None, True, "A port engineer"))
    rules = found(story)
    assert (
        rules["anonymous-undescribed"].message == "Anonymous without a description of how they would know: “Sources”."
    )
    assert rules["anonymous-no-reason"].message == "Anonymous without a reason given: “Sources”, “A port engineer”."
    assert [span.of(story.article.text) for span in rules["anonymous-no-reason"].evidence] == [
        "Sources",
        "A port engineer",
    ]


def test_a_described_source_with_a_reason_is_let_pass(draft):
    story = draft("A port engineer who feared for his job said it rained.")
    story.says(
        ("A port engineer", "said", "it rained"), Source("unnamed-person", None, True, "A port engineer", "feared")
    )
    rules = found(story)
    assert "anonymous-undescribed" not in rules
    assert "anonymous-no-reason" not in rules


def test_a_chain_of_two_outlets_is_third_hand(draft, wire, state_wire):
    story = draft("Anna Berg told Vesta it rained, NorPress reported.")
    way = (story.mention("Vesta", state_wire), story.mention("NorPress", wire))
    story.says(("Anna Berg", "told", "it rained"), BERG, way)
    assert found(story)["third-hand"].message == "Third hand: Anna Berg → Vesta → NorPress → this article."


def test_a_quotation_without_a_speaker_is_found(draft):
    story = draft("“Rain all day.”")
    story.says(("", "", "“Rain all day.”"), Source("none"), kind="direct")
    assert found(story)["unattributed-quote"].message == "1 quotation without a speaker that we could find."


def test_wire_copy_is_credited_only_by_the_byline(draft, wire):
    credit = WireCredit(wire, "dateline", None, "(NorPress)")
    bare = draft("It rained.", wire=(credit, credit), authors=(Author("Ida Holm"),))
    signed = draft("It rained.", wire=(credit,), authors=(Author("NorPress", "organisation"),))
    finding = found(bare)["wire-not-in-byline"]
    assert finding.message == "NorPress is credited for this text (dateline), and not in the byline."
    assert sum(one.rule == "wire-not-in-byline" for one in audit(bare.reading).findings) == 1
    assert "wire-not-in-byline" not in found(signed)


@pytest.mark.parametrize(("bare", "severity"), [(1, "low"), (3, "medium")])
def test_unsourced_paragraphs_weigh_more_where_they_are_half_the_text(draft, bare, severity):
    text = "\n\n".join(["Anna Berg said rain.", "She said snow.", "Berg said hail.", *["It was cold."] * bare])
    story = draft(text)
    for words in ("rain", "snow", "hail"):
        story.says(("", "said", words), BERG)
    finding = found(story)["unsourced"]
    assert finding.severity == severity
    assert finding.message.startswith(f"{bare} of {3 + bare} paragraphs name")


def test_date_and_author_are_missed_only_where_they_are_missing(draft, noon, author):
    assert {"no-date", "no-author"} <= set(found(draft("It rained.")))
    assert not {"no-date", "no-author"} & set(found(draft("It rained.", published=noon, authors=(author,))))


def test_a_cited_outlet_that_no_link_leads_to_is_found(draft, wire):
    tass = outlet_by_id("tass")
    linked = draft("Tass reported rain.", links=(Link("https://tass.com/1", "Tass", None), Link("http://[", "x", None)))
    linked.mention("Tass", tass)
    assert "not-linked" not in found(linked)
    bare = draft("Tass reported rain.", links=(Link("https://example.org/1", "rain", None),))
    bare.mention("Tass", tass)
    assert found(bare)["not-linked"].message == "Cited without a link for readers to follow: TASS."
    assert "not-linked" not in found(draft("Tass reported rain."))


def test_lineage_brings_credit_gap_and_circularity(draft):
    story = draft("The ramp fell.", "https://ledger.example/1")
    here = story.article.version
    edges = (Edge(here, "other", "observed", 0.9, "NorPress", None, (Evidence(here, (Span(0, 14),)),)),)
    lineage = Lineage(story.article, None, "NorPress", ("observed",), 0.9, (), True, True, True, edges)
    rules = found(story, lineage)
    assert rules["credit-gap"].message == "The text follows an earlier article of NorPress and does not credit it."
    assert rules["credit-gap"].evidence == (Span(0, 14),)
    assert "circular" in rules


def test_the_gravest_findings_come_first_and_every_rule_is_known(draft):
    story = draft("Sources said it rained.\n\nIt was cold.\n\nIt was dark.")
    story.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    findings = audit(story.reading).findings
    gravity = [("high", "medium", "low").index(finding.severity) for finding in findings]
    assert gravity == sorted(gravity)
    assert {finding.rule for finding in findings} <= set(RULES)


def test_a_name_of_300_characters_does_not_flood_a_message(draft):
    name = "Anna " * 60
    story = draft(f"{name}said rain.")
    story.says((name.strip(), "said", "rain"), Source("named-person", name.strip()))
    assert len(found(story)["single-source"].message) < 140


@pytest.mark.parametrize(
    ("parent", "later", "said"),
    [
        ("Vesta", False, "It credits NorPress, and its words follow Vesta, not NorPress's article."),
        ("Vesta", True, "It credits NorPress, and its words follow Vesta, not NorPress's article, which came later."),
        (None, True, "It credits NorPress, whose article came later."),
    ],
)
def test_a_credit_that_the_words_speak_against_is_doubtful(draft, parent, later, said):
    story = draft("NorPress said the ramp fell.", "https://ledger.example/1")
    words = (Evidence(story.article.version, (Span(0, 8),)), Evidence("other", (Span(3, 9),)))
    one = Disagreement("NorPress", parent, later, words)
    lineage = Lineage(story.article, None, parent, (), 0.9, ("NorPress",), False, False, False, disagreements=(one,))
    finding = found(story, lineage)["doubtful-credit"]
    assert (finding.message, finding.evidence) == (said, (Span(0, 8),))


def test_a_gap_towards_something_unseen_rests_on_the_words_shared_with_one_beside(draft):
    story = draft("The ramp fell.", "https://ledger.example/1")
    beside = (Evidence(story.article.version, (Span(0, 14),)), Evidence("other", (Span(5, 19),)))
    lineage = Lineage(story.article, None, None, (), 0.0, (), True, False, True, beside=beside)
    finding = found(story, lineage)["credit-gap"]
    assert "neither was taken from the other" in finding.message
    assert finding.evidence == (Span(0, 14),)


def test_an_outlet_that_only_passed_words_on_is_named_beside_a_single_source(draft, wire):
    text = "“Rain,” Anna Berg told NorPress. NorPress reported that the union was wet."
    story = draft(text)
    step = story.mention("NorPress", wire)
    story.says(("Anna Berg", "told", "“Rain,”"), BERG, (step,), kind="direct")
    story.says(("NorPress", "reported", "that the union was wet"), Source("outlet", "NorPress", outlet=wire))
    said = "One source only: Anna Berg (1 statement). NorPress only passed on what was said."
    assert found(story)["single-source"].message == said


def test_what_the_text_is_taken_from_an_unknown_outlet_is_said(draft):
    story = draft("The ramp fell.", "https://ledger.example/1")
    lineage = Lineage(story.article, None, None, (), 0.9, (), True, True, True)
    rules = found(story, lineage)
    assert (
        rules["credit-gap"].message == "The text follows an earlier article of another outlet and does not credit it."
    )
    assert rules["circular"].message == "Circular: following the credits leads back to this article."
    assert [rules[rule].severity for rule in ("credit-gap", "circular")] == ["high", "high"]


def test_without_a_lineage_nothing_is_said_of_copies(draft):
    assert not {"credit-gap", "circular", "doubtful-credit", "mostly-verbatim"} & set(found(draft("The ramp fell.")))
    story = draft("The ramp fell.")
    alone = Lineage(story.article, None, None, (), 0.0, (), False, False, False)
    assert not {"credit-gap", "circular", "doubtful-credit", "mostly-verbatim"} & set(found(story, alone))


def test_what_the_detector_misses_stands_behind_no_source(draft):
    reading = draft("It rained all day.").reading
    finding = next(one for one in audit(reading, detector="rules").findings if one.rule == "no-source")
    assert finding.message.startswith(
        "No source found: nobody answers for what the text says. The detector rules finds"
    )
    assert found(draft("It rained."))["no-source"].message == "No source found: nobody answers for what the text says."
    assert "no-source" not in found(draft("Rain"))


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("no-author", "No author named."),
        ("no-date", "No date of publication: the article cannot be placed in time."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(draft, rule, message):
    assert found(draft("It rained."))[rule].message == message


def test_a_name_of_80_characters_is_shown_whole_and_a_longer_one_cut(draft):
    for length, shown in ((80, "A" * 80), (81, "A" * 79 + "…")):
        name = "A" * length
        story = draft(f"{name} said rain.")
        story.says((name, "said", "rain"), Source("named-person", name))
        assert found(story)["single-source"].message == f"One source only: {shown} (1 statement)."


def test_anonymous_voices_alone_are_found_whoever_else_passes_words_on(draft):
    story = draft("Sources said it rained. Anna Berg said it snowed.")
    story.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    finding = found(story)["anonymous-only"]
    assert finding.message == "Every source is anonymous: no name stands behind the text."
    assert [span.of(story.article.text) for span in finding.evidence] == ["it rained"]
    story.says(("Anna Berg", "said", "it snowed"), BERG)
    assert "anonymous-only" not in found(story)


def test_findings_of_one_gravity_keep_the_order_of_the_rules(draft):
    rules = [finding.rule for finding in audit(draft("It rained all day.\n\nIt was cold.").reading).findings]
    assert rules == ["no-source", "no-date", "no-author"]
