"""Pages: the templates of this site, filled in, in the frame that the reports have too."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from provenance.model import Audit, Chain
from provenance.report import Corpus, webpage
from provenance.report.webpage import Entry, Site
from provenance.web.guarding import Keys, cookie_of
from provenance.web.shared import Shared

__all__ = ["HEADERS", "PER_PAGE", "Leaf", "keys_of", "page", "query", "report", "shared_of", "site_of", "style"]

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_ENTRIES = (
    ("Home", "/"),
    ("Articles", "/articles"),
    ("Claims", "/claims"),
    ("Outlets", "/outlets"),
    ("Reviews", "/reviews"),
)
PER_PAGE = 25
"""rows of a list on one page"""


@cache
def style() -> str:
    """The style sheet of the site: that of the reports, and what forms and lists need."""
    return str(webpage.style()) + (_TEMPLATES / "site.css").read_text(encoding="utf-8")


def _named(path: str, text: str) -> str:
    """The address of a file whose content may be kept by browsers for ever: another content has another address."""
    return f"{path}?{hashlib.sha256(text.encode('utf-8')).hexdigest()[:12]}"


def _site(path: str, back: str, token: str) -> Site:
    return Site(
        entries=tuple(Entry(label, href, current=href == path) for label, href in _ENTRIES),
        token=token,
        reviews="/reviews",
        articles="/articles/",
        back=back,
        stylesheet=_named("/style.css", style()),
        script=_named("/page.js", webpage.script()),
    )


HEADERS = {
    "Content-Security-Policy": webpage.policy(_site("/", "/", "")) + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""of every answer"""


def shared_of(request: Request) -> Shared:
    """What all requests share."""
    shared: Shared = request.app.state.shared
    return shared


def keys_of(request: Request) -> Keys:
    """What only this server knows."""
    keys: Keys = request.app.state.keys
    return keys


def site_of(request: Request, more: tuple[Entry, ...] = ()) -> Site:
    """The frame of the page that was asked for."""
    path, asked = request.scope["path"], request.scope["query_string"].decode("latin-1")
    back = "/" if request.method != "GET" else f"{path}?{asked}" if asked else path
    return replace(_site(path, back, keys_of(request).form_token(cookie_of(request.headers))), more=more)


def page(
    request: Request, template: str, more: tuple[Entry, ...] = (), *, status: int = 200, **values: Any
) -> HTMLResponse:
    """A page made from one of this site's templates."""
    made = webpage.environment(_TEMPLATES).get_template(template)
    asks = keys_of(request).token is not None
    return HTMLResponse(made.render(site=site_of(request, more), asks_for_token=asks, query=query, **values), status)


def report(request: Request, value: Audit | Chain | Corpus, more: tuple[Entry, ...] = ()) -> HTMLResponse:
    """A report as a page of this site."""
    return HTMLResponse(webpage.render(value, site=site_of(request, more)))


def query(path: str, **fields: object) -> str:
    """An address on this site with what is asked for there; fields without a value are left out.

    >>> query("/trace", quote="a & b", page=None)
    '/trace?quote=a+%26+b'
    """
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    return f"{path}?{urlencode(given)}" if given else path


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list, from 1; `total` is how many rows there are on all of them."""

    number: int
    total: int
    size: int = PER_PAGE

    @property
    def offset(self) -> int:
        """Rows on the pages before it."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))
