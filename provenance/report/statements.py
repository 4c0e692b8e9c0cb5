"""The claims of an audited article as a reader lists them: who, what, and how sure it is that they say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from provenance.model import Audit, Claim, Spans
from provenance.report.wording import decided, plain

__all__ = ["CONFIDENCE", "Statement", "found_wrong", "statements"]

CONFIDENCE = "Confidence: the share of such findings that human annotators agree with; 0.90 is nine of ten."


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim in words."""

    who: str
    words: str
    kind: str
    """direct, indirect or mixed"""
    confidence: str
    """0 to 1, with two digits"""
    content: Spans
    claim: Claim
    reviewed: str = ""
    """what a person decided about it, who and when"""


def statements(audit: Audit) -> tuple[Statement, ...]:
    """Every claim in the order of the text, its source by the name that it has in `audit.sources`."""
    return tuple(_statements(audit, audit.reading.claims))


def found_wrong(audit: Audit) -> tuple[Statement, ...]:
    """Claims that a person found wrong, which count nowhere."""
    return tuple(_statements(audit, audit.reading.rejected))


def _statements(audit: Audit, claims: Iterable[Claim]) -> Iterator[Statement]:
    text = audit.reading.article.text
    names = {claim.id: cited.name for cited in audit.sources for claim in cited.claims}
    for claim in claims:
        one = claim.attribution
        who = names.get(claim.id) or " ".join(span.of(text) for span in one.source) or "nobody named"
        words = " … ".join(plain(span.of(text)) for span in one.content)
        given = f"{one.confidence:.2f}"
        yield Statement(who, words, one.kind, given, one.content, claim, decided(claim.review))
