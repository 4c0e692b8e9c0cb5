"""Which of two articles came first, as far as their dates tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from provenance.model import Article

__all__ = ["chance_before", "lag"]


def chance_before(first: Article, second: Article) -> float:
    """The chance, 0 to 1, that `first` was published before `second`; one half where either has no date.

    A date means any instant of its interval, each as likely as the next.
    """
    one, other = first.dated, second.dated
    if one is None or other is None:
        return 0.5
    (a, b), (c, d) = one, other
    return (_passed(a, b, d) - _passed(a, b, c)) / (d - c).total_seconds()


def _passed(start: datetime, end: datetime, until: datetime) -> float:
    """Seconds up to an instant, each counted by the share of [start, end) that has then passed."""
    width = (end - start).total_seconds()
    inside = min(max((until - start).total_seconds(), 0.0), width)
    return inside * inside / (2 * width) + max(0.0, (until - end).total_seconds())


def lag(parent: Article, child: Article) -> timedelta | None:
    """Time from one article to the other, None where their dates do not say which came first."""
    one, other = parent.dated, child.dated
    if one is None or other is None or one[1] > other[0]:
        return None
    return child.published.at - parent.published.at if child.published and parent.published else None
