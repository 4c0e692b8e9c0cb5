"""All pairs of many texts that carry the same words, found with NumPy: a million texts in a minute or two."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import numpy as np

from provenance.lexicon import rarity
from provenance.link.judge import KINDS, WORDS, Alikes, Judge
from provenance.link.matches import pairs
from provenance.link.score import comparable
from provenance.link.sharing import index_of, sharing
from provenance.model import Match, MatchKind
from provenance.text import WordCodes

__all__ = ["KINDS", "Alike", "Pile", "Text", "match"]


class Text(NamedTuple):
    """A text to match: texts of one `group` (one article, one outlet) are not matched with each other."""

    id: str
    text: str
    group: str | None = None
    day: date | None = None


class Alike(NamedTuple):
    """Two texts with the same words, by their places in the pile, the earlier first."""

    a: int
    b: int
    score: float
    kind: MatchKind


def match(texts: Iterable[tuple[str, str, str | None] | Text]) -> Iterator[Match]:
    """Every pair of `texts` that carries the same words, in the order of the later text, then of the earlier one.

    A text is `(id, text, group)` or a `Text`, whose day makes words of the same week easier to match. Where more than
    250 texts share the same three words, not all their pairs are looked at, but enough to hold them together.
    """
    known = [Text(*one) for one in texts]
    pile = Pile()
    for one in known:
        pile.add(one.text, one.group, None if one.day is None else (one.day.toordinal(), one.day.toordinal()))
    yield from pairs((known[one.a], known[one.b]) for one in pile.alike())


class Pile:
    """Texts as they come, each kept as one character a word: all that is needed to say which are alike."""

    def __init__(self, *, strict: bool = True) -> None:
        """With `strict` words must be more alike where a day is missing; without, as much as those of other weeks."""
        self.codes = WordCodes()
        self._strict = strict
        self._texts: list[str] = []
        self._groups = array("q")
        self._starts = array("d")
        self._ends = array("d")
        self._names: dict[str, int] = {}

    def add(self, text: str, group: str | None = None, days: tuple[float, float] | None = None) -> None:
        """Put a text on the pile; those of one `group` are never alike.

        It came out between the two `days`, counted from anywhere.
        """
        self._texts.append(self.codes.of(comparable(text)))
        self._groups.append(-1 if group is None else self._names.setdefault(group, len(self._names)))
        start, end = days or (np.nan, np.nan)
        self._starts.append(start)
        self._ends.append(end)

    def alike(self, *, longest: int = 250) -> Iterator[Alike]:
        """Every two texts that carry the same words, in the order of the later one, then of the earlier one.

        Of three words that more than `longest` texts hold, not all pairs are looked at. With days the words must tell
        as much as `compare` asks for; without, they must be more alike the smaller a part of the longer text they are.
        """
        for a, b, score, kind in self.batches(longest=longest):
            rows = zip(a.tolist(), b.tolist(), score.tolist(), kind.tolist(), strict=True)
            yield from (Alike(one, other, scored, KINDS[at]) for one, other, scored, at in rows)

    def batches(self, *, longest: int = 250) -> Iterator[Alikes]:
        """The same as arrays, some hundred thousand pairs at a time."""
        rarities = np.zeros(WORDS)
        for word, code in self.codes.items():
            rarities[ord(code)] = rarity(word)
        days = np.array([self._starts, self._ends])
        judge = Judge(self._texts, np.array(self._groups), days, rarities, self._strict)
        index = index_of(self._texts, rarities)
        for earlier, later, shared in sharing(index, longest):
            fewer = np.minimum(index.keys[earlier], index.keys[later])
            yield judge.alike(earlier, later, shared / fewer)
