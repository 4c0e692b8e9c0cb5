"""Quotations that go on: sentences that are only a quotation, and whose they are."""

from __future__ import annotations

import re

from provenance.detect.sources import Range
from provenance.detect.tokens import Tokens

__all__ = ["continuations", "extended"]


_SPOKEN = re.compile(r"[QKF],?(?:[XRV]|(?:P|[DANZL#]+)(?:,[^,.]{1,20},)?[XR]*V)")


def _only_quotation(t: Tokens, sentence: Range) -> bool:
    """Whether the sentence is a quotation, or for the most part, and names no speaker behind it."""
    lo, hi = sentence
    if t.tags[lo] not in "QKF":
        return False
    if all(tag in "QKFq.-" for tag in t.tags[lo:hi]):
        return True
    quoted = t.ends[lo] - t.starts[lo]
    return 2 * quoted > t.ends[hi - 1] - t.starts[lo] and not _SPOKEN.match(t.tags, lo, hi)


def continuations(t: Tokens, found: list[Range]) -> dict[int, list[int]]:
    """For each sentence, the sentences right behind it that are only quotation, also in the paragraphs that follow."""
    out: dict[int, list[int]] = {}
    owner = -1
    for k, sentence in enumerate(found):
        if sentence[0] >= sentence[1]:
            continue
        if _only_quotation(t, sentence) and owner >= 0:
            out.setdefault(owner, []).append(k)
        else:
            owner = k
    return out


def extended(t: Tokens, found: list[Range], k: int, content: tuple[Range, ...], cont: dict[int, list[int]]) -> tuple[Range, ...]:
    """`content` of sentence `k` with the quotations that go on behind it, if any of it is quoted."""
    more = cont.get(k)
    if not more or not any(tag in "QKFq" for a, b in content for tag in t.tags[a:b]):
        return content
    return content + tuple(found[m] for m in more)
