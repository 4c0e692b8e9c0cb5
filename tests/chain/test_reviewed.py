"""Parents and links as people left them win over what the words tell."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from provenance.chain import lineages, settled
from provenance.model import Decision, Lineage, Outlet, Review

NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


@pytest.fixture
def family(corpus: Any, prose: Any) -> Any:
    """The gazette's story, a copy of it that names it, a copy of both."""
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose, outlet=gazette, at="2024-05-01T08:00")
    credit = "All of it was reported by The Gazette."
    corpus.add("courier", *prose[:5], credit, at="2024-05-01T10:00", named=[("The Gazette", gazette, "cited")])
    corpus.add("mirror", *prose[:4], at="2024-05-01T12:00")
    corpus.add("stranger", "Nothing of this story is told in this article about the weather.", at="2024-05-02T12:00")
    return corpus


def version(corpus: Any, name: str) -> str:
    found: str = next(reading.article.version for reading in corpus.readings if reading.article.id == name)
    return found


def about(corpus: Any, child: str, parent: str | None, verdict: Any, label: str | None = None) -> Decision:
    former = version(corpus, parent) if parent else ""
    known = [reading.article.id for reading in corpus.readings]
    other = label if label in known else None if label else parent
    review = Review("parent", (version(corpus, child), former), verdict, "Ada", NOON, label=label)
    return Decision(0, review, child, other)


def told(corpus: Any, *decisions: Decision) -> dict[str, Lineage]:
    found = lineages(corpus.readings, corpus.passages, corpus.matches, decisions)
    return {one.article.id: one for one in found}


def parent_of(lineage: Lineage) -> str | None:
    return lineage.parent.id if lineage.parent else None


def test_a_rejected_parent_is_never_chosen_and_the_next_best_is(family):
    before = told(family)["mirror"]
    first = parent_of(before)
    assert first is not None
    assert first in ("gazette", "courier")
    second = "courier" if first == "gazette" else "gazette"
    after = told(family, about(family, "mirror", first, "rejected"))["mirror"]
    assert parent_of(after) == second
    assert after.review is None
    assert {edge.parent for edge in after.rejected} == {version(family, first)}
    assert version(family, first) not in {edge.parent for edge in after.edges}
    both = [about(family, "mirror", name, "rejected") for name in ("gazette", "courier")]
    assert parent_of(told(family, *both)["mirror"]) is None


def test_rejected_edges_keep_their_words_and_say_who_rejected_them(family):
    found = told(family, about(family, "courier", "gazette", "rejected"))["courier"]
    assert [edge.kind for edge in found.rejected] == ["stated", "observed"]
    assert all(edge.review and edge.review.by == "Ada" and edge.confidence == 0 for edge in found.rejected)
    assert all(edge.evidence for edge in found.rejected)
    assert found.credited == ("The Gazette",)


def test_an_accepted_parent_is_chosen_whatever_the_score(family):
    found = told(family, about(family, "mirror", "stranger", "accepted"))["mirror"]
    assert parent_of(found) == "stranger"
    assert (found.basis, found.confidence) == ((), 0.0)
    assert found.review is not None
    assert [edge.review for edge in found.edges if edge.parent == version(family, "stranger")] == [found.review]
    assert found.ties == ()


def test_an_accepted_parent_keeps_the_confidence_that_its_words_gave_it(family):
    before = told(family)["courier"]
    after = told(family, about(family, "courier", "gazette", "accepted"))["courier"]
    assert (after.confidence, after.basis) == (before.confidence, before.basis)
    assert after.review is not None


def test_the_parent_that_was_named_takes_the_place_of_the_one_that_was_found(family):
    first = parent_of(told(family)["mirror"])
    assert first is not None
    found = told(family, about(family, "mirror", first, "relabelled", label="stranger"))["mirror"]
    assert parent_of(found) == "stranger"
    assert {edge.parent for edge in found.rejected} == {version(family, first)}


