"""An article's text cut into pieces for marking in place: who, what words signal it, what is attributed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from provenance.model import Article, Audit, Span
from provenance.report.wording import clean
from provenance.text import fold, paragraphs

__all__ = ["Paragraph", "Piece", "marked"]

Part = Literal["", "unsourced", "content", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that is one part of one attribution, or of none."""

    text: str
    part: Part
    kind: str
    """direct, indirect or mixed; empty outside attributions"""
    number: int
    """which source of the audit, counted from 1; 0 where the source is not known"""
    claim: int = 0
    """which claim of the reading, counted from 1; 0 outside attributions"""
    leads: bool = False
    """whether it is where the claim is to be looked for: its first words of content, else its first words"""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the stored text, with what sort of line it is."""

    span: Span
    sort: str
    """body, or the kind of furniture"""
    unsourced: bool
    pieces: tuple[Piece, ...]

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the sources that it rests on, in the order of the text."""
        return tuple(dict.fromkeys(piece.number for piece in self.pieces if piece.number))


_Mark = tuple[Part, str, int, int]
_PLAIN: _Mark = ("", "", 0, 0)
_Run = tuple[int, str, _Mark]
"""where it starts, its words, what they are part of"""


def marked(audit: Audit) -> tuple[Paragraph, ...]:
    """The whole article, paragraph by paragraph; where parts overlap, who goes before cue and cue before content."""
    article = audit.reading.article
    marks = _marks(audit)
    bare = set(audit.unsourced)
    lines = [(span, list(_runs(article.text, marks, span))) for span in paragraphs(article.text)]
    leading = _leading(run for _, runs in lines for run in runs)
    found = []
    for span, runs in lines:
        repeats_title = bool(article.title) and fold(span.of(article.text)) == fold(article.title or "")
        sort = "title" if repeats_title else _sort(article, span)
        pieces = tuple(Piece(clean(words), *mark, leads=start in leading) for start, words, mark in runs)
        found.append(Paragraph(span, sort, span in bare, pieces))
    return tuple(found)


def _sort(article: Article, span: Span) -> str:
    return next((piece.kind for piece in article.furniture if piece.span.covers(span)), "body")


def _runs(text: str, marks: list[_Mark], span: Span) -> Iterator[_Run]:
    """The paragraph in runs of one mark each; blanks at the ends of a run are part of nothing."""
    for mark, places in groupby(range(span.start, span.end), key=marks.__getitem__):
        where = list(places)
        start, words = where[0], text[where[0] : where[-1] + 1]
        core = words.strip() if mark != _PLAIN else words
        at = words.index(core)
        for offset, part in ((0, words[:at]), (at, core), (at + len(core), words[at + len(core) :])):
            if part:
                yield start + offset, part, mark if offset == at and core else _PLAIN


def _leading(runs: Iterable[_Run]) -> set[int]:
    """Where each claim's first run starts, of its content where there is any."""
    first: dict[int, int] = {}
    content: dict[int, int] = {}
    for start, _, (part, _, _, claim) in runs:
        if claim:
            first.setdefault(claim, start)
            if part == "content":
                content.setdefault(claim, start)
    return set((first | content).values())


def _marks(audit: Audit) -> list[_Mark]:
    """What each character of the text is part of. An attribution inside a longer one is painted over it."""
    numbers = {claim.id: number for number, one in reversed(list(enumerate(audit.sources, 1))) for claim in one.claims}
    marks = [_PLAIN] * len(audit.reading.article.text)
    layers: list[tuple[int, int, Span, _Mark]] = [
        (-1, -len(one.span), one.span, ("unsourced", "", 0, 0)) for one in audit.unsourced_statements
    ]
    parts: tuple[Part, ...] = ("content", "cue", "source")
    for at, claim in enumerate(audit.reading.claims, 1):
        one, number = claim.attribution, numbers.get(claim.id, 0)
        for order, (part, spans) in enumerate(zip(parts, (one.content, one.cue, one.source), strict=True)):
            layers += [(order, -len(span), span, (part, one.kind, number, at)) for span in spans]
    for _, _, span, mark in sorted(layers):
        marks[span.start : span.end] = [mark] * (min(span.end, len(marks)) - span.start)
    return marks
