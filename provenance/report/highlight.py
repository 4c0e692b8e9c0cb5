"""An article's text cut into pieces for marking in place: who, what words signal it, what is attributed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from provenance.model import Article, Audit, Span
from provenance.report.wording import clean
from provenance.text import fold, paragraphs

__all__ = ["Paragraph", "Piece", "marked"]

Part = Literal["", "content", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is one part of one attribution, or of none."""

    text: str
    part: Part
    kind: str
    """direct, indirect or mixed; empty outside attributions"""
    number: int
    """which source of the audit, counted from 1; 0 where the source is not known"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the stored text, with what sort of line it is."""

    span: Span
    sort: str
    """body, or the kind of furniture"""
    unsourced: bool
    pieces: tuple[Piece, ...]


_Mark = tuple[Part, str, int]
_PLAIN: _Mark = ("", "", 0)


def marked(audit: Audit) -> tuple[Paragraph, ...]:
    """The whole article, paragraph by paragraph; where parts overlap, who goes before cue and cue before content."""
    article = audit.reading.article
    marks = _marks(audit)
    bare = set(audit.unsourced)
    found = []
    for span in paragraphs(article.text):
        repeats_title = bool(article.title) and fold(span.of(article.text)) == fold(article.title or "")
        sort = "title" if repeats_title else _sort(article, span)
        pieces = _pieces(article.text, marks, span)
        found.append(Paragraph(span, sort, span in bare, pieces))
    return tuple(found)


def _sort(article: Article, span: Span) -> str:
    return next((piece.kind for piece in article.furniture if piece.span.covers(span)), "body")


def _pieces(text: str, marks: list[_Mark], span: Span) -> tuple[Piece, ...]:
    runs = groupby(range(span.start, span.end), key=marks.__getitem__)
    found = []
    for mark, places in runs:
        where = list(places)
        found.append(Piece(clean(text[where[0] : where[-1] + 1]), *mark))
    return tuple(found)


def _marks(audit: Audit) -> list[_Mark]:
    """What each character of the text is part of. An attribution inside a longer one is painted over it."""
    numbers = {claim.id: number for number, one in reversed(list(enumerate(audit.sources, 1))) for claim in one.claims}
    marks = [_PLAIN] * len(audit.reading.article.text)
    layers: list[tuple[int, int, Span, _Mark]] = []
    for claim in audit.reading.claims:
        one, number = claim.attribution, numbers.get(claim.id, 0)
        for order, (part, spans) in enumerate((("content", one.content), ("cue", one.cue), ("source", one.source))):
            layers += [(order, -len(span), span, (part, one.kind, number)) for span in spans]  # type: ignore[misc]
    for _, _, span, mark in sorted(layers):
        marks[span.start : span.end] = [mark] * (min(span.end, len(marks)) - span.start)
    return marks
