"""What was joined hangs together, whatever the order, and nothing else does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provenance.groups import Groups

pairs = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20)


@given(pairs)
def test_two_are_of_one_group_exactly_where_a_way_leads_from_one_to_the_other(joined):
    groups = Groups[int]()
    for one, other in joined:
        groups.join(one, other)
    for start in range(13):
        reached, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for a, b in joined:
                for there in {a: [b], b: [a]}.get(here, []) if a != b else []:
                    if there not in reached:
                        reached.add(there)
                        waiting.append(there)
        assert {one for one in range(13) if groups.of(one) == groups.of(start)} == reached


def test_a_long_row_of_joins_is_walked_without_deep_calls():
    groups = Groups[int]()
    for one in range(100_000):
        groups.join(one, one + 1)
    assert groups.of(0) == groups.of(100_000)
