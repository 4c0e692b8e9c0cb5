"""One article as a bulk input describes it: a line of JSONL, an entry of a feed."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.model import Page, Skipped

__all__ = ["Item", "Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """An article's text or page, with what was said about it beside them."""

    name: str
    """what to call it in a message: the file and line, or the address"""
    text: str | None = None
    page: Page | None = None
    """its HTML, where that was given and not the text"""
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    """an outlet's name"""
    domain: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    basis: str = "given"
    """"given" says more than the page does itself; "feed" only fills what the page leaves out"""


Item = Page | Record | Skipped
