"""The bundle `inferred`: what we computed. Who took from whom, what was found, and what outlets are held to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from prov.model import ProvBundle

from provenance.model import Article, Audit, Chain, Drift, Edge, Lineage, Metric, Outlet
from provenance.report.corpus import Corpus
from provenance.report.identifiers import local, mention_id
from provenance.report.prov_stated import articles_of, attribution
from provenance.report.prov_terms import (
    ID,
    NT,
    PROV,
    SCHEMA,
    Attributes,
    attributes,
    labelled,
    outlet,
    places,
    reviewed,
    taken,
    version,
    worded,
)
from provenance.text import words

__all__ = ["inferred"]

_PROVEN = 8
"""words in a row that two texts share before one is said to quote the other: fewer are anybody's"""
EARLIEST = "earliest seen among the articles given to this program, never the origin"


def inferred(bundle: ProvBundle, value: Audit | Chain | Corpus, own: Any) -> None:
    """Put into `bundle` what was computed for a report; `own` names what belongs to this report alone."""
    articles = {one.version: one for one in articles_of(value)}
    bundle.activity(own["run"])
    for one in articles.values():
        bundle.entity(version(one.version))
        if one.outlet:
            _outlet(bundle, one.outlet)
    if isinstance(value, Audit):
        _audit(bundle, value, own)
        _lineage(bundle, value.lineage, own, articles)
    elif isinstance(value, Chain):
        _chain(bundle, value, own, articles)
    else:
        for lineage in value.lineages:
            _lineage(bundle, lineage, own, articles)
        for metric in value.figures:
            bundle.entity(own[f"metric-{metric.name}"], _figure(metric))


def _outlet(bundle: ProvBundle, one: Outlet) -> None:
    """What the gazetteer holds an outlet to be: a dated judgement."""
    outlet(
        bundle, one, *attributes(outletId=one.id, kind=one.kind, country=one.country, ownershipClass=one.state_media)
    )


def _audit(bundle: ProvBundle, audit: Audit, own: Any) -> None:
    one = audit.reading.article
    for claim in audit.reading.claims:
        sure = attributes(confidence=round(claim.attribution.confidence, 4), sourceClass=claim.source.kind)
        bundle.entity(ID[attribution(claim, one)], [*sure, *reviewed(claim.review)])
        bundle.wasGeneratedBy(ID[attribution(claim, one)], own["run"])
    for claim in audit.reading.rejected:
        words = " … ".join(span.of(one.text) for span in claim.attribution.content)
        said = [*worded(words), *attributes(place=places(claim.attribution.content)), *reviewed(claim.review)]
        bundle.entity(ID[attribution(claim, one)], [*labelled(None, NT["RejectedFinding"]), *said])
    for named in {mention.outlet.id: mention.outlet for mention in audit.reading.mentions if mention.outlet}.values():
        _outlet(bundle, named)
    for number, finding in enumerate(audit.findings, 1):
        said = attributes(rule=finding.rule, severity=finding.severity, place=places(finding.evidence))
        _about(bundle, own[f"finding-{number}"], one, [*labelled(finding.message, NT["Finding"]), *said])
    for metric in audit.metrics:
        _about(bundle, own[f"metric-{metric.name}"], one, _figure(metric))


def _figure(metric: Metric) -> Attributes:
    figures = attributes(value=metric.value, n=metric.n, definition=metric.definition, baseline=metric.baseline)
    interval = attributes(interval=list(metric.interval) if metric.interval else None, caveat=metric.caveat)
    return [*labelled(metric.name, NT["Metric"]), *figures, *interval]


def _about(bundle: ProvBundle, name: Any, one: Article, said: Attributes) -> None:
    bundle.entity(name, said)
    bundle.wasDerivedFrom(name, version(one.version))


def _chain(bundle: ProvBundle, chain: Chain, own: Any, articles: Mapping[str, Article]) -> None:
    """The claim as a collection of its mentions, and who took it from whom."""
    said = attributes(
        independentOrigins=chain.independent_origins,
        circular=chain.circular,
        orderKnown=chain.order_known,
        citedNotHere=list(chain.missing),
        earliestSeen=[version(one) for one in chain.earliest],
        note=EARLIEST if chain.earliest else None,
    )
    claim = bundle.entity(
        own["claim"], [*labelled(None, PROV["Collection"], SCHEMA["Claim"]), *worded(chain.query), *said]
    )
    for seen in chain.appearances:
        mention = ID[mention_id(seen.passage.id)]
        bundle.entity(mention, attributes(likeness=seen.kind, score=round(seen.score, 2)))
        claim.hadMember(mention)
    _edges(bundle, chain.edges, own, articles)
    _found_wrong(bundle, chain.rejected)
    for drift in chain.drift:
        _drift(bundle, drift, own)


