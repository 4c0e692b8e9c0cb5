"""The bundle `stated`: what articles say of themselves, of who said what, and of whom they have it from."""

from __future__ import annotations

from collections.abc import Iterable

from prov.model import ProvBundle

from provenance.model import Appearance, Article, Audit, Chain, Claim, Edge, Lineage, Reading
from provenance.report.corpus import Corpus
from provenance.report.identifiers import local, mention_id
from provenance.report.prov_terms import (
    ID,
    NT,
    SCHEMA,
    Attributes,
    article,
    attributes,
    labelled,
    outlet,
    places,
    said_by,
    version,
    worded,
)
from provenance.report.speakers import named, speaker

__all__ = ["articles_of", "attribution", "stated"]


def articles_of(value: Audit | Chain | Corpus) -> list[Article]:
    """Every article version that a report speaks of, each once."""
    found: list[Article | None] = []
    if isinstance(value, Audit):
        found = [value.reading.article, value.lineage.parent if value.lineage else None]
    elif isinstance(value, Chain):
        found = [one.article for one in value.appearances]
    else:
        found = [article for one in value.lineages for article in (one.article, one.parent)]
    return list({one.version: one for one in found if one}.values())


def stated(bundle: ProvBundle, value: Audit | Chain | Corpus) -> None:
    """Put into `bundle` what the articles of a report state."""
    for one in articles_of(value):
        article(bundle, one)
        for credit in one.wire:
            agent = outlet(bundle, credit.outlet)
            said = attributes(method="wire", basis=credit.basis, words=credit.evidence)
            bundle.wasInfluencedBy(version(one.version), agent, other_attributes=said)
    if isinstance(value, Audit):
        _reading(bundle, value.reading)
        _edges(bundle, value.lineage.edges if value.lineage else ())
    elif isinstance(value, Chain):
        for seen in value.appearances:
            _mention(bundle, seen)
        _edges(bundle, value.edges)
    else:
        for lineage in value.lineages:
            _lineage(bundle, lineage)


def _reading(bundle: ProvBundle, reading: Reading) -> None:
    for claim in reading.claims:
        _claim(bundle, claim, reading.article)
    for mention in reading.mentions:
        agent = outlet(bundle, mention.outlet or mention.name)
        said = attributes(role=mention.role, place=places((mention.span,)), words=mention.span.of(reading.article.text))
        bundle.wasInfluencedBy(version(reading.article.version), agent, other_attributes=said)


def attribution(claim: Claim, one: Article) -> str:
    """The local identifier of a claim."""
    return local("attribution", one.version, claim.id)


def _claim(bundle: ProvBundle, claim: Claim, one: Article) -> None:
    """An attribution, who it is given to, the outlets it came through, and its words if they are quoted."""
    found, text = claim.attribution, one.text
    entity = ID[attribution(claim, one)]
    parts: Attributes = []
    for name, spans in (("source", found.source), ("cue", found.cue), ("content", found.content)):
        words = " ".join(span.of(text) for span in spans)
        parts += attributes(**{name: words, f"{name}Place": places(spans)})
    said = attributes(kind=found.kind, declinedComment=claim.declined_comment or None)
    bundle.entity(entity, [*labelled(None, NT["SourceAttribution"]), *parts, *said])
    bundle.wasDerivedFrom(entity, version(one.version))
    who = speaker(claim, one)
    if who:
        agent = said_by(bundle, who)
        if who.sort == "document":
            bundle.wasDerivedFrom(entity, agent)
        else:
            bundle.wasAttributedTo(entity, agent)
    for number, way in enumerate(claim.ways, 1):
        for step, mention in enumerate(way, 1):
            through = outlet(bundle, mention.outlet or mention.name)
            bundle.wasInfluencedBy(entity, through, other_attributes=attributes(role="conduit", way=number, step=step))
    if found.kind != "indirect" and found.content:
        quotation = ID[local("quotation", one.version, claim.id)]
        words = " … ".join(span.of(text) for span in found.content)
        within = [(SCHEMA["isPartOf"], version(one.version))]
        bundle.entity(quotation, [*labelled(None, SCHEMA["Quotation"]), *worded(words), *within])
        if who and who.sort != "document":
            bundle.wasAttributedTo(quotation, ID[who.id])


def _mention(bundle: ProvBundle, seen: Appearance) -> None:
    """One occurrence of the traced words."""
    passage = seen.passage
    entity = ID[mention_id(passage.id)]
    within = [(SCHEMA["isPartOf"], version(seen.article.version))]
    place = attributes(place=places(passage.spans))
    bundle.entity(entity, [*labelled(None, SCHEMA["Quotation"]), *worded(passage.text), *within, *place])
    if passage.speaker:
        bundle.wasAttributedTo(entity, said_by(bundle, named(passage.speaker)))


def _edges(bundle: ProvBundle, edges: Iterable[Edge]) -> None:
    """Credits and links: the text names an outlet, carries its line, or links to its article."""
    for edge in edges:
        if edge.kind == "observed":
            continue
        said = attributes(method=edge.kind)
        if edge.kind == "hyperlink" and edge.parent:
            bundle.entity(version(edge.parent))
            bundle.wasInfluencedBy(version(edge.child), version(edge.parent), other_attributes=said)
        elif edge.parent_outlet:
            bundle.wasInfluencedBy(version(edge.child), outlet(bundle, edge.parent_outlet), other_attributes=said)


def _lineage(bundle: ProvBundle, lineage: Lineage) -> None:
    for name in lineage.credited:
        said = attributes(method="credited")
        bundle.wasInfluencedBy(version(lineage.article.version), outlet(bundle, name), other_attributes=said)
    _edges(bundle, lineage.edges)
