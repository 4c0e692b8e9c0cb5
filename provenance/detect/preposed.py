"""Cues before their content: `X said that …`, `X said: "…"`, `X called for …`, `He was accused of …`."""

from __future__ import annotations

import re

from provenance.detect.candidate import Candidate
from provenance.detect.content import clause_end, phrase_end, starts_clause
from provenance.detect.groups import Group
from provenance.detect.postposed import addressee, tail
from provenance.detect.sources import before, to_the_mark
from provenance.detect.tokens import QUOTED, Range, Tokens

__all__ = ["following", "suffered"]

_MAIN = re.compile(r",(?=(?:P|[DANZ#L]+(?:O[DANL]+)?)R*[XVvd])")
"""the comma before the main clause: "Noting that …, | Lee called" """

_SHAPES = {
    "T": "that",
    "t": "to",
    ":": "colon",
    "-": "colon",
    "E": "ing",
    "e": "ing",
    "V": "gap",
    "v": "gap",
    "X": "gap",
}
_SHAPES |= dict.fromkeys(QUOTED, "quote")


def _is_as(g: Group, source: Range | None) -> bool:
    """Whether it is `As X noted, …`."""
    return source is not None and source[0] > g.lo and g.t.words[source[0] - 1] == "as"


def _start(g: Group, source: Range | None) -> tuple[int, str]:
    """Where content can start behind the cue, the addressee and an adverbial; -1 where none follows."""
    t = g.t
    start = addressee(g, g.last)
    if g.word in ("put", "puts") and t.words[start : start + 1] == ["it"]:
        start += 1
    how = "told " if start > g.last else ""
    past = tail(t, start, g.hi)
    upcoming = t.tags[past : past + 2]
    if past > start and past < g.hi and (upcoming[0] in "T:QKFq" or upcoming in (",Q", ",K", ",F")):
        start = past
    while start < g.hi and t.tags[start] in "RM":
        start += 1
    if start + 1 < g.hi and t.tags[start] == ",":
        start += 1
        if _is_as(g, source):
            how = "as "
        elif t.tags[start] not in QUOTED + "T":
            return -1, how
    return (start if start < g.hi and t.tags[start] not in ".;)CB," else -1), how


def _shape(t: Tokens, start: int, hi: int) -> str:
    tag = t.tags[start]
    if tag in "SIO":
        return t.words[start]
    return _SHAPES.get(tag) or ("clause" if starts_clause(t, start, hi) else "object")


def _end(t: Tokens, start: int, hi: int, shape: str) -> int:
    tag = t.tags[start]
    if shape == "colon":
        return hi
    if shape in ("that", "quote", "clause") or tag == "S":
        return clause_end(t, start, hi)
    return phrase_end(t, start + (tag in "tIO"), hi)


def following(g: Group, source: Range | None) -> Candidate | None:
    """`X said that …`, `X told Reuters: "…"`, `X called for …`, `a plan X said would fail`."""
    t = g.t
    start, how = _start(g, source)
    if start < 0:
        return None
    hi = g.hi
    if g.is_participle and g.first - g.lo < 2:
        main = _MAIN.search(t.tags, start + 1, hi)
        hi = main.start() if main else hi
    if source and source[0] >= g.last:  # the subject of a main clause to come: what is said ends before it
        hi = min(hi, source[0] - (t.tags[source[0] - 1] == ","))
        if hi <= start:
            return None
    shape = _shape(t, start, hi)
    end = _end(t, start, hi, shape)
    while start < end and t.tags[start] in ":-\n":
        start += 1
    if end <= start:
        return None
    content: tuple[Range, ...] = ((start, end),)
    if shape == "gap":
        content = (*_antecedent(g, source), *content)
    bare = "" if source else " without source"
    return Candidate(g.word, g.reading + how + shape + bare, source, g.cue, content)


def _antecedent(g: Group, source: Range | None) -> tuple[Range, ...]:
    """What the clause is about that a cue interrupts: "a plan | he said | would fail"; "which | he said | failed"."""
    if not source or source[0] <= g.lo or source[1] > g.first:
        return ()
    found = before(g.t, g.lo, source[0])
    return (found,) if found else ()


def suffered(g: Group, patient: Range | None) -> Candidate | None:
    """`He was accused of lying`, `His words were reported by Tass`: the content is the subject with what follows.

    Who says it stands behind "by", or is not there.
    """
    if not patient:
        return None
    found = following(g, patient)
    shape = found.shape if found else g.reading + "end"
    rest = found.content if found else ()
    agent = _agent(g, rest)
    if not agent:
        return Candidate(g.word, shape, None, g.cue, tuple(sorted((patient, *rest))))
    by = agent[0] - 1
    kept = ((rest[-1][0], by),) if rest and rest[-1][0] < by else ()
    return Candidate(g.word, shape, agent, g.cue, (patient, *kept))


def _agent(g: Group, rest: tuple[Range, ...]) -> Range | None:
    """Who stands behind the first "by": "condemned as illegal by | the mayor"."""
    until = rest[-1][1] if rest else g.last
    for at in range(g.last, until):
        if g.t.words[at] == "by":
            return to_the_mark(g.t, at + 1, g.hi)
    return None