def _drift(bundle: ProvBundle, drift: Drift, own: Any) -> None:
    child, parent = (ID[mention_id(one)] for one in (drift.child, drift.parent))
    for one in (child, parent):
        bundle.entity(one)
    changed = attributes(method="drift", change=list(drift.changes))
    bundle.wasDerivedFrom(child, parent, activity=own["run"], other_attributes=changed)


def _lineage(bundle: ProvBundle, lineage: Lineage | None, own: Any, articles: Mapping[str, Article]) -> None:
    if lineage is None:
        return
    _edges(bundle, lineage.edges, own, articles)
    _found_wrong(bundle, lineage.rejected)
    held = attributes(
        creditGap=lineage.credit_gap,
        circular=lineage.circular,
        originOutsideCorpus=lineage.origin_outside_corpus,
        doubtfulCredit=[one.credited for one in lineage.disagreements],
        equallyLikelyParent=[version(one.version) for one in lineage.ties],
    )
    child = version(lineage.article.version)
    bundle.entity(child, held)
    chosen = attributes(
        method="likeliest-parent", basis=list(lineage.basis), confidence=round(lineage.confidence, 4)
    ) + reviewed(lineage.review)
    if lineage.parent:
        bundle.wasDerivedFrom(child, version(lineage.parent.version), activity=own["run"], other_attributes=chosen)
    elif lineage.parent_outlet:
        unseen = _unseen(bundle, lineage.parent_outlet)
        bundle.wasDerivedFrom(child, unseen, activity=own["run"], other_attributes=chosen)


def _edges(bundle: ProvBundle, edges: Iterable[Edge], own: Any, articles: Mapping[str, Article]) -> None:
    for edge in edges:
        if edge.parent:
            parent = version(edge.parent)
            bundle.entity(parent)
        elif edge.parent_outlet:
            parent = _unseen(bundle, edge.parent_outlet)
        else:
            continue
        copied = edge.kind == "observed" and _word_for_word(edge, articles)
        derived = bundle.wasQuotedFrom if copied else bundle.wasDerivedFrom
        derived(version(edge.child), parent, activity=own["run"], other_attributes=taken(edge))


def _found_wrong(bundle: ProvBundle, edges: Iterable[Edge]) -> None:
    """What a person rejected is no derivation, only a finding that there was."""
    for edge in edges:
        ends = attributes(
            child=version(edge.child),
            parent=version(edge.parent) if edge.parent else None,
            parentOutlet=edge.parent_outlet,
        )
        name = ID[local("rejected", edge.child, edge.parent or "", edge.parent_outlet or "", edge.kind)]
        bundle.entity(name, [*labelled(None, NT["RejectedFinding"]), *ends, *taken(edge)])


def _unseen(bundle: ProvBundle, name: str) -> Any:
    """An article that must be there and is not in this corpus: all we know is whose it is."""
    entity = ID[local("unseen", name)]
    bundle.entity(entity, labelled(f"an article of {name} that is not in this corpus", NT["UnseenArticle"]))
    bundle.wasAttributedTo(entity, outlet(bundle, name))
    return entity


def _word_for_word(edge: Edge, articles: Mapping[str, Article]) -> bool:
    """Whether words in a row on which an edge rests stand in both texts."""
    ours, theirs = (_runs(edge, version_, articles) for version_ in (edge.child, edge.parent))
    return not ours.isdisjoint(theirs)


def _runs(edge: Edge, version_: str | None, articles: Mapping[str, Article]) -> set[tuple[str, ...]]:
    """Every run of words in what an edge rests on in one article."""
    found: set[tuple[str, ...]] = set()
    for one in edge.evidence:
        if one.article == version_ and one.article in articles:
            for span in one.spans:
                said = words(span.of(articles[one.article].text))
                found.update(tuple(said[at : at + _PROVEN]) for at in range(len(said) - _PROVEN + 1))
    return found
