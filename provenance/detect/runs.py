"""Where quotation marks pair: the quoted runs of a text, also in odd and unbalanced typography."""

from __future__ import annotations

import re

from provenance.model import Span
from provenance.text import quoted_runs

__all__ = ["runs"]

# An opening single mark stands before a word and after a blank; a closing one stands after a word or its punctuation
# and before a blank. A possessive plural ("voters' ") closes nothing unless a mark is open; `’90s`, `'em` open nothing.
_SINGLE = re.compile(
    r"(?<![\w'’‘`])['‘](?!em\b|til\b|cause\b|n\b)(?=[A-Za-z\[“\"])([^'’‘\n]|(?<=\w)['’](?=\w)){2,600}?['’](?![\w'’])"
)
_LETTER = re.compile(r"[^\W\d_]")


def _single(text: str, start: int, end: int) -> list[Span]:
    found = []
    for match in _SINGLE.finditer(text, start, end):
        plural = text[match.end() - 2 : match.end() - 1] == "s" and text.find("'", match.end(), match.end() + 40) > 0
        if not plural:
            found.append(Span(*match.span()))
    return found


def _whole(text: str, run: Span) -> Span:
    """A run whose marks are '' or `` includes both characters of each."""
    first, last = text[run.start], text[run.end - 1]
    start = run.start - (run.start > 0 and first in "`‘" and text[run.start - 1] == first)
    return Span(start, run.end + (last in "'`’‘" and text[run.end : run.end + 1] == last))


def runs(text: str) -> list[Span]:
    """Every outermost quoted run with its marks, in order, none across a paragraph: double marks, and single ones
    between them.
    """
    double = [_whole(text, run) for run in quoted_runs(text) if _LETTER.search(text, run.start, run.end)]
    found = []
    at = 0
    for run in [*double, Span(len(text), len(text))]:
        found += _single(text, at, run.start)
        if run.start < run.end:
            # Where two meet ("````"), the one before may have taken a mark of this one.
            found.append(Span(max(run.start, at), run.end))
        at = run.end
    return found
