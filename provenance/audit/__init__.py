"""What one article's sourcing is worth, in units that journalism research publishes, and never as one score."""

from __future__ import annotations

from provenance.audit.findings import RULES, findings
from provenance.audit.metrics import metrics
from provenance.audit.sourcing import sourcing
from provenance.model import Audit, Lineage, Reading

__all__ = ["RULES", "audit"]


def audit(reading: Reading, lineage: Lineage | None = None) -> Audit:
    """Figures, findings and unsourced paragraphs of one article, each with the words it rests on.

    Without a `lineage` nothing is said of what the text was taken from and does not credit.
    """
    facts = sourcing(reading, lineage)
    return Audit(
        reading=reading,
        metrics=metrics(facts),
        findings=findings(facts),
        unsourced=facts.unsourced,
        lineage=lineage,
        sources=facts.sources,
    )
