"""Words with their place and context, and finding them again: the very words where they stood, or not at all."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.model import Span

__all__ = ["CONTEXT", "Selector", "relocate", "selector"]

CONTEXT = 32
"""characters before and after; more where the same words stand in the same context elsewhere in the text"""


@dataclass(frozen=True, slots=True)
class Selector:
    """A span with its words and what stands before and after them.

    The W3C Web Annotation Data Model (2017) calls the words a TextQuoteSelector, the place a TextPositionSelector.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        """The words in their context."""
        return self.prefix + self.exact + self.suffix


def selector(span: Span, text: str) -> Selector:
    """`span` with its words, and with so much context that no other place of `text` has the same.

    Only so does a lookalike elsewhere never stand in for words that were changed.
    """
    context = CONTEXT
    while True:
        before = text[max(0, span.start - context) : span.start]
        made = Selector(span.start, span.end, span.of(text), before, text[span.end : span.end + context])
        if context >= len(text) or _only(made.whole, text) is not None:
            return made
        context *= 2


def relocate(sought: Selector, text: str) -> Span | None:
    """Where the words stand in `text` now, None where they are an orphan.

    Exact words and context count, at the place given or at the only other one; nothing is attached by likeness.

    >>> sought = Selector(3, 5, "is", "it ", " so")
    >>> relocate(sought, "But it is so."), relocate(sought, "But it is also so.")
    (Span(start=7, end=9), None)
    """
    before = sought.start - len(sought.prefix)
    at = before if before >= 0 and text.startswith(sought.whole, before) else _only(sought.whole, text)
    if at is None:
        return None
    start = at + len(sought.prefix)
    return Span(start, start + len(sought.exact))


def _only(words: str, text: str) -> int | None:
    """The place of `words` in `text`, None where there is none or more than one."""
    first = text.find(words)
    return None if first < 0 or text.find(words, first + 1) >= 0 else first
