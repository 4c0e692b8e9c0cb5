"""Agencies and outlets that a page credits outside its text: in structured data, meta tags, byline, canonical."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance import lexicon
from provenance.ingest.jsonld import Node, StructuredData, many, one_text
from provenance.ingest.metadata import AUTHOR_METAS, Head, absolute, host_of, names_in
from provenance.ingest.names import plain
from provenance.ingest.parsed import Parsed
from provenance.ingest.wire import credit_named, outlet_named, outlets_in
from provenance.model import WireCredit

__all__ = ["page_credits"]

# Who made it, in the words of schema.org; of the last three only an agency says that the text is its own.
_MAKERS = ("sourceOrganization", "creditText")
_AGENCY_MAKERS = ("provider", "publisher", "copyrightHolder")
_SOURCES = ("syndication-source", "original-source", "dc.source", "article:source")
_PICTURE = re.compile(r"\b(?:photos?|images?|pictures?|getty|video|illustration)\b", re.IGNORECASE)
_COPYRIGHT = re.compile(r">\s*((?:©|&copy;|&#169;|\(c\)|copyright)[^<>]{2,120})", re.IGNORECASE)
_YEAR_AND_NAME = re.compile(r"(?:19|20)\d\d[\s,.–-]*(?:by )?((?:\w[\w'’-]*[ -]?){1,5})")


def page_credits(page: Parsed) -> Iterator[WireCredit]:
    """Every outlet that the page names as a maker of its article, its own publisher included; spans are None."""
    for field in ("author", "creator"):
        for name, _ in names_in(page.data, many(page.node.get(field))):
            yield from _named(plain(name), "json-ld", f"{field}: ")
    for name in AUTHOR_METAS:
        for value in page.head.meta.get(name, ()):
            yield from _named(plain(value), "meta", f"{name}: ")
    yield from _named(page.byline, "byline", "")
    yield from _makers(page.data, page.node)
    yield from _sources(page.node, page.head)
    for match in _COPYRIGHT.finditer(page.html):
        yield from _copyright(plain(match[1]))


def _named(words: str, basis: str, label: str) -> Iterator[WireCredit]:
    """Outlets in a byline; one that signs a picture did not make the text."""
    if not _PICTURE.search(words):
        yield from (WireCredit(outlet, basis, None, label + words) for outlet in outlets_in(words))


def _makers(data: StructuredData, node: Node) -> Iterator[WireCredit]:
    for field in (*_MAKERS, *_AGENCY_MAKERS):
        for value in many(node.get(field)):
            name = plain(one_text(data.resolve(value)))
            outlet = credit_named(name) if name and field in _MAKERS else outlet_named(name)
            if outlet and (field in _MAKERS or outlet.kind == "news-agency"):
                yield WireCredit(outlet, "json-ld", None, f"{field}: {name}")


def _sources(node: Node, head: Head) -> Iterator[WireCredit]:
    for value in (*many(node.get("isBasedOn")), *many(node.get("isBasedOnUrl"))):
        address = value.get("url") or value.get("@id") if isinstance(value, dict) else value
        yield from _at(address if isinstance(address, str) else None, "json-ld", "isBasedOn")
    for name in _SOURCES:
        for value in head.meta.get(name, ()):
            if absolute(None, value):
                yield from _at(value, "meta", name)
            else:
                yield from _named(plain(value), "meta", f"{name}: ")
    yield from _at(head.canonical, "canonical", "canonical")


def _at(address: str | None, basis: str, label: str) -> Iterator[WireCredit]:
    outlet = lexicon.outlet_by_domain(host_of(address)) if address else None
    if outlet:
        yield WireCredit(outlet, basis, None, f"{label}: {address}")


def _copyright(line: str) -> Iterator[WireCredit]:
    """An agency's own notice, as "© 2024 The Associated Press. All rights reserved."; photo credits have no year."""
    match = _YEAR_AND_NAME.search(line)
    if match:
        agencies = (outlet for outlet in outlets_in(match[1]) if outlet.kind == "news-agency")
        yield from (WireCredit(outlet, "credit-line", None, line) for outlet in agencies)
