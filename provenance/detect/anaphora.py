"""Content that only points back: "His statements were reported by Tass" says again what was said before."""

from __future__ import annotations

import re
from dataclasses import replace

from provenance.model import Attribution, Span, Spans

__all__ = ["resolved"]

_POINTER = re.compile(
    r"(?:his|her|their|its|the|this|these|those|that|such|(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.-]*(?:['’]s|s['’]))\s+"
    r"(?:[a-z]+\s+)?"
    r"(?:statements?|remarks?|comments?|words|claims?|announcement|assertions?|allegations?|accusations?|quotes?"
    r"|testimony|admission|speech|address|declaration|warnings?|threats?|pledge|promise|call|appeal)"
    r"(?:\s+(?:came|comes?|were|was|followed|follows?|appeared)\b|[\s.,]*\Z)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:it|this|that|these)\Z", re.IGNORECASE)
_LONGEST = 200  # characters looked at: a pointer stands at the start
_NEAR = 20  # attributions looked back at: further away nothing is pointed at
_SURE = 0.5
"""an antecedent is an attribution more likely right than wrong"""


def _points(one: Attribution, text: str) -> bool:
    start = one.content[0].start
    head = text[start : min(one.content[0].end, start + _LONGEST)]
    alone = len(one.content) == 1 and bool(one.source) and _PRONOUN.match(head) is not None
    return alone or _POINTER.match(head) is not None


def _before(found: list[Attribution], here: Span) -> Spans:
    """Content of the nearest attribution that ends before `here`; `found` is in the order of the text."""
    for one in reversed(found):
        if one.confidence >= _SURE and not one.anaphoric and one.content[-1].end <= here.start:
            return one.content
    return ()


def resolved(found: list[Attribution], text: str) -> list[Attribution]:
    """`found`, in the order of the text, with the pointers marked and what they point at as `antecedent`."""
    out: list[Attribution] = []
    for one in found:
        pointed = _before(out[-_NEAR:], one.content[0]) if _points(one, text) else ()
        out.append(replace(one, anaphoric=True, antecedent=pointed) if pointed else one)
    return out
