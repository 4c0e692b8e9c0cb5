"""Reports as CSV: a chain a line an appearance, an audit a line an attribution, a corpus a line an article."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from provenance.model import Appearance, Article, Audit, Chain, Claim, Lineage, Manifest, Review
from provenance.report.corpus import Corpus, parent_lag
from provenance.report.making import data_digest
from provenance.report.sealing import SEAL
from provenance.report.speakers import speaker
from provenance.report.tables import sheet
from provenance.report.wording import address

__all__ = ["COLUMNS", "render"]

Row = dict[str, Any]

_MADE = "program_version made asked corpus_sha256 corpus_articles data_sha256 seal".split()
_REVIEW = "review reviewed_by reviewed_at".split()
_APPEARANCE = """article outlet title published earliest_seen score kind speaker text start end parent parent_outlet
    basis confidence lag_seconds changes sha256 version""".split()
_ATTRIBUTION = """article source class anonymous descriptor reason outlet through cue content kind confidence start end
    declined_comment sha256 version""".split()
_ARTICLE = """article outlet title published parent parent_outlet basis confidence lag_seconds credited credit_gap
    circular origin_outside_corpus ties sha256 version""".split()

COLUMNS = {
    "chain": [*_APPEARANCE, *_REVIEW, *_MADE],
    "audit": [*_ATTRIBUTION, *_REVIEW, *_MADE],
    "corpus": [*_ARTICLE, *_REVIEW, *_MADE],
}
"""The heads of each sort of sheet, in their order."""


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """`value` as one table with a line of heads, also where there is nothing to list."""
    if isinstance(value, Audit):
        sort, rows = "audit", _audit(value)
    elif isinstance(value, Chain):
        sort, rows = "chain", _chain(value)
    else:
        sort, rows = "corpus", (_article(one) for one in value.lineages)
    made = _made(manifest)
    return sheet(COLUMNS[sort], (row | made for row in rows))


def _made(manifest: Manifest | None) -> Row:
    if manifest is None:
        return {}
    return {
        "program_version": manifest.version,
        "made": manifest.made.isoformat(timespec="seconds"),
        "asked": "; ".join(f"{name}: {value}" for name, value in manifest.asked),
        "corpus_sha256": manifest.corpus,
        "corpus_articles": manifest.articles,
        "data_sha256": data_digest(manifest),
        "seal": SEAL,
    }


def _reviewed(review: Review | None) -> Row:
    if review is None:
        return {}
    verdict = f"{review.verdict}: {review.label}" if review.label else review.verdict
    return {"review": verdict, "reviewed_by": review.by, "reviewed_at": review.at.isoformat(timespec="seconds")}


def _seconds(lag: timedelta | None) -> float | None:
    return None if lag is None else lag.total_seconds()


def _known(article: Article) -> Row:
    """What both sheets of articles say of one."""
    return {
        "article": address(article),
        "outlet": article.outlet.name if article.outlet else None,
        "title": article.title,
        "published": str(article.published) if article.published else None,
        "sha256": article.sha256,
        "version": article.version,
    }


def _chain(chain: Chain) -> Iterator[Row]:
    where = {one.article.version: address(one.article) for one in chain.appearances}
    changed = {one.child: one.changes for one in chain.drift}
    for seen in chain.appearances:
        mine = [edge for edge in chain.edges if edge.child == seen.article.version]
        best = max(mine, key=lambda edge: (edge.parent in where, edge.confidence), default=None)
        same = [
            edge for edge in mine if best and (edge.parent, edge.parent_outlet) == (best.parent, best.parent_outlet)
        ]
        yield _appearance(seen) | {
            "earliest_seen": seen.article.version in chain.earliest,
            "parent": where.get(best.parent or "") if best else None,
            "parent_outlet": best.parent_outlet if best else None,
            "basis": ", ".join(dict.fromkeys(edge.kind for edge in same)),
            "confidence": round(best.confidence, 4) if best else None,
            "lag_seconds": _seconds(best.lag if best else None),
            "changes": ", ".join(changed.get(seen.passage.id, ())),
            **_reviewed(best.review if best else None),
        }


def _appearance(seen: Appearance) -> Row:
    spans = seen.passage.spans
    return _known(seen.article) | {
        "score": round(seen.score, 2),
        "kind": seen.kind,
        "speaker": seen.passage.speaker,
        "text": seen.passage.text,
        "start": spans[0].start if spans else None,
        "end": spans[-1].end if spans else None,
    }


def _audit(audit: Audit) -> Iterator[Row]:
    names = {claim.id: cited.name for cited in audit.sources for claim in cited.claims}
    for claim in audit.reading.claims:
        yield _attribution(claim, audit, names.get(claim.id))


def _attribution(claim: Claim, audit: Audit, name: str | None) -> Row:
    article, one = audit.reading.article, claim.attribution
    who = speaker(claim, article)
    spans = sorted((*one.source, *one.cue, *one.content))
    return {
        "article": address(article),
        "source": name or (who.name if who else None),
        "class": claim.source.kind,
        "anonymous": claim.source.anonymous,
        "descriptor": claim.source.anonymous_descriptor,
        "reason": claim.source.anonymity_reason,
        "outlet": claim.source.outlet.name if claim.source.outlet else None,
        "through": ", ".join(" → ".join(step.name for step in way) for way in claim.ways if way),
        "cue": " ".join(span.of(article.text) for span in one.cue),
        "content": " … ".join(span.of(article.text) for span in one.content),
        "kind": one.kind,
        "confidence": round(one.confidence, 4),
        "start": spans[0].start if spans else None,
        "end": max(span.end for span in spans) if spans else None,
        "declined_comment": claim.declined_comment,
        "sha256": article.sha256,
        "version": article.version,
        **_reviewed(claim.review),
    }


def _article(lineage: Lineage) -> Row:
    return _known(lineage.article) | {
        "parent": address(lineage.parent) if lineage.parent else None,
        "parent_outlet": lineage.parent_outlet,
        "basis": ", ".join(lineage.basis),
        "confidence": round(lineage.confidence, 4),
        "lag_seconds": _seconds(parent_lag(lineage)),
        "credited": ", ".join(lineage.credited),
        "credit_gap": lineage.credit_gap,
        "circular": lineage.circular,
        "origin_outside_corpus": lineage.origin_outside_corpus,
        "ties": ", ".join(address(one) for one in lineage.ties),
        **_reviewed(lineage.review),
    }
