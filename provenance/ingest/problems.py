"""Tells what is no article: bytes that are no page, and pages that hold something else.

Each refusal is a `NotAnArticle` with a reason of `model.NoArticle` and one line for the user.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from provenance.errors import NotAnArticle
from provenance.ingest.jsonld import Node, StructuredData
from provenance.ingest.metadata import Head
from provenance.model import Page
from provenance.text import fold

__all__ = ["Evidence", "check_bytes", "check_size", "looks_like_html", "paywall_note", "refuse_non_article"]

_MOST_BYTES = 20_000_000
# News pages have about 1,000 elements and 3,000 at most; a hundred thousand take seconds even in the fast mode.
_MOST_ELEMENTS = 100_000
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "a database"),
    (b"WARC/", "a web archive"),
)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|article|main|section|span|a|h1|title|meta|table|br|ul|script)\b", re.I
)

_MISSING = re.compile(
    r"\b(?:page|article|story|content|site|url|file|link|document) (?:you[\w' ]{0,30} )?(?:was |is |could |can )?(?:not|no longer|n[o']t be)"
    r" (?:be )?(?:found|available|exists?|here)|(?:can'?t|cannot|couldn'?t|could not|unable to) (?:find|locate) (?:that|the|this) (?:page|article|story)"
    r"|\b(?:error )?404\b|\bpage (?:does ?n[o']t|doesn't) exist|no longer exists|has been (?:removed|deleted)\b|410 gone"
)
_CONSENT = re.compile(
    r"\bcookies?\b|\bconsent|\bprivacy\b|\bpersonal(?:ised|ized)? (?:data|ad|content)|\bpartners\b|\badvertis|\btracking\b|\bgdpr\b"
    r"|\blegitimate interest|\bstore and/or access\b|\bdevice\b|before you continue"
)
_SCRIPT_WALL = re.compile(
    r"(?:enable|turn on|requires?|need|without|activate|disabled?) (?:\w+ ){0,4}java ?script|java ?script (?:is|must be|has been) (?:\w+ ){0,3}"
    r"(?:disabled|enabled|required|turned)|just a moment|checking your browser|enable js\b|verify(?:ing)? (?:that )?you are (?:a )?human"
)
_REFUSED = re.compile(
    r"\b(?:access denied|403 forbidden|are you a robot|unusual traffic|captcha|request blocked|bad gateway|service unavailable)\b"
)
_PAYWALL = re.compile(
    r"subscribe (?:now )?(?:to|for) (?:continue|keep|read|unlimited|full|unlock|access)|(?:already|not) a (?:subscriber|member)|subscribers? only"
    r"|(?:to|please) (?:continue|keep) reading|(?:for|only available to|exclusive to|reserved for) (?:our )?(?:subscribers|members)"
    r"|unlock (?:this|the) (?:article|story)|remaining free articles?|(?:sign|log) ?in or subscribe|free articles? (?:left|remaining)"
    r"|start (?:your )?(?:free )?trial|this (?:article|content|story) is (?:for|only)"
)
_LISTING_TYPES = frozenset("CollectionPage SearchResultsPage ItemList ProfilePage WebSite".split())
# A text shorter than this says too little without a page that calls it an article.
_SHORT = 140
_SHORTEST = 40
# The words of a wall, an error or a banner are few; a story about cookies or 404s is longer.
_WALL_LENGTH = 1600
# What stands before a paywall is one to three paragraphs.
_OPENING = 800
_HEADLINES = 8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a page when it is judged."""

    tree: HtmlElement
    text: str
    title: str
    node: Node
    data: StructuredData
    head: Head
    at_root: bool
    """whether the page's address is that of a whole site"""
    where: str
    """what to call the page in a message"""

    @property
    def says_article(self) -> bool:
        """Whether the page calls itself an article."""
        kind = self.head.first(["og:type"]).lower()
        return bool(self.node) or kind.endswith("article") or bool(self.head.first(["article:published_time"]))


def looks_like_html(data: bytes) -> bool:
    """Whether `data` holds markup of a page; a plain text, and a feed, does not.

    >>> looks_like_html(b"<p>One.</p>"), looks_like_html(b"One < two.")
    (True, False)
    """
    start = data[:4096].replace(b"\x00", b"")  # UTF-16
    return bool(_MARKUP.search(start)) and not _FEED.search(start[:1000])


def check_bytes(page: Page, where: str) -> None:
    """Raises NotAnArticle for bytes that are no page: nothing, too many, or of another type."""
    data = page.data.lstrip()
    if not data.strip(b"\x00"):
        raise NotAnArticle("empty", f"{where}: empty: there is nothing in it")
    if len(data) > _MOST_BYTES:
        raise NotAnArticle("too-large", f"{where}: too large: {len(data) / 1e6:.0f} MB, an article has less than 20 MB")
    kind = _other_type(data)
    if kind:
        raise NotAnArticle(
            "wrong-type", f"{where}: wrong type: {kind}, not an HTML page; give the article's page or its text"
        )


