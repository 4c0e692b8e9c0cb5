"""One HTML page to one article: its text by trafilatura, what surrounds the text by our own readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from provenance.ingest.body import body_text, letters_of, tidy, without_furniture
from provenance.ingest.credits import page_credits
from provenance.ingest.decoding import decode
from provenance.ingest.identity import article_id
from provenance.ingest.jsonld import one_text
from provenance.ingest.links import read_links
from provenance.ingest.metadata import authors, language, title
from provenance.ingest.names import names_line, plain
from provenance.ingest.parsed import Parsed, parse_page
from provenance.ingest.problems import check_bytes, paywall_note, refuse_non_article
from provenance.ingest.publisher import outlet_of, same_house
from provenance.ingest.stamps import read_stamps
from provenance.ingest.wire import unique_credits, wire_credits
from provenance.model import Article, Author, Moment, Outlet, Page, WireCredit

__all__ = ["article_from_html"]

_BREAK = re.compile(r"</(?:p|div|h\d|li)>|<br\s*/?>", re.IGNORECASE)
# Structured data that holds this many times the visible text holds what the page does not show.
_HIDDEN = 3
# With more text than this on the page, what the structured data holds is of no interest.
_OPENING = 5000


@dataclass(frozen=True, slots=True)
class _Place:
    """The page's own address, None where that is not known, and the outlet that it belongs to."""

    url: str | None
    outlet: Outlet | None

    @property
    def country(self) -> str | None:
        """Where the outlet sits."""
        return self.outlet.country if self.outlet else None


def article_from_html(page: Page, *, first_seen: datetime | None = None) -> Article:
    """The article that a page holds; `first_seen` is when it was first known to exist (default: when it was retrieved).

    Raises NotAnArticle, with a reason and one line, for a page that holds none. Times later than the retrieval (or than
    now) are left out with a note. Text lines are paragraphs; spans are offsets into that text.
    """
    where = page.name or page.url or "page"
    check_bytes(page, where)
    html, decoding_notes = decode(page.data, page.media_type)
    parsed = parse_page(html, url=page.fetched_url or page.url, where=where)
    place = _place(page, parsed)
    lines, origin = _body(parsed)
    named = authors(parsed.data, parsed.node, parsed.head, (parsed.byline, names_line(lines)), place.outlet)
    heading = title(parsed.node, parsed.head, place.outlet)
    text = "\n".join(without_furniture(lines, _furniture(parsed, heading, named)))
    refuse_non_article(parsed, text, url=place.url, where=where)
    seen = _aware(page.seen or first_seen)
    stamps = read_stamps(parsed, url=place.url, country=place.country, seen=seen)
    notes = (*decoding_notes, *parsed.notes, origin, paywall_note(parsed, text), *stamps.notes)
    return Article(
        id=article_id(place.url, text),
        text=text,
        title=heading,
        url=place.url,
        fetched_url=page.fetched_url,
        canonical_url=parsed.head.canonical,
        outlet=place.outlet,
        authors=named,
        published=stamps.published,
        updated=stamps.updated,
        first_seen=_first_seen(page, first_seen),
        language=language(parsed.node, parsed.head, parsed.tree),
        wire=_wire(text, parsed, place.outlet),
        links=read_links(parsed.tree, text, parsed.head.base or place.url),
        notes=tuple(filter(None, notes)),
        name=page.name,
        page_sha256=page.sha256,
    )


def _place(page: Page, parsed: Parsed) -> _Place:
    """As the page was asked for; for a bare file, as the file says itself.

    There a canonical address may belong to another outlet, whose article this is a copy of; the site's name tells.
    """
    head = parsed.head
    if page.url or not head.canonical:
        return _Place(page.url, outlet_of(page.url, head.site_name))
    outlet = outlet_of(head.canonical, head.site_name)
    if outlet and not same_house(outlet, head.canonical, head.site_name):
        return _Place(None, outlet_of(None, head.site_name))
    return _Place(head.canonical, outlet)


def _body(parsed: Parsed) -> tuple[list[str], str | None]:
    """The paragraphs, and a note where they come from the structured data because the page shows little or no text."""
    lines = body_text(parsed.tree, parsed.elements)
    shown = sum(map(len, lines))
    stated = parsed.node.get("articleBody")
    if isinstance(stated, str) and shown < _OPENING:
        hidden = tidy("\n".join(plain(line) for line in _BREAK.sub("\n", unescape(stated)).split("\n")))
        # trafilatura, too, takes it from there, and runs its paragraphs together
        same = len(lines) == 1 and letters_of(lines[0]) == letters_of("".join(hidden))
        if same or sum(map(len, hidden)) > _HIDDEN * shown:
            return hidden, "text taken from the page's structured data"
    return lines, None


def _furniture(parsed: Parsed, heading: str | None, named: tuple[Author, ...]) -> Iterator[str]:
    """What may stand above the text and is none of it."""
    yield from filter(None, (heading, plain(one_text(parsed.node.get("headline"))), *parsed.head.headings[:1]))
    yield from (author.name for author in named)


def _wire(text: str, parsed: Parsed, own: Outlet | None) -> tuple[WireCredit, ...]:
    """Credits of the text, then those of the page for other outlets that the text does not credit."""
    stated = wire_credits(text, own)
    known = {credit.outlet.id for credit in stated} | {own.id if own else ""}
    return unique_credits((*stated, *(credit for credit in page_credits(parsed) if credit.outlet.id not in known)))


def _first_seen(page: Page, given: datetime | None) -> Moment | None:
    at = _aware(given or page.seen)
    basis = "given" if given else "memento" if page.memento else "retrieved"
    return Moment(at, "second", basis) if at else None


def _aware(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at
