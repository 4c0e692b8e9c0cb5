"""Lists of rows as text, JSONL, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lexicon
from provenance.errors import InputError
from provenance.model import Article, Disagreement, Lineage, Span
from provenance.report import tables

ROWS: list[tables.Row] = [{"name": "Anna", "said": 3, "by": ["A", "B"]}, {"name": "Per", "said": None, "by": []}]


def test_text_is_aligned_and_lists_are_joined():
    assert tables.render(ROWS, "text", empty="nobody").splitlines() == [
        "name  said  by",
        "----  ----  ----",
        "Anna  3     A, B",
        "Per",
    ]


def test_where_there_is_nothing_text_says_so_and_the_others_are_empty():
    assert tables.render([], "text", empty="nobody") == "nobody"
    assert tables.render([], "jsonl", empty="nobody") == tables.render([], "csv", empty="nobody") == ""


@given(st.lists(st.fixed_dictionaries({"a": st.text(max_size=20), "b": st.integers() | st.none()}), max_size=5))
def test_jsonl_comes_back_as_it_went_in(rows):
    assert [json.loads(line) for line in tables.dump(rows, "jsonl").decode().split("\n") if line] == rows


def unmarked(cell: str) -> str:
    """A cell as it was before it was marked: the rule of docs/reference/formats.md."""
    cell = re.sub(r"^'(?='*[\t\r\n])", "", cell)
    return re.sub(r"(^|[;\t\r\n])'(?='*[ \xa0\"]*[=+\-@＝＋－＠])", r"\1", cell)


@given(
    st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"])) | st.text("a=+;'\"\t\n \xa0＠")
)
def test_csv_comes_back_by_the_rule_for_marks(words):
    ((cell,),) = list(csv.reader(io.StringIO(tables.dump([{"a": words + "x"}], "csv").decode(), newline="")))[1:]
    assert unmarked(cell) == words + "x"


@given(st.text(alphabet="a\r\n\"',=", max_size=9))
def test_no_character_of_a_cell_ends_its_line(words):
    table = list(csv.reader(io.StringIO(tables.dump([{"a": words, "b": 1}], "csv").decode(), newline=""), strict=True))
    assert [len(line) for line in table] == [2, 2]


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        *(("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"), (" =1", "' =1")),
        *(("\t=1", "'\t'=1"), ("\r=1", "'\n'=1"), ("a;=1", "a;'=1"), ("a\n- b", "a\n'- b"), ("'=1", "''=1")),
        *(('a;"=1', "a;'\"=1"), ("a-b; c=d", "a-b; c=d"), ("it's", "it's")),
    ],
)
def test_a_spreadsheet_never_takes_a_cell_for_a_formula_wherever_it_parts_cells(formula, cell):
    ((made,),) = list(csv.reader(io.StringIO(tables.dump([{"a": formula}], "csv").decode(), newline="")))[1:]
    assert made == cell


def test_a_number_is_no_formula():
    assert tables.dump([{"a": -3.5}], "csv").decode() == "a\n-3.5\n"


def test_control_characters_never_reach_the_terminal():
    assert "\x1b" not in tables.render([{"a": "\x1b[31mred"}], "text", empty="")


def test_parquet_without_its_extra_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"news-provenance\[parquet\]"):
        tables.dump(ROWS, "parquet")


def test_a_lineage_for_people_names_outlets_and_what_is_odd():
    article = Article(id="a", text="Words.", outlet=lexicon.outlet_by_id("coastline-today"))
    lineage = Lineage(article, None, "Meridian Wire", ("observed",), 0.914, (), True, False, False)
    row = tables.kinship_row(lineage)
    assert list(row.values()) == ["Coastline Today", "", "Meridian Wire", "observed", "0.91", "credit gap"]


def test_a_lineage_for_people_notes_doubtful_credits_and_ties():
    article = Article(id="a", text="Words.")
    doubt = Disagreement("Vesta", "Meridian Wire", later=False)
    lineage = Lineage(
        article,
        None,
        "Meridian Wire",
        (),
        0.5,
        ("Vesta",),
        False,
        False,
        False,
        disagreements=(doubt,),
        ties=(article,),
    )
    assert tables.kinship_row(lineage)["note"] == "doubtful credit, tie"


def test_a_found_article_shows_the_piece_that_was_found():
    row = tables.found_row(Article(id="a", text="One. Two.", name="notes.txt"), Span(5, 9))
    assert (row["text"], row["where"], row["published"]) == ("Two.", "notes.txt", None)


def test_a_found_article_reads_as_a_block_of_title_place_and_words():
    article = Article(id="a", text="One. Two\x1b.", title="Pier", name="notes.txt")
    block = tables.found_block(tables.found_row(article, Span(0, 10)))
    assert [line.strip() for line in block.splitlines()] == ["Pier", "notes.txt", "One. Two␛."]
