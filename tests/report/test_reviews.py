"""What people decided, in rows and in words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.model import Decision, Lineage, Listed, Review
from provenance.report import render, shapes, stops
from provenance.report.reviews import FOUND_WRONG, listed_block, listed_row, review_row, wrong_edges
from provenance.report.wording import decided, descent

NOON = datetime(2024, 6, 3, 12, 30, tzinfo=UTC)
ACCEPTED = Review("parent", ("c", "p"), "accepted", "Ada Lind", NOON)
REJECTED = replace(ACCEPTED, verdict="rejected", by="Bo Ek", note="seen both papers")


def test_a_decision_in_words_says_who_and_when_and_why():
    assert decided(None) == ""
    assert decided(ACCEPTED) == "accepted by Ada Lind, 2024-06-03"
    assert decided(REJECTED) == "rejected by Bo Ek, 2024-06-03 (seen both papers)"


def test_a_review_in_json_has_its_time_in_utc_and_null_where_nobody_decided():
    assert review_row(None) is None
    row = review_row(replace(REJECTED, label="Vesta", source_class="outlet"))
    assert row == {
        "verdict": "rejected",
        "by": "Bo Ek",
        "at": "2024-06-03T12:30:00+00:00",
        "label": "Vesta",
        "source_class": "outlet",
        "note": "seen both papers",
    }


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("counts", None),
        ("kept", "kept: the detector"),
        ("replaced", "a later decision"),
        ("gone", "not there any more"),
    ],
)
def test_a_list_says_what_has_become_of_each_decision(corpus, standing, said):
    article, other = corpus.lineages[1].article, corpus.lineages[0].article
    listed = Listed(Decision(7, REJECTED, article.id, other.id), standing, article, other)
    block = listed_block(listed)
    assert block.splitlines()[0] == "  7  parent rejected"
    assert "by Bo Ek, 2024-06-03 12:30 UTC: seen both papers" in block
    assert (said or "by Bo Ek") in block.splitlines()[-1]
    row = listed_row(listed)
    assert (row["number"], row["standing"], row["other_article"]) == (7, standing, "https://norpress.example/0")
    assert json.loads(json.dumps(row)) == row


def test_a_decision_that_was_taken_back_says_by_whom(corpus):
    article = corpus.lineages[1].article
    listed = Listed(Decision(7, ACCEPTED, article.id, undone=("Bo Ek", NOON)), "undone", article)
    assert listed_block(listed).splitlines()[-1].strip() == "taken back by Bo Ek, 2024-06-03"
    assert (listed_row(listed)["undone_by"], listed_row(listed)["undone"]) == ("Bo Ek", "2024-06-03T12:30:00+00:00")


def test_an_accepted_parent_stands_above_a_surer_one(chain):
    paper, city, late = (chain.appearances[n].article.version for n in (1, 2, 3))
    doubtful = replace(chain.edges[4], child=late, parent=paper, confidence=0.0, parent_outlet="The Ledger")

    def above(edge):
        laid = stops.stops(replace(chain, edges=(*chain.edges, edge)))
        return next(one.edges[0].parent for one in laid if one.article and one.article.version == late)

    assert above(doubtful) == city
    assert above(replace(doubtful, review=ACCEPTED)) == paper


@pytest.mark.parametrize("style", ["text", "md", "json"])
def test_a_chain_shows_what_was_found_wrong_and_what_was_found_right(chain, style):
    edges = (replace(chain.edges[1], review=ACCEPTED), *chain.edges[2:])
    wrong = replace(chain.edges[4], review=REJECTED, confidence=0.0)
    shown = " ".join(render(replace(chain, edges=edges, rejected=(wrong,)), style).replace("\\", "").split())
    if style == "json":
        row = json.loads(shown)
        assert row["edges"][0]["review"]["by"] == "Ada Lind"
        assert [(edge["confidence"], edge["review"]["by"]) for edge in row["rejected"]] == [(0.0, "Bo Ek")]
        return
    assert "names NorPress as its source, accepted by Ada Lind, 2024-06-03" in shown
    wrongly = shown.split(FOUND_WRONG)[1]
    assert (
        "outlet unknown has the same words as City Daily, rejected by Bo Ek, 2024-06-03 (seen both papers)" in wrongly
    )


@pytest.mark.parametrize("style", ["text", "md"])
def test_a_report_in_which_nobody_decided_anything_has_no_such_section(chain, audited, corpus, style):
    assert all(FOUND_WRONG not in render(value, style) for value in (chain, audited, corpus))


def test_a_lineage_says_who_decided_on_its_parent(corpus):
    one = corpus.lineages[1]
    assert descent(replace(one, review=ACCEPTED)).endswith("This parent was accepted by Ada Lind, 2024-06-03.")
    assert shapes.lineage_row(one)["review"] is None


def test_edges_found_wrong_are_told_once_each_with_the_name_of_the_article(chain):
    edge = replace(chain.edges[2], review=REJECTED)
    lineage = Lineage(chain.appearances[1].article, None, None, (), 0.0, (), False, False, False, rejected=(edge,))
    (told,) = wrong_edges(lineage.rejected, [lineage.article])
    assert told[0].startswith("The Ledger has the same words as NorPress")
    assert told[1] == decided(REJECTED)
