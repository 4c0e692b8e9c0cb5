"""Independent origins, counted by hand over stories of a few articles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.audit import audit
from provenance.audit.origins import origins
from provenance.model import Article, Edge, Evidence, Lineage, Outlet


def article(name: str, outlet: str | None = None) -> Article:
    return Article(name, f"Text of {name}.", outlet=Outlet((outlet or name).casefold(), outlet or name))


def lineage(one: Article, parent: Article | None = None, *edges: Edge, beside: tuple[Evidence, ...] = ()) -> Lineage:
    return Lineage(one, parent, None, (), 0.9, (), False, False, False, edges, beside=beside)


@pytest.fixture
def four():
    return [article(name) for name in ("Wire", "Echo", "Tide", "Post")]


def test_a_copy_is_no_second_origin(four):
    wire, echo, tide, post = four
    assert origins([lineage(wire), lineage(echo, wire), lineage(tide, echo), lineage(post)]) == 2


def test_two_that_credit_the_same_unseen_outlet_are_one(four):
    _, echo, tide, post = four
    credit = [Edge(one.version, None, "stated", 0.6, "Radio Sorrel") for one in (echo, tide)]
    assert origins([lineage(echo, None, credit[0]), lineage(tide, None, credit[1]), lineage(post)]) == 2


def test_a_credit_joins_to_the_credited_outlets_article(four):
    wire, echo, *_ = four
    assert origins([lineage(wire), lineage(echo, None, Edge(echo.version, None, "wire", 0.6, "Wire"))]) == 1


def test_shared_prose_is_one_origin_and_shared_words_alone_are_not(four):
    wire, echo, *_ = four
    assert origins([lineage(wire), lineage(echo, beside=(Evidence(wire.version, ()),))]) == 1
    assert origins([lineage(wire), lineage(echo, None, Edge(echo.version, wire.version, "observed", 0.2, "Wire"))]) == 2


def test_an_outlet_does_not_bear_itself_out():
    assert origins([lineage(article("a", "Echo")), lineage(article("b", "Echo"))]) == 1
    nameless = [replace(article(name), outlet=None) for name in "ab"]
    assert origins(map(lineage, nameless)) == 2


def test_the_figure_is_of_the_articles_that_share_words_and_none_where_one_outlet_speaks(draft, four):
    wire, echo, tide, _ = four
    own = lineage(echo, wire)
    reading = draft(echo.text, id="Echo", outlet=echo.outlet).reading

    def figure(name, *story, **fields):
        found = audit(reading, replace(own, **fields), story=story).metrics
        return next(metric for metric in found if metric.name == name)

    found = figure("independent_origins", lineage(wire), own, lineage(tide))
    assert (found.value, found.n) == (2, 3)  # the wire and its copy; the Tide
    assert figure("independent_origins", own).value is None
    assert figure("independent_origins").value is None
    assert (figure("circular", circular=True).value, figure("circular").value) == (True, False)


def test_the_figures_count_articles_and_credits(draft, four):
    wire, echo, *_ = four
    own = replace(lineage(echo, wire), credited=("Wire", "Tide"))
    reading = draft(echo.text, id="Echo", outlet=echo.outlet).reading
    found = {one.name: one for one in audit(reading, own, story=[lineage(wire), own]).metrics}
    assert (found["independent_origins"].value, found["independent_origins"].n) == (1, 2)
    assert (found["circular"].value, found["circular"].n) == (False, 2)
