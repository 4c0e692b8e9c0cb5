import pytest

from tests.bench.factcheck import average_precision


@pytest.mark.parametrize(
    ("found", "right", "score"),
    [("abc", "a", 1), ("abc", "b", 0.5), ("bca", "ab", (1 + 2 / 3) / 2), ("abcdef", "f", 0), ("", "a", 0)],
)
def test_a_right_claim_counts_for_the_share_right_down_to_it(found, right, score):
    assert average_precision(found, right) == pytest.approx(score)
