"""Leafing through the corpus: articles, one article, the claims that most articles carry, outlets."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from provenance import pipeline
from provenance.errors import InputError
from provenance.model import Article
from provenance.report.webpage import Entry
from provenance.store import Carried, Hit, Store
from provenance.text import fold
from provenance.web.asking import LONGEST_QUOTE, OutletId, PageNumber, Version, Words
from provenance.web.showing import Leaf, page, query, report, shared_of

__all__ = ["carrying", "router", "stored"]

router = APIRouter(include_in_schema=False)

_MOST_FOUND = 100
"""articles that a search leafs through: further down nobody looks"""


def stored(store: Store, where: str) -> Article:
    """The article of that version, id or URL; 404 where there is none, 409 where it fits several."""
    try:
        article = store.find(where)
    except InputError as error:  # it fits several
        raise HTTPException(409, str(error)) from error
    if article is None:
        raise HTTPException(404, f"{where[:200]}: no such article is stored; search for it, or add it first")
    return article


@router.get("/articles")
def articles(request: Request, words: Words = "", number: PageNumber = 1) -> Response:
    """Articles: those that hold the words, best first, or all, the last one stored first."""
    store = shared_of(request).store
    if words.strip():
        hits = store.search(words, limit=_MOST_FOUND)
        leaf = Leaf(number, len(hits))
        shown: list[tuple[Article, Hit | None]] = [
            (hit.article, hit) for hit in hits[leaf.offset : leaf.offset + leaf.size]
        ]
    else:
        leaf = Leaf(number, store.how_many())
        shown = [(one, None) for one in store.latest(limit=leaf.size, offset=leaf.offset)]
    return page(request, "articles.html.j2", words=words, leaf=leaf, shown=shown, most=_MOST_FOUND)


@router.get("/articles/{version}")
def article(request: Request, version: Version) -> Response:
    """What one article's sourcing is worth."""
    store = shared_of(request).store
    found = stored(store, version)
    return report(request, pipeline.audit_stored(store, found), more=_more(store, found, "Sourcing"))


@router.get("/articles/{version}/lineage")
def lineage(request: Request, version: Version) -> Response:
    """Where one article's text was taken from, and who took it from there."""
    store = shared_of(request).store
    found = stored(store, version)
    family = pipeline.kin(store, found)
    taken = [one for one in family.values() if one.parent and one.parent.version == found.version]
    articles = {one.article.version: one.article for one in family.values()}
    more = _more(store, found, "Lineage")
    own = family.get(found.version)
    return page(request, "lineage.html.j2", more, article=found, lineage=own, taken=taken, articles=articles)


@router.get("/articles/{version}/versions")
def versions(request: Request, version: Version) -> Response:
    """Every stored version of one article."""
    store = shared_of(request).store
    found = stored(store, version)
    more = _more(store, found, "Versions")
    return page(request, "versions.html.j2", more, article=found, versions=store.versions_of(found))


def _more(store: Store, found: Article, current: str) -> tuple[Entry, ...]:
    """What there is to see of an article."""
    own = f"/articles/{found.version}"
    places = {
        "Sourcing": own,
        "Lineage": f"{own}/lineage",
        f"Versions ({len(store.versions_of(found))})": f"{own}/versions",
        "JSON": query("/api/audit", where=found.version),
    }
    return tuple(Entry(label, href, current=label.startswith(current)) for label, href in places.items())


@router.get("/claims")
def claims(request: Request, words: Words = "", number: PageNumber = 1) -> Response:
    """What most articles carry."""
    found = carrying(shared_of(request).carried(), words)
    leaf = Leaf(number, len(found or ()))
    shown = None if found is None else found[leaf.offset : leaf.offset + leaf.size]
    return page(request, "claims.html.j2", words=words, leaf=leaf, shown=shown, longest=LONGEST_QUOTE)


def carrying(found: list[Carried] | None, words: str) -> list[Carried] | None:
    """Those that hold every one of the words."""
    asked = fold(words).split()
    if found is None or not asked:
        return found
    return [one for one in found if all(word in fold(one.passage.text) for word in asked)]


@router.get("/outlets")
def outlets(request: Request) -> Response:
    """Every outlet, and who takes from whom."""
    shared = shared_of(request)
    return page(request, "outlets.html.j2", outlets=shared.store.outlets(), corpus=shared.corpus())


@router.get("/outlet")
def outlet(request: Request, identity: OutletId, number: PageNumber = 1) -> Response:
    """One outlet: what it published, whom it takes from, and who takes from it."""
    shared = shared_of(request)
    known = next((found for found in shared.store.outlets() if found[0].id == identity), None)
    if known is None:
        raise HTTPException(404, f"{identity[:200]}: no article here is of that outlet or names it")
    leaf = Leaf(number, shared.store.how_many(outlet=identity))
    shown = shared.store.latest(outlet=identity, limit=leaf.size, offset=leaf.offset)
    corpus = shared.corpus()
    return page(request, "outlet.html.j2", leaf=leaf, shown=shown, corpus=corpus, outlet=known[0], counts=known[1])
