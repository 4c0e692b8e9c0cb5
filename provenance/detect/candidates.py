"""Every reading of every cue in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from provenance.detect.candidate import Candidate
from provenance.detect.groups import Group, group, subject
from provenance.detect.labels import labelled
from provenance.detect.postposed import according, behind, inverted
from provenance.detect.preposed import following, suffered
from provenance.detect.tokens import Range, Tokens

__all__ = ["candidates"]

_CUE = re.compile("[VEL]")
_RAISING = frozenset("appear appears appeared appearing seem seems seemed seeming".split())


def _readings(g: Group, source: Range | None) -> list[Candidate]:
    if g.word == "according":
        return [one for one in (according(g),) if one]
    is_subject_content = g.reading == "passive " or g.word in _RAISING
    found = [suffered(g, source) if is_subject_content else following(g, source)]
    if g.reading in ("", "passive "):
        found += [inverted(g), behind(g, source)]
    return [one for one in found if one]


def _at_cues(t: Tokens, lo: int, hi: int) -> Iterator[list[Candidate]]:
    known: Range | None = None
    for match in _CUE.finditer(t.tags, lo, hi):
        g = group(t, lo, hi, match.start())
        # A source that reaches to the mark may hold the next cue: "said | Ann Lee adding …".
        g, source = subject(g, (known[0], min(known[1], g.first)) if known and known[0] < g.first else known)
        if source and "noun" not in g.reading:
            known = source
        found = _readings(g, source)
        for one in found:
            if one.shape == "inverted quote":
                known = one.source
        if found:
            yield found


def candidates(t: Tokens, lo: int, hi: int) -> Iterator[list[Candidate]]:
    """The candidates of the sentence `lo` to `hi`: one list of alternative readings for each cue."""
    return chain(labelled(t, lo, hi), _at_cues(t, lo, hi))
