"""A figure of an audit as something to draw: a share, the interval it may lie in, and the published share beside it."""

from __future__ import annotations

import re

from provenance.model import Metric
from provenance.report.wording import percent

__all__ = ["between", "is_share", "published"]

# A baseline that begins with a share was measured the same way; "another measure: 30 % …" does not.
_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")


def is_share(metric: Metric) -> bool:
    """Whether the figure is a share of its N, from 0 to 1."""
    return isinstance(metric.value, float) and 0 <= metric.value <= 1


def published(metric: Metric) -> float | None:
    """The published share that a share can be compared with, from 0 to 1; None where there is none."""
    found = _SHARE.match(metric.baseline or "")
    return float(found.group(1)) / 100 if found and is_share(metric) else None


def between(interval: tuple[float, float]) -> str:
    """The two ends of an interval of shares.

    >>> between((0.25, 0.801))
    '25 % to 80 %'
    """
    low, high = interval
    return f"{percent(low)} to {percent(high)}"
