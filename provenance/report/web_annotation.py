"""Every span of a report as a W3C Web Annotation (Recommendation of 2017-02-23), in one JSON-LD collection.

Each names the stored version that it points into, and its words with their place and context: see `selectors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from provenance.model import (
    Appearance,
    Article,
    Audit,
    Chain,
    Claim,
    Edge,
    Evidence,
    Lineage,
    Manifest,
    OutletMention,
    Span,
    Spans,
    digest,
)
from provenance.report.corpus import Corpus
from provenance.report.hops import paths
from provenance.report.identifiers import ID, NT, REPORT, SCHEMA, article_id, iri, local, mention_id, version_id
from provenance.report.making import manifest_terms
from provenance.report.reviews import review_terms
from provenance.report.selectors import selector
from provenance.report.shapes import dumps
from provenance.report.speakers import speaker

__all__ = ["CONTEXT", "Mark", "collection", "marks", "render"]

Row = dict[str, Any]

CONTEXT: list[Any] = ["http://www.w3.org/ns/anno.jsonld", {"nt": NT, "schema": SCHEMA}]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of a report, and what the report says of it."""

    article: Article
    span: Span
    motivation: str
    body: Row


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """Every span of `value` as one annotation collection."""
    return dumps(collection(value, manifest)) + "\n"


def collection(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> Row:
    """Every span of `value` as a collection of one page."""
    items = list({one["id"]: one for one in map(_annotation, marks(value))}.values())
    name = REPORT + digest("annotations", *(item["id"] for item in items))
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": _label(value),
        "total": len(items),
        "nt:manifest": manifest_terms(manifest),
        "first": {"id": f"{name}/1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items},
    }


def _label(value: Audit | Chain | Corpus) -> str:
    if isinstance(value, Audit):
        return f"Who says what in: {value.reading.article.title or value.reading.article.name}"
    return f"Where these words were seen: {value.query}" if isinstance(value, Chain) else "Who takes from whom"


def _annotation(mark: Mark) -> Row:
    article, found = mark.article, selector(mark.span, mark.article.text)
    body = {key: value for key, value in mark.body.items() if value is not None}
    fields = (article.version, str(found.start), str(found.end), dumps(body, indent=None))
    return {
        "id": ID + local("annotation", *fields),
        "type": "Annotation",
        "motivation": mark.motivation,
        "body": body,
        "target": {
            "source": {
                "id": ID + version_id(article.version),
                "type": "schema:NewsArticle",
                "nt:version": article.version,
                "nt:sha256": article.sha256,
                "nt:article": {"id": ID + article_id(article)},
                "schema:url": iri(article.url),
                "schema:headline": article.title,
            },
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": found.exact,
                    "prefix": found.prefix,
                    "suffix": found.suffix,
                },
                {"type": "TextPositionSelector", "start": found.start, "end": found.end},
            ],
        },
    }


def marks(value: Audit | Chain | Corpus) -> Iterator[Mark]:
    """Every span of a report, of all articles whose text is at hand."""
    if isinstance(value, Audit):
        yield from _audit(value)
    elif isinstance(value, Chain):
        yield from _chain(value)
    else:
        texts = {one.article.version: one.article for one in value.lineages}
        for lineage in value.lineages:
            yield from _lineage(lineage, texts)


def _audit(audit: Audit) -> Iterator[Mark]:
    reading, article = audit.reading, audit.reading.article
    for claim in reading.claims:
        yield from _claim(claim, article)
    for claim in reading.rejected:
        yield from map(_found_wrong, _claim(claim, article))
    for mention in reading.mentions:
        yield Mark(article, mention.span, "identifying", _mention(mention))
    for path in paths(reading):
        yield from _each(article, path.evidence, "describing", {"type": "nt:Way", "nt:steps": list(path.names)})
    yield from _found(audit)
    yield from _page(article)
    if audit.lineage:
        yield from _lineage(audit.lineage, {})


def _each(article: Article, spans: Spans, motivation: str, body: Row) -> Iterator[Mark]:
    return (Mark(article, span, motivation, body) for span in spans)


def _page(article: Article) -> Iterator[Mark]:
    """Lines that are not body, and credits to agencies."""
    for piece in article.furniture:
        yield Mark(article, piece.span, "classifying", {"type": "nt:Furniture", "nt:kind": piece.kind})
    for credit in article.wire:
        if credit.span:
            body = {"type": "nt:WireCredit", "nt:outlet": credit.outlet.name, "nt:basis": credit.basis}
            yield Mark(article, credit.span, "identifying", body)


