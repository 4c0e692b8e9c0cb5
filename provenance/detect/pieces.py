"""Word pieces: the vocabulary that the network reads, and the four signs that its lower-case vocabulary lacks."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import numpy as np

from provenance.detect.words import Numbers, Words
from provenance.shipped import shipped

__all__ = ["CLS", "SEP", "SIGNS", "UNKNOWN", "pieces", "signs", "vocabulary"]

UNKNOWN, CLS, SEP = 100, 101, 102
"""their rows in the vocabulary of BERT"""
_MOST = 6
"""pieces of a word that are read: a longer one is an address or noise"""
_CASES, _QUOTES, _RESUMED, _GAPS = 6, 4, 2, 3
SIGNS = _CASES * _QUOTES * _RESUMED * _GAPS + 1
"""rows of the table of signs: case, place to the marks, resumption and gap, taken together; the last for CLS and SEP"""
_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "’": "'", "‘": "'", "`": "'"})


@cache
def vocabulary() -> dict[str, int]:
    """Row of each piece, as `provenance/data/pieces.txt` lists them."""
    listed = (shipped("data") / "pieces.txt").read_text(encoding="utf-8").split("\n")
    return {piece: row for row, piece in enumerate(listed)}


def _parts(word: str) -> list[str]:
    """Runs of letters and digits, and every mark on its own, in lower case without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    found = [""]
    for c in plain.translate(_SAME):
        if c.isalnum():
            found[-1] += c
        else:
            found += [c, ""]
    return [part for part in found if part]


def _split(part: str, rows: dict[str, int]) -> list[int]:
    """Longest pieces first (Wu et al. 2016, as in BERT)."""
    found: list[int] = []
    at = 0
    while at < len(part) and len(found) < _MOST:
        prefix = "##" if at else ""
        # no piece is longer than 18 letters
        ends = range(min(len(part), at + 18), at, -1)
        end = next((end for end in ends if prefix + part[at:end] in rows), None)
        if end is None:
            return [UNKNOWN]
        found.append(rows[prefix + part[at:end]])
        at = end
    return found


@lru_cache(maxsize=1 << 16)
def _pieces(word: str) -> tuple[int, ...]:
    rows = vocabulary()
    found = [row for part in _parts(word[:60]) for row in _split(part, rows)]
    return tuple(found[:_MOST]) or (UNKNOWN,)


def pieces(words: Words) -> list[tuple[int, ...]]:
    """Rows of the pieces of each word, one at least."""
    return [_pieces('"' if form in ("''", "``") else form) for form in words.forms]


@lru_cache(maxsize=1 << 16)
def _case(word: str) -> int:
    if not any(c.isalpha() for c in word):
        return 5 if any(c.isdigit() for c in word) else 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() else 3


def signs(words: Words) -> Numbers:
    """Row of each word in the table of signs."""
    case = np.array([_case(form) for form in words.forms], dtype=np.int32)
    return ((case * _QUOTES + words.quote) * _RESUMED + words.resumed) * _GAPS + words.gap
