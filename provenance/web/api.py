"""The JSON API under /api: the rows that the commands write, described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from provenance import __version__, pipeline
from provenance.report import Corpus, shapes, tables
from provenance.report.reviews import listed_row
from provenance.store import Carried, OutletCounts
from provenance.web.answering import asked_of
from provenance.web.asking import Least, Limit, Number, OutletId, PageNumber, Quote, Where, Words
from provenance.web.browsing import carrying, stored
from provenance.web.reviewing import kept, undone
from provenance.web.schemas import (
    Address,
    ArticlePage,
    ArticleRow,
    AuditRow,
    ChainRow,
    ClaimPage,
    Decided,
    Failure,
    Found,
    Health,
    Kept,
    LineageRow,
    Named,
    OutletsRow,
    Pasted,
    ReviewRow,
)
from provenance.web.shared import Said
from provenance.web.showing import Leaf, keys_of, shared_of

__all__ = ["router"]

_WRONG: dict[int | str, dict[str, Any]] = {
    status: {"model": Failure, "description": said}
    for status, said in (
        (400, "The server was called by a name that is not its own."),
        (401, "The token is missing or wrong."),
        (403, "Sent by a page of another site."),
        (404, "No such article is stored."),
        (409, "What was asked for fits several."),
        (413, "More was sent than is read."),
        (415, "Something else than JSON was sent."),
        (422, "What was asked for cannot be answered."),
        (503, "The database cannot be used."),
    )
}

router = APIRouter(prefix="/api", responses=_WRONG)


def _json(row: object, status: int = 200) -> Response:
    """A row as it is: it was made by us, and is not made again to be checked."""
    return Response(shapes.dumps(row, indent=None), status, media_type="application/json")  # type: ignore[arg-type]


def _shown(model: type, status: int = 200) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": model, "description": (model.__doc__ or "").split("\n")[0]}}


@router.get("/health", responses=_shown(Health))
def health(request: Request) -> Response:
    """Whether the server answers."""
    articles = shared_of(request).store.how_many()
    return _json({"status": "ok", "version": __version__, "articles": articles})


@router.get("/trace", responses=_shown(ChainRow))
def trace(request: Request, quote: Quote, least: Least = 0.0) -> Response:
    """Where words were seen, and who took them from whom."""
    return _json(shapes.chain_row(pipeline.trace(shared_of(request).store, quote, least=least)))


@router.get("/audit", responses=_shown(AuditRow))
def audit(request: Request, where: Where, least: Least = 0.0) -> Response:
    """What the sourcing of a stored article is worth."""
    store = shared_of(request).store
    return _json(shapes.audit_row(pipeline.audit_stored(store, stored(store, where), least=least)))


@router.post("/audit", responses=_shown(AuditRow))
def audit_sent(request: Request, sent: Pasted | Address) -> Response:
    """What the sourcing of a text is worth, or of the page at an address; nothing is stored."""
    shared = shared_of(request)
    if isinstance(sent, Address):
        article = shared.fetched(sent.url)
    else:
        article = shared.pasted(sent.text, Said(sent.title, sent.outlet, sent.published))
    return _json(shapes.audit_row(shared.looked_at(article, detector=sent.detector, least=sent.least)))


@router.get("/articles", responses=_shown(ArticlePage))
def articles(request: Request, outlet: OutletId = "", number: PageNumber = 1, limit: Limit = 25) -> Response:
    """Stored articles, the last one stored first."""
    store = shared_of(request).store
    leaf = Leaf(number, store.how_many(outlet=outlet or None), limit)
    found = store.latest(outlet=outlet or None, limit=limit, offset=leaf.offset)
    return _json({"total": leaf.total, "page": number, "articles": [shapes.article_row(one) for one in found]})


@router.get("/article", responses=_shown(ArticleRow))
def article(request: Request, where: Where) -> Response:
    """One stored article."""
    return _json(shapes.article_row(stored(shared_of(request).store, where)))


@router.get("/search", responses={200: {"model": list[Found], "description": "The articles, best first."}})
def search(request: Request, words: Words, limit: Limit = 20) -> Response:
    """Stored articles that hold every word."""
    hits = shared_of(request).store.search(words, limit=limit)
    return _json([tables.found_row(hit.article, hit.snippet) for hit in hits])


@router.get("/lineage", responses=_shown(LineageRow))
def lineage(request: Request, where: Where) -> Response:
    """The most likely parent of a stored article."""
    store = shared_of(request).store
    return _json(shapes.lineage_row(pipeline.lineage(store, stored(store, where))))


@router.get("/claims", responses=_shown(ClaimPage))
def claims(request: Request, words: Words = "", number: PageNumber = 1, limit: Limit = 25) -> Response:
    """Words that several articles carry, those of most articles first."""
    found = carrying(shared_of(request).carried(), words)
    leaf = Leaf(number, len(found or ()), limit)
    shown = (found or [])[leaf.offset : leaf.offset + limit]
    head = {"ready": found is not None, "total": leaf.total, "page": number}
    return _json(head | {"claims": [_carried_row(one) for one in shown]})


@router.get("/outlets", responses=_shown(OutletsRow))
def outlets(request: Request) -> Response:
    """Every outlet that articles here come from or name, and who takes from whom."""
    shared = shared_of(request)
    rows = [_outlet_row(outlet.id, tables.outlet_row(outlet), counts) for outlet, counts in shared.store.outlets()]
    return _json({"outlets": rows, "dependence": _dependence(shared.corpus())})


@router.get("/reviews", responses={200: {"model": list[ReviewRow], "description": "In the order made."}})
def reviews(request: Request) -> Response:
    """What people decided, and what has become of it."""
    return _json([listed_row(one) for one in pipeline.reviews(shared_of(request).store)])


def _program(request: Request) -> None:
    """A page of this site may not change things through the API, nor may one of another: only who has the token."""
    if not keys_of(request).bears_token(asked_of(request)):
        raise HTTPException(403, "to change something, start the server with --token and send it as a bearer token")


@router.post("/reviews", status_code=201, responses=_shown(Kept, 201), dependencies=[Depends(_program)])
def decide(request: Request, sent: Decided) -> Response:
    """Keep a decision; needs the token."""
    return _json({"number": kept(shared_of(request).store, sent, sent.by)}, 201)


@router.post("/reviews/{number}/undo", responses=_shown(Kept), dependencies=[Depends(_program)])
def undo(request: Request, number: Number, sent: Named) -> Response:
    """Take a decision back; needs the token."""
    undone(shared_of(request).store, number, sent.by)
    return _json({"number": number})


def _dependence(corpus: Corpus | None) -> object:
    return None if corpus is None else shapes.corpus_row(corpus)["dependence"]


def _carried_row(one: Carried) -> dict[str, Any]:
    return {"text": one.passage.text, "speaker": one.passage.speaker, "articles": one.articles}


def _outlet_row(identity: str, known: dict[str, Any], counts: OutletCounts) -> dict[str, Any]:
    facts = {key: known[key] for key in ("name", "kind", "country", "state_media")}
    return {"id": identity, **facts, "articles": counts.articles, "cited": counts.cited}
