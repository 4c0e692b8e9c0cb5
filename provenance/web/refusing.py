"""Errors as one clear line: a page for a reader, JSON for a program, never a traceback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Route

from provenance.errors import ProvenanceError, StoreError
from provenance.report.wording import clip
from provenance.web.guarding import Refusal
from provenance.web.showing import page

__all__ = ["install", "refused"]

_LONGEST = 600
"""characters of a line: what was asked for may stand in it"""


def refused(request: Request, why: Refusal) -> Response:
    """The answer that says why there is none."""
    line = clip(why.line, _LONGEST)
    headers = {"WWW-Authenticate": "Bearer"} if why.status == 401 else {}
    if request.scope["path"].startswith("/api/"):
        return JSONResponse({"error": line}, why.status, headers)
    if why.status == 401:
        shown: Response = page(request, "login.html.j2", status=401, wrong=False)
    else:
        shown = page(request, "error.html.j2", status=why.status, line=line, code=why.status)
    shown.headers.update(headers)
    return shown


def install(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Have every error of `app`, which consists of `routers`, answered so."""

    @app.exception_handler(HTTPException)
    async def known(request: Request, error: HTTPException) -> Response:
        said = str(error.detail)
        path, headers = request.scope["path"], dict(error.headers or {})
        if error.status_code == 404 and said == "Not Found":
            said = f"{path[:200]}: there is no such page here"
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(_methods(routers, path)))
            said = f"{path[:200]}: takes {headers['Allow']}, not {request.method[:20]}"
        answer = refused(request, Refusal(error.status_code, said))
        answer.headers.update(headers)
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return refused(request, Refusal(422, _said(error.errors()[0])))

    @app.exception_handler(ProvenanceError)
    async def ours(request: Request, error: ProvenanceError) -> Response:
        # Nothing of a database can be mended by asking otherwise; everything else can.
        return refused(request, Refusal(503 if isinstance(error, StoreError) else 422, str(error)))


def _methods(routers: Iterable[APIRouter], path: str) -> set[str]:
    """What may be done at a path: each way of doing something there is a route of its own."""
    routes = (route for router in routers for route in router.routes if isinstance(route, Route))
    return {method for route in routes if route.path_regex.match(path) for method in route.methods or ()}


def _said(error: dict[str, Any]) -> str:
    """What is wrong with a value that was sent, in one line."""
    if error["type"] == "json_invalid":
        return f"what was sent is not JSON: {error['ctx']['error']}"
    where = ".".join(str(part) for part in error["loc"][1:])
    said = str(error["msg"])
    return f"{where}: {said[:1].lower()}{said[1:]}" if where else said
