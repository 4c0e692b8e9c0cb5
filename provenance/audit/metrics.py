"""The figures of an audit, in the order in which they are shown; what each is stands with what counts it."""

from __future__ import annotations

from collections.abc import Callable

from provenance.audit import anonymity, counts, identity, origins, quoting, reuse
from provenance.audit.sourcing import Sourcing
from provenance.model import Metric

__all__ = ["metrics"]

_FIGURES: tuple[Callable[[Sourcing], Metric], ...] = (
    counts.source_count_band,
    counts.single_sourced,
    counts.named_share,
    identity.transparency_band,
    anonymity.anonymous_sources,
    anonymity.anonymity_explained,
    anonymity.anonymity_described,
    anonymity.anonymity_accompanied,
    anonymity.anonymity_refused,
    anonymity.anonymity_bylined,
    anonymity.plural_sources,
    quoting.attribution_delay,
    quoting.statement_ranks,
    counts.outlets_cited,
    counts.agency_share,
    counts.state_source_share,
    counts.direct_quote_share,
    counts.unsourced_share,
    counts.unsourced_statements,
    counts.unsourced_exempt,
    counts.source_mix,
    identity.source_types,
    identity.source_affiliations,
    identity.source_status,
)

_BESIDE_OTHERS: tuple[Callable[[Sourcing], Metric], ...] = (
    reuse.credit_gap,
    reuse.credits_its_source,
    reuse.agency_derived_share,
    reuse.verbatim_reuse,
    reuse.verbatim_of_source,
    origins.independent_origins,
    origins.circular,
)
"""Those that need the article's lineage"""


def metrics(facts: Sourcing) -> tuple[Metric, ...]:
    """Every figure that can be counted here; one whose value is None had nothing to count."""
    asked = _FIGURES if facts.lineage is None else _FIGURES + _BESIDE_OTHERS
    return tuple(figure(facts) for figure in asked)
