"""Transcripts: paragraphs that name their speaker in front, turn after turn."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from provenance.model import Span

__all__ = ["Turn", "turns"]

# One to four capitalised words, or the letter of a question and answer, then a colon and what is said.
_TURN = re.compile(
    r"""^[ \t*_]* ((?:[A-Z][\w.’'-]* (?:[ \t]+|(?=:))){1,4} | [QA])  # who
        (?:[ \t]*\([^()\n]{1,30}\)[ \t]*)? (: | \.(?<=[QA]\.))       # a remark, the mark
        [ \t*_]+ (\S.*\S | \S)""",
    re.MULTILINE | re.VERBOSE,
)
_FEWEST = 3
"""turns, of which one speaker has two: fewer are headings or labels"""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, the mark behind the name, and what is said in that paragraph."""

    speaker: Span
    mark: Span
    said: Span


def turns(text: str) -> list[Turn]:
    """The turns of a transcript or an interview in question and answer; empty where the text is neither."""
    found = [
        Turn(Span(match.start(1), match.start(1) + len(match[1].rstrip())), Span(*match.span(2)), Span(*match.span(3)))
        for match in _TURN.finditer(text)
    ]
    speakers = Counter(_name(turn, text) for turn in found)
    if len(found) < _FEWEST or max(speakers.values()) < 2:
        return []
    return [turn for turn in found if speakers[_name(turn, text)] > 1 or turn.speaker.of(text).isupper()]


def _name(turn: Turn, text: str) -> str:
    return turn.speaker.of(text).split()[-1].casefold()
