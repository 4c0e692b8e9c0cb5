"""What people decide about what the program found, and how a report was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from provenance.model.spans import Spans

__all__ = ["Manifest", "Review", "Subject", "Verdict"]

Subject = Literal["attribution", "link", "parent"]


Verdict = Literal["accepted", "rejected", "relabelled"]


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision about one finding; it outlives another reading or linking of the same texts.

    attribution: `subject` is the article version and the claim's id; `spans` are the words of its content (of its cue
    where it has none), by which it is known again when a detector draws its borders otherwise.
    link: the ids of two passages, the smaller first.  parent: the versions of an article and of its parent ("" where
    it had none); a label is the version of the true parent, or the name of an outlet that has no article here.
    """

    about: Subject
    subject: tuple[str, ...]
    verdict: Verdict
    by: str
    at: datetime
    label: str | None = None
    """what it is instead, where it was relabelled: the source's name, the kind of match, the true parent"""
    note: str = ""
    spans: Spans = ()
    source_class: str | None = None
    """the class of the source instead, where an attribution was relabelled; None leaves it to be told from the name"""


@dataclass(frozen=True, slots=True)
class Manifest:
    """How a report was made: enough to make it again, and to notice what has changed since."""

    version: str
    """of this program"""
    made: datetime
    asked: tuple[tuple[str, str], ...]
    """what was asked for, and with which options"""
    data: tuple[tuple[str, str], ...]
    """word lists and models by name, each with its digest, as `sha256:<hex>`"""
    corpus: str
    """digest of the versions of all articles that were looked at, as `sha256:<hex>`"""
    articles: int
    """how many those are"""
    reviews: int = 0
    """decisions of people that were there to count"""
    reviews_digest: str | None = None
    """of these, as `sha256:<hex>`; None where there are none"""
