"""Claims as people left them: found again by their words, put back, rejected, with another source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Claim, Decision, Reading, Review, Span
from provenance.resolve import found_again, reviewed, words_of
from tests.resolve.samples import read

TEXT = (
    "According to BelTA, the ferry line will open in May.\n\n"
    "The harbour master said the ramp was safe. A senior official said the ramp had failed twice."
)
BELTA = ("BelTA", "According to", "the ferry line will open in May")
MASTER = ("The harbour master", "said", "the ramp was safe")
OFFICIAL = ("A senior official", "said", "the ramp had failed twice")
NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def reading() -> Reading:
    return read(TEXT, BELTA, MASTER, OFFICIAL)


def decision(reading: Reading, claim: Claim, verdict: Any = "accepted", number: int = 1, **changes: Any) -> Decision:
    version = reading.article.version
    spans = words_of(claim)
    review = Review("attribution", (version, claim.id), verdict, "Ada", NOON, spans=spans, **changes)
    words = tuple(span.of(reading.article.text) for span in spans)
    return Decision(number, review, reading.article.id, words=words, claim=claim)


def contents(claims: tuple[Claim, ...], reading: Reading) -> list[str]:
    return [span.of(reading.article.text) for claim in claims for span in claim.attribution.content]


def test_without_decisions_the_reading_is_the_very_same(reading):
    assert reviewed(reading, []) is reading


def test_an_accepted_claim_carries_its_review_and_keeps_its_confidence(reading):
    made = reviewed(reading, [decision(reading, reading.claims[1])])
    assert [claim.review and claim.review.verdict for claim in made.claims] == [None, "accepted", None]
    assert made.claims[1].attribution == reading.claims[1].attribution
    assert made.rejected == ()


def test_a_rejected_claim_counts_nowhere_and_the_outlet_it_named_is_only_mentioned(reading):
    made = reviewed(reading, [decision(reading, reading.claims[0], "rejected")])
    assert contents(made.rejected, reading) == ["the ferry line will open in May"]
    assert contents(made.claims, reading) == ["the ramp was safe", "the ramp had failed twice"]
    (before,), (after,) = reading.mentions, made.mentions
    assert (before.role, after.role, after.claim) == ("cited", "mention", None)


@pytest.mark.parametrize(
    ("label", "kind", "now"),
    [
        ("Eve Moe", None, ("named-person", "Eve Moe", False)),
        ("TASS", None, ("outlet", "TASS", False)),
        ("the ramp report", "document", ("document", "the ramp report", False)),
        (None, "unnamed-person", ("unnamed-person", None, True)),
        (None, "none", ("none", None, False)),
    ],
)
def test_a_relabelled_claim_has_the_source_that_was_named(reading, label, kind, now):
    one = decision(reading, reading.claims[1], "relabelled", label=label, source_class=kind)
    source = reviewed(reading, [one]).claims[1].source
    assert (source.kind, source.referent, source.anonymous) == now
    assert (source.outlet.id if source.outlet else None) == ("tass" if label == "TASS" else None)


def test_an_outlet_that_is_not_the_source_after_all_is_no_step_of_its_way_either(reading):
    claim = reading.claims[0]
    assert claim.hops == (("BelTA",),)
    made = reviewed(reading, [decision(reading, claim, "relabelled", label="Eve Moe")])
    assert made.claims[0].hops == (("Eve Moe",),)


def test_of_several_decisions_the_last_one_counts(reading):
    some = [
        decision(reading, reading.claims[1], verdict, number) for number, verdict in enumerate(("rejected", "accepted"))
    ]
    assert reviewed(reading, some).rejected == ()
    assert len(reviewed(reading, some[::-1]).rejected) == 1


def test_a_claim_with_other_borders_is_the_same_where_half_of_both_is_shared(reading):
    wider = read(TEXT, BELTA, MASTER, ("A senior official", "said", "the ramp had failed twice."))
    assert contents(reviewed(wider, [decision(reading, reading.claims[2], "rejected")]).rejected, wider) == [
        "the ramp had failed twice."
    ]
    narrow = read(TEXT, BELTA, MASTER, ("A senior official", "said", "twice"))
    one = decision(reading, reading.claims[2], "rejected")
    assert found_again(narrow, [one]) == []
    assert len(reviewed(narrow, [one]).claims) == 3


def test_an_accepted_claim_that_is_not_found_any_more_is_put_back_in_its_place(reading):
    fewer = read(TEXT, BELTA, OFFICIAL)
    made = reviewed(fewer, [decision(reading, reading.claims[1])])
    assert contents(made.claims, fewer) == [
        "the ferry line will open in May",
        "the ramp was safe",
        "the ramp had failed twice",
    ]
    assert made.claims[1].review is not None
    assert made.claims[1].source == reading.claims[1].source


def test_a_claim_put_back_keeps_the_way_it_came():
    text = "Eve Moe told BelTA that the line opens in May. The harbour master said the ramp was safe."
    said = ("Eve Moe", "told", "that the line opens in May")
    reading = read(text, said, MASTER)
    made = reviewed(read(text, MASTER), [decision(reading, reading.claims[0])])
    assert [step.name for way in made.claims[0].ways for step in way] == ["BelTA"]
    assert {step for way in made.claims[0].ways for step in way} <= set(made.mentions)


def test_a_rejected_claim_that_is_not_found_is_not_made_up_and_one_found_again_stays_rejected(reading):
    one = decision(reading, reading.claims[1], "rejected")
    assert reviewed(read(TEXT, BELTA, OFFICIAL), [one]).rejected == ()
    assert len(reviewed(read(TEXT, MASTER), [one]).rejected) == 1


def test_in_another_version_of_the_article_a_claim_is_known_by_its_words(reading):
    text = "Corrected on Friday.\n\n" + TEXT
    newer = read(text, BELTA, MASTER, OFFICIAL)
    assert newer.article.version != reading.article.version
    assert contents(reviewed(newer, [decision(reading, reading.claims[2], "rejected")]).rejected, newer) == [
        "the ramp had failed twice"
    ]


def test_where_the_words_are_gone_from_a_newer_version_so_is_the_claim(reading):
    newer = read(TEXT.replace("failed twice", "held"), BELTA, MASTER)
    one = decision(reading, reading.claims[2])
    assert found_again(newer, [one]) == []
    assert reviewed(newer, [one]) is newer


def test_decisions_about_other_articles_are_passed_over(reading):
    other = replace(decision(reading, reading.claims[1], "rejected"), article="another")
    assert reviewed(reading, [other]) is reading


@given(start=st.integers(0, 60), length=st.integers(1, 60))
def test_whatever_the_borders_a_rejected_claim_that_is_half_the_same_never_counts(start, length):
    reading = read(TEXT, BELTA)
    claim = reading.claims[0]
    moved = replace(claim, id="other", attribution=replace(claim.attribution, content=(Span(start, start + length),)))
    made = reviewed(replace(reading, claims=(moved,)), [decision(reading, claim, "rejected")])
    (own,) = claim.attribution.content
    shared = max(0, min(own.end, start + length) - max(own.start, start))
    assert bool(made.rejected) == (2 * shared >= max(len(own), length))
