"""What an article states: attributions, who their sources are, the outlets it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from provenance.model.article import Article, Outlet
from provenance.model.reviewing import Review
from provenance.model.spans import Span, Spans

__all__ = ["Attribution", "AttributionKind", "Claim", "OutletMention", "Reading", "Role", "Source", "SourceClass"]

AttributionKind = Literal["direct", "indirect", "mixed"]


SourceClass = Literal[
    "named-person",
    "unnamed-person",
    "named-organisation",
    "outlet",
    "document",
    "group",
    "self",
    "none",
]


Role = Literal["cited", "poll", "venue", "wire", "own", "mention", "credit"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A relation found in the text: who (`source`), the words that signal it (`cue`), what (`content`).

    PARC / PolNeAR's definition. Each part is a tuple of spans, for a quote can be split by "…," he said, "…".
    An absent source is `()`. `anaphoric` content ("His statements") only points: `antecedent` is what it points at.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: AttributionKind
    confidence: float
    floating: bool = False
    """a quoted sentence with no speaker of its own, inheriting the one before"""
    anaphoric: bool = False
    antecedent: Spans = ()


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet named in the text, and what it is there for."""

    span: Span
    role: Role
    outlet: Outlet | None
    """None where the name could not be resolved to one record: not knowing is data"""
    name: str
    """canonical name where resolved, else the words of the text"""
    confidence: float
    claim: Span | None = None
    chain: tuple[str, ...] = ()
    """from the first speaker to the outlet nearest the reader; empty where there is one step only"""


@dataclass(frozen=True, slots=True)
class Source:
    """Who a source span stands for, after reading the whole article."""

    kind: SourceClass
    referent: str | None = None
    """full canonical name, or None where there is none (generic groups, unnamed people)"""
    anonymous: bool = False
    anonymous_descriptor: str | None = None
    anonymity_reason: str | None = None
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with its source resolved, and the outlets it came through."""

    id: str
    attribution: Attribution
    source: Source
    ways: tuple[tuple[OutletMention, ...], ...] = ()
    """the ways it is said to have come, each from the outlet nearest the speaker to the one nearest the reader.

    Several ways stand beside one another: "Tass reported it" and "according to Akipress" are two ways of one step each.
    """
    declined_comment: bool = False
    review: Review | None = None
    """what a person decided about it"""

    @property
    def hops(self) -> tuple[tuple[str, ...], ...]:
        """For each way, the names from the speaker to the outlet nearest the reader; the article itself is left out.

        A source that stands inside the way ("Reuters, citing Tass, reported") keeps its place there.
        """
        speaker = self.source.referent
        chains = (tuple(dict.fromkeys(mention.name for mention in way)) for way in self.ways or ((),))
        led = (chain if speaker is None or speaker in chain else (speaker, *chain) for chain in chains)
        return tuple(dict.fromkeys(chain for chain in led if chain))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article states: its claims and the outlets it names."""

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[OutletMention, ...]
    rejected: tuple[Claim, ...] = ()
    """claims that a person found wrong: shown, and counted nowhere"""
