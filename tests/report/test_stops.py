from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from provenance.model import Edge
from provenance.report.stops import ending, grounds, stops


def test_articles_stand_under_what_they_took_from(chain):
    laid = [(stop.depth, stop.name) for stop in stops(chain)]
    assert laid == [
        (0, "Vesta"),
        (1, "NorPress"),
        (2, "The Ledger"),
        (3, "City Daily"),
        (4, "outlet unknown"),
        (0, "Undated Weekly"),
    ]


def test_every_article_stands_once_even_in_a_circle(chain):
    first, second = (one.article.version for one in chain.appearances[:2])
    circular = replace(chain, edges=(*chain.edges, Edge(first, second, "stated", 1.0, "The Ledger")), circular=True)
    versions = [stop.article.version for stop in stops(circular) if stop.article]
    assert sorted(versions) == sorted({one.article.version for one in chain.appearances})


def test_both_grounds_of_a_step_are_kept_together(chain):
    ledger = next(stop for stop in stops(chain) if stop.name == "The Ledger")
    assert [edge.kind for edge in ledger.edges] == ["stated", "observed"]
    assert [grounds(edge) for edge in ledger.edges] == [
        "names NorPress as its source",
        "has the same words as NorPress, 1 h 30 min later",
    ]


def test_drift_stands_at_the_copy_that_changed(chain):
    changed = {stop.name: [drift.changes for drift in stop.drift] for stop in stops(chain) if stop.drift}
    assert changed == {"City Daily": [("trimmed",)], "outlet unknown": [("substituted", "speaker_changed")]}


def test_an_absent_outlet_that_the_chain_does_not_list_is_shown_all_the_same(chain):
    assert [stop.name for stop in stops(replace(chain, missing=())) if stop.article is None] == ["Vesta"]


def test_the_end_is_the_earliest_seen_and_never_the_origin(chain):
    said = ending(chain)
    assert said.startswith("Earliest seen in this corpus: NorPress.")
    assert "Vesta is cited for it and is not in this corpus, so the words may be older." in said
    assert "origin" not in said


def test_a_tie_is_said_to_be_a_tie(chain):
    tied = tuple(one.article.version for one in chain.appearances[:2])
    assert "a tie between NorPress and The Ledger" in ending(replace(chain, earliest=tied))


def test_an_unknown_order_is_said_to_be_unknown(chain):
    assert "cannot be said" in ending(replace(chain, order_known=False))


def test_nothing_seen_is_said_plainly(chain):
    empty = replace(chain, appearances=(), edges=(), drift=(), earliest=(), missing=())
    assert ending(empty) == "These words were not seen in this corpus."
    assert stops(empty) == ()


def test_a_chain_of_eighty_is_laid_out_without_recursion(chain):
    first = chain.appearances[0]
    seen = [replace(first, article=replace(first.article, id=f"n{n}", url=f"https://x.example/{n}")) for n in range(80)]
    edges = tuple(
        Edge(child.article.version, parent.article.version, "observed", 0.9) for parent, child in pairwise(seen)
    )
    laid = stops(replace(chain, appearances=tuple(seen), edges=edges, missing=(), drift=(), earliest=()))
    assert [stop.depth for stop in laid] == list(range(80))
