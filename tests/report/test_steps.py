from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Chain
from provenance.report.steps import excerpt, steps
from tests.report.invented import long_chain


def words(side, differs):
    return [text for new, text in side.pieces if new is differs]


def test_each_pair_is_one_step_with_all_that_ties_it(chain):
    taken = steps(chain)
    pairs = [(one.child.seen.article.id, one.parent.seen.article.id if one.parent else None) for one in taken]
    assert pairs == [("a0", None), ("a1", "a0"), ("a2", "a1"), ("a3", "a2")]
    assert [one.number for one in taken] == [1, 2, 3, 4]
    assert [[number for number, _ in one.edges] for one in taken] == [[1], [2, 3], [4], [5]]
    assert [one.giver for one in taken] == ["Vesta", "NorPress", "The Ledger", "City Daily"]


def test_words_that_the_other_text_lacks_are_marked_in_each(chain):
    trimmed, reworded = steps(chain)[2:]
    assert words(trimmed.parent, True) == ["and we chose to wait"]
    assert words(trimmed.child, True) == []
    assert words(reworded.parent, True) == ["We"]
    assert words(reworded.child, True) == ["They"]


def test_both_texts_stand_whole_in_their_surroundings(chain):
    for step in steps(chain):
        for side in (step.child, step.parent):
            if side:
                text = side.seen.article.text
                assert "".join(part for _, part in side.pieces) == side.seen.passage.text
                assert text[side.around.start : side.around.end] == side.seen.passage.text
                assert side.around.after.startswith(",” the minister said.")


def test_a_change_without_an_edge_is_a_step_too(chain):
    taken = steps(replace(chain, edges=()))
    assert [(one.drift is not None, one.edges) for one in taken] == [(True, ()), (True, ())]


def test_a_change_of_passages_that_are_not_shown_is_left_out(chain):
    assert steps(replace(chain, edges=(), appearances=chain.appearances[:2])) == ()
    assert steps(Chain("nothing", ())) == ()


def test_an_edge_to_an_article_outside_the_trace_names_its_outlet(chain):
    outside = replace(chain.edges[1], parent="not shown")
    (step,) = steps(replace(chain, edges=(outside,), drift=()))
    assert (step.parent, step.giver) == (None, "NorPress")


def test_a_long_chain_shows_less_around_each_text():
    long, short = (max(len(one.child.around.after) for one in steps(long_chain(count))) for count in (80, 10))
    assert long < short


@given(st.text(alphabet="ab \n", max_size=80), st.integers(0, 80), st.integers(0, 40), st.integers(0, 30))
def test_an_excerpt_is_cut_from_the_text(text, start, size, around):
    start = min(start, len(text))
    end = min(start + size, len(text))
    made = excerpt(text, start, end, around)
    line = text.replace("\n", " ")
    assert line[:start].endswith(made.before.removeprefix("… "))
    assert line[end:].startswith(made.after.removesuffix(" …"))
    assert (made.start, made.end) == (start, end)
    assert len(made.before) <= around + 2
