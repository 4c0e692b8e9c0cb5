"""What of a text is compared where the words differ: stems of its words, and its letters four at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from provenance.model import Span, Spans
from provenance.text import fold, stem, word_spans, words

__all__ = ["BUCKETS", "bare", "grams", "shared_spans", "stem_of", "surfaces"]

# Addresses, and how a post that is quoted on a page is signed. The name stays, since claims name who said a thing.
_ADDRESS = re.compile(r"(?:https?://)?pic\.twitter\.com/\S+|https?://\S+")
_SIGNED = re.compile(r"(?<=\s)[—–-]+\s*[^()\n]{1,80}\(@\w+\)(\s+[^\W\d]+ \d{1,2}, \d{4})\s*$")
_TAG = re.compile(r"[#@]\w+")
_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")

_LETTERS = 4
BUCKETS = 1 << 20
"""numbers that four letters in a row may have: far more than English needs, few enough for a table"""
_MIX = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F], np.uint32)  # odd: xxHash's primes
_BREAK = "\n"


@lru_cache(maxsize=1 << 17)
def stem_of(word: str) -> str:
    """The stem of a folded word, a possessive ending taken off."""
    return stem(word.removesuffix("'s"))


def bare(text: str) -> str:
    """`text` in the same length, with blanks for addresses and for the date that a quoted post is signed with."""
    if "/" in text:
        text = _ADDRESS.sub(lambda found: " " * len(found.group()), text)
    signed = _SIGNED.search(text) if "(@" in text else None
    return text[: signed.start(1)] + " " * (len(text) - signed.start(1)) if signed else text


def surfaces(text: str) -> list[str]:
    """The folded words of a bare text; #TwoWords are two."""
    if "#" in text or "@" in text:
        text = _TAG.sub(lambda tag: _WITHIN.sub(" ", tag.group()), text)
    return _WORD.findall(fold(text))


def _placed(text: str) -> list[tuple[str, Span]]:
    """`surfaces`, each with its place."""
    cuts = [at.start() for tag in _TAG.finditer(text) for at in _WITHIN.finditer(text, *tag.span())]
    found = []
    for word, span in zip(words(text), word_spans(text), strict=True):
        inside = [cut for cut in cuts if span.start < cut < span.end]
        if not inside:
            found.append((word, span))
            continue
        for start, end in pairwise([span.start, *inside, span.end]):
            found += [(piece, Span(start, end)) for piece in _WORD.findall(fold(text[start:end]))]
    return found


def shared_spans(text: str, stems: frozenset[str]) -> Spans:
    """Where words of these stems stand; words side by side are one span."""
    found: list[Span] = []
    after = -2
    for at, (word, span) in enumerate(_placed(bare(text))):
        if stem_of(word) not in stems:
            continue
        if at == after + 1:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        after = at
    return tuple(found)


def grams(texts: Iterable[list[str]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Every four letters in a row, as a number, of texts given by their words; and the position of its text.

    Blanks between words count, so that what stands side by side is told from what does not.
    """
    lines = [f" {' '.join(some)} {_BREAK}" for some in texts]
    codes = np.frombuffer("".join(lines).encode("utf-32-le", "surrogatepass"), np.uint32)
    of = np.repeat(np.arange(len(lines), dtype=np.int32), [len(line) for line in lines])
    last = max(0, len(codes) - _LETTERS + 1)
    windows = [codes[at : at + last] for at in range(_LETTERS)]
    mixed = np.zeros(last, np.uint32)
    for window, factor in zip(windows, _MIX, strict=True):
        mixed = (mixed ^ window) * factor
        mixed ^= mixed >> np.uint32(15)
    whole = of[:last] == of[last and _LETTERS - 1 :][:last]
    whole &= windows[-1] != ord(_BREAK)
    return (mixed[whole] % BUCKETS).astype(np.int32), of[:last][whole]
