"""Claims after people have looked at them: accepted, rejected, or with the source that they named."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import cast

from provenance import lexicon
from provenance.model import (
    Claim,
    Decision,
    OutletMention,
    Reading,
    Review,
    Source,
    SourceClass,
    Span,
    Spans,
    length,
    shared_length,
)

__all__ = ["found_again", "reviewed", "words_of"]

# Of what both hold, so much must be shared to be the same claim with other borders.
_SHARED = 0.5
_NAMED: tuple[SourceClass, ...] = ("named-person", "named-organisation", "outlet", "document")
_TAKEN_FROM = ("cited", "poll", "venue")
"""roles of an outlet that something was taken from; without the claim that says so it is only mentioned"""


def reviewed(reading: Reading, decisions: Sequence[Decision]) -> Reading:
    """`reading` as people left it; of several `decisions` about one claim the last one counts.

    Decisions about other articles are passed over. An accepted or relabelled claim that is not among those of the
    reading is put back in its place; one that was decided on in another version of the article is not.
    """
    decided = found_again(reading, decisions)
    if not decided:
        return reading
    claims = {claim.id: claim for claim in (*reading.claims, *(claim for _, claim in decided))}
    found = list(claims.values())
    if len(found) > len(reading.claims):
        found.sort(key=_place)
    last = {claim.id: decision.review for decision, claim in decided}
    marked = [_marked(claim, last.get(claim.id)) for claim in found]
    kept = tuple(claim for claim in marked if not _is_wrong(claim))
    rejected = tuple(claim for claim in marked if _is_wrong(claim))
    return replace(reading, claims=kept, rejected=rejected, mentions=_mentions(reading.mentions, kept, rejected))


def found_again(reading: Reading, decisions: Iterable[Decision]) -> list[tuple[Decision, Claim]]:
    """The decisions about this article with the claim that each is about; a decision whose claim is gone is left out.

    It is the claim with the very words, else the one that shares most of them, at least half of the words of both. In
    another version of the article the words are looked for first. See `reviewed` for claims that are put back.
    """
    claims = {claim.id: claim for claim in reading.claims}
    found = []
    for decision in decisions:
        if decision.review.about == "attribution" and decision.article == reading.article.id:
            claim = _same(claims.values(), reading, decision) or _put_back(reading, decision)
            if claim is not None:
                claims[claim.id] = claim
                found.append((decision, claim))
    return found


def _same(claims: Iterable[Claim], reading: Reading, decision: Decision) -> Claim | None:
    spans = _spans_here(reading, decision)
    if not spans:
        return None
    likeness = {claim: _likeness(words_of(claim), spans) for claim in claims}
    near = [claim for claim, shared in likeness.items() if shared >= _SHARED]
    # Two claims can have the same words, "he said, she said": then it is the one that was meant.
    return max(near, key=lambda one: (likeness[one], one.id == decision.review.subject[1]), default=None)


def words_of(claim: Claim) -> Spans:
    """The words by which a claim is known again: its content, its cue where it has none, else its source."""
    stated = claim.attribution
    return stated.content or stated.cue or stated.source


def _spans_here(reading: Reading, decision: Decision) -> Spans:
    """Where the words of a decision stand in this version of the article; nowhere if one of them is missing."""
    spans, text = decision.review.spans, reading.article.text
    if decision.review.subject[0] == reading.article.version:
        return spans
    found = [_nearest(text, words, span.start) for words, span in zip(decision.words, spans, strict=True)]
    here = tuple(span for span in found if span is not None)
    return here if len(here) == len(spans) else ()


def _nearest(text: str, words: str, start: int) -> Span | None:
    """Where `words` stand in a text, nearest to `start`."""
    before, after = text.rfind(words, 0, start + len(words)), text.find(words, start)
    places = [place for place in (before, after) if place >= 0]
    if not words or not places:
        return None
    place = min(places, key=lambda one: abs(one - start))
    return Span(place, place + len(words))


def _likeness(some: Spans, others: Spans) -> float:
    """How much of the longer of both the two share."""
    return shared_length(some, others) / max(length(some), length(others), 1)


def _place(claim: Claim) -> tuple[int, int]:
    stated = claim.attribution
    starts = [span.start for part in (stated.source, stated.cue, stated.content) for span in part]
    return min(starts, default=0), words_of(claim)[0].start if words_of(claim) else 0


def _put_back(reading: Reading, decision: Decision) -> Claim | None:
    """A claim that somebody found right, as it was found then, and the detector of today does not find."""
    claim, review = decision.claim, decision.review
    if claim is None or review.verdict == "rejected" or review.subject[0] != reading.article.version:
        return None
    here = {mention.span: mention for mention in reading.mentions}
    ways = (tuple(here[step.span] for step in way if step.span in here) for way in claim.ways)
    return replace(claim, ways=tuple(way for way in ways if way))


def _marked(claim: Claim, review: Review | None) -> Claim:
    """A claim with its review; one that was accepted after it was relabelled keeps the label."""
    if review is None:
        return claim
    if review.verdict == "rejected" or (review.label is None and review.source_class is None):
        return replace(claim, review=review)
    source = _source(claim.source, review)
    ways = claim.ways if claim.source.kind != "outlet" else _without_source(claim)
    return replace(claim, source=source, ways=ways, review=review)


def _without_source(claim: Claim) -> tuple[tuple[OutletMention, ...], ...]:
    """The ways of a claim without the outlet that is not its source after all."""
    own = claim.attribution.source
    ways = (tuple(step for step in way if not any(span.covers(step.span) for span in own)) for way in claim.ways)
    return tuple(way for way in ways if way)


def _source(former: Source, review: Review) -> Source:
    """The source that somebody named in the place of the `former` one."""
    known = lexicon.aliases().get(review.label or "", ())
    kind = _class(former, review, known=len(known) == 1)
    if kind == "unnamed-person":
        described = review.label or former.anonymous_descriptor or former.referent
        return Source(kind, None, anonymous=True, anonymous_descriptor=described)
    if kind in ("self", "none"):
        return Source(kind)
    referent = review.label or (former.referent if kind in _NAMED else None)
    return Source(kind, referent, outlet=known[0] if kind == "outlet" and len(known) == 1 else None)


def _class(former: Source, review: Review, *, known: bool) -> SourceClass:
    if review.source_class is not None:
        return cast("SourceClass", review.source_class)  # checked where it came in
    if known:
        return "outlet"
    return former.kind if former.kind in _NAMED and former.kind != "outlet" else "named-person"


def _is_wrong(claim: Claim) -> bool:
    return claim.review is not None and claim.review.verdict == "rejected"


def _mentions(
    mentions: Sequence[OutletMention], kept: Collection[Claim], rejected: Collection[Claim]
) -> tuple[OutletMention, ...]:
    """The outlets named: one that stands only with claims found wrong is mentioned, and nothing is taken from it."""

    def idle(mention: OutletMention) -> bool:
        told = mention.role in _TAKEN_FROM and any(_named_in(claim, mention) for claim in rejected)
        return told and not any(_named_in(claim, mention) for claim in kept)

    return tuple(
        replace(mention, role="mention", claim=None, chain=()) if idle(mention) else mention for mention in mentions
    )


def _named_in(claim: Claim, mention: OutletMention) -> bool:
    """Whether a claim came from or through an outlet where it is named."""
    source = any(span.covers(mention.span) for span in claim.attribution.source)
    return source or any(mention in way for way in claim.ways)
