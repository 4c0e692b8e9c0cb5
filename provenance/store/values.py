"""Rows to values: a stored reading comes back equal to the one that went in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from provenance.model import (
    Article,
    Attribution,
    Author,
    Claim,
    Furniture,
    Link,
    Match,
    Moment,
    Outlet,
    OutletMention,
    Passage,
    Source,
    Span,
    Spans,
    WireCredit,
)
from provenance.store.rows import PARTS

__all__ = [
    "article",
    "attribution",
    "author",
    "claim",
    "furniture",
    "link",
    "match",
    "mention",
    "moment",
    "outlet",
    "passage",
    "wire_credit",
]

# Passages are read by the ten thousand: without what `json.loads` does around it, in a third of the time.
_parsed = json.JSONDecoder().raw_decode


def outlet(row: Row[Any]) -> Outlet:
    """A row of `outlets`."""
    lists = (tuple(json.loads(cell)) for cell in (row.aliases, row.domains, row.languages))
    return Outlet(row.id, row.name, row.country, row.kind, row.state_media, *lists)


def article(row: Row[Any], outlet: Outlet | None, parts: dict[str, Sequence[Any]]) -> Article:
    """A row of `article_versions` with the values of authors, wire_credits, links and furniture."""
    return Article(
        id=row.article,
        text=row.text,
        title=row.title,
        url=row.url,
        fetched_url=row.fetched_url,
        canonical_url=row.canonical_url,
        outlet=outlet,
        authors=tuple(parts["authors"]),
        published=moment(row.published, row.published_precision, row.published_basis, row.published_zoned),
        updated=moment(row.updated, row.updated_precision, row.updated_basis, row.updated_zoned),
        first_seen=moment(row.first_seen, row.first_seen_precision, row.first_seen_basis, row.first_seen_zoned),
        language=row.language,
        language_confidence=row.language_confidence,
        wire=tuple(parts["wire_credits"]),
        links=tuple(parts["links"]),
        furniture=tuple(parts["furniture"]),
        notes=tuple(json.loads(row.notes)),
        name=row.name,
        page_sha256=row.page_sha256,
    )


def author(row: Row[Any]) -> Author:
    """A row of `authors`."""
    return Author(row.name, row.kind)


def link(row: Row[Any]) -> Link:
    """A row of `links`."""
    return Link(row.href, row.anchor, _span(row.starts, row.ends))


def wire_credit(row: Row[Any], outlet: Outlet) -> WireCredit:
    """A row of `wire_credits`."""
    return WireCredit(outlet, row.basis, _span(row.starts, row.ends), row.evidence)


def furniture(row: Row[Any]) -> Furniture:
    """A row of `furniture`."""
    return Furniture(row.kind, Span(row.starts, row.ends))


def mention(row: Row[Any], outlet: Outlet | None) -> OutletMention:
    """A row of `outlet_mentions`."""
    return OutletMention(
        span=Span(row.starts, row.ends),
        role=row.role,
        outlet=outlet,
        name=row.name,
        confidence=row.confidence,
        claim=_span(row.claim_starts, row.claim_ends),
        chain=tuple(json.loads(row.chain)),
    )


def attribution(row: Row[Any], spans: dict[str, Spans]) -> Attribution:
    """A row of `attributions`, with its spans by part."""
    return Attribution(
        kind=row.kind,
        confidence=row.confidence,
        floating=row.floating,
        anaphoric=row.anaphoric,
        **{part: spans.get(part, ()) for part in PARTS},
    )


def claim(row: Row[Any], stated: Attribution, outlet: Outlet | None, ways: Sequence[Sequence[OutletMention]]) -> Claim:
    """A row of `attributions` with what hangs on it."""
    source = Source(
        kind=row.source_class,
        referent=row.referent,
        anonymous=row.anonymous,
        anonymous_descriptor=row.anonymous_descriptor,
        anonymity_reason=row.anonymity_reason,
        outlet=outlet,
    )
    return Claim(row.claim, stated, source, tuple(tuple(way) for way in ways), row.declined_comment)


def passage(row: Sequence[Any]) -> Passage:
    """A row of `passages`, followed by the digest of its article version."""
    _, identity, _, kind, spans, text, speaker, claim, _, version = row
    return Passage(identity, version, kind, tuple([Span(*ends) for ends in _parsed(spans)[0]]), text, speaker, claim)


def match(row: Row[Any]) -> Match:
    """A row of `matches`, with the identities of the passages as `a` and `b`."""
    return Match(row.a, row.b, row.score, row.kind, Span(row.a_starts, row.a_ends), Span(row.b_starts, row.b_ends))


def moment(at: str | None, precision: Any, basis: str, zoned: bool) -> Moment | None:
    """The four columns of a time."""
    return None if at is None else Moment(datetime.fromisoformat(at), precision, basis, zoned)


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)
