"""Reports as GraphML, for Gephi, yEd, igraph or NetworkX: articles, outlets, speakers and claims, and what ties them.

The format: Brandes, Eiglsperger, Lerner and Pich, GraphML (2013), with typed attributes declared as `key`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from provenance.model import Appearance, Article, Audit, Chain, Claim, Edge, Manifest, Outlet, Review
from provenance.printable import pictured
from provenance.report.corpus import Corpus
from provenance.report.identifiers import article_id, local, mention_id, outlet_id
from provenance.report.making import manifest_row
from provenance.report.shapes import dumps
from provenance.report.speakers import named, speaker

__all__ = ["render"]

# What XML 1.0 has no way to write, and the one character that its readers change.
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Value = str | int | float | bool | None
About = tuple[tuple[str, Value], ...]

_NODE = {
    "kind": "string",
    "label": "string",
    "url": "string",
    "published": "string",
    "sha256": "string",
    "outlet_kind": "string",
    "country": "string",
    "state_media": "string",
    "anonymous": "boolean",
    "earliest_seen": "boolean",
    "in_corpus": "boolean",
}
_EDGE = {
    "kind": "string",
    "confidence": "double",
    "score": "double",
    "lag_seconds": "double",
    "review": "string",
    "reviewed_by": "string",
}
_GRAPH = {"manifest": "string"}
_TYPES = {"node": _NODE, "edge": _EDGE, "graph": _GRAPH}


@dataclass(frozen=True, slots=True)
class _Node:
    id: str
    about: About


@dataclass(frozen=True, slots=True)
class _Tie:
    """From who took, said or published to what that was."""

    source: _Node
    target: _Node
    about: About


Part = _Node | _Tie


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """`value` as one GraphML document."""
    parts = list(_parts(value))
    nodes: dict[str, _Node] = {}
    for part in parts:
        for node in (part,) if isinstance(part, _Node) else (part.source, part.target):
            nodes.setdefault(node.id, node)
    ties = [part for part in parts if isinstance(part, _Tie)]
    return _written(nodes.values(), dict.fromkeys(ties), manifest)


def _parts(value: Audit | Chain | Corpus) -> Iterator[Part]:
    if isinstance(value, Audit):
        return _audit(value)
    return _chain(value) if isinstance(value, Chain) else _corpus(value)


def _node(name: str, kind: str, label: str | None, **more: Value) -> _Node:
    return _Node(name, (("kind", kind), ("label", label or name), *more.items()))


def _article(one: Article, *, earliest: bool | None = None) -> _Node:
    return _node(
        article_id(one),
        "article",
        one.title,
        url=one.url,
        published=str(one.published) if one.published else None,
        sha256=one.sha256,
        in_corpus=True,
        earliest_seen=earliest,
    )


def _outlet(one: Outlet | str) -> _Node:
    if isinstance(one, str):
        return _node(outlet_id(one), "outlet", one)
    return _node(
        outlet_id(one), "outlet", one.name, outlet_kind=one.kind, country=one.country, state_media=one.state_media
    )


def _published(one: Article, node: _Node) -> Iterator[Part]:
    """An article, and who published it."""
    yield node
    if one.outlet:
        yield _Tie(node, _outlet(one.outlet), (("kind", "published_by"),))


def _audit(audit: Audit) -> Iterator[Part]:
    one = audit.reading.article
    node = _article(one)
    yield from _published(one, node)
    for claim in audit.reading.claims:
        yield from _claim(claim, one, node)
    if audit.lineage:
        shown = [audit.lineage.article, audit.lineage.parent, *audit.lineage.ties]
        yield from _edges(audit.lineage.edges, {one.version: _article(one) for one in shown if one})


def _claim(claim: Claim, one: Article, node: _Node) -> Iterator[Part]:
    found = claim.attribution
    words = " … ".join(span.of(one.text) for span in found.content) or " ".join(span.of(one.text) for span in found.cue)
    made = _node(local("attribution", one.version, claim.id), "claim", words)
    sure: About = (("confidence", round(found.confidence, 4)), *_reviewed(claim.review))
    yield _Tie(made, node, (("kind", "appears_in"), *sure))
    who = speaker(claim, one)
    if who:
        called = _node(who.id, "speaker", who.name, anonymous=who.anonymous)
        if claim.source.kind == "outlet" and claim.source.outlet:
            called = _outlet(claim.source.outlet)
        yield _Tie(made, called, (("kind", "said_by"), *sure))
    for mention in dict.fromkeys(mention for way in claim.ways for mention in way):
        through = _outlet(mention.outlet or mention.name)
        yield _Tie(made, through, (("kind", "came_through"), ("confidence", round(mention.confidence, 4))))


def _chain(chain: Chain) -> Iterator[Part]:
    claim = _node(local("claim", chain.query), "claim", chain.query)
    yield claim
    shown: dict[str, _Node] = {}
    for seen in chain.appearances:
        node = _article(seen.article, earliest=seen.article.version in chain.earliest)
        shown[seen.article.version] = node
        yield from _published(seen.article, node)
        yield from _appearance(seen, node, claim)
    yield from _edges(chain.edges, shown)


def _appearance(seen: Appearance, node: _Node, claim: _Node) -> Iterator[Part]:
    yield _Tie(claim, node, (("kind", "appears_in"), ("score", round(seen.score, 2))))
    if seen.passage.speaker:
        who = named(seen.passage.speaker)
        said = _node(mention_id(seen.passage.id), "claim", seen.passage.text)
        yield _Tie(said, claim, (("kind", "wording_of"),))
        yield _Tie(said, node, (("kind", "appears_in"),))
        yield _Tie(said, _node(who.id, "speaker", who.name, anonymous=False), (("kind", "said_by"),))


def _corpus(corpus: Corpus) -> Iterator[Part]:
    shown = {one.article.version: _article(one.article) for one in corpus.lineages}
    for lineage in corpus.lineages:
        yield from _published(lineage.article, shown[lineage.article.version])
        yield from _edges(lineage.edges, shown)
        sure = ("confidence", round(lineage.confidence, 4))
        taken: About = (("kind", "likeliest_parent"), sure, *_reviewed(lineage.review))
        if lineage.parent:
            parent = shown.get(lineage.parent.version) or _article(lineage.parent)
            yield _Tie(shown[lineage.article.version], parent, taken)
        elif lineage.parent_outlet:
            yield _Tie(shown[lineage.article.version], _unseen(lineage.parent_outlet), taken)


def _unseen(outlet: str) -> _Node:
    """The article of an outlet that must be there and is not in the corpus."""
    return _node(local("unseen", outlet), "article", f"an article of {outlet}, not in this corpus", in_corpus=False)


def _edges(edges: Iterable[Edge], shown: dict[str, _Node]) -> Iterator[Part]:
    for edge in edges:
        child, parent = shown.get(edge.child), shown.get(edge.parent or "")
        if edge.parent is None and edge.parent_outlet:
            parent = _unseen(edge.parent_outlet)
            yield _Tie(parent, _outlet(edge.parent_outlet), (("kind", "published_by"),))
        if child is None or parent is None:
            continue
        lag = None if edge.lag is None else edge.lag.total_seconds()
        sure = (("confidence", round(edge.confidence, 4)), ("lag_seconds", lag), *_reviewed(edge.review))
        yield _Tie(child, parent, (("kind", edge.kind), *sure))


def _reviewed(review: Review | None) -> About:
    return (("review", review.verdict), ("reviewed_by", review.by)) if review else ()


def _written(nodes: Iterable[_Node], ties: Iterable[_Tie], manifest: Manifest | None) -> str:
    out = io.StringIO()
    xml = XMLGenerator(out, encoding="utf-8", short_empty_elements=True)
    xml.startDocument()
    xml.startElement("graphml", AttributesImpl({"xmlns": "http://graphml.graphdrawing.org/xmlns"}))
    for domain, names in _TYPES.items():
        for name, kind in names.items():
            key = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
            xml.ignorableWhitespace("\n")
            xml.startElement("key", AttributesImpl(key))
            xml.endElement("key")
    xml.ignorableWhitespace("\n")
    xml.startElement("graph", AttributesImpl({"edgedefault": "directed"}))
    if manifest:
        _data(xml, "graph", (("manifest", dumps(manifest_row(manifest) or {}, indent=None)),))
    for node in nodes:
        xml.ignorableWhitespace("\n")
        xml.startElement("node", AttributesImpl({"id": node.id}))
        _data(xml, "node", node.about)
        xml.endElement("node")
    for number, tie in enumerate(ties):
        xml.ignorableWhitespace("\n")
        xml.startElement("edge", AttributesImpl({"id": f"e{number}", "source": tie.source.id, "target": tie.target.id}))
        _data(xml, "edge", tie.about)
        xml.endElement("edge")
    for name in ("graph", "graphml"):
        xml.endElement(name)
    xml.endDocument()
    return out.getvalue() + "\n"


def _data(xml: XMLGenerator, domain: str, about: Iterable[tuple[str, Value]]) -> None:
    for name, value in about:
        if value is None or value == "":
            continue
        xml.startElement("data", AttributesImpl({"key": f"{domain}_{name}"}))
        xml.characters(str(value).lower() if isinstance(value, bool) else _written_in_xml(str(value)))
        xml.endElement("data")


def _written_in_xml(text: str) -> str:
    return _NOT_XML.sub(lambda found: pictured(found.group()), text)
