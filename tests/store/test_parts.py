"""What is digested of a version's rows: names and values, whatever engine they come from and in whatever order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from provenance.store.columns import tables
from provenance.store.parts import (
    CAPTURES,
    MATCHES,
    OF_PAGE,
    OF_READING,
    PAGES,
    REVIEWS,
    UNDONE,
    WAITING,
    match_element,
    seal,
    state,
)

CELL = st.none() | st.text(max_size=5)
LINKS = st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5), st.none() | st.integers(0, 9)), max_size=4)


def nobody(_: int) -> str:
    raise AssertionError("no outlet is asked for")


def links(found: list[tuple[str, str, int | None]], version: int = 3) -> list[tuple[object, ...]]:
    return [(version, at, href, anchor, place, place) for at, (href, anchor, place) in enumerate(found)]


def test_every_table_of_a_version_is_sealed_or_told_by_others():
    indexes = {"passage_ids", "passage_keys", "passages_to_index", "passages_superseded"}
    others = {"outlets", "seals", "alembic_version", CAPTURES, PAGES, MATCHES, WAITING, REVIEWS, UNDONE}
    assert {*OF_PAGE, *OF_READING} == tables().keys() - indexes - others


@given(LINKS, st.randoms())
def test_the_order_of_rows_and_the_number_of_their_version_count_for_nothing(found, chance: random.Random):
    rows = links(found)
    mixed = links(found, version=77)
    chance.shuffle(mixed)
    assert seal("links", "v", rows, nobody) == seal("links", "v", mixed, nobody)


@given(LINKS, LINKS)
def test_other_rows_have_another_seal(some, others):
    same = seal("links", "v", links(some), nobody) == seal("links", "v", links(others), nobody)
    assert same == (some == others)


def test_a_row_belongs_to_its_table_and_its_version():
    rows = links([("a", "b", None)])
    made = {seal(*one, rows, nobody) for one in (("links", "v"), ("links", "w"), ("authors", "v"))}
    assert len(made) == 3


def test_values_are_the_same_whichever_engine_they_come_from():
    def attribution(confidence: object, flag: object) -> list[tuple[object, ...]]:
        return [(1, 0, "c", "direct", confidence, flag, flag, "group", None, flag, None, None, None, flag, "", "", "")]

    made = {seal("attributions", "v", attribution(*one), nobody) for one in ((1, True), (1.0, 1), (1.0, True))}
    assert len(made) == 1
    assert state("v", True, "fast") == state("v", 1, "fast") != state("v", 0, "fast")
    assert match_element("a", "b", (100, "verbatim", 0)) == match_element("a", "b", (100.0, "verbatim", 0))


def test_an_outlet_counts_with_its_record_and_not_its_number():
    def credit(number: int) -> list[tuple[object, ...]]:
        return [(1, 0, number, "byline", None, None, "Meridian Wire")]

    records = {1: "r", 2: "r", 3: "s"}
    one, same, other = (seal("wire_credits", "v", credit(number), records.__getitem__) for number in records)
    assert one == same != other


def test_a_column_that_a_later_schema_adds_changes_no_seal_while_it_is_empty(monkeypatch):
    from provenance.store import parts

    rows = links([("a", "b", 4)])
    before = seal("links", "v", rows, nobody)
    later = (*parts._columns("links"), parts.Column(6, "rel", None))
    monkeypatch.setattr(parts, "_columns", lambda _: later)
    assert seal("links", "v", [(*row, None) for row in rows], nobody) == before
    assert seal("links", "v", [(*row, "nofollow") for row in rows], nobody) != before
