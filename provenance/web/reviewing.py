"""Decisions in place: accepted, rejected, relabelled, by whom; the list of them, and taking one back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from provenance import pipeline
from provenance.errors import InputError
from provenance.model import Review, Standing
from provenance.reviewing import links
from provenance.store import Store
from provenance.web.asking import LATEST, LONGEST_ADDRESS, LONGEST_NAME, STORABLE, PageNumber, Version, Where, storable
from provenance.web.browsing import stored
from provenance.web.schemas import Decided
from provenance.web.showing import Leaf, page, shared_of

__all__ = ["kept", "router", "undone"]

router = APIRouter(include_in_schema=False)

_REVIEWER = "reviewer"
"""cookie with the name under which this browser decides"""
_STANDING: dict[Standing, str] = {
    "counts": "counts",
    "kept": "counts, though no detector finds it any more",
    "replaced": "a later one counts",
    "undone": "taken back",
    "gone": "what it was about is not there any more",
}
_LONGEST_BACK = 1 << 17
"""the address of a trace has its quote in it"""


class Sent(Decided):
    """A decision as a form sends it: with the page that it leads back to."""

    back: Annotated[str, Field(max_length=_LONGEST_BACK), STORABLE] = "/reviews"


@router.get("/reviews")
def reviews(request: Request, number: PageNumber = 1) -> Response:
    """What people decided, the last decision first."""
    listed = pipeline.reviews(shared_of(request).store)[::-1]
    leaf = Leaf(number, len(listed))
    shown = listed[leaf.offset : leaf.offset + leaf.size]
    return page(request, "reviews.html.j2", leaf=leaf, shown=shown, standing=_STANDING, reviewer=_reviewer(request))


@router.get("/articles/{version}/links")
def shared_words(request: Request, version: Version, other: Where) -> Response:
    """The words that two articles share, each pair to be decided on."""
    store = shared_of(request).store
    one, two = stored(store, version), stored(store, other)
    return page(request, "links.html.j2", one=one, two=two, links=links(store, one, two))


@router.post("/reviews")
def decide(request: Request, sent: Annotated[Sent, Form()]) -> Response:
    """Keep a decision; whoever makes the first one is asked for a name."""
    name = sent.by.strip() or _reviewer(request)
    if not name:
        return page(request, "who.html.j2", sent=sent)
    kept(shared_of(request).store, sent, name)
    answer = _to(sent.back)
    answer.set_cookie(_REVIEWER, quote(name), httponly=True, samesite="strict", path="/")
    return answer


def kept(store: Store, decided: Decided, by: str) -> int:
    """The number of a decision that is now kept."""
    about, verdict, subject = decided.about, decided.verdict, tuple(decided.subject)
    return pipeline.review(
        store, Review(about, subject, verdict, by, datetime.now(UTC), decided.label or None, decided.note)
    )


@router.post("/reviews/undo")
def undo(
    request: Request,
    number: Annotated[int, Form(ge=1, le=LATEST)],
    back: Annotated[str, Form(max_length=LONGEST_ADDRESS), STORABLE] = "/reviews",
) -> Response:
    """Take a decision back; it stays in the list."""
    store = shared_of(request).store
    name = _reviewer(request)
    if not name:
        raise InputError("nobody is named as the one who decides; decide on something first, which asks for a name")
    undone(store, number, name)
    return _to(back)


def undone(store: Store, number: int, by: str) -> None:
    """Take a decision back; 404 where there is no such review, 409 where it was taken back before."""
    found = next((one for one in store.decisions(undone=True) if one.number == number), None)
    if found is None:
        raise HTTPException(404, f"there is no review {number}")
    if found.undone is not None:
        raise HTTPException(409, f"review {number} was taken back before, by {found.undone[0]}")
    pipeline.undo(store, number, by)


def _reviewer(request: Request) -> str:
    return storable(unquote(request.cookies.get(_REVIEWER, "")))[:LONGEST_NAME].strip()


def _to(back: str) -> RedirectResponse:
    """Back to a page of this site, whatever was sent."""
    here = back.startswith("/") and not back.startswith(("//", "/\\"))
    return RedirectResponse(back if here else "/reviews", 303)
