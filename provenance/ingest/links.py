"""The hyperlinks of an article's body, each anchored to its words in the stored text.

The stored text has lost the markup and some of its blanks. So both sides are compared without blanks: the run of inline
text that a link stands in is looked up in the stored text, and where the extractor changed that run, the words beside
the link are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from provenance.ingest.body import letters_of
from provenance.ingest.metadata import absolute
from provenance.model import Link, Span

__all__ = ["read_links"]

_BLOCKS = frozenset(
    """address article aside blockquote body button caption dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr label li main nav ol option p pre section select summary table tbody td tfoot th thead
    tr ul""".split()
)
_SILENT = frozenset("script style noscript template svg nav head select iframe".split())
_PIECE = re.compile(r"\S+")
# A run shorter than this may stand in the text by chance; it must then be a whole line of it.
_DISTINCT = 40
# Letters on either side of a link that tell one occurrence of its words from another.
_CONTEXT = 24
_LEAST_CONTEXT = 8
# A page with more links is no article; looking them all up in a long text would take seconds.
_MOST_LINKS = 3000


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A link in its run: `start` to `end` are offsets into the run's letters."""

    href: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Run:
    """Inline text between two block boundaries, without blanks, and the links in it."""

    letters: str
    anchors: tuple[_Anchor, ...]
    in_paragraph: bool


class _Haystack:
    """The stored text without its blanks, where each piece of it stood, and where its lines begin and end."""

    def __init__(self, text: str) -> None:
        lines = ["".join(line.split()) for line in text.split("\n")]
        self.letters = "".join(lines)
        self._edges = {0, *accumulate(map(len, lines))}
        pieces = [piece.span() for piece in _PIECE.finditer(text)]
        self._places = [start for start, _ in pieces]
        self._starts = list(accumulate((end - start for start, end in pieces), initial=0))

    def span(self, start: int, end: int) -> Span:
        """Where the letters from `start` to `end` stand in the text, blanks between them included."""
        return Span(self._place(start), self._place(end - 1) + 1)

    def _place(self, at: int) -> int:
        piece = bisect_right(self._starts, at) - 1
        return self._places[piece] + at - self._starts[piece]

    def find(self, letters: str, at: int) -> int:
        """The first occurrence at or after `at`, else the first of all, else -1."""
        found = self.letters.find(letters, at)
        return found if found >= 0 or not at else self.letters.find(letters)

    def is_line(self, start: int, end: int) -> bool:
        """Whether these letters fill whole lines; the dash before a list item is no part of it."""
        if start and self.letters[start - 1] == "-":
            return {start - 1, end} <= self._edges
        return {start, end} <= self._edges


def read_links(tree: HtmlElement, text: str, base: str | None) -> tuple[Link, ...]:
    """Links of `tree` (http and https, absolute, read against `base`) whose words stand in `text`, in page order.

    A link in a paragraph between those whose words the text has lost is kept, with `span` None.
    """
    haystack = _Haystack(text)
    placed: list[tuple[_Anchor, Span | None]] = []
    at = 0
    for run in _runs(tree):
        whole = _whole(run, haystack, at)
        for anchor in run.anchors:
            found = (whole + anchor.start, whole + anchor.end) if whole >= 0 else _beside(anchor, run, haystack, at)
            if found:
                at = found[0]
                placed.append((anchor, haystack.span(*found)))
            elif run.in_paragraph:
                placed.append((anchor, None))
    anchored = [number for number, (_, span) in enumerate(placed) if span]
    body = placed[anchored[0] : anchored[-1] + 1] if anchored else []
    absolutes = ((absolute(base, anchor.href), anchor.words, span) for anchor, span in body)
    return tuple(Link(href, words, span) for href, words, span in absolutes if href)


def _whole(run: _Run, haystack: _Haystack, at: int) -> int:
    """Where the run stands as a whole, or -1."""
    found = haystack.find(run.letters, at)
    if found >= 0 and len(run.letters) < _DISTINCT and not haystack.is_line(found, found + len(run.letters)):
        return -1
    return found


def _beside(anchor: _Anchor, run: _Run, haystack: _Haystack, at: int) -> tuple[int, int] | None:
    """Where the link's words stand between the words beside it: on both sides, else on one."""
    words = run.letters[anchor.start : anchor.end]
    before = run.letters[max(0, anchor.start - _CONTEXT) : anchor.start]
    after = run.letters[anchor.end : anchor.end + _CONTEXT]
    for left, right in ((before, after), (before, ""), ("", after)):
        if len(left) + len(right) >= _LEAST_CONTEXT and len(left + words + right) >= _CONTEXT:
            found = haystack.find(left + words + right, at)
            if found >= 0:
                return found + len(left), found + len(left) + len(words)
    return None


def _runs(tree: HtmlElement) -> Iterator[_Run]:
    """The runs of inline text that hold links, until `_MOST_LINKS` were seen."""
    collector = _Collector()
    left = _MOST_LINKS
    walk = iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _SILENT:
                walk.skip_subtree()
                continue
            run = collector.flush() if tag in _BLOCKS else None
            collector.open(element)
        else:
            run = collector.flush() if tag in _BLOCKS else None
            collector.close(element)
        if run:
            left -= len(run.anchors)
            yield run
            if left <= 0:
                return


class _Collector:
    """Gathers inline text piece by piece, and where links begin and end in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._links: list[tuple[HtmlElement, int, int]] = []
        self._open: dict[HtmlElement, int] = {}
        self._paragraphs = 0

    def open(self, element: HtmlElement) -> None:
        if element.tag == "a":
            self._open[element] = len(self._pieces)
        elif element.tag == "p":
            self._paragraphs += 1
        if element.text:
            self._pieces.append(element.text)

    def close(self, element: HtmlElement) -> None:
        if element.tag == "a":
            start = self._open.pop(element, None)
            if start is not None and element.get("href"):
                self._links.append((element, start, len(self._pieces)))
        elif element.tag == "p":
            self._paragraphs -= 1
        if element.tail:
            self._pieces.append(element.tail)

    def flush(self) -> _Run | None:
        """The run that ends at this block boundary, or None if it holds no link."""
        if self._open:  # a link around blocks: its words begin anew in each
            self._open = dict.fromkeys(self._open, 0)
        if not self._links:
            self._pieces.clear()
            return None
        pieces, links = self._pieces, self._links
        self._pieces, self._links = [], []
        letters = [letters_of(piece) for piece in pieces]
        offsets = [0]
        for piece in letters:
            offsets.append(offsets[-1] + len(piece))
        anchors = []
        for element, start, end in links[:_MOST_LINKS]:
            words = " ".join("".join(pieces[start:end]).split())
            if words:
                anchors.append(_Anchor(element.get("href"), words, offsets[start], offsets[end]))
        return _Run("".join(letters), tuple(anchors), self._paragraphs > 0) if anchors else None
