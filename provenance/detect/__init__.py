"""Attributions: who said what, as spans of the text. `DETECTORS` holds every way to find them, by name."""

from __future__ import annotations

from collections.abc import Callable

from provenance.detect.rules import detect
from provenance.model import Article, Attribution

__all__ = ["DETECTORS", "Detector", "detect"]

Detector = Callable[[Article], list[Attribution]]
DETECTORS: dict[str, Detector] = {"rules": detect}
