"""What an article's sourcing is worth: figures, findings and evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from provenance.model.linkage import Lineage
from provenance.model.sourcing import Claim, Reading, Source
from provenance.model.spans import Span, Spans

__all__ = ["Audit", "CitedSource", "Exemption", "Finding", "Metric", "Unsourced"]

Exemption = Literal["witnessed", "public-record", "common-knowledge", "background"]


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One distinct source of an article, with every claim that rests on it in the order of the text."""

    name: str
    """the referent or outlet, the descriptor of who stays unnamed, else the words of the text"""
    source: Source
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of an audit with its definition, what it was counted over, and the published value beside it."""

    name: str
    value: float | int | str | None
    """None where it cannot be said (nothing to count)"""
    n: int
    definition: str
    baseline: str | None = None
    """published reference value with country, year and N"""
    evidence: Spans = ()
    interval: tuple[float, float] | None = None
    """where the value may lie with 95 % confidence, for what is a share; None where nothing was drawn or counted"""
    caveat: str | None = None
    """what the measured errors of our own detection mean for this figure"""


@dataclass(frozen=True, slots=True)
class Unsourced:
    """A statement of the body without a source, and why it may need none."""

    span: Span
    exemption: Exemption | None = None
    """None where nothing in its words says why it should need no source"""
    evidence: Spans = ()
    """the words that tell the exemption"""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor would act on, with the words it rests on."""

    rule: str
    severity: Literal["high", "medium", "low"]
    message: str
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What one article's sourcing is worth: counts, definitions and evidence, and no single score."""

    reading: Reading
    metrics: tuple[Metric, ...]
    findings: tuple[Finding, ...]
    unsourced: Spans
    """paragraphs or sentences of the body that no attribution touches"""
    lineage: Lineage | None = field(default=None)
    unsourced_statements: tuple[Unsourced, ...] = ()
    """statements of the body, a sentence each, that no attribution touches"""
    sources: tuple[CitedSource, ...] = ()
    """who is cited, each once, those with most claims first"""
