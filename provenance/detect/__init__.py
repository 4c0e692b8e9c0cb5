"""Attributions: who said what, as spans of the text. `DETECTORS` holds every way to find them, by name."""

from __future__ import annotations

from collections.abc import Callable

from provenance.detect import linear, network, rules
from provenance.detect.trained import found
from provenance.model import Article, Attribution

__all__ = ["DEFAULT", "DETECTORS", "Detector", "accurate", "detect", "fast"]

Detector = Callable[[Article], list[Attribution]]


def accurate(article: Article) -> list[Attribution]:
    """Who said what, as a small neural network reads it: about nine articles a second."""
    return found(article, network.tagged, "accurate")


def fast(article: Article) -> list[Attribution]:
    """Who said what, as a linear model reads it: for whole corpora."""
    return found(article, linear.tagged, "fast")


detect = rules.detect
DETECTORS: dict[str, Detector] = {"accurate": accurate, "fast": fast, "rules": rules.detect}
DEFAULT = "accurate"
"""the detector that is used where none is named"""
