"""Logging in with the server's token, and out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from provenance.web.asking import LONGEST_WORDS
from provenance.web.guarding import COOKIE
from provenance.web.showing import keys_of, page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/login")
def ask(request: Request) -> Response:
    """The form that asks for the token."""
    if keys_of(request).token is None:
        return RedirectResponse("/", 303)
    return page(request, "login.html.j2", wrong=False)


@router.post("/login")
def enter(request: Request, password: Annotated[str, Form(max_length=LONGEST_WORDS)] = "") -> Response:
    """Give a browser that knows the token what it needs in order to stay."""
    keys = keys_of(request)
    if not keys.is_token(password.strip()):
        return page(request, "login.html.j2", status=401, wrong=True)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, keys.cookie, httponly=True, samesite="strict", path="/")
    return answer


@router.post("/logout")
def leave() -> Response:
    """Have a browser forget that it was let in."""
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict", path="/")
    return answer
