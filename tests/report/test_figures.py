from __future__ import annotations

import pytest

from provenance.model import Metric
from provenance.report.figures import is_share, published


@pytest.mark.parametrize(
    ("value", "baseline", "share"),
    [
        (0.5, "76 % named, 24 % unnamed (US, 2001, N = 2,496 stories)", 0.76),
        (0.5, "19.5% of stories", 0.195),
        (0.5, "another measure: 30 % of stories", None),
        (0.5, None, None),
        (4, "76 % named", None),
        ("4+", "76 % named", None),
        (None, "76 % named", None),
        (True, "20 % of stories", None),
    ],
)
def test_only_a_share_measured_the_same_way_stands_beside_ours(value, baseline, share):
    assert published(Metric("named_share", value, 7, "…", baseline)) == share


def test_a_count_is_no_share():
    assert not is_share(Metric("outlets", 1, 7, "…"))
    assert not is_share(Metric("delay", 2.5, 7, "…"))
    assert is_share(Metric("named_share", 1.0, 7, "…"))
