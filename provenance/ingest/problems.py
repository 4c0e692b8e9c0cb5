"""Tells what is no article: bytes that are no page, and pages that hold something else.

Each refusal is a `NotAnArticle` with a reason of `model.NoArticle` and one line for the user.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from provenance.errors import NotAnArticle
from provenance.ingest.packing import LARGEST_PAGE
from provenance.model import Page
from provenance.text import fold

if TYPE_CHECKING:  # the parser behind these loads slowly, and telling what bytes are does without
    from lxml.html import HtmlElement

    from provenance.ingest.parsed import Parsed

__all__ = ["check_bytes", "looks_like_html", "paywall_note", "refuse_non_article"]

_LOOKED_AT = 16_384
_CONTROLS = bytes((*range(1, 9), *range(14, 32)))
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|article|main|section|span|a|h1|title|meta|table|br|ul|script)\b",
    re.IGNORECASE,
)


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


# Each is looked for in folded text.
_MISSING = _any(
    r"\b(?:page|article|story|content|site|url) (?:you[\w' ]{0,30} )?(?:was |is |could )?not (?:be )?found",
    r"\b(?:page|article|story|content) (?:you[\w' ]{0,30} )?(?:is |was )?(?:not|no longer) (?:available|here)",
    r"(?:can'?t|cannot|couldn'?t|could not|unable to) (?:find|locate) (?:that|the|this) (?:page|article|story)",
    r"\b(?:error )?404\b",
    r"\bpage does(?: not|n't) exist",
    r"no longer exists",
    r"has been (?:removed|deleted)\b",
    r"410 gone",
)
_CONSENT = _any(
    r"\bcookies?\b",
    r"\bconsent",
    r"\bprivacy\b",
    r"\bpersonali[sz]ed (?:ad|content)",
    r"\bpersonal data",
    r"\bpartners\b",
    r"\badvertis",
    r"\btracking\b",
    r"\bgdpr\b",
    r"\blegitimate interest",
    r"\bstore and/or access\b",
    r"\bdevice\b",
    r"before you continue",
)
_SCRIPT_WALL = _any(
    r"(?:enable|turn on|requires?|need|without|activate|disabled?) (?:\w+ ){0,4}java ?script",
    r"java ?script (?:is|must be|has been) (?:\w+ ){0,3}(?:disabled|enabled|required|turned)",
    r"just a moment",
    r"checking your browser",
    r"enable js\b",
    r"verify(?:ing)? (?:that )?you are (?:a )?human",
)
_REFUSED = _any(
    r"\baccess denied\b",
    r"\b403 forbidden\b",
    r"\bare you a robot\b",
    r"\bunusual traffic\b",
    r"\bcaptcha\b",
    r"\brequest blocked\b",
    r"\b(?:bad gateway|service unavailable)\b",
)
_PAYWALL = _any(
    r"subscribe (?:now )?(?:to|for) (?:continue|keep|read|unlimited|full|unlock|access)",
    r"(?:already|not) a (?:subscriber|member)",
    r"subscribers? only",
    r"(?:to|please) (?:continue|keep) reading",
    r"(?:only available to|exclusive to|reserved for) (?:our )?(?:subscribers|members)",
    r"unlock (?:this|the) (?:article|story)",
    r"free articles? (?:left|remaining)|remaining free articles?",
    r"(?:sign|log) ?in or subscribe",
    r"start (?:your )?free trial",
    r"this (?:article|content|story) is (?:for|only for) (?:our )?(?:subscribers|members)",
)
_LISTING_TYPES = frozenset("CollectionPage SearchResultsPage ItemList ProfilePage".split())
# A text shorter than this says too little without a page that calls it an article.
_SHORT = 140
_SHORTEST = 40
# The words of a wall, an error or a banner are few; a story about cookies or 404s is longer.
_NOTICE = 1600
_BEGINNING = 20_000
_MANY_MARKS = 4
# What stands before a paywall is one to three paragraphs.
_OPENING = 800
_HEADLINES = 8


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page shows: its parsed whole, the text that was taken for an article, and whether it is a site's root."""

    page: Parsed
    text: str
    at_root: bool

    @property
    def says_article(self) -> bool:
        """Whether the page calls itself an article."""
        head = self.page.head
        kind = head.first(["og:type"]).lower()
        return bool(self.page.node) or kind.endswith("article") or bool(head.first(["article:published_time"]))

    @property
    def headings(self) -> str:
        """Its title and first headings, folded."""
        return fold(" | ".join((self.page.head.title, *self.page.head.headings[:2])))

    @property
    def words(self) -> str:
        """The beginning of all that it holds, folded."""
        return fold(self.page.words[:_BEGINNING])

    @property
    def small(self) -> bool:
        """Whether there is so little text that it may be a notice."""
        return len(self.text) <= _NOTICE and not self.page.node


def looks_like_html(data: bytes) -> bool:
    """Whether `data` holds markup of a page; a plain text, and a feed, does not.

    >>> looks_like_html(b"<p>One.</p>"), looks_like_html(b"One < two.")
    (True, False)
    """
    start = data.lstrip()[:_LOOKED_AT].replace(b"\x00", b"")  # UTF-16
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > len(start) // 50 and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False  # random bytes hold "<p" too
    return bool(_MARKUP.search(start)) and not _FEED.search(start[:1000])


