"""What we infer: passages that match, edges between articles, and the chains they make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from provenance.model.article import Article
from provenance.model.reviewing import Review
from provenance.model.spans import Span, Spans

__all__ = [
    "Answer",
    "Appearance",
    "Chain",
    "Comparison",
    "Disagreement",
    "Drift",
    "Edge",
    "EdgeKind",
    "Evidence",
    "Lineage",
    "Match",
    "MatchKind",
    "Passage",
    "PassageKind",
]

PassageKind = Literal["quote", "content", "sentence"]


MatchKind = Literal["verbatim", "edited", "contained", "reworded"]


EdgeKind = Literal["stated", "observed", "hyperlink", "wire"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A linkable piece of an article: a quote, the content of a claim, or a plain sentence."""

    id: str
    article: str
    """version of the article it stands in"""
    kind: PassageKind
    spans: Spans
    text: str
    """the words of the spans, joined by " … " where the text goes on between them"""
    speaker: str | None = None
    claim: str | None = None
    """id of the claim whose words these are"""


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages with the same words; `a_span` and `b_span` are what was aligned, in each passage's own text."""

    a: str
    b: str
    score: float
    """0 to 100"""
    kind: MatchKind
    a_span: Span
    b_span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts share words; `a_span` and `b_span` are what was aligned, in each text."""

    score: float
    """0 to 100"""
    kind: MatchKind
    a_span: Span
    b_span: Span
    weight: float
    """what the shared words tell: the sum of their rarities"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Two texts given by their ids, of which one was asked for in the other's company.

    `confidence` is None where they carry the same words; where they may say the same in others it is the share of such
    findings that were right where it was measured, and `score` tells how much of what the words tell is shared.
    """

    a: str
    b: str
    score: float
    """0 to 100"""
    kind: MatchKind
    confidence: float | None
    a_spans: Spans
    b_spans: Spans
    """the shared words, in each text"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in one article version on which something rests."""

    article: str
    spans: Spans
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One article took from another: what it rests on decides `kind`.

    stated: the child's text names the outlet.  observed: the text was reused.  hyperlink: the child links to it.
    wire: the child carries the outlet's dateline or credit.  `parent` is None where the outlet's own article is not
    in the corpus; `parent_outlet` is then all we know.
    """

    child: str
    parent: str | None
    kind: EdgeKind
    confidence: float
    parent_outlet: str | None = None
    lag: timedelta | None = None
    evidence: tuple[Evidence, ...] = ()
    review: Review | None = None
    """what a person decided about it"""


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between a passage and the one it was taken from."""

    parent: str
    child: str
    """passage ids"""
    changes: tuple[str, ...]
    """of: trimmed, extended, substituted, speaker_changed, hedge_lost, number_changed"""
    diff: tuple[tuple[Literal["same", "removed", "added"], str], ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One occurrence of the traced words, in one article."""

    passage: Passage
    article: Article
    score: float
    kind: MatchKind


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the traced words were seen, in time order, and who took them from whom."""

    query: str
    appearances: tuple[Appearance, ...]
    edges: tuple[Edge, ...] = ()
    drift: tuple[Drift, ...] = ()
    earliest: tuple[str, ...] = ()
    """article versions earliest seen in this corpus; more than one is a tie that time cannot break"""
    missing: tuple[str, ...] = ()
    """names of outlets that are cited for it and whose own article is not in the corpus"""
    independent_origins: int = 0
    circular: bool = False
    order_known: bool = True
    near_misses: tuple[Appearance, ...] = ()
    rejected: tuple[Edge, ...] = ()
    """edges that a person found wrong: shown, and counted nowhere"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A credit for the story that the words or the dates speak against: stated and observed disagree."""

    credited: str
    """the outlet that the text names"""
    parent_outlet: str | None
    """the outlet whose article it was taken from, None where none was found in the corpus"""
    later: bool
    """every article of the credited outlet came after this one"""
    evidence: tuple[Evidence, ...] = ()
    """the credit, the words taken, and where those stand in the parent"""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The most likely parent of one article, with every edge that speaks for it."""

    article: Article
    parent: Article | None
    parent_outlet: str | None
    basis: tuple[EdgeKind, ...]
    confidence: float
    credited: tuple[str, ...]
    credit_gap: bool
    circular: bool
    origin_outside_corpus: bool
    edges: tuple[Edge, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    ties: tuple[Article, ...] = ()
    """other articles about as likely to be its parent"""
    beside: tuple[Evidence, ...] = ()
    """words that it shares with an article from which it cannot have them, nor that from it: its own, then those"""
    review: Review | None = None
    """what a person decided about its parent"""
    rejected: tuple[Edge, ...] = ()
    """edges that a person found wrong: shown, and counted nowhere"""
