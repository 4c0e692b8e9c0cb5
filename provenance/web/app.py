"""The local site and its JSON API over one open store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from fastapi.responses import PlainTextResponse, Response

from provenance import __version__
from provenance.ingest import Fetch
from provenance.report import webpage
from provenance.store import Store
from provenance.web import api, browsing, entering, pages, refusing, reviewing
from provenance.web.answering import Guarded
from provenance.web.guarding import Keys
from provenance.web.shared import Shared
from provenance.web.showing import HEADERS, style

__all__ = ["make_app"]

_THREADS = 8
"""requests worked on at once: each may hold a connection, of which a store has fifteen at most"""
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}

files = APIRouter(include_in_schema=False)


@files.get("/style.css")
def stylesheet() -> Response:
    """What every page looks like."""
    return PlainTextResponse(style(), headers=_KEEP, media_type="text/css")


@files.get("/page.js")
def script() -> Response:
    """The one script of the pages."""
    return PlainTextResponse(webpage.script(), headers=_KEEP, media_type="text/javascript")


def make_app(store: Store, *, keys: Keys | None = None, fetch: Fetch | None = None) -> FastAPI:
    """The whole site as an ASGI application; it reads the store, and writes to it only where a person asks to.

    `keys` say who may use it; `fetch` gets the pages whose addresses are pasted.
    """
    keys = keys or Keys()
    shared = Shared(store, fetch=fetch)

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = _THREADS
        yield
        shared.close()

    app = FastAPI(
        title="provenance",
        version=__version__,
        summary="Where a quote came from, what an article's sourcing is worth, and who copied whom.",
        openapi_url="/api/openapi.json",
        docs_url=None,  # that page loads its scripts from elsewhere
        redoc_url=None,
        lifespan=running,
    )
    app.state.shared, app.state.keys = shared, keys
    parts = [files, *(module.router for module in (entering, pages, browsing, reviewing, api))]
    for part in parts:
        app.include_router(part)
    refusing.install(app, parts)
    app.add_middleware(Guarded, keys=keys, refuse=refusing.refused, headers=HEADERS)
    return app
