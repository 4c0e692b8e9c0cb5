"""Values as JSON objects: the machine-readable contract, the same in every command.

Spans are `[start, end]`, half-open code-point offsets into the article's text; times are ISO 8601; what is not known
is null. Where an article has no URL its id stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from provenance.model import (
    Appearance,
    Article,
    Attribution,
    Audit,
    Chain,
    CitedSource,
    Claim,
    Disagreement,
    Drift,
    Edge,
    Evidence,
    Finding,
    Lineage,
    Manifest,
    Metric,
    Moment,
    Outlet,
    OutletMention,
    Passage,
    Reading,
    Span,
    Unsourced,
)
from provenance.printable import dumped
from provenance.report.corpus import Corpus
from provenance.report.hops import THIS_ARTICLE, claim_paths, paths
from provenance.report.making import manifest_row
from provenance.report.pairs import spans_row
from provenance.report.reviews import review_row
from provenance.report.selectors import selector
from provenance.report.wording import address

__all__ = [
    "address",
    "article_row",
    "attribution_row",
    "audit_row",
    "chain_row",
    "corpus_row",
    "detected",
    "dumps",
    "edge_row",
    "lineage_row",
    "lineage_rows",
    "mention_row",
    "render",
]

Row = dict[str, Any]


def dumps(row: Row, *, indent: int | None = 2) -> str:
    """One JSON object as text: see `printable.dumped`."""
    return dumped(row, indent=indent)


def _time(moment: Moment | None) -> str | None:
    return None if moment is None else str(moment)


def _words(spans: Iterable[Span], text: str) -> str:
    return " ".join(span.of(text) for span in spans)


def _selector(span: Span, text: str) -> Row:
    """A span with its words and their context, so that it can be found again or be seen to be gone."""
    found = selector(span, text)
    return {key: getattr(found, key) for key in ("start", "end", "exact", "prefix", "suffix")}


def article_row(article: Article) -> Row:
    """An article as `export articles` writes it."""
    return {
        "id": article.id,
        "url": article.url,
        "fetched_url": article.fetched_url,
        "canonical_url": article.canonical_url,
        "outlet": article.outlet.name if article.outlet else None,
        "outlet_id": article.outlet.id if article.outlet else None,
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "published": _time(article.published),
        "updated": _time(article.updated),
        "first_seen": _time(article.first_seen),
        "language": article.language,
        "language_confidence": article.language_confidence,
        "wire": list(dict.fromkeys(credit.outlet.name for credit in article.wire)),
        "text": article.text,
        "links": [
            {"href": link.href, "start": link.span.start, "end": link.span.end} for link in article.links if link.span
        ],
        "sha256": article.sha256,
        "file": None if "://" in article.name else article.name,
        "notes": list(article.notes),
        "version": article.version,
    }


def _furniture_rows(article: Article) -> list[Row]:
    return [{"kind": piece.kind} | _selector(piece.span, article.text) for piece in article.furniture]


def attribution_row(claim: Claim, article: Article | None = None) -> Row:
    """One attribution as `detect` gives it; with its article also the words themselves, their way here and more."""
    one = claim.attribution
    row: Row = {
        "source": spans_row(one.source),
        "cue": spans_row(one.cue),
        "content": spans_row(one.content),
        "kind": one.kind,
        "confidence": round(one.confidence, 4),
        "class": claim.source.kind,
        "referent": claim.source.referent,
        "anonymous": claim.source.anonymous,
    }
    return row if article is None else row | _stated(claim, one, article.text)


def _stated(claim: Claim, one: Attribution, text: str) -> Row:
    return {
        "id": claim.id,
        "source_text": _words(one.source, text),
        "cue_text": _words(one.cue, text),
        "content_text": _words(one.content, text),
        "outlet_id": claim.source.outlet.id if claim.source.outlet else None,
        "anonymous_descriptor": claim.source.anonymous_descriptor,
        "anonymity_reason": claim.source.anonymity_reason,
        "declined_comment": claim.declined_comment,
        "floating": one.floating,
        "anaphoric": one.anaphoric,
        "antecedent": spans_row(one.antecedent),
        "review": review_row(claim.review),
        "hops": [[*(hop.name for hop in hops), THIS_ARTICLE] for hops in claim_paths(claim, text)],
    }


def mention_row(mention: OutletMention) -> Row:
    """One outlet named in a text, as `detect` gives it."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "role": mention.role,
        "outlet": mention.outlet.name if mention.outlet else mention.name,
        "outlet_id": mention.outlet.id if mention.outlet else None,
        "claim": [mention.claim.start, mention.claim.end] if mention.claim else None,
        "chain": list(mention.chain),
    }


