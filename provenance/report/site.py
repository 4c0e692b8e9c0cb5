"""The local web site that a page can be part of: where its own pages are, and where decisions are sent."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from provenance.model import Article

__all__ = ["TEMPLATES", "Entry", "Site", "policy", "script", "style"]

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the site's navigation."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """What a page needs to know of the site that it is part of; without one it is a file, complete in itself.

    A decision is sent to `reviews` as a form: `token`, `back`, `about`, one `subject` for each of its parts, `verdict`
    (accepted, rejected, relabelled), and where it was relabelled `label`; see `provenance.model.Review`.
    """

    entries: tuple[Entry, ...]
    token: str
    """sent along with every decision, so that no other site can send one"""
    reviews: str
    articles: str
    """the address of an article's page is this and the article's version"""
    back: str = "/"
    """where a decision leads back to: this page"""
    stylesheet: str | None = None
    """address of `style()` as a file; None writes it into the page"""
    script: str | None = None
    """address of `script()` as a file; None writes it into the page"""
    more: tuple[Entry, ...] = ()
    """what else there is to see of what the page shows"""

    def page_of(self, article: Article) -> str:
        """Where the site shows an article."""
        return f"{self.articles}{article.version}"


@cache
def style() -> Markup:
    """The style sheet of every page."""
    return Markup((TEMPLATES / "style.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file


@cache
def script() -> Markup:
    """The one script of every page; each page can be read without it."""
    return Markup((TEMPLATES / "page.js").read_text(encoding="utf-8"))  # noqa: S704 - our own file


def policy(site: Site | None = None) -> str:
    """The Content-Security-Policy of a page: nothing is loaded, and only our own style and script are heeded."""
    allowed = {
        "style-src": "'self'" if site and site.stylesheet else _hash(style()),
        "script-src": "'self'" if site and site.script else _hash(script()),
        "form-action": "'self'" if site else "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(["default-src 'none'", *(f"{what} {whose}" for what, whose in allowed.items())])


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
