"""What one article's sourcing is worth, in units that journalism research publishes, and never as one score."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.audit.corpus import audit_corpus
from provenance.audit.findings import RULES, findings
from provenance.audit.metrics import metrics
from provenance.audit.sourcing import sourcing
from provenance.model import Audit, Lineage, Reading

__all__ = ["RULES", "audit", "audit_corpus"]


def audit(
    reading: Reading,
    lineage: Lineage | None = None,
    *,
    story: Sequence[Lineage] = (),
    detector: str | None = None,
) -> Audit:
    """Figures, findings and what has no source in one article, each with the words it rests on.

    Without a `lineage` nothing is said of what the text was taken from and does not credit; `story` holds the lineages
    of all articles that share words with this one. `detector` names what looked for the claims: what it is known to
    miss then stands beside every figure of what has no source.
    """
    facts = sourcing(reading, lineage, story=story, detector=detector)
    return Audit(
        reading=reading,
        metrics=metrics(facts),
        findings=findings(facts),
        unsourced=facts.unsourced,
        lineage=lineage,
        unsourced_statements=facts.unsourced_statements,
        sources=facts.sources,
    )
