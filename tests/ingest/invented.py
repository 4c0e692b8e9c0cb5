"""An invented story, and pages that carry it."""

from __future__ import annotations

import json

from provenance.ingest.extract import article_from_html
from provenance.model import Article, Page

URL = "https://lantern.example/harbour/ferry"
HEADLINE = "Night ferry to Skarholm suspended after engine fire"
PARAGRAPHS = (
    "The night ferry between Port Ellery and Skarholm will not sail before April, after a fire in its engine room.",
    "“Nobody was hurt, and that is the main thing,” harbour master Ingrid Vale told reporters on the quay.",
    "About four hundred islanders use the crossing each week, according to figures that the harbour board published.",
    "A replacement bus will run over the northern bridge twice a day, and the first of them leaves on Friday morning.",
)


def paragraphs(*texts: str) -> str:
    """Each text in a `<p>`."""
    return "".join(f"<p>{text}</p>" for text in texts)


def jsonld(**node: object) -> str:
    """A script element with one NewsArticle."""
    body = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle"} | node)
    return f'<script type="application/ld+json">{body}</script>'


def page(head: str = "", body: str = paragraphs(*PARAGRAPHS), *, title: str = HEADLINE, after: str = "") -> str:
    """A page of the Ellery Lantern with these things in its head and in and after its article."""
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{title} - Ellery Lantern</title>{head}</head>"
        '<body><header><nav><a href="/">Home</a> <a href="/harbour">Harbour</a></nav></header>'
        f"<article><h1>{title}</h1>{body}</article>{after}<footer>All about Port Ellery</footer></body></html>"
    )


def extract(html: str, url: str | None = URL) -> Article:
    """The article of a page."""
    return article_from_html(Page(html.encode(), url=url, name="page.html"))
