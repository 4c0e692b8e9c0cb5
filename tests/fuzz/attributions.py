"""What the Hypothesis tests and the fuzzer share: pieces of news to make texts of, and what holds for any text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from provenance.model import Attribution, Spans

__all__ = ["FRAGMENTS", "check"]

FRAGMENTS = (
    *("Ann Lee", "Mayor Orr", "the mayor", "She", "they", "A spokeswoman for the port", "NordPress", "LEE", "Q", "A"),
    *(
        "said",
        "says",
        "told reporters",
        "added",
        "according to",
        "According to",
        "has said",
        "wrote",
        "asked",
        "citing",
    ),
    *("denied", "wants", "called", "did not say", "the claim", "reported", "believes", "is expected", "tweeted"),
    *("that", "the bridge was safe", "no", "to resign", "It held", "whether it held", "on Tuesday", "in a statement"),
    *('"', "“", "”", "‘", "’", "''", "„", "«", "»", ",", ".", ":", ";", "?", "!", "…", "–", "—", "-", "(", ")"),
    *("Mr.", "U.S.", "19:42", "40 %", "Photo: NordPress/Kim", "TAMSETT, Nov. 4 —", "@orr", "http://ledger.example/a"),
    *("\n", "\n\n"),
)


def check(found: Sequence[Attribution], text: str) -> None:
    """AssertionError unless every attribution is one that a person could be shown in the text.

    It has content; its spans hold something, lie inside the text, are in order and apart, also source from content;
    and the attributions come in the order of their content.
    """
    for one in found:
        assert one.content
        assert 0 <= one.confidence <= 1
        assert one.kind in {"direct", "mixed", "indirect"}
        for part in (one.source, one.cue, one.content):
            _in_order(part, text)
        _in_order(tuple(sorted((*one.source, *one.cue, *one.content))), text)
    for first, second in pairwise(found):
        assert first.content[0] <= second.content[0]


def _in_order(spans: Spans, text: str) -> None:
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
    for one, other in pairwise(spans):
        assert one.end <= other.start
