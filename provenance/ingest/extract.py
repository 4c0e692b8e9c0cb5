"""One HTML page to one article: its text by trafilatura, what surrounds the text by our own readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from trafilatura.utils import HTML_PARSER, load_html

from provenance.errors import NotAnArticle
from provenance.ingest import metadata, problems
from provenance.ingest.body import body_text, tidy, without_furniture
from provenance.ingest.credits import page_credits
from provenance.ingest.decoding import decode
from provenance.ingest.identity import article_id
from provenance.ingest.jsonld import Node, StructuredData, one_text, read_jsonld
from provenance.ingest.links import read_links
from provenance.ingest.names import names_line, plain
from provenance.ingest.publisher import outlet_of, same_house
from provenance.ingest.stamps import read_stamps
from provenance.ingest.wire import unique_credits, wire_credits
from provenance.model import Article, Moment, Outlet, Page, WireCredit

__all__ = ["article_from_html"]

# How the parser says that it dropped what is nested more than 255 levels deep.
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_CONTAINERS = re.compile(
    r"</?(?:div|span|section|font|center|b|i|em|strong|table|tbody|tr|td|ul|ol|li|blockquote)\b[^>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"</(?:p|div|h\d|li)>|<br\s*/?>", re.IGNORECASE)
# Structured data that holds this many times the visible text holds what the page hides.
_HIDDEN = 3
_OPENING = 1500


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page stands: `url` is its own address, `canonical` the one it names."""

    url: str | None
    canonical: str | None
    outlet: Outlet | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A page parsed once, for all the readers."""

    html: str
    tree: HtmlElement
    head: metadata.Head
    data: StructuredData
    node: Node
    byline: str


def article_from_html(page: Page, *, first_seen: datetime | None = None) -> Article:
    """The article that a page holds; `first_seen` is when it was first known to exist (default: when it was retrieved).

    Raises NotAnArticle, with a reason and one line, for a page that holds none. Times later than the retrieval (or than
    now) are left out with a note. Text lines are paragraphs; spans are offsets into that text.
    """
    where = page.name or page.url or "page"
    problems.check_bytes(page, where)
    html, notes = decode(page.data, page.media_type)
    tree, elements, nesting = _parse(html, where)
    head = metadata.read_head(tree, page.fetched_url or page.url)
    data = read_jsonld(tree)
    reading = _Reading(html, tree, head, data, metadata.main_node(data, head, page.url), metadata.byline_of(tree, head))
    place = _place(page, head)
    title = metadata.title(reading.node, head, place.outlet)
    lines, origin = _body(tree, elements, reading.node)
    authors = metadata.authors(data, reading.node, head, (reading.byline, names_line(lines)), place.outlet)
    furniture = [
        title,
        one_text(reading.node.get("headline")),
        *head.headings[:1],
        *(author.name for author in authors),
    ]
    text = "\n".join(without_furniture(lines, filter(None, furniture)))
    evidence = problems.Evidence(tree, text, title or "", reading.node, data, head, _at_root(place.url), where)
    problems.refuse_non_article(evidence)
    seen = page.retrieved or first_seen
    stamps = read_stamps(
        reading.node, data, head, tree, url=place.url, country=place.outlet and place.outlet.country, seen=_aware(seen)
    )
    return Article(
        id=article_id(place.url, text),
        text=text,
        title=title,
        url=place.url,
        fetched_url=page.fetched_url,
        canonical_url=place.canonical,
        outlet=place.outlet,
        authors=authors,
        published=stamps.published,
        updated=stamps.updated,
        first_seen=_first_seen(page, first_seen),
        language=metadata.language(reading.node, head, tree),
        wire=_wire(text, reading, place.outlet),
        links=read_links(tree, text, head.base or place.url),
        notes=tuple(filter(None, (*notes, nesting, origin, problems.paywall_note(evidence), *stamps.notes))),
        name=page.name,
        page_sha256=page.sha256,
    )


def _parse(html: str, where: str) -> tuple[HtmlElement, int, str | None]:
    """The tree, its number of elements, and a note where it had to be flattened to be read."""
    problems.check_size(html.count("<") // 2, where)
    tree, note = load_html(html), None
    if any(error.type_name == _TOO_DEEP for error in HTML_PARSER.error_log):
        tree, note = (
            load_html(_CONTAINERS.sub(" ", html)),
            "nested too deep for the parser: read without its containers",
        )
    if tree is None:
        raise NotAnArticle("no-text", f"{where}: no text: the page's markup holds nothing that can be read")
    return tree, sum(1 for _ in tree.iter()), note


def _place(page: Page, head: metadata.Head) -> _Place:
    """The page's address and outlet: as it was asked for; of a bare file, what the file says of itself.

    There a canonical address may belong to another outlet, whose article this is a copy of; the site's name tells.
    """
    if page.url or not head.canonical:
        return _Place(page.url, head.canonical, outlet_of(page.url, head.site_name))
    outlet = outlet_of(head.canonical, head.site_name)
    if outlet and not same_house(outlet, head.canonical, head.site_name):
        return _Place(None, head.canonical, outlet_of(None, head.site_name))
    return _Place(head.canonical, head.canonical, outlet)


def _body(tree: HtmlElement, elements: int, node: Node) -> tuple[list[str], str | None]:
    """The paragraphs, and a note where they come from the structured data because the page shows no or little text."""
    lines = body_text(tree, elements)
    shown = sum(map(len, lines))
    stated = node.get("articleBody")
    if isinstance(stated, str) and shown < _OPENING:
        hidden = tidy("\n".join(plain(line) for line in _BREAK.sub("\n", unescape(stated)).split("\n")))
        if sum(map(len, hidden)) > _HIDDEN * shown:
            return hidden, "text taken from the page's structured data"
    return lines, None


def _wire(text: str, reading: _Reading, own: Outlet | None) -> tuple[WireCredit, ...]:
    """Credits of the text, then those of the page for other outlets that the text does not credit."""
    stated = wire_credits(text, own)
    named = {credit.outlet.id for credit in stated} | {own.id if own else ""}
    around = page_credits(reading.data, reading.node, reading.head, reading.byline, reading.html)
    return unique_credits((*stated, *(credit for credit in around if credit.outlet.id not in named)))


def _first_seen(page: Page, given: datetime | None) -> Moment | None:
    at = _aware(given or page.retrieved)
    return at and Moment(at, "second", "given" if given else "retrieved")


def _aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def _at_root(url: str | None) -> bool:
    parts = urlsplit(url or "")
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query
