"""Values to rows: a row is a tuple in the order of its table's columns, and never leaves the package."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple
from typing import Any

from provenance.model import (
    Article,
    Claim,
    Moment,
    Outlet,
    OutletMention,
    Passage,
    Reading,
    Span,
    digest,
)

__all__ = [
    "PARTS",
    "Numbered",
    "Rows",
    "article_row",
    "json_list",
    "outlet_record",
    "outlet_row",
    "page_rows",
    "passage_row",
    "stated_rows",
]

Numbered = Callable[[Outlet], int]
"""the number of an outlet's row"""
Rows = dict[str, list[tuple[Any, ...]]]
"""rows by table"""
_READABLE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

PARTS = ("source", "cue", "content", "antecedent")
"""of an attribution, by the names of its fields"""


def outlet_record(outlet: Outlet) -> str:
    """Identity of everything a gazetteer record says."""
    return digest("outlet", json_list(astuple(outlet)))


def outlet_row(number: int, outlet: Outlet) -> tuple[Any, ...]:
    """A row of `outlets`."""
    lists = (json_list(outlet.aliases), json_list(outlet.domains), json_list(outlet.languages))
    fields = (outlet.id, outlet.name, outlet.country, outlet.kind, outlet.state_media)
    return (number, *fields, *lists, outlet_record(outlet))


def article_row(
    number: int, article: Article, *, current: bool, outlet: int | None, detector: str | None
) -> tuple[Any, ...]:
    """A row of `article_versions`."""
    return (
        number,
        article.version,
        article.id,
        current,
        article.title,
        outlet,
        article.url,
        article.fetched_url,
        article.canonical_url,
        *_moment_cells(article.published),
        *_moment_cells(article.updated),
        *_moment_cells(article.first_seen),
        article.language,
        json_list(article.notes),
        article.name,
        article.page_sha256,
        article.sha256,
        article.text,
        article.language_confidence,
        detector,
    )


def page_rows(version: int, article: Article, numbered: Numbered) -> Rows:
    """Rows of the tables that say what an article's page says."""
    return {
        "authors": [(version, at, one.name, one.kind) for at, one in enumerate(article.authors)],
        "links": [(version, at, one.href, one.anchor, *_ends(one.span)) for at, one in enumerate(article.links)],
        "wire_credits": [
            (version, at, numbered(one.outlet), one.basis, *_ends(one.span), one.evidence)
            for at, one in enumerate(article.wire)
        ],
        "furniture": [(version, at, one.kind, *_ends(one.span)) for at, one in enumerate(article.furniture)],
    }


def stated_rows(version: int, reading: Reading, numbered: Numbered) -> Rows:
    """Rows of the tables that say what an article states, its passages apart."""
    text = reading.article.text
    return {
        "outlet_mentions": [_mention_row(version, at, one, text, numbered) for at, one in enumerate(reading.mentions)],
        "attributions": [_claim_row(version, at, one, text, numbered) for at, one in enumerate(reading.claims)],
        "attribution_spans": [
            (version, at, part, position, span.start, span.end)
            for at, one in enumerate(reading.claims)
            for part in PARTS
            for position, span in enumerate(getattr(one.attribution, part))
        ],
        "attribution_ways": list(_way_rows(version, reading)),
    }


def passage_row(number: int, version: int, passage: Passage, keys: int) -> tuple[Any, ...]:
    """A row of `passages`; `keys` is how many it has."""
    spans = "[" + ",".join([f"[{span.start},{span.end}]" for span in passage.spans]) + "]"
    return (number, passage.id, version, passage.kind, spans, passage.text, passage.speaker, passage.claim, keys)


def _claim_row(version: int, at: int, claim: Claim, text: str, numbered: Numbered) -> tuple[Any, ...]:
    stated, source = claim.attribution, claim.source
    return (
        version,
        at,
        claim.id,
        stated.kind,
        stated.confidence,
        stated.floating,
        stated.anaphoric,
        source.kind,
        source.referent,
        source.anonymous,
        source.anonymous_descriptor,
        source.anonymity_reason,
        None if source.outlet is None else numbered(source.outlet),
        claim.declined_comment,
        *(" … ".join(span.of(text) for span in part) for part in (stated.source, stated.cue, stated.content)),
    )


def _mention_row(version: int, at: int, mention: OutletMention, text: str, numbered: Numbered) -> tuple[Any, ...]:
    return (
        version,
        at,
        mention.role,
        None if mention.outlet is None else numbered(mention.outlet),
        mention.name,
        mention.span.of(text),
        *_ends(mention.span),
        mention.confidence,
        *_ends(mention.claim),
        json_list(mention.chain),
    )


def _way_rows(version: int, reading: Reading) -> Iterator[tuple[Any, ...]]:
    places = {mention: place for place, mention in enumerate(reading.mentions)}
    for at, claim in enumerate(reading.claims):
        for way, steps in enumerate(claim.ways):
            for position, step in enumerate(steps or (None,)):
                yield version, at, way, position, None if step is None else places[step]


def _moment_cells(moment: Moment | None) -> tuple[Any, ...]:
    if moment is None:
        return None, None, None, None
    return moment.at.isoformat(), moment.precision, moment.basis, moment.zoned


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return (None, None) if span is None else (span.start, span.end)


def json_list(values: Iterable[object]) -> str:
    """A list as a cell: JSON, its letters readable."""
    return _READABLE.encode(list(values))
