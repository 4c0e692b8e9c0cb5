"""The checks of the Reuters handbook that a text answers: how soon a quote is attributed, and what stands behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from provenance.audit.sourcing import Sourcing, is_named
from provenance.model import Claim, Metric, Span
from provenance.text import sentences

__all__ = ["attribution_delay", "delays", "statement_ranks"]


def delays(facts: Sourcing) -> Iterator[tuple[Claim, int]]:
    """Quotations of more than one sentence, with how many sentences after the first a reader must wait for the source.

    None where the source stands first, or where the statement before, in this paragraph or the one before it, is by the
    same source.
    """
    text = facts.article.text
    quoted = [claim for claim in facts.statements if claim.attribution.kind == "direct"]
    for claim in quoted:
        one = claim.attribution
        if one.content and one.source and not one.floating and sum(_sentences(text, span) for span in one.content) > 1:
            read = sum(_sentences(text, span) for span in one.content if span.start < one.source[0].start)
            yield claim, 0 if _introduced(facts, claim) else max(0, read - 1)


def _sentences(text: str, span: Span) -> int:
    return len(sentences(text, span))


def _introduced(facts: Sourcing, claim: Claim) -> bool:
    """Whether the source has just spoken or been named: within the paragraph before the quotation or in its own."""
    text, start = facts.article.text, claim.attribution.content[0].start
    opening = text.rfind("\n", 0, start)
    before = text.rfind("\n", 0, len(text[:opening].rstrip())) if opening > 0 else 0
    return any(
        max(0, before) <= span.start < start
        for other in facts.reading.claims
        if other is not claim and _same(other, claim)
        for span in (*other.attribution.source, *other.attribution.cue)
    )


def _same(one: Claim, other: Claim) -> bool:
    return one.source.referent is not None and one.source.referent == other.source.referent


def attribution_delay(facts: Sourcing) -> Metric:
    """Reuters: the source is named right after the first sentence of a quote."""
    found = list(delays(facts))
    worst = max((late for _, late in found), default=None)
    return Metric(
        "attribution_delay",
        worst,
        len(found),
        "The most sentences of a quotation that a reader has read after its first before its source is named; Reuters "
        "names it right after the first. N is the quotations of more than one sentence; one whose source has just "
        "spoken counts as 0. The evidence is those with the longest wait.",
        None,
        tuple(span for claim, late in found if late and late == worst for span in claim.attribution.content),
    )


def statement_ranks(facts: Sourcing) -> Metric:
    """Reuters: what a reporter saw stands above what is sourced to a name, that above what is sourced to nobody's."""
    ranks = Counter(
        "named" if is_named(c.source) or c.source.kind == "document" else "unnamed" for c in facts.statements
    )
    seen = tuple(one for one in facts.exempt if one.exemption == "witnessed")
    counted = (("witnessed", len(seen)), ("named", ranks["named"]), ("unnamed", ranks["unnamed"]))
    return Metric(
        "statement_ranks",
        ", ".join(f"{count} {rank}" for rank, count in counted if count) or None,
        sum(count for _, count in counted),
        "Statements by what stands behind them, in the order in which Reuters values it: witnessed (the words say that "
        "a reporter was there), sourced to a name or a document, sourced to people or groups without a name. Those "
        "without any source are left out. The evidence is the witnessed ones.",
        None,
        tuple(one.span for one in seen),
    )
