"""What every part of a PROV document uses: its namespaces, and how values of ours become attributes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from prov.identifier import Identifier, Namespace
from prov.model import PROV, ProvBundle, ProvDocument

from provenance.model import Article, Edge, Moment, Outlet, Review, Span
from provenance.report import identifiers
from provenance.report.identifiers import article_id, iri, outlet_id, version_id
from provenance.report.speakers import Speaker

__all__ = [
    "ID",
    "NT",
    "PROV",
    "SCHEMA",
    "Attributes",
    "Value",
    "article",
    "attributes",
    "begun",
    "labelled",
    "outlet",
    "places",
    "reviewed",
    "said_by",
    "taken",
    "version",
    "worded",
]

NT = Namespace("nt", identifiers.NT)
ID = Namespace("id", identifiers.ID)
SCHEMA = Namespace("schema", identifiers.SCHEMA)

Value = str | int | float | bool | datetime | Identifier | None
Attributes = list[tuple[Any, Any]]

_AGENTS = {"person": PROV["Person"], "organisation": PROV["Organization"]}


def begun(report: str) -> tuple[ProvDocument, Namespace]:
    """A document with its namespaces, and the one for what belongs to this report alone."""
    document = ProvDocument()
    own = Namespace("report", f"{identifiers.REPORT}{report}/")
    for namespace in (NT, ID, SCHEMA, own):
        document.add_namespace(namespace)
    return document, own


def attributes(**terms: Value | Iterable[Value]) -> Attributes:
    """Attributes by our own terms, several where there are several values, none where nothing is known."""
    found: Attributes = []
    for term, given in terms.items():
        some = given if isinstance(given, list | tuple) else (given,)
        found += [(NT[term], _writable(one)) for one in some if one is not None and one != ""]
    return found


def labelled(text: str | None, *types: Any) -> Attributes:
    """What something is called and which types it has."""
    called: Attributes = [(PROV["label"], _writable(text))] if text else []
    return [*called, *((PROV["type"], one) for one in types)]


def worded(words: str) -> Attributes:
    """The words that something consists of."""
    return [(PROV["value"], _writable(words))] if words else []


def _writable(value: Any) -> Any:
    """A lone surrogate cannot be written as UTF-8; everything else is kept as it stands."""
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def places(spans: Iterable[Span]) -> list[str]:
    """Spans as "start-end", half-open, in the text of the version that an entity belongs to."""
    return [f"{span.start}-{span.end}" for span in spans]


def _moment(moment: Moment | None) -> str | None:
    """A time as exact as its source gave it, which xsd:dateTime cannot say of a day."""
    return str(moment) if moment else None


def article(bundle: ProvBundle, one: Article) -> None:
    """An article over its versions, and this version of it with what its page states of it."""
    whole, text = ID[article_id(one)], version(one.version)
    address = iri(one.url)
    link: Attributes = [(SCHEMA["url"], Identifier(address))] if address else []
    bundle.entity(whole, [*labelled(one.title, SCHEMA["NewsArticle"]), *link, *attributes(articleId=one.id)])
    stamps = attributes(
        sha256=one.sha256,
        language=one.language,
        publishedClaimed=_moment(one.published),
        updatedClaimed=_moment(one.updated),
        firstSeen=_moment(one.first_seen),
    )
    bundle.entity(text, [*labelled(one.title, NT["ArticleVersion"]), *stamps])
    bundle.specialization(text, whole)
    if one.outlet:
        bundle.wasAttributedTo(whole, outlet(bundle, one.outlet))
    for author in one.authors:
        name = ID[identifiers.local("author", one.id, author.name)]
        kind = PROV["Person"] if author.kind == "person" else PROV["Organization"]
        bundle.agent(name, labelled(author.name, kind))
        bundle.wasAttributedTo(text, name)


def version(name: str) -> Any:
    """The identifier of one text of an article."""
    return ID[version_id(name)]


def outlet(bundle: ProvBundle, one: Outlet | str, *more: tuple[Any, Any]) -> Any:
    """An outlet as an agent; what the gazetteer says of it is `more`."""
    name = one if isinstance(one, str) else one.name
    agent = ID[outlet_id(one)]
    bundle.agent(agent, [*labelled(name, PROV["Organization"]), *more])
    return agent


def said_by(bundle: ProvBundle, who: Speaker) -> Any:
    """A speaker as an agent, a document as an entity."""
    about = attributes(anonymous=True if who.anonymous else None, anonymityReason=who.reason)
    about += [] if who.named else attributes(descriptor=who.name)
    if who.sort == "document":
        bundle.entity(ID[who.id], [*labelled(who.name, NT["Document"]), *about])
    else:
        kind = _AGENTS.get(who.sort) if who.named else None
        bundle.agent(ID[who.id], [*labelled(who.name, *([kind] if kind else [])), *about])
    return ID[who.id]


def reviewed(review: Review | None) -> Attributes:
    """What a person decided."""
    if review is None:
        return []
    return attributes(
        reviewVerdict=review.verdict,
        reviewLabel=review.label,
        reviewedBy=review.by,
        reviewedAt=review.at,
        reviewNote=review.note,
    )


def taken(edge: Edge) -> Attributes:
    """What speaks for an edge and how much."""
    return [
        *attributes(
            method=edge.kind,
            confidence=round(edge.confidence, 4),
            lag=None if edge.lag is None else edge.lag.total_seconds(),
            evidence=[
                f"{one.note} {one.article}: {', '.join(places(one.spans))}".strip()
                for one in edge.evidence
                if one.spans
            ],
        ),
        *reviewed(edge.review),
    ]
