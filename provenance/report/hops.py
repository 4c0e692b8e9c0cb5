"""The ways that words took to an article, as the article states them: speaker, outlets, this article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from provenance.model import Claim, Outlet, Reading, Span, Spans
from provenance.text import sentences

__all__ = ["THIS_ARTICLE", "Hop", "Path", "claim_paths", "paths"]

THIS_ARTICLE = "this article"


@dataclass(frozen=True, slots=True)
class Hop:
    """One stop on the way: a speaker, or an outlet with what is known of it."""

    name: str
    outlet: Outlet | None


@dataclass(frozen=True, slots=True)
class Path:
    """One way to this article, how many statements came by it, and the sentences that say so."""

    hops: tuple[Hop, ...]
    statements: int
    evidence: Spans

    @property
    def names(self) -> tuple[str, ...]:
        """The stops by name, this article the last."""
        return (*(hop.name for hop in self.hops), THIS_ARTICLE)


def claim_paths(claim: Claim, text: str) -> tuple[tuple[Hop, ...], ...]:
    """The stops of each way that one claim came, from the speaker on, without this article."""
    return tuple(dict.fromkeys(hops for hops, _ in _ways(claim, text)))


def paths(reading: Reading) -> tuple[Path, ...]:
    """Every way that leads through an outlet, in order of appearance; what a speaker says here directly is left out."""
    text = reading.article.text
    stated = sentences(text)
    starts = [sentence.start for sentence in stated]
    claims: dict[tuple[Hop, ...], dict[str, Claim]] = {}
    evidence: dict[tuple[Hop, ...], dict[Span, None]] = {}
    for claim in reading.claims:
        for hops, spans in _ways(claim, text):
            if not any(hop.outlet for hop in hops) and len(hops) < 2:
                continue
            claims.setdefault(hops, {})[claim.id] = claim
            for span in spans:
                at = bisect_right(starts, span.start) - 1
                evidence.setdefault(hops, {})[stated[at] if at >= 0 else span] = None
    return tuple(
        Path(hops, len(by), tuple(evidence.get(hops, ()))) for hops, by in claims.items() if not _pointer(hops, claims)
    )


def _pointer(hops: tuple[Hop, ...], claims: dict[tuple[Hop, ...], dict[str, Claim]]) -> bool:
    """Whether a way is only the end of a fuller one: "His statements were reported by Tass" tells no second story."""
    points = all(claim.attribution.anaphoric for claim in claims[hops].values())
    return points and any(len(other) > len(hops) and other[-len(hops) :] == hops for other in claims)


def _ways(claim: Claim, text: str) -> Iterator[tuple[tuple[Hop, ...], Spans]]:
    """Each way with the spans that name its outlets."""
    source = claim.source
    if source.kind in ("none", "self"):
        speaker: tuple[Hop, ...] = ()
    else:
        outlet = source.outlet if source.kind == "outlet" else None
        words = " ".join(" ".join(span.of(text) for span in claim.attribution.source).split())
        name = (outlet.name if outlet else source.referent) or source.anonymous_descriptor or words
        speaker = (Hop(name, outlet),) if name else ()
    named = {hop.name for hop in speaker}
    for way in claim.ways or ((),):
        steps = tuple(Hop(step.name, step.outlet) for step in way if step.name not in named)
        hops = tuple(dict.fromkeys(speaker + steps))
        if hops:
            yield hops, tuple(step.span for step in way) or claim.attribution.source
