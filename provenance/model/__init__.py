"""The values that pass from stage to stage: frozen, slotted dataclasses without any I/O.

Offsets are half-open Unicode code-point offsets into the stored text of one article version.
Identity comes from content (`digest`), so doing the same thing twice changes nothing.
What an article *states* (attributions, credits) and what we *infer* (matches, parents) are different types.
"""

from __future__ import annotations

from provenance.model.article import (
    Article,
    Author,
    Furniture,
    FurnitureKind,
    Link,
    NoArticle,
    NoPage,
    Outlet,
    Page,
    Skipped,
    WireCredit,
)
from provenance.model.auditing import Audit, CitedSource, Exemption, Finding, Metric, Unsourced
from provenance.model.decision import Decision, Listed, Standing
from provenance.model.linkage import (
    Answer,
    Appearance,
    Chain,
    Comparison,
    Disagreement,
    Drift,
    Edge,
    EdgeKind,
    Evidence,
    Lineage,
    Match,
    MatchKind,
    Passage,
    PassageKind,
)
from provenance.model.reviewing import Manifest, Review, Subject, Verdict
from provenance.model.sourcing import (
    Attribution,
    AttributionKind,
    Claim,
    OutletMention,
    Reading,
    Role,
    Source,
    SourceClass,
)
from provenance.model.spans import Moment, Precision, Span, Spans, digest, length, shared_length

__all__ = [
    "Answer",
    "Appearance",
    "Article",
    "Attribution",
    "AttributionKind",
    "Audit",
    "Author",
    "Chain",
    "CitedSource",
    "Claim",
    "Comparison",
    "Decision",
    "Disagreement",
    "Drift",
    "Edge",
    "EdgeKind",
    "Evidence",
    "Exemption",
    "Finding",
    "Furniture",
    "FurnitureKind",
    "Lineage",
    "Link",
    "Listed",
    "Manifest",
    "Match",
    "MatchKind",
    "Metric",
    "Moment",
    "NoArticle",
    "NoPage",
    "Outlet",
    "OutletMention",
    "Page",
    "Passage",
    "PassageKind",
    "Precision",
    "Reading",
    "Review",
    "Role",
    "Skipped",
    "Source",
    "SourceClass",
    "Span",
    "Spans",
    "Standing",
    "Subject",
    "Unsourced",
    "Verdict",
    "WireCredit",
    "digest",
    "length",
    "shared_length",
]
