"""One article laid out for reading: plain apostrophes, sentences found by offset, and what stands beside a span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.model import Article, Attribution, Span, Spans
from provenance.resolve.names import plain_apostrophes
from provenance.text import sentences

__all__ = ["Layout", "hull", "lay_out", "overlapped", "touches"]

# Characters: the longest quotation that one attribution holds, and how far on the next sentence's may begin.
_REACH_BACK = 6_000
_REACH_ON = 1_500
# How much of a sentence counts as beside a name: a page without full stops is one sentence.
_BESIDE = 400
# No more attributions than these on either side, so that a text of nothing else takes no longer than another.
_MOST_BESIDE = 60


def hull(spans: Spans) -> Span | None:
    """From the first of the spans to the last, or None of none."""
    if len(spans) == 1:
        return spans[0]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def overlapped(spans: Sequence[Span], span: Span) -> bool:
    """Whether one of `spans`, which are in order and overlap nowhere, shares a character with `span`."""
    at = bisect_left(spans, span.end, key=lambda one: one.start)
    return at > 0 and spans[at - 1].end > span.start


def touches(spans: Spans, span: Span) -> bool:
    """Whether one of the spans shares a character with `span`."""
    return any(one.overlaps(span) for one in spans)


@dataclass(frozen=True, slots=True)
class Layout:
    """An article with its attributions in text order and its sentences."""

    article: Article
    text: str
    """the stored text with one kind of apostrophe: the same offsets"""
    attributions: tuple[Attribution, ...]
    sentences: Spans
    starts: tuple[int, ...]
    """where the sentences begin"""
    offsets: tuple[int, ...]
    """where the attributions begin"""
    ends: tuple[int, ...]
    """where they end"""
    anchors: Spans
    """source and cue of each attribution from end to end, or its content: the place at which it is made"""

    def near(self, span: Span) -> range:
        """Places of the attributions that can have to do with `span`: those that begin within some paragraphs of it."""
        first = bisect_left(self.offsets, span.start - _REACH_BACK)
        after = bisect_right(self.offsets, span.end + _REACH_ON)
        here = bisect_left(self.offsets, span.start)
        return range(max(first, here - _MOST_BESIDE), min(after, here + _MOST_BESIDE))

    def sentence_number(self, offset: int) -> int:
        """Which sentence holds `offset` (the one before, where it lies between two)."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def sentence(self, offset: int) -> Span:
        """The sentence that holds `offset`; an empty text is one empty sentence."""
        return self.sentences[self.sentence_number(offset)] if self.sentences else Span(0, len(self.text))

    def before(self, span: Span) -> str:
        """The words of the sentence before `span`, as far as a wording reaches."""
        return self.text[max(min(self.sentence(span.start).start, span.start), span.start - _BESIDE) : span.start]

    def after(self, span: Span) -> str:
        """The words of the sentence after `span`, as far as a wording reaches."""
        return self.text[span.end : min(max(self.sentence(span.start).end, span.end), span.end + _BESIDE)]

    def around(self, span: Span) -> str:
        """The words of the sentence on both sides of `span` and in it, as far as a wording reaches."""
        return self.before(span) + self.text[span.start : span.end] + self.after(span)

    def same_paragraph(self, one: int, other: int) -> bool:
        """Whether no line ends between two offsets."""
        first, last = sorted((one, other))
        return self.text.find("\n", first, last) < 0


def lay_out(article: Article, attributions: Sequence[Attribution]) -> Layout:
    """The article laid out, its attributions ordered by where they begin."""
    text = plain_apostrophes(article.text)
    found = tuple(sentences(article.text))  # as other stages ask for them: found once
    placed = sorted(((_extent(one), one) for one in attributions), key=lambda pair: pair[0])
    extents = tuple([extent for extent, _ in placed])
    return Layout(
        article,
        text,
        tuple([one for _, one in placed]),
        found,
        starts=tuple([span.start for span in found]),
        offsets=tuple([start for start, _ in extents]),
        ends=tuple([end for _, end in extents]),
        anchors=tuple([hull(one.source + one.cue) or hull(one.content) or Span(0, 0) for _, one in placed]),
    )


def _extent(attribution: Attribution) -> tuple[int, int]:
    whole = hull(attribution.source + attribution.cue + attribution.content)
    return (whole.start, whole.end) if whole else (0, 0)
