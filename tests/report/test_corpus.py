"""A whole corpus summed up by outlet: who takes from whom, how often, how long after, and credited or not."""

from datetime import timedelta

import pytest

from provenance.model import Article, Edge, Lineage, Outlet
from provenance.report.corpus import Corpus, Matrix


def article(name: str, outlet: str) -> Article:
    return Article(name, name, outlet=Outlet(outlet.casefold(), outlet))


def taken(name: str, outlet: str, parent: Article, hours: float | None, *, gap: bool = False) -> Lineage:
    ours = article(name, outlet)
    lag = None if hours is None else timedelta(hours=hours)
    edges = (Edge(ours.version, parent.version, "observed", 0.9, lag=lag),)
    return Lineage(ours, parent, None, ("observed",), 0.9, (), gap, False, False, edges)


def left_alone(one: Article) -> Lineage:
    return Lineage(one, None, None, (), 0.0, (), False, False, False)


WIRE = article("w", "Wire")


@pytest.fixture
def corpus() -> Corpus:
    """The Echo takes three articles of the Wire, the Tide one of them; one of the Echo's own follows up another."""
    first = taken("e1", "Echo", WIRE, 2, gap=True)
    return Corpus(
        (
            left_alone(WIRE),
            first,
            taken("e2", "Echo", WIRE, 6),
            taken("e3", "Echo", WIRE, None),
            taken("t1", "Tide", WIRE, 1),
            taken("e4", "Echo", first.article, 1),
        )
    )


def test_the_median_lag_is_of_those_whose_order_is_known(corpus):
    found = {(one.child, one.parent): one for one in corpus.takes}
    assert set(found) == {("Echo", "Wire"), ("Tide", "Wire")}
    assert found["Echo", "Wire"].median_lag == timedelta(hours=4)
    assert (found["Echo", "Wire"].articles, found["Echo", "Wire"].credit_gaps) == (3, 1)


def test_the_matrix_has_a_row_for_who_takes_and_a_column_for_who_gives(corpus):
    assert corpus.matrix == Matrix(("Echo", "Tide"), ("Wire",), ((3,), (1,)))


def test_an_empty_corpus_has_an_empty_matrix():
    assert Corpus(()).takes == ()
    assert Corpus(()).matrix == Matrix((), (), ())