def _record(outlet: Outlet | None) -> Row:
    """What the gazetteer knows of an outlet."""
    return {key: getattr(outlet, key, None) for key in ("kind", "country", "state_media")}


def detected(reading: Reading) -> Row:
    """What `detect` adds to an input line: attributions, outlets named, and the text's language."""
    return {
        "attributions": [attribution_row(claim) for claim in reading.claims],
        "outlet_mentions": [mention_row(mention) for mention in reading.mentions],
        "language": reading.article.language,
        "language_confidence": reading.article.language_confidence,
    }


def _names(articles: Iterable[Article | None]) -> dict[str, str]:
    """Version and id of each article to its address."""
    known = [article for article in articles if article]
    return {key: address(article) for article in known for key in (article.id, article.version)}


def _evidence_row(evidence: Evidence, names: Mapping[str, str]) -> Row:
    return {
        "article": names.get(evidence.article, evidence.article),
        "spans": spans_row(evidence.spans),
        "note": evidence.note,
    }


def edge_row(edge: Edge, names: Mapping[str, str] | None = None) -> Row:
    """One link from an article to what it took from; `names` turns version ids into addresses, lag is in seconds."""
    known = names or {}
    return {
        "child": known.get(edge.child, edge.child),
        "parent": known.get(edge.parent, edge.parent) if edge.parent else None,
        "parent_outlet": edge.parent_outlet,
        "kind": edge.kind,
        "confidence": round(edge.confidence, 4),
        "lag": None if edge.lag is None else edge.lag.total_seconds(),
        "evidence": [_evidence_row(one, known) for one in edge.evidence],
        "review": review_row(edge.review),
    }


def lineage_rows(lineages: Iterable[Lineage]) -> list[Row]:
    """Articles with their most likely parents, as `lineage` writes them."""
    some = list(lineages)
    names = _names(one.article for one in some)
    return [lineage_row(one, names) for one in some]


def lineage_row(lineage: Lineage, names: Mapping[str, str] | None = None) -> Row:
    """One article with its most likely parent; `names` turns the versions of other articles into addresses."""
    known = dict(names or {}) | _names([lineage.article, lineage.parent])
    return {
        "article": address(lineage.article),
        "parent": address(lineage.parent) if lineage.parent else None,
        "parent_outlet": lineage.parent_outlet,
        "basis": list(lineage.basis),
        "confidence": round(lineage.confidence, 4),
        "credited": list(lineage.credited),
        "credit_gap": lineage.credit_gap,
        "circular": lineage.circular,
        "origin_outside_corpus": lineage.origin_outside_corpus,
        "disagreements": [_disagreement_row(one, lineage) for one in lineage.disagreements],
        "ties": [address(one) for one in lineage.ties],
        "review": review_row(lineage.review),
        "rejected": [edge_row(edge, known) for edge in lineage.rejected],
    }


def _disagreement_row(one: Disagreement, lineage: Lineage) -> Row:
    names = {article.version: address(article) for article in (lineage.article, lineage.parent) if article}
    return {
        "credited": one.credited,
        "parent_outlet": one.parent_outlet,
        "later": one.later,
        "evidence": [_evidence_row(words, names) for words in one.evidence],
    }


def _appearance_row(one: Appearance) -> Row:
    article = one.article
    return {
        "article": address(article),
        "outlet": article.outlet.name if article.outlet else None,
        "title": article.title,
        "published": _time(article.published),
        "score": round(one.score, 2),
        "kind": one.kind,
        "speaker": one.passage.speaker,
        "spans": spans_row(one.passage.spans),
        "text": one.passage.text,
        "sha256": article.sha256,
        "version": article.version,
    }


def _drift_row(drift: Drift, passages: Mapping[str, tuple[Passage, Article]]) -> Row:
    def place(passage: str) -> str:
        return address(passages[passage][1]) if passage in passages else passage

    return {
        "parent": place(drift.parent),
        "child": place(drift.child),
        "changes": list(drift.changes),
        "diff": [list(step) for step in drift.diff],
    }


