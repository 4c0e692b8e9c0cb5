from __future__ import annotations

import pytest

from provenance.report import pairs


@pytest.mark.parametrize(
    ("kind", "said"), [("verbatim", "verbatim"), ("contained", "edited"), ("reworded", "reworded")]
)
def test_a_match_row_speaks_of_three_kinds(kind, said):
    row = pairs.match_row("a", "b", 91.2345, kind)
    assert row == {"a": "a", "b": "b", "score": 91.23, "kind": said}
