"""The times that a page gives for its article, and which of them to believe.

JSON-LD comes before meta tags, these before what is visible, and a day in the address last. A later one only makes an
earlier one more exact, where both can mean the same instant. A time that cannot be is left out with a note, not mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice

from lxml.html import HtmlElement

from provenance.ingest.dates import parse_moment
from provenance.ingest.jsonld import Node, StructuredData, many
from provenance.ingest.metadata import Head
from provenance.ingest.parsed import Parsed
from provenance.model import Moment, Precision

__all__ = ["Stamps", "read_stamps"]

_PUBLISHED = """article:published_time og:article:published_time article:published datepublished og:published_time
    article:publicationdate parsely-pub-date publish-date publishdate publication_date publication-date pubdate pub_date
    originalpublicationdate article.published sailthru.date cxenseparse:recs:publishtime bt:pubdate dc.date.issued
    dcterms.issued dcterms.created dc.date.created dcterms.date dc.date date displaydate datecreated
    analyticsattributes.articledate article_date_original rnews:datepublished pdate""".split()
_UPDATED = """article:modified_time og:article:modified_time article:modified datemodified og:updated_time last-modified
    dcterms.modified dc.date.modified lastmod article.updated revision_date""".split()
_PATH_DATE = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d|[a-z]{3})\2(\d\d)(?=[/_.-]|$)")
_DATE_MARK = re.compile(r"date|time|publi|posted|byline|meta", re.IGNORECASE)
# How many elements after the headline its date line stands at most.
_NEAR_HEADLINE = 40
# Of what is visible, the first is believed; the next few may be its machine-readable form.
_VISIBLE = 3
_FINENESS: dict[Precision, int] = {"year": 0, "month": 1, "day": 2, "minute": 3, "second": 4}
# Days that stand where a content system knew none, in the time zones of its servers.
_NO_DAYS = frozenset({"1970-01-01", "1969-12-31", "1900-01-01", "1899-12-31", "1904-01-01"})
_FIRST_NEWSPAPER = 1605
# Clocks and zones differ; a day ahead is no error.
_TOLERANCE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamps:
    """The times that a page gives, and what was wrong with those that are left out."""

    published: Moment | None
    updated: Moment | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reader:
    """`latest` is the last instant that a time on this page can mean."""

    country: str | None
    latest: datetime

    def moments(self, stated: Iterable[tuple[str, str]], notes: list[str]) -> Iterator[Moment]:
        """Those of the stated (text, basis) that give a time; what is left out goes to `notes`."""
        for text, basis in stated:
            moment = parse_moment(" ".join(text.split()), basis=basis, country=self.country)
            fault = moment and self._fault(moment)
            if moment and not fault:
                if moment.precision == "year" and len(text.strip()) > 4:
                    notes.append(f"date {text.strip()} ({basis}) can be read in two ways: only its year is kept")
                yield moment
            elif fault:
                notes.append(f"date {text.strip()} ({basis}) {fault}: ignored")

    def _fault(self, moment: Moment) -> str | None:
        if moment.at.date().isoformat() in _NO_DAYS or moment.at.year < _FIRST_NEWSPAPER:
            return "stands for no date"
        return "lies in the future" if moment.at > self.latest else None


def read_stamps(page: Parsed, *, url: str | None, country: str | None, seen: datetime | None) -> Stamps:
    """`published` and `updated` of a page, where `seen` (default: now) is the latest that they can be."""
    reader = _Reader(country, (seen or datetime.now(UTC)) + _TOLERANCE)
    notes: list[str] = []
    published = list(reader.moments(_published(page.node, page.data, page.head), notes))
    if not published and not notes:
        published = list(islice(reader.moments(_visible(page.tree), notes), _VISIBLE))
    published += reader.moments(_in_address(url or page.head.canonical or ""), notes)
    updated = _best(list(reader.moments(_updated(page.node, page.data, page.head), notes)))
    return Stamps(_best(published), updated, tuple(dict.fromkeys(notes)))


def _published(node: Node, data: StructuredData, head: Head) -> Iterator[tuple[str, str]]:
    for source in (node, *data.pages):
        yield from _of_node(source, "datePublished")
    yield from ((text, "meta") for name in _PUBLISHED for text in head.meta.get(name, ()))
    yield from _of_node(node, "dateCreated")


def _in_address(url: str) -> Iterator[tuple[str, str]]:
    path = _PATH_DATE.search(url.lower())
    if path:
        yield f"{path[4]} {path[3]} {path[1]}" if path[3].isalpha() else f"{path[1]}-{path[3]}-{path[4]}", "url"


def _updated(node: Node, data: StructuredData, head: Head) -> Iterator[tuple[str, str]]:
    for source in (node, *data.pages):
        yield from _of_node(source, "dateModified")
    yield from ((text, "meta") for name in _UPDATED for text in head.meta.get(name, ()))


def _of_node(node: Node, field: str) -> Iterator[tuple[str, str]]:
    for value in many(node.get(field)):
        if isinstance(value, str | int):
            yield str(value), "json-ld"


def _visible(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """`<time>` elements and lines marked as a date below the headline: above it stands today's date."""
    near = _NEAR_HEADLINE if tree.find(".//h1") is not None else 0
    heading_seen = not near
    for element in tree.iter("h1", "time", "span", "div", "p", "li"):
        heading_seen = heading_seen or element.tag == "h1"
        if not heading_seen:
            continue
        if element.tag == "time":
            yield element.get("datetime") or element.text_content(), "time-element"
        elif near > 0:
            near -= 1
            marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"
            if _DATE_MARK.search(marks):
                yield element.text_content(), "page-text"


def _best(moments: list[Moment]) -> Moment | None:
    """The first, made more exact by any later one that can mean the same time."""
    best = moments[0] if moments else None
    for other in moments[1:]:
        if best and _knowledge(other) > _knowledge(best) and _may_be_same(best, other):
            best = other
    return best


def _knowledge(moment: Moment) -> tuple[int, bool]:
    return _FINENESS[moment.precision], moment.zoned


def _may_be_same(one: Moment, other: Moment) -> bool:
    (start, end), (other_start, other_end) = one.interval(), other.interval()
    return start < other_end and other_start < end
