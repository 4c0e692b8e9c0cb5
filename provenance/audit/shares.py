"""Figures that are shares: part, whole, and the interval that follows from both."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass

from provenance.audit.interval import wilson
from provenance.model import Claim, Metric, Spans

__all__ = ["What", "contents", "ratio", "share"]


@dataclass(frozen=True, slots=True)
class What:
    """What a figure is: its name, its definition, and the published value that stands beside it."""

    name: str
    definition: str
    baseline: str | None = None


def ratio(part: float, whole: float) -> float | None:
    """The share, to four decimals; None of nothing."""
    return round(part / whole, 4) if whole else None


def share(what: What, part: Sized, whole: Sized, evidence: Spans = (), caveat: str | None = None) -> Metric:
    """The share of `part` in `whole`, with its 95 % interval; N is the whole."""
    few, all_of_them = len(part), len(whole)
    return Metric(
        what.name,
        ratio(few, all_of_them),
        all_of_them,
        what.definition,
        what.baseline,
        evidence,
        wilson(few, all_of_them),
        caveat,
    )


def contents(claims: tuple[Claim, ...]) -> Spans:
    """The words that claims attribute."""
    return tuple(span for claim in claims for span in claim.attribution.content)
