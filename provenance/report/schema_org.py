"""Reports as schema.org in JSON-LD: articles, quotations, and the claim that they carry.

We give no verdicts, so nothing is a ClaimReview. `firstAppearance` is the earliest seen in this corpus, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from provenance.model import Appearance, Article, Audit, Author, Chain, Claim, Manifest, digest
from provenance.report.corpus import Corpus
from provenance.report.identifiers import ID, NT, REPORT, SCHEMA, article_id, iri, local, mention_id, outlet_id
from provenance.report.making import manifest_terms
from provenance.report.shapes import dumps
from provenance.report.speakers import Speaker, named, speaker

__all__ = ["graph", "render"]

Row = dict[str, Any]

# Every term without a prefix is schema.org's: the file can be expanded without fetching a context.
_CONTEXT = {"@vocab": SCHEMA, "nt": NT}
_EARLIEST = "firstAppearance is the earliest seen among the articles given to this program, never the origin."


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """`value` as one JSON-LD graph."""
    return dumps(graph(value, manifest)) + "\n"


def graph(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> Row:
    """`value` as a graph of things, and what it was made with."""
    nodes = [_known(one) for one in _things(value)]
    if manifest:
        nodes.append(_made(nodes, manifest))
    return {"@context": _CONTEXT, "@graph": list({one["@id"]: one for one in nodes}.values())}


def _things(value: Audit | Chain | Corpus) -> Iterator[Row]:
    if isinstance(value, Audit):
        return _audit(value)
    return _chain(value) if isinstance(value, Chain) else _corpus(value)


def _known(row: Row) -> Row:
    """A thing without the properties that are not known."""
    return {key: value for key, value in row.items() if value is not None and value != []}


def _reference(name: str) -> Row:
    return {"@id": ID + name}


def _made(nodes: list[Row], manifest: Manifest) -> Row:
    return {
        "@id": REPORT + digest("schema.org", *(one["@id"] for one in nodes)),
        "@type": "Dataset",
        "name": "What a program found about who says what and who takes from whom",
        "dateCreated": manifest.made.isoformat(timespec="seconds"),
        "creator": {"@type": "SoftwareApplication", "name": "provenance", "softwareVersion": manifest.version},
        "nt:manifest": manifest_terms(manifest),
    }


def _article(one: Article, *based_on: Article | None) -> Row:
    published, updated = one.published, one.updated
    outlet = one.outlet
    return {
        "@id": ID + article_id(one),
        "@type": "NewsArticle",
        "headline": one.title,
        "url": iri(one.url),
        "datePublished": str(published) if published else None,
        "dateModified": str(updated) if updated else None,
        "inLanguage": one.language,
        "author": [_author(author) for author in one.authors],
        "publisher": {"@id": ID + outlet_id(outlet), "@type": "NewsMediaOrganization", "name": outlet.name}
        if outlet
        else None,
        "identifier": one.sha256,
        "isBasedOn": [_reference(article_id(parent)) for parent in based_on if parent],
    }


def _author(author: Author) -> Row:
    return {"@type": "Person" if author.kind == "person" else "Organization", "name": author.name}


def _agent(who: Speaker | None) -> Row | None:
    """A speaker; one without a name has a description only."""
    if who is None or who.sort == "document":
        return None
    kind = "Organization" if who.sort == "organisation" else "Person"
    return {"@id": ID + who.id, "@type": kind, "name" if who.named else "description": who.name}


def _audit(audit: Audit) -> Iterator[Row]:
    one = audit.reading.article
    parent = audit.lineage.parent if audit.lineage else None
    yield _article(one, parent)
    if parent:
        yield _article(parent)
    for claim in audit.reading.claims:
        if claim.attribution.content and not claim.attribution.anaphoric:
            yield _statement(claim, one)


def _statement(claim: Claim, one: Article) -> Row:
    """What is attributed: a Quotation where it stands in quotation marks, else a Claim."""
    found = claim.attribution
    who = speaker(claim, one)
    words = " … ".join(span.of(one.text) for span in found.content)
    place = _reference(article_id(one))
    if found.kind == "indirect":
        name = local("attribution", one.version, claim.id)
        return {"@id": ID + name, "@type": "Claim", "text": words, "author": _agent(who), "appearance": place}
    return {
        "@id": ID + local("quotation", one.version, claim.id),
        "@type": "Quotation",
        "text": words,
        "spokenByCharacter": _agent(who),
        "isPartOf": place,
    }


def _chain(chain: Chain) -> Iterator[Row]:
    articles = {one.article.version: one.article for one in chain.appearances}
    parents: dict[str, str] = {}
    for edge in sorted(chain.edges, key=lambda edge: edge.confidence):
        if edge.parent in articles and edge.child in articles and edge.parent != edge.child:
            parents[edge.child] = edge.parent
    first = [_reference(article_id(articles[one])) for one in chain.earliest if one in articles]
    yield {
        "@id": ID + local("claim", chain.query),
        "@type": "Claim",
        "text": chain.query,
        "appearance": [_reference(article_id(one)) for one in articles.values()],
        "firstAppearance": first,
        "description": _EARLIEST if first else None,
    }
    passages = {one.article.version: one.passage.id for one in chain.appearances}
    for seen in chain.appearances:
        parent = parents.get(seen.article.version)
        yield _article(seen.article, articles[parent] if parent else None)
        yield _quotation(seen, passages[parent] if parent else None)


def _quotation(seen: Appearance, parent: str | None) -> Row:
    passage = seen.passage
    return {
        "@id": ID + mention_id(passage.id),
        "@type": "Quotation",
        "text": passage.text,
        "spokenByCharacter": _agent(named(passage.speaker) if passage.speaker else None),
        "isPartOf": _reference(article_id(seen.article)),
        "isBasedOn": _reference(mention_id(parent)) if parent else None,
    }


def _corpus(corpus: Corpus) -> Iterator[Row]:
    for lineage in corpus.lineages:
        yield _article(lineage.article, lineage.parent)