def check_bytes(page: Page, where: str) -> None:
    """Raises NotAnArticle for bytes that are no HTML page: nothing, too many, or of another type."""
    data = page.data.lstrip()
    if not data.strip(b"\x00"):
        raise NotAnArticle("empty", f"{where}: empty: there is nothing in it")
    if len(data) > LARGEST_PAGE:
        most = f"an article has less than {LARGEST_PAGE >> 20} MB"
        raise NotAnArticle("too-large", f"{where}: too large: {len(data) >> 20} MB, {most}")
    if not looks_like_html(data):
        raise NotAnArticle("wrong-type", f"{where}: wrong type: not an HTML page; give the article's page or its text")


def refuse_non_article(page: Parsed, text: str, *, url: str | None, where: str) -> None:
    """Raises NotAnArticle for a page that shows something else than an article; what is no such page passes."""
    shown = _Shown(page, text, _is_front(url or ""))
    for refusal in (_soft_404, _consent, _scripts, _blocked, _wall, _listing, _no_text):
        found = refusal(shown)
        if found:
            reason, message = found
            raise NotAnArticle(reason, f"{where}: {message}")


def _is_front(url: str) -> bool:
    """Whether it is the address of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an unclosed IPv6 bracket
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def paywall_note(page: Parsed, text: str) -> str | None:
    """What to say of a page whose text stops at a paywall, None where it does not seem to."""
    if len(text) > _OPENING or _is_free(page, "true"):
        return None
    stops = _is_free(page, "false") or _PAYWALL.search(fold(page.words[-_BEGINNING:]))
    return "paywall: only the opening is here" if stops else None


def _is_free(page: Parsed, answer: str) -> bool:
    return str(page.node.get("isAccessibleForFree")).lower() == answer


def _soft_404(shown: _Shown) -> tuple[str, str] | None:
    if shown.small and (_MISSING.search(shown.headings) or _MISSING.search(fold(shown.text[:300]))):
        return "soft-404", "page not found: the site answers that this article is not there; check the address"
    return None


def _consent(shown: _Shown) -> tuple[str, str] | None:
    if not shown.small:
        return None
    marks = len(set(_CONSENT.findall(fold(shown.text) or shown.words)))
    if marks >= _MANY_MARKS or (marks >= 2 and _CONSENT.search(shown.headings)):
        return "consent-wall", "consent wall: only a cookie or privacy notice is here; save the page after answering it"
    return None


def _scripts(shown: _Shown) -> tuple[str, str] | None:
    if len(shown.text) >= _SHORT and not (len(shown.text) < _NOTICE // 4 and _SCRIPT_WALL.search(fold(shown.text))):
        return None
    asked = _SCRIPT_WALL.search(shown.words) or _SCRIPT_WALL.search(shown.headings)
    if asked or (shown.page.tree.find(".//script") is not None and _shows_nothing(shown.page.tree)):
        return "needs-javascript", "needs JavaScript: the page holds no text without it; save it from a browser"
    return None


def _shows_nothing(tree: HtmlElement) -> bool:
    """Whether the body shows next to nothing: an application fills it in the browser."""
    body = tree.find(".//body")
    elements = body.iter() if body is not None else ()
    shown = (element.text or "" for element in elements if element.tag not in ("script", "style"))
    return sum(len(text.strip()) for text in shown) < _SHORTEST


def _blocked(shown: _Shown) -> tuple[str, str] | None:
    if len(shown.text) < _NOTICE // 3 and not shown.says_article and _REFUSED.search(shown.headings):
        return "blocked", "blocked: the site refused the request; save the page from a browser"
    return None


def _wall(shown: _Shown) -> tuple[str, str] | None:
    if not shown.small and not _is_free(shown.page, "false"):
        return None
    rest = " ".join(line for line in shown.text.split("\n") if not _PAYWALL.search(fold(line)))
    if len(rest) < 2 * _SHORTEST and (_PAYWALL.search(shown.words) or _is_free(shown.page, "false")):
        return "paywall", "paywall: nothing of the article is here but the offer to subscribe"
    return None


def _listing(shown: _Shown) -> tuple[str, str] | None:
    if shown.page.node:
        return None
    headings = shown.page.tree.iter("h2", "h3", "h4")
    linked = sum(1 for heading in headings if heading.find(".//a") is not None or heading.getparent().tag == "a")
    typed = bool(shown.page.data.types & _LISTING_TYPES) or not shown.says_article
    many = linked >= _HEADLINES and linked >= shown.text.count("\n") / 4 and typed
    if many or (shown.at_root and (linked >= _HEADLINES // 2 or not shown.says_article)):
        return "not-an-article", "not an article: a home page or a list of articles; give the address of one of them"
    return None


def _no_text(shown: _Shown) -> tuple[str, str] | None:
    if len(shown.text) < (_SHORTEST if shown.says_article else _SHORT):
        return "no-text", "no text: the page holds no article text"
    return None
