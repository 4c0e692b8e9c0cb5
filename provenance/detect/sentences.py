"""Sentences as token ranges."""

from __future__ import annotations

import re

from provenance.detect.tokens import Range, Tokens

__all__ = ["sentences"]

_LONGEST = 300
"""tokens; text without a full stop is cut here, so that work a sentence stays bounded"""
_STOP = re.compile(r"[.F]\)?|\n|A(?=[QKF])")
_ASKED = re.compile(r"(?:A+|P|D?[ANL]{1,4})(?:,[^,.\n]{1,20},)?[XR]*V(?:[.,MI;\n]|$)|V[AD]")


def _stops(t: Tokens, at: int) -> bool:
    """Whether the mark or quotation at `at` ends its sentence."""
    tag = t.tags[at]
    if tag == "\n" or at + 1 >= len(t.tags):
        return not _introduces(t, at)
    if tag == "A":
        return t.words[at].endswith(".") and t.words[at].count(".") > 1
    if tag in ".)":
        follow = t.starts[at + 1]
        return not (t.text[follow].islower() or t.tags[at + 1] in ",);")
    if t.text[t.starts[at + 1]].islower() or t.tags[at + 1] in ",;." or t.tags[at + 1 : at + 3] == "-A":
        return False
    asked = _ASKED.match(t.tags, at + 1, at + 40)
    if (
        asked
        and t.text[max(0, t.ends[at] - 9) : t.ends[at]].rstrip("\"'”’»` ")[-1:] == "."
        and asked.group()[-1:] not in ".;\n"
    ):
        return True
    return not asked


def _introduces(t: Tokens, at: int) -> bool:
    """Whether the paragraph break at `at` stands between a colon and the quotation it announces."""
    return t.tags[max(0, at - 3) : at].rstrip("\n").endswith(":") and t.tags[at : at + 4].lstrip("\n")[:1] in (
        "Q",
        "K",
        "F",
    )


def sentences(t: Tokens) -> list[Range]:
    """Every sentence; paragraph breaks belong to none, a full stop to the one it ends."""
    found: list[Range] = []
    start = 0
    for match in _STOP.finditer(t.tags):
        at = match.end() - 1
        if not _stops(t, at):
            continue
        end = at if t.tags[at] == "\n" else at + 1
        found += _pieces(start, end)
        start = at + 1
    found += _pieces(start, len(t.tags))
    return found


def _pieces(start: int, end: int) -> list[Range]:
    return [(at, min(at + _LONGEST, end)) for at in range(start, end, _LONGEST)]
