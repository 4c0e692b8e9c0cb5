"""Attributions without a cue word: "Name: …" in headlines and transcripts, `"…" — Name`, a colon before a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.detect.candidate import Candidate
from provenance.detect.sources import main_subject
from provenance.detect.tokens import Tokens

__all__ = ["labelled"]

_LABEL = re.compile(r"-?([DNRAZ#LOCqd,]{1,12}?(?:\([^()]{1,4}\))?):\n*")
_SIGNED = re.compile(r"([QKF])\n?(-)([DANZLO,]{1,12})[.\n]*$")
_COLON = re.compile(r":(?=\n*[QKF])")
_WORDS = 8
"""a longer phrase before a colon is a sentence, not a label"""


def _capitals(t: Tokens, first: int, last: int) -> bool:
    return t.text[t.starts[first] : t.ends[last - 1]].isupper()


def _label(t: Tokens, lo: int, hi: int) -> Candidate | None:
    """`Pat Smith: Vote is rigged`, `Lee: "…"`, `HOST: …`."""
    match = _LABEL.match(t.tags, lo, hi)
    if not match or match.end() >= hi or match.end(1) - match.start(1) > _WORDS:
        return None
    first, last = match.span(1)
    start = match.end()
    if t.tags[start] in "QKFq":
        where = "quote"
    elif lo == 0 and not _capitals(t, first, last):
        where = "title"
    elif _capitals(t, first, last):
        where = "capitals"
    else:
        where = "text"
    name = "name" if "A" in t.tags[first:last] else "noun"
    return Candidate(":", f"{where} after {name}", (first, last), (last, last + 1), ((start, hi),))


def _signed(t: Tokens, lo: int, hi: int) -> Candidate | None:
    """`"…" — Pat Smith`."""
    match = _SIGNED.search(t.tags, max(lo, hi - 20), hi)
    if not match:
        return None
    return Candidate("-", "signed", match.span(3), match.span(2), (match.span(1),))


def _introduced(t: Tokens, lo: int, hi: int) -> Candidate | None:
    """`He returned to a familiar line: "…"`: any subject, any verb, a colon and a quotation."""
    match = _COLON.search(t.tags, lo, hi)
    source = main_subject(t, lo, match.start()) if match else None
    if not match or not source or match.start() - source[1] < 1:
        return None
    start = match.end()
    while t.tags[start] == "\n":
        start += 1
    return Candidate(":", "introduced", source, (source[1], match.end()), ((start, hi),))


def labelled(t: Tokens, lo: int, hi: int) -> Iterator[list[Candidate]]:
    """The candidates of the sentence `lo` to `hi` that hang on no cue word, as lists of one."""
    for find in (_label, _signed, _introduced):
        found = find(t, lo, hi)
        if found:
            yield [found]
            return
