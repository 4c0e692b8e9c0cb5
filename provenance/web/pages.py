"""What people come for: paste a quote, see where it was seen; paste an article, see what its sourcing is worth."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from provenance import pipeline
from provenance.errors import InputError
from provenance.web.asking import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_WORDS, STORABLE, Least, Quote
from provenance.web.shared import Said
from provenance.web.showing import page, report, shared_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

_NEWEST = 8
"""articles on the first page"""

_Pasted = Annotated[str, Form(max_length=LONGEST_TEXT), STORABLE]
_Said = Annotated[str, Form(max_length=LONGEST_WORDS), STORABLE]


@router.get("/")
def home(request: Request) -> Response:
    """Where to paste something, what the corpus holds, and what came last."""
    store = shared_of(request).store
    return page(request, "home.html.j2", counts=store.counts(), newest=store.latest(limit=_NEWEST))


@router.get("/trace")
def trace(request: Request, quote: Quote = "", least: Least = 0.0) -> Response:
    """Where words were seen."""
    if not quote.strip():
        raise InputError("no words to look for: paste a quote, the more of it the better")
    return report(request, pipeline.trace(shared_of(request).store, quote, least=least))


@router.post("/audit")
def audit(
    request: Request,
    what: _Pasted = "",
    title: _Said = "",
    outlet: _Said = "",
    published: _Said = "",
    keep: Annotated[bool, Form()] = False,
) -> Response:
    """What the sourcing of a pasted text is worth, or of the page at a pasted address; stored only where asked to."""
    shared = shared_of(request)
    address = _address(what)
    stored = shared.store.find(address) if address else None
    if stored is None:
        said = Said(title, outlet, published)
        article = shared.fetched(address) if address else shared.pasted(_text(what), said)
        if not keep:
            return report(request, shared.looked_at(article))
        stored = shared.kept(article)
    return RedirectResponse(f"/articles/{stored.version}", 303)


def _address(what: str) -> str | None:
    """The one web address that was pasted instead of a text."""
    words = what.split(maxsplit=1)
    alone = len(words) == 1 and words[0].lower().startswith(("http://", "https://"))
    return words[0] if alone and len(words[0]) <= LONGEST_ADDRESS else None


def _text(what: str) -> str:
    if not what.strip():
        raise InputError("nothing to look at: paste the text of an article, or its address")
    return what