def _found(audit: Audit) -> Iterator[Mark]:
    """What findings and figures rest on, and what has no source."""
    article = audit.reading.article
    for finding in audit.findings:
        said = {"nt:rule": finding.rule, "nt:severity": finding.severity}
        body = {"type": ["TextualBody", "nt:Finding"], "value": finding.message, **said}
        yield from _each(article, finding.evidence, "assessing", body)
    for metric in audit.metrics:
        yield from _each(article, metric.evidence, "assessing", {"type": "nt:Metric", "nt:name": metric.name})
    yield from _each(article, audit.unsourced, "assessing", {"type": "nt:UnsourcedParagraph"})
    for one in audit.unsourced_statements:
        bare: Row = {"type": "nt:UnsourcedStatement", "nt:exemption": one.exemption}
        yield from _each(article, (one.span, *one.evidence), "assessing", bare)


def _claim(claim: Claim, article: Article) -> Iterator[Mark]:
    one = claim.attribution
    who = speaker(claim, article)
    body: Row = {
        "id": ID + local("attribution", article.version, claim.id),
        "type": "nt:SourceAttribution",
        "nt:kind": one.kind,
        "nt:class": claim.source.kind,
        "nt:speaker": who.name if who else None,
        "nt:anonymous": claim.source.anonymous,
        "nt:confidence": round(one.confidence, 4),
        "nt:review": review_terms(claim.review),
    }
    parts = {"source": one.source, "cue": one.cue, "content": one.content, "antecedent": one.antecedent}
    for part, spans in parts.items():
        for span in spans:
            yield Mark(article, span, "identifying", body | {"nt:part": part})


def _mention(mention: OutletMention) -> Row:
    return {
        "type": "nt:OutletMention",
        "nt:outlet": mention.name,
        "nt:outletId": mention.outlet.id if mention.outlet else None,
        "nt:role": mention.role,
        "nt:confidence": round(mention.confidence, 4),
    }


def _chain(chain: Chain) -> Iterator[Mark]:
    texts: dict[str, Article] = {}
    for one in (*chain.appearances, *chain.near_misses):
        texts[one.article.version] = one.article
        for span in one.passage.spans:
            yield Mark(one.article, span, "identifying", _appearance(one, near=one in chain.near_misses))
    yield from _edges(chain.edges, chain.rejected, texts)


def _appearance(one: Appearance, *, near: bool) -> Row:
    return {
        "id": ID + mention_id(one.passage.id),
        "type": "nt:NearMiss" if near else "nt:QuoteMention",
        "nt:speaker": one.passage.speaker,
        "nt:likeness": one.kind,
        "nt:score": round(one.score, 2),
    }


def _lineage(lineage: Lineage, texts: dict[str, Article]) -> Iterator[Mark]:
    known = texts | {one.version: one for one in (lineage.article, lineage.parent, *lineage.ties) if one}
    yield from _edges(lineage.edges, lineage.rejected, known)
    for doubt in lineage.disagreements:
        body = {"type": "nt:Disagreement", "nt:credited": doubt.credited}
        yield from _evidence(doubt.evidence, known, "questioning", body)
    yield from _evidence(lineage.beside, known, "linking", {"type": "nt:SharedWords"})


def _edges(edges: Iterable[Edge], rejected: Iterable[Edge], texts: dict[str, Article]) -> Iterator[Mark]:
    for edge in edges:
        yield from _edge(edge, texts)
    for edge in rejected:
        yield from map(_found_wrong, _edge(edge, texts))


def _found_wrong(mark: Mark) -> Mark:
    """What a person rejected, under another type: who does not look at reviews must not take it for a finding."""
    return replace(mark, body=mark.body | {"type": "nt:RejectedFinding", "nt:of": mark.body["type"]})


def _edge(edge: Edge, texts: dict[str, Article]) -> Iterator[Mark]:
    body: Row = {
        "type": "nt:Edge",
        "nt:kind": edge.kind,
        "nt:child": {"id": ID + version_id(edge.child)},
        "nt:parent": {"id": ID + version_id(edge.parent)} if edge.parent else None,
        "nt:parentOutlet": edge.parent_outlet,
        "nt:confidence": round(edge.confidence, 4),
        "nt:review": review_terms(edge.review),
    }
    yield from _evidence(edge.evidence, texts, "linking", body)


def _evidence(some: Iterable[Evidence], texts: dict[str, Article], motivation: str, body: Row) -> Iterator[Mark]:
    for one in some:
        if one.article in texts:
            yield from _each(texts[one.article], one.spans, motivation, body | {"nt:note": one.note})
