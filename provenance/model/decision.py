"""A review as it is kept: with what it was about, so that this is known again when the texts are read anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from provenance.model.article import Article
from provenance.model.linkage import Passage
from provenance.model.reviewing import Review
from provenance.model.sourcing import Claim

__all__ = ["Decision", "Listed", "Standing"]

Standing = Literal["counts", "kept", "replaced", "undone", "gone"]
"""counts: it is applied.  kept: it is, to a claim that no detector finds any more.  replaced: a later one counts.
undone: it was taken back.  gone: what it was about is not there any more."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A stored review. `number` counts up: of two about the same finding the higher one counts."""

    number: int
    review: Review
    article: str
    """id of the article it is about, the same for all its versions"""
    other: str | None = None
    """id of the other article, for a link and a parent"""
    words: tuple[str, ...] = ()
    """of an attribution the words of the review's spans, of a link those of both passages"""
    claim: Claim | None = None
    """the attribution as it was found when it was reviewed"""
    passages: tuple[Passage, ...] = ()
    """of a link, as they were when it was reviewed"""
    undone: tuple[str, datetime] | None = None
    """who took it back, and when"""


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision with what has become of it, and the articles it is about as they are now."""

    decision: Decision
    standing: Standing
    article: Article
    other: Article | None = None
