"""One possible attribution, before it is known how likely it is."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.detect.tokens import Range

__all__ = ["Candidate"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution in token ranges; `word` and `shape` are what its precision is counted by."""

    word: str
    shape: str
    source: Range | None
    cue: Range
    content: tuple[Range, ...]