def chain_row(chain: Chain) -> Row:
    """Where traced words were seen, as `trace --format json` writes it; `mentions` are in time order, each URL once."""
    names = _names(one.article for one in (*chain.appearances, *chain.near_misses))
    passages = {one.passage.id: (one.passage, one.article) for one in chain.appearances}
    earliest = list(dict.fromkeys(names.get(version, version) for version in chain.earliest))
    return {
        "query": chain.query,
        "mentions": list(dict.fromkeys(address(one.article) for one in chain.appearances)),
        "earliest": earliest[0] if earliest else None,
        "earliest_tied": earliest,
        "order_known": chain.order_known,
        "independent_origins": chain.independent_origins,
        "circular": chain.circular,
        "missing": list(chain.missing),
        "appearances": [_appearance_row(one) for one in chain.appearances],
        "edges": [edge_row(edge, names) for edge in chain.edges],
        "rejected": [edge_row(edge, names) for edge in chain.rejected],
        "drift": [_drift_row(drift, passages) for drift in chain.drift],
        "near_misses": [_appearance_row(one) for one in chain.near_misses],
    }


def _metric_row(metric: Metric) -> Row:
    return {
        "value": metric.value,
        "n": metric.n,
        "definition": metric.definition,
        "baseline": metric.baseline,
        "evidence": spans_row(metric.evidence),
        "interval": None if metric.interval is None else list(metric.interval),
        "caveat": metric.caveat,
    }


def _unsourced_row(one: Unsourced, text: str) -> Row:
    return {"statement": _selector(one.span, text), "exemption": one.exemption, "evidence": spans_row(one.evidence)}


def _finding_row(finding: Finding, text: str) -> Row:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": [_selector(span, text) for span in finding.evidence],
    }


def _source_row(cited: CitedSource) -> Row:
    return {
        "name": cited.name,
        "class": cited.source.kind,
        "anonymous": cited.source.anonymous,
        "outlet_id": cited.source.outlet.id if cited.source.outlet else None,
        "claims": [claim.id for claim in cited.claims],
    }


def audit_row(audit: Audit) -> Row:
    """One article's sourcing, as `audit --format json` writes it; `hops` and `hops_evidence` run side by side."""
    reading = audit.reading
    article = reading.article
    ways = paths(reading)
    return {
        "title": article.title,
        "authors": [author.name for author in article.authors],
        "published": _time(article.published),
        "article": article_row(article) | {"furniture": _furniture_rows(article)},
        "sources": [_source_row(cited) for cited in audit.sources],
        "attributions": [attribution_row(claim, article) for claim in reading.claims],
        "rejected": [attribution_row(claim, article) for claim in reading.rejected],
        "outlet_mentions": [mention_row(mention) | _record(mention.outlet) for mention in reading.mentions],
        "hops": [list(way.names) for way in ways],
        "hops_evidence": [[_selector(span, article.text) for span in way.evidence] for way in ways],
        "metrics": {metric.name: _metric_row(metric) for metric in audit.metrics},
        "findings": [_finding_row(finding, article.text) for finding in audit.findings],
        "unsourced": spans_row(audit.unsourced),
        "unsourced_statements": [_unsourced_row(one, article.text) for one in audit.unsourced_statements],
        "lineage": lineage_row(audit.lineage) if audit.lineage else None,
    }


def corpus_row(corpus: Corpus) -> Row:
    """What the sourcing of all articles is worth, and who takes from whom among them."""
    return {
        "articles": len(corpus.lineages),
        "figures": {metric.name: _metric_row(metric) for metric in corpus.figures},
        "outlets": [
            {"outlet": one.name}
            | {key: getattr(one, key) for key in ("articles", "taken", "given", "credit_gaps", "circular")}
            for one in corpus.outlets
        ],
        "dependence": [
            {
                "outlet": one.child,
                "takes_from": one.parent,
                "articles": one.articles,
                "credit_gaps": one.credit_gaps,
                "median_lag": None if one.median_lag is None else one.median_lag.total_seconds(),
            }
            for one in corpus.takes
        ],
        "lineage": lineage_rows(corpus.lineages),
    }


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """A report as one JSON object, with how it was made."""
    if isinstance(value, Audit):
        row = audit_row(value)
    else:
        row = chain_row(value) if isinstance(value, Chain) else corpus_row(value)
    return dumps(row | {"manifest": manifest_row(manifest)}) + "\n"
