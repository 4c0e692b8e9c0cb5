"""How many of the marked attributions a detector finds: a small scorer of PolNeAR's kind.

Words decide, so that a quotation mark or a comma inside or outside a span changes nothing. An attribution is found if
its content shares half of the words with the marked one (intersection over union), one to one; it is full if the
source does too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, Protocol

from provenance.model import Spans

__all__ = ["KINDS", "Parts", "Scores", "Tally", "matched", "read", "score", "total"]

Words = frozenset[int]
Kind = Literal["direct", "mixed", "indirect"]
KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")

ENOUGH = 0.5  # of the words of both spans together; PARC's and PolNeAR's partial match
QUOTED = 3  # words in one quotation that make an attribution count as direct speech: fewer are scare quotes and names
_WORD = re.compile(r"\w+(?:[.,'’\-–]\w+)*")
_DOUBLE = '"“”„«»'
_QUOTATION = re.compile(r'„([^“”\n]*)[“”]?|["“«]([^"“”„«»\n]*)(?:["”„»]|(?=[“«\n])|\Z)')
_SINGLE = re.compile(r"(?<!\w)‘([^\n]*?)’(?!\w)")  # the British style, which holds double marks inside if any


class Parts(Protocol):
    """What is compared: marked by a person or found by a detector."""

    @property
    def source(self) -> Spans: ...
    @property
    def cue(self) -> Spans: ...
    @property
    def content(self) -> Spans: ...


@dataclass(frozen=True, slots=True)
class Tally:
    """Right ones among those found and those expected; all in percent."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def precision(self) -> float:
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return 100 * self.right / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        return 200 * self.right / (self.found + self.expected) if self.found + self.expected else 0.0


Scores = Mapping[str, Tally]
"""`detection`, `full`, `direct part` (quoted words and source), and recall `direct`, `mixed`, `indirect`, `quoted`,
`unquoted`: those have no `found`"""


@dataclass(frozen=True, slots=True)
class Read:
    """One attribution as sets of words."""

    at: int
    """its place among those given"""
    content: Words
    source: Words
    cue: Words
    part: Words
    """the quoted words of the content"""
    kind: Kind
    touches_mark: bool


def _doubled(text: str) -> str:
    """Two single marks as one double mark and a blank: the same length."""
    for two, one in (("''", '" '), ("``", ' "'), ("‘‘", "“ "), ("’’", " ”")):
        text = text.replace(two, one)
    return text


def read(text: str, attributions: Iterable[Parts]) -> list[Read]:
    """The attributions that have a word in their content."""
    plain = _doubled(text)
    double = any(mark in plain for mark in _DOUBLE)
    places = [found.span() for found in _WORD.finditer(text)]
    starts, ends = [start for start, _ in places], [end for _, end in places]

    def words(spans: Iterable[tuple[int, int]]) -> Words:
        ranges = (range(bisect_right(ends, start), bisect_left(starts, end)) for start, end in spans)
        return frozenset(chain.from_iterable(ranges))

    runs = [words([found.span(found.lastindex or 1)]) for found in (_QUOTATION if double else _SINGLE).finditer(plain)]
    quoted = frozenset[int]().union(*runs)
    marks = _DOUBLE if double else "‘’"
    made = []
    for at, one in enumerate(attributions):
        content, source, cue = (words((s.start, s.end) for s in spans) for spans in (one.content, one.source, one.cue))
        inside = content & quoted
        kind: Kind = "indirect" if not inside else "direct" if inside == content else "mixed"
        part = frozenset[int]().union(*(run & content for run in runs if len(run & content) >= QUOTED))
        touches = any(mark in plain[max(0, s.start - 2) : s.end + 2] for s in one.content for mark in marks)
        if content:
            made.append(Read(at, content, source, cue, part, kind, touches))
    return made


def overlap(one: Words, other: Words) -> float:
    """Intersection over union."""
    return len(one & other) / (len(one | other) or 1)


def _alike(expected: Sequence[Read], found: Sequence[Read], *, part: bool) -> dict[tuple[int, int], float]:
    """How alike the pairs are that may match at all: by content, then by source and cue."""
    alike = {}
    for i, e in enumerate(expected):
        for j, f in enumerate(found):
            share = overlap(e.part, f.part) if part else overlap(e.content, f.content)
            if share >= ENOUGH:
                alike[i, j] = 10 * share + overlap(e.source, f.source) + overlap(e.cue, f.cue) / 2
    return alike


def matched(expected: Sequence[Read], found: Sequence[Read], *, part: bool = False) -> dict[int, int]:
    """Index of an expected one -> index of the found one: the most alike first, then as many pairs as can be.

    The second step is Kuhn's: an expected one that is left makes another take its next choice. With `part`, only the
    quoted words of the content are compared.
    """
    alike = _alike(expected, found, part=part)
    choices: dict[int, list[int]] = defaultdict(list)
    taken: dict[int, int] = {}
    for i, j in sorted(alike, key=lambda pair: (-alike[pair], pair)):
        choices[i].append(j)
        if i not in taken.values():
            taken.setdefault(j, i)

    def placed(i: int, seen: set[int]) -> bool:
        for j in choices[i]:
            if j not in seen:
                seen.add(j)
                if j not in taken or placed(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    for i in choices.keys() - set(taken.values()):
        placed(i, set())
    return {i: j for j, i in taken.items()}


def _full(expected: Sequence[Read], found: Sequence[Read], pairs: Mapping[int, int]) -> Tally:
    """Pairs whose sources agree too, among those that have a source."""
    agree = sum(overlap(expected[i].source, found[j].source) >= ENOUGH for i, j in pairs.items())
    return Tally(agree, sum(bool(one.source) for one in found), sum(bool(one.source) for one in expected))


def score(text: str, expected: Iterable[Parts], found: Iterable[Parts]) -> Scores:
    """The tallies of one article; `total` adds those of several."""
    gold, ours = read(text, expected), read(text, found)
    pairs = matched(gold, ours)
    quoted_gold, quoted_ours = ([one for one in side if one.part] for side in (gold, ours))
    recalls: Counter[tuple[str, bool]] = Counter()
    for i, one in enumerate(gold):
        recalls[one.kind, i in pairs] += 1
        recalls["quoted" if one.touches_mark else "unquoted", i in pairs] += 1
    return {
        "detection": Tally(len(pairs), len(ours), len(gold)),
        "full": _full(gold, ours, pairs),
        "direct part": _full(quoted_gold, quoted_ours, matched(quoted_gold, quoted_ours, part=True)),
        **{
            name: Tally(recalls[name, True], 0, recalls[name, True] + recalls[name, False])
            for name in (*KINDS, "quoted", "unquoted")
        },
    }


def total(scores: Iterable[Scores]) -> Scores:
    """The sum over articles."""
    summed: dict[str, Tally] = {}
    for one in scores:
        for name, tally in one.items():
            summed[name] = summed.get(name, Tally()) + tally
    return summed