def test_a_parent_outside_the_corpus_leaves_none_inside(family):
    first = parent_of(told(family)["mirror"])
    found = told(family, about(family, "mirror", first, "relabelled", label="Radio Sorrel"))["mirror"]
    assert (found.parent, found.parent_outlet, found.origin_outside_corpus) == (None, "Radio Sorrel", True)


def test_later_decisions_win_over_earlier_ones(family):
    accepted = about(family, "mirror", "stranger", "accepted")
    rejected = about(family, "mirror", "stranger", "rejected")
    assert parent_of(told(family, accepted, rejected)["mirror"]) != "stranger"
    assert parent_of(told(family, rejected, accepted)["mirror"]) == "stranger"


def test_two_accepted_parents_that_form_a_circle_leave_one(family):
    some = [about(family, "gazette", "mirror", "accepted"), about(family, "mirror", "gazette", "accepted")]
    found = told(family, *some)
    assert sum(parent_of(found[name]) is not None for name in ("gazette", "mirror")) == 1


def linked(corpus: Any, one: str, other: str, verdict: Any, at: int = 0) -> Decision:
    """A decision about the match of two articles that comes `at` that place."""
    known = {passage.id: passage for passage in corpus.passages}
    ends = {version(corpus, one), version(corpus, other)}
    some = [match for match in corpus.matches if {known[match.a].article, known[match.b].article} == ends]
    first, second = sorted((known[some[at].a], known[some[at].b]), key=lambda passage: passage.id)
    review = Review("link", (first.id, second.id), verdict, "Ada", NOON)
    names = [corpus.name(passage.article) for passage in (first, second)]
    return Decision(0, review, names[0], names[1], passages=(first, second))


def test_a_rejected_link_tells_nothing_any_more_and_is_shown_from_the_later_to_the_earlier(family):
    before = told(family)["courier"]
    found = told(family, linked(family, "courier", "gazette", "rejected"))["courier"]

    def words(lineage: Lineage) -> int:
        return sum(len(one.spans) for edge in lineage.edges if edge.kind == "observed" for one in edge.evidence)

    assert words(found) == words(before) - 2
    (edge,) = found.rejected
    assert (edge.child, edge.parent) == (version(family, "courier"), version(family, "gazette"))
    assert edge.review is not None


def test_with_all_links_rejected_nothing_was_observed(family):
    some = [linked(family, "mirror", name, "rejected", at) for name in ("gazette", "courier") for at in range(4)]
    found = told(family, *some)["mirror"]
    assert found.parent is None
    assert found.edges == ()
    assert len({edge.review.subject for edge in found.rejected if edge.review}) == 8


def test_an_accepted_link_is_shown_on_the_edge_that_rests_on_it(family):
    found = told(family, linked(family, "courier", "gazette", "accepted"))["courier"]
    assert [edge.kind for edge in found.edges if edge.review] == ["observed"]


def test_a_quote_goes_with_its_sentence_and_a_sentence_not_with_a_few_words_of_it(corpus, prose):
    said = (
        "“The hull was cracked for eleven weeks,” said Anna Berg, who has run the harbour office of Norvik since May."
    )
    corpus.add("gazette", *prose, said, at="2024-05-01T08:00")
    corpus.add("courier", *prose[:5], said, at="2024-05-01T10:00")
    known = {passage.id: passage for passage in corpus.passages}

    def left(kind: str) -> set[str]:
        """The kinds of passages that still match after the one of this kind was rejected."""
        at = next(
            number
            for number, match in enumerate(corpus.matches)
            if known[match.a].kind == known[match.b].kind == kind and "cracked" in known[match.a].text
        )
        decision = linked(corpus, "courier", "gazette", "rejected", at)
        kept = settled(corpus.readings, corpus.passages, corpus.matches, [decision]).matches
        return {
            known[one.a].kind
            for one in kept
            if "cracked" in known[one.a].text and known[one.a].kind == known[one.b].kind
        }

    assert left("sentence") == set()
    assert left("quote") == {"sentence"}
