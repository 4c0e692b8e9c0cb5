"""Choosing everyone's parent at once."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from provenance.chain.arborescence import best_parents

graphs = st.dictionaries(
    st.sampled_from("abcde"), st.dictionaries(st.sampled_from("abcde"), st.integers(-2, 9), max_size=4), max_size=5
)


def has_circle(parents: dict[str, str]) -> bool:
    for start in parents:
        seen, node = set(), start
        while node in parents and node not in seen:
            seen.add(node)
            node = parents[node]
        if node in seen:
            return True
    return False


def best_by_trying_all(choices) -> float:
    options = [[None, *(parent for parent in of if parent != child)] for child, of in choices.items()]
    best = 0
    for picked in itertools.product(*options):
        parents = {child: parent for child, parent in zip(choices, picked, strict=True) if parent}
        if not has_circle(parents):
            best = max(best, sum(choices[child][parent] for child, parent in parents.items()))
    return best


@given(graphs)
def test_no_other_choice_without_a_circle_gains_more(choices):
    found = best_parents(choices)
    assert not has_circle(found)
    assert sum(choices[child][parent] for child, parent in found.items()) == best_by_trying_all(choices)


def test_of_two_that_each_could_be_the_other_s_parent_the_better_arc_is_kept():
    assert best_parents({"a": {"b": 3.0}, "b": {"a": 4.0}}) == {"b": "a"}


def test_circles_inside_circles_are_opened_again():
    choices = {"a": {"b": 9}, "b": {"a": 9, "c": 1}, "c": {"d": 9, "b": 2}, "d": {"c": 9, "e": 3}}
    assert best_parents(choices) == {"a": "b", "b": "c", "c": "d", "d": "e"}


def test_what_gains_nothing_is_not_taken_and_nothing_gives_nothing():
    assert best_parents({"a": {"b": 0.0, "c": -1.0}}) == {}
    assert best_parents({}) == {}


def test_two_hundred_that_are_all_alike_have_one_first():
    everyone = {str(n): {str(m): 1.0 for m in range(max(0, n - 6), min(200, n + 6))} for n in range(200)}
    assert len(best_parents(everyone)) == 199
