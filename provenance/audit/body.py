"""Which paragraphs of an article are body, and which pieces of it have no source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from provenance.model import Article, Reading, Span, Spans
from provenance.text import fold, paragraphs

__all__ = ["body_paragraphs", "unsourced_spans"]

# A line of fewer words without an end mark is a heading or a teaser ("Trending Now"), not a statement.
_STATEMENT_WORDS = 10
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def body_paragraphs(article: Article) -> Spans:
    """Paragraphs that state something: furniture, wire credits, repeats of the title and headings are left out."""
    title = fold(article.title or "")
    apart = [piece.span for piece in article.furniture]
    # A dateline opens a paragraph of the body; every other credit has its own line.
    lines = [credit.span for credit in article.wire if credit.span and credit.basis != "dateline"]
    return tuple(
        span
        for span in paragraphs(article.text)
        if not any(piece.covers(span) for piece in apart)
        and not any(credit.overlaps(span) for credit in lines)
        and fold(span.of(article.text)) != title
        and _states_something(span.of(article.text))
    )


def _states_something(line: str) -> bool:
    return _ENDED.search(line) is not None or len(line.split()) >= _STATEMENT_WORDS


def unsourced_spans(reading: Reading, pieces: Spans) -> Spans:
    """Of these pieces of the body, in the order of the text, those that hold no part of an attribution.

    No source, no cue, no content, nothing pointed back at. An attribution that names nobody ("was condemned as
    illegal", words in quotation marks alone) gives no source.
    """
    ends = [piece.end for piece in pieces]
    sourced: set[Span] = set()
    for span in _attributed(reading):
        at = bisect_left(ends, span.start + 1)
        while at < len(pieces) and pieces[at].overlaps(span):
            sourced.add(pieces[at])
            at += 1
    return tuple(piece for piece in pieces if piece not in sourced)


def _attributed(reading: Reading) -> Iterator[Span]:
    for claim in reading.claims:
        if claim.source.kind not in ("none", "self"):
            one = claim.attribution
            yield from (*one.source, *one.cue, *one.content, *one.antecedent)
