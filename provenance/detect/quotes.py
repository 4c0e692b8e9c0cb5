"""Quotations that go on: sentences that are only a quotation, and whose they are."""

from __future__ import annotations

import re

from provenance.detect.tokens import QUOTED, Range, Tokens

__all__ = ["continuations", "extended", "has_quotation"]

_SPOKEN = re.compile(r"[QKF]-A|[QKF],?(?:[XRV]|(?:P|[DANZL#]+)(?:,[^,.]{1,20},)?[XR]*V)")


def _goes_on(t: Tokens, sentence: Range) -> bool:
    """Whether the sentence is a quotation, or for the most part, and names no speaker behind it."""
    lo, hi = sentence
    if t.tags[lo] not in "QKF":
        return False
    if all(tag in "QKFq.-" for tag in t.tags[lo:hi]):
        return True
    quoted = t.ends[lo] - t.starts[lo]
    return 2 * quoted > t.ends[hi - 1] - t.starts[lo] and not _SPOKEN.match(t.tags, lo, hi)


def continuations(t: Tokens, found: list[Range]) -> dict[int, tuple[Range, ...]]:
    """For each sentence, by its place in `found`, those right behind it that only quote, over paragraphs too."""
    out: dict[int, list[Range]] = {}
    owner = -1
    for at, sentence in enumerate(found):
        if owner >= 0 and _goes_on(t, sentence):
            out.setdefault(owner, []).append(sentence)
        else:
            owner = at
    return {at: tuple(sentences) for at, sentences in out.items()}


def has_quotation(t: Tokens, content: tuple[Range, ...]) -> bool:
    """Whether any of the content stands between quotation marks."""
    return any(tag in QUOTED for start, end in content for tag in t.tags[start:end])


def extended(t: Tokens, content: tuple[Range, ...], more: tuple[Range, ...]) -> tuple[Range, ...]:
    """`content` with the quotations that go on behind its sentence, if any of it is quoted."""
    return content + more if more and has_quotation(t, content) else content
