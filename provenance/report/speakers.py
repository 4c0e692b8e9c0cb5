"""Who is said to have said something, with an identity for reports: the unnamed are kept apart by article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from provenance.model import Article, Claim
from provenance.report.identifiers import local, outlet_id
from provenance.text import fold

__all__ = ["Speaker", "named", "speaker"]

Sort = Literal["person", "organisation", "document", "unknown"]

_SORTS: dict[str, Sort] = {
    "named-person": "person",
    "unnamed-person": "person",
    "named-organisation": "organisation",
    "outlet": "organisation",
    "group": "organisation",
    "document": "document",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as an agent: two with the same `id` are taken for the same."""

    id: str
    name: str
    """the full name, or what the text calls who is not named"""
    sort: Sort
    named: bool
    anonymous: bool = False
    reason: str | None = None
    """why the name is withheld, in the words of the text"""


def speaker(claim: Claim, article: Article) -> Speaker | None:
    """Who a claim is attributed to, None where that is nobody or the article itself.

    A name is one speaker wherever it stands; who has none is one only within the article that calls it so.
    """
    source = claim.source
    if source.kind in ("none", "self"):
        return None
    if source.kind == "outlet" and source.outlet:
        return Speaker(outlet_id(source.outlet), source.outlet.name, "organisation", named=True)
    sort = _SORTS.get(source.kind, "unknown")
    if source.referent and not source.anonymous:
        return named(source.referent, sort)
    words = " ".join(span.of(article.text) for span in claim.attribution.source)
    called = source.anonymous_descriptor or source.referent or words
    if not called:
        return None
    identity = local("unnamed", article.id, fold(called))
    return Speaker(identity, called, sort, False, source.anonymous, source.anonymity_reason)


def named(name: str, sort: Sort = "unknown") -> Speaker:
    """A speaker of whom the name is known."""
    return Speaker(local("speaker", name), name, sort, named=True)
