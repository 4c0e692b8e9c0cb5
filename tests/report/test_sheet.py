"""CSV reports: a line for each thing, the same columns always, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import report
from provenance.report.sheet import COLUMNS
from tests.report.odd import BARE, MAKERS, MANIFEST, NAMES, REVIEW


def rows(value, manifest=None):
    text = report.render(value, "csv", manifest)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_chain_has_a_line_for_each_appearance_in_time_order(chain):
    found = rows(chain)
    assert [row["title"] for row in found] == [f"Headline {n}" for n in range(5)]
    first, second, third = found[:3]
    assert (first["earliest_seen"], first["parent"], first["parent_outlet"]) == ("True", "", "Vesta")
    assert (second["parent"], second["basis"], second["confidence"], second["lag_seconds"]) == (
        "https://norpress.example/0",
        "stated, observed",
        "0.9",
        "5400.0",
    )
    assert third["changes"] == "trimmed"
    assert found[3]["outlet"] == ""
    assert found[4]["published"] == ""


def test_the_words_of_a_line_stand_where_it_says(chain):
    texts = {one.article.version: one.article.text for one in chain.appearances}
    for row in rows(chain):
        assert texts[row["version"]][int(row["start"]) : int(row["end"])] == row["text"]


def test_an_audit_has_a_line_for_each_attribution(audited):
    found = rows(audited)
    assert [row["source"] for row in found] == ["Anna Berg", "Anna Berg", "Two sources", "NorPress"]
    assert (found[0]["cue"], found[0]["content"], found[0]["through"]) == ("said", '"We knew in March,"', "Vesta")
    assert [row["anonymous"] for row in found] == ["False", "False", "True", "False"]
    text = audited.reading.article.text
    assert text[int(found[3]["start"]) : int(found[3]["end"])] == "NorPress reported that the union warned twice"


def test_a_corpus_has_a_line_for_each_article_with_its_parent(corpus):
    found = rows(corpus)
    assert [row["parent"] for row in found[:2]] == ["", "https://norpress.example/0"]
    assert [row["credit_gap"] for row in found] == ["False", "False", "False", "True", "False"]


def test_every_line_says_how_the_report_was_made(chain):
    for row in rows(chain, MANIFEST):
        assert (row["program_version"], row["corpus_articles"]) == ("1.2.3", "5")
        assert row["asked"] == "trace: words; min_confidence: 0.5"


@pytest.mark.parametrize("bare", BARE)
def test_the_heads_are_there_even_where_there_is_no_line(bare):
    (head, *_) = csv.reader(io.StringIO(report.render(BARE[bare], "csv"), newline=""))
    assert head in COLUMNS.values()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_odd_names_keep_every_line_whole(kind, name):
    for row in rows(MAKERS[kind](NAMES[name], REVIEW), MANIFEST):
        assert list(row) == COLUMNS[kind]
        assert None not in row.values()


@given(name=st.sampled_from("=+-@\t\r\n＝＋－＠") | st.text(max_size=20), rest=st.text(max_size=20))
@settings(max_examples=80, deadline=None)
def test_no_cell_is_one_that_a_spreadsheet_runs(name, rest):
    for make in MAKERS.values():
        for row in rows(make(name + rest, REVIEW)):
            for head, cell in row.items():
                number = head in ("confidence", "lag_seconds", "score", "start", "end")
                assert number or not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("kind", MAKERS)
def test_what_a_person_decided_stands_beside_it(kind):
    decided = [row for row in rows(MAKERS[kind]("a", REVIEW)) if row["review"]]
    assert decided
    assert {(row["review"], row["reviewed_by"]) for row in decided} == {("rejected: Vesta", "Ida Holm")}


def test_an_article_in_the_chain_without_an_edge_has_no_parent(chain):
    assert {row["parent"] for row in rows(replace(chain, edges=()))} == {""}