def _other_type(data: bytes) -> str | None:
    named = next((kind for magic, kind in _MAGIC if data.startswith(magic)), None)
    if named:
        return named
    if _FEED.search(data[:1000]):
        return "a feed or sitemap"
    if looks_like_html(data):
        return None
    if data[:1] in b"{[":
        return "JSON data"
    start = data[:2000]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in start)
    if controls > len(start) // 50 and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary data"
    return None if _MARKUP.search(data[:200_000].replace(b"\x00", b"")) else "plain text"


def check_size(elements: int, where: str) -> None:
    """Raises NotAnArticle for a page of so many elements that reading it would take far too long."""
    if elements > _MOST_ELEMENTS:
        raise NotAnArticle(
            "too-large", f"{where}: too large: {elements:,} elements; an article's page has some thousands"
        )


def refuse_non_article(page: Evidence) -> None:
    """Raises NotAnArticle for a page that shows something else than an article; what is no such page passes."""
    for refusal in (_soft_404, _consent, _scripts, _blocked, _wall, _listing, _no_text):
        found = refusal(page)
        if found:
            reason, message = found
            raise NotAnArticle(reason, f"{page.where}: {message}")


def paywall_note(page: Evidence) -> str | None:
    """What to say of a page whose text stops at a paywall, None where it does not seem to."""
    if len(page.text) > _OPENING or page.node.get("isAccessibleForFree") in (True, "True", "true"):
        return None
    locked = page.node.get("isAccessibleForFree") in (False, "False", "false")
    shown = _PAYWALL.search(fold(" ".join(page.tree.text_content().split())[-20_000:]))
    return "paywall: only the opening is here" if locked or shown else None


def _headings(page: Evidence) -> str:
    return fold(" | ".join((page.head.title, *page.head.headings[:2])))


def _short(page: Evidence) -> bool:
    return len(page.text) <= _WALL_LENGTH and not page.node


def _soft_404(page: Evidence) -> tuple[str, str] | None:
    if _short(page) and (_MISSING.search(_headings(page)) or _MISSING.search(fold(page.text[:300]))):
        return "soft-404", "page not found: the site answers that this article is not there; check the address"
    return None


def _consent(page: Evidence) -> tuple[str, str] | None:
    if not _short(page):
        return None
    shown = fold(page.text or page.tree.text_content()[:3000])
    marks = len(set(_CONSENT.findall(shown)))
    if marks >= 4 or (marks >= 2 and _CONSENT.search(_headings(page))):
        return "consent-wall", "consent wall: only a cookie or privacy notice is here; save the page after answering it"
    return None


def _scripts(page: Evidence) -> tuple[str, str] | None:
    if len(page.text) >= _SHORT and not (len(page.text) < 400 and _SCRIPT_WALL.search(fold(page.text))):
        return None
    shown = fold(" ".join(page.tree.text_content().split())[:2000])
    has_scripts = page.tree.find(".//script") is not None
    if _SCRIPT_WALL.search(shown) or _SCRIPT_WALL.search(_headings(page)) or (has_scripts and _empty_root(page)):
        return "needs-javascript", "needs JavaScript: the page holds no text without it; save it from a browser"
    return None


def _empty_root(page: Evidence) -> bool:
    """Whether the body shows next to nothing: an application fills it in the browser."""
    body = page.tree.find("body")
    if body is None:
        return False
    shown = sum(
        len(text)
        for element in body.iter()
        if element.tag not in ("script", "style")
        for text in (element.text or "").split()
    )
    return shown < _SHORTEST


def _blocked(page: Evidence) -> tuple[str, str] | None:
    if len(page.text) < 600 and not page.says_article and _REFUSED.search(_headings(page)):
        return "not-an-article", "not an article: the site refused the request; save the page from a browser"
    return None


def _wall(page: Evidence) -> tuple[str, str] | None:
    rest = [line for line in page.text.split("\n") if not _PAYWALL.search(fold(line))]
    if len(" ".join(rest)) >= _SHORTEST * 2:
        return None
    shown = fold(" ".join(page.tree.text_content().split())[:20_000])
    if _PAYWALL.search(shown) or page.node.get("isAccessibleForFree") in (False, "False", "false"):
        return "paywall", "paywall: nothing of the article is here but the offer to subscribe"
    return None


def _listing(page: Evidence) -> tuple[str, str] | None:
    if page.node:
        return None
    linked = sum(
        1 for heading in page.tree.iter("h2", "h3", "h4") if heading.find(".//a") is not None or _inside_link(heading)
    )
    typed = bool(page.data.types & _LISTING_TYPES) and not page.says_article
    many = linked >= _HEADLINES and linked >= page.text.count("\n") / 4
    if (page.at_root and (linked >= _HEADLINES // 2 or not page.says_article)) or (
        many and (typed or not page.says_article)
    ):
        return "not-an-article", "not an article: a home page or a list of articles; give the address of one of them"
    return None


def _inside_link(heading: HtmlElement) -> bool:
    parent = heading.getparent()
    return parent is not None and parent.tag == "a"


def _no_text(page: Evidence) -> tuple[str, str] | None:
    least = _SHORTEST if page.says_article else _SHORT
    if len(page.text) < least:
        return "no-text", "no text: the page holds no article text"
    return None
