"""The articles that another may have been taken from, weighed against each other."""

from __future__ import annotations

from typing import Any

import pytest

from provenance.chain.credits import Credit
from provenance.chain.origin import Candidate, candidates
from provenance.chain.reuse import bodies, reuses
from provenance.model import Outlet


def found(corpus: Any) -> dict[str, list[Candidate]]:
    """Candidates of every article, by the name it was added as; nobody credits or links to anybody."""
    known = bodies(corpus.readings, corpus.passages)
    nobody: dict[str, tuple[Credit, ...]] = dict.fromkeys(known, ())
    nowhere: dict[str, frozenset[str]] = dict.fromkeys(known, frozenset())
    made = candidates(known, reuses(known, corpus.matches), nobody, nowhere)
    return {corpus.name(child): some for child, some in made.items()}


def test_the_likeliest_comes_first_and_stays_where_many_more_are_possible(corpus, prose):
    names = [f"part{n}" for n in range(9)]
    for name in names[:5]:
        corpus.add(name, *prose[:4], at="2024-05-01T08:00")
    corpus.add("whole", *prose, at="2024-05-01T08:00")
    for name in names[5:]:
        corpus.add(name, *prose[:4], at="2024-05-01T08:00")
    corpus.add("copy", *prose, at="2024-05-01T10:00")
    some = found(corpus)["copy"]
    assert corpus.name(some[0].parent) == "whole"
    assert len(some) == 8
    assert [one.chance for one in some] == sorted((one.chance for one in some), reverse=True)
    assert sum(one.chance for one in some) > 0.999


def test_of_two_parents_the_one_that_less_was_dropped_from_is_likelier(corpus, prose):
    corpus.add("long", *prose, at="2024-05-01T08:00")
    corpus.add("short", *prose[:4], at="2024-05-01T08:00")
    corpus.add("copy", *prose[:3], at="2024-05-01T10:00")
    first, second = found(corpus)["copy"]
    assert [corpus.name(one.parent) for one in (first, second)] == ["short", "long"]
    assert first.gain > second.gain


@pytest.mark.parametrize("at", ["first", "second"])
def test_of_two_like_parents_a_news_agency_is_likelier(corpus, prose, at):
    agency = Outlet("wire", "Wire", kind="news-agency")
    for name in ("first", "second"):
        corpus.add(name, *prose, at="2024-05-01T08:00", outlet=agency if name == at else None)
    corpus.add("copy", *prose[:4], at="2024-05-01T10:00")
    first, second = found(corpus)["copy"]
    assert corpus.name(first.parent) == at
    assert first.chance > second.chance
