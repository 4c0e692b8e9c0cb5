"""A plain-text file as an article: its whole text, and which lines of it are title, byline, date or credit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from provenance.errors import NotAnArticle
from provenance.ingest.byline import bare, byline_authors, dates_of, is_label, known_outlet, signed
from provenance.ingest.dates import parse_moment
from provenance.ingest.furniture import (
    dateline_of,
    field_of,
    is_photo_credit,
    is_promo,
    is_section,
    is_tagline,
    looks_like_headline,
)
from provenance.ingest.identity import article_id
from provenance.ingest.wire import wire_credits
from provenance.model import Article, Author, Furniture, FurnitureKind, Moment, Outlet, Span
from provenance.text import paragraphs, words

__all__ = ["article_from_text", "clean", "level"]

_LINE_ENDS: dict[int, str | None] = {0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_CONTROLS: dict[int, str | None] = {
    c: None for c in (*range(0x20), *range(0x7F, 0xA0), 0xFEFF) if c not in (0x09, 0x0A)
}
_SURROGATE = re.compile("[\ud800-\udfff]")
# A byline, a date or a repeated headline stands above the body; a few paragraphs of it may come before them.
_HEAD_LINES = 15
_TAIL_LINES = 8
# In words, over all of its sentences.
_LONGEST_STANDFIRST = 45
_LONGEST_HEADLINE = 20
_FEWEST_LETTERS = 60


def clean(text: str) -> str:
    """`text` with one kind of line end, without control characters and byte-order marks, hard-wrapped lines joined."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS | _LINE_ENDS)
    return _unwrap(_SURROGATE.sub("\ufffd", plain))


def level(text: str) -> str:
    """`text` fit for storing at the same length, so that offsets into what was given stay right."""
    plain = text.replace("\r\n", " \n").replace("\r", "\n")
    return _SURROGATE.sub("\ufffd", plain.translate({**dict.fromkeys(_CONTROLS, " "), **_LINE_ENDS}))


def _unwrap(text: str) -> str:
    """Paragraphs that were broken at a fixed width, as one line each: a line end there means no more than a blank.

    So were they broken if between blank lines no line could have taken the first word of the next one.
    """
    width = max((len(line.rstrip()) for line in text.split("\n")), default=0)
    if not 50 <= width <= 100:
        return text
    blocks = re.split(r"(\n[ \t]*\n\s*)", text)
    return "".join(block.replace("\n", " ") if _wrapped(block, width) else block for block in blocks)


def _wrapped(block: str, width: int) -> bool:
    lines = block.split("\n")
    return len(lines) > 1 and all(
        after.strip() and len(line.rstrip()) + 1 + len(after.split()[0]) > width for line, after in pairwise(lines)
    )


@dataclass(slots=True)
class _Found:
    """What the lines of one text have said so far."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    dates: dict[str, str] = field(default_factory=dict)
    url: str | None = None
    outlet: Outlet | None = None
    furniture: dict[Span, FurnitureKind] = field(default_factory=dict)

    def mark(self, kind: FurnitureKind, span: Span) -> None:
        self.furniture.setdefault(span, kind)

    def byline(self, authors: tuple[Author, ...], span: Span) -> None:
        self.authors = self.authors or authors
        self.mark("byline", span)

    def date(self, dates: dict[str, str], span: Span) -> None:
        self.dates = dates | self.dates
        self.mark("date", span)


def article_from_text(
    text: str, *, name: str, url: str | None = None, title: str | None = None, outlet: Outlet | None = None
) -> Article:
    """The article that `text` is, stored as it comes: what is not body is marked as furniture, nothing is cut out.

    `url`, `title` and `outlet` are known beside the text and win over what its lines say. Raises `NotAnArticle`
    ("empty", "no-text", "not-an-article") where there is no article to read.
    """
    _refuse(text, name)
    lines = _with_labels(text, paragraphs(text))
    found = _Found(title=title)
    body = _read_header(text, lines, found)
    _read_head(text, lines[body:], found)
    _read_rest(text, lines, found)
    outlet = outlet or found.outlet
    url = url or found.url
    country = outlet.country if outlet else None
    return Article(
        id=article_id(url, text),
        text=text,
        title=found.title,
        url=url,
        outlet=outlet,
        authors=found.authors,
        published=_moment(found, "published", country) or _from_dateline(text, lines, found, country),
        updated=_moment(found, "updated", country),
        wire=wire_credits(text, outlet),
        furniture=tuple(Furniture(kind, span) for span, kind in sorted(found.furniture.items())),
        name=name,
    )


def _with_labels(text: str, lines: list[Span]) -> list[Span]:
    """`lines`, but a label that stands on a line of its own above its value ("By", "Published") is one with it."""
    joined: list[Span] = []
    for at, line in enumerate(lines):
        if joined and at < _HEAD_LINES and is_label(joined[-1].of(text)):
            joined[-1] = Span(joined[-1].start, line.end)
        else:
            joined.append(line)
    return joined


def _refuse(text: str, name: str) -> None:
    if not text.strip():
        raise NotAnArticle("empty", f"{name}: empty; there is nothing to read")
    letters = sum(map(str.isalpha, text))
    if letters < _FEWEST_LETTERS:
        raise NotAnArticle("no-text", f"{name}: {letters} letters of text; an article needs a few sentences")
    if letters < 0.5 * len("".join(text.split())):
        raise NotAnArticle("not-an-article", f"{name}: mostly figures or symbols, no running text; give an article")


def _moment(found: _Found, which: str, country: str | None) -> Moment | None:
    written = found.dates.get(which)
    return parse_moment(written, basis="date-line", country=country) if written else None


def _from_dateline(text: str, lines: list[Span], found: _Found, country: str | None) -> Moment | None:
    for line in lines[:_HEAD_LINES]:
        dateline = None if line in found.furniture else dateline_of(line.of(text))
        if dateline:
            return parse_moment(dateline, basis="dateline", country=country)
    return None


# --- a block of "Title: …", "Author: …" at the top -------------------------------------------------------------------


def _read_header(text: str, lines: list[Span], found: _Found) -> int:
    """Read a block of named fields into `found`; how many lines it takes (0 where there is none)."""
    fields: list[tuple[str, str, Span]] = []
    used = 0
    for line in lines[:_HEAD_LINES]:
        named = field_of(line.of(text))
        if named:
            fields.append((*named, line))
        elif re.search(r"\w", line.of(text)):
            break
        used += 1
    if len(fields) < 2 and not any(name in ("title", "headline", "subject") for name, _, _ in fields):
        return 0
    for name, value, line in fields:
        _read_field(name, value, line, found)
    for line in lines[:used]:
        found.mark("kicker", line)
    return used


def _read_field(name: str, value: str, line: Span, found: _Found) -> None:
    if name in ("title", "headline", "subject"):
        found.title = found.title or value
        found.mark("title", line)
    elif name in ("author", "authors", "byline", "by", "from"):
        found.byline(byline_authors(value, labelled=False) or (), line)
    elif name in ("date", "published", "updated"):
        found.date({"updated" if name == "updated" else "published": value}, line)
    elif name in ("url", "link", "address") and value.startswith(("http://", "https://")):
        found.url = value
    elif name in ("source", "publisher", "outlet", "publication", "newspaper", "site"):
        found.outlet = known_outlet(value)


# --- the lines above and inside the body -----------------------------------------------------------------------------


def _read_head(text: str, lines: list[Span], found: _Found) -> None:
    """Read what stands above the body; a standfirst may stand above it too, so a short paragraph does not begin it."""
    body = 0
    for at, line in enumerate(lines[:_HEAD_LINES]):
        written = line.of(text)
        above = body <= _LONGEST_STANDFIRST
        near = lines[max(at - 1, 0) : at + 3]
        beside_date = above and found.title is not None and any(dates_of(one.of(text)) for one in near)
        if _read_byline(written, line, found, alone=above, beside_date=beside_date) or is_photo_credit(written):
            continue
        if not above or is_promo(written) or _read_title(text, lines[at:], found, first=not body):
            continue
        body += len(written.split())


def _read_title(text: str, lines: list[Span], found: _Found, *, first: bool) -> bool:
    """Whether the first of `lines` is the headline, repeats it, or is a heading above or below it."""
    line, written = lines[0], lines[0].of(text)
    titled = "title" in found.furniture.values()
    kind: FurnitureKind | None = None
    if not re.search(r"\w", written) or is_section(written):
        kind = "kicker"
    elif found.title is None and first and _goes_on(text, lines[1:]) and _is_headline(text, lines):
        found.title, found.outlet = _without_site(bare(written))
        kind = "title"
    elif found.title and _repeats(written, found.title):
        kind = "kicker" if titled or words(written) != words(found.title) else "title"
    elif titled and first and looks_like_headline(written) and written[-1] not in '.?!"”':
        kind = "kicker"
    if kind:
        found.mark(kind, line)
    return kind is not None


def _read_byline(written: str, line: Span, found: _Found, *, alone: bool, beside_date: bool) -> bool:
    """Whether the line names authors or dates: `alone` a date without a label, `beside_date` names so."""
    dates = dates_of(written, labelled=not alone)
    if dates:
        found.date(dates, line)
        return True
    both = signed(written) if alone else None
    if both:
        found.byline(both.authors, Span(line.start + both.byline.start, line.start + both.byline.end))
        found.date(both.dates, Span(line.start + both.date.start, line.start + both.date.end))
        return True
    authors = byline_authors(written, labelled=not beside_date)
    if authors is not None:
        found.byline(authors, line)
    return authors is not None


def _read_rest(text: str, lines: list[Span], found: _Found) -> None:
    names = tuple(author.name for author in found.authors)
    known = {span.start for span in found.furniture}
    for at, line in enumerate(lines):
        written = line.of(text)
        at_end = at >= max(len(lines) - _TAIL_LINES, 1)
        if line.start in known:
            continue
        if at_end and (is_tagline(written) or _about_author(written, names)):
            found.mark("tagline", line)
        elif is_photo_credit(written):
            found.mark("photo-credit", line)
        elif is_promo(written):
            found.mark("promo", line)
        elif at_end:
            _read_byline(written, line, found, alone=False, beside_date=False)


def _about_author(line: str, names: tuple[str, ...]) -> bool:
    return bare(line).startswith(names) and bool(re.match(r"\S+(?: \S+){0,4} (?:is|was|covers|writes|reports)\b", line))


def _is_headline(text: str, lines: list[Span]) -> bool:
    """Whether the first of `lines` is one, by its form or because a byline, a date or a dateline stands below it."""
    written = lines[0].of(text)
    below = lines[1].of(text)
    if looks_like_headline(written):
        return True
    begins = dateline_of(below) or dates_of(below) or byline_authors(below) is not None
    return bool(begins) and not dateline_of(written) and len(written.split()) <= _LONGEST_HEADLINE


def _goes_on(text: str, lines: list[Span]) -> bool:
    """Whether running text follows: a headline stands over something."""
    return any(len(line.of(text).split()) >= 8 for line in lines[:_HEAD_LINES])


def _repeats(line: str, title: str) -> bool:
    """Whether the line says what the title says, or part of it; a whole sentence that does is body."""
    if line.rstrip("\"'”’)").endswith("."):
        return False
    said, wanted = words(line), words(title)
    inside = len(said) > 2 and f" {' '.join(said)} " in f" {' '.join(wanted)} "
    return inside or said == wanted


_SITE = re.compile(r"(?P<title>\S.*\S)\s+(?P<mark>[|–—-])\s+(?P<site>[^|–—]{2,40})")


def _without_site(title: str) -> tuple[str, Outlet | None]:
    """A headline without " - Name of the outlet", and that outlet where the gazetteer knows it."""
    found = _SITE.fullmatch(title)
    if not found:
        return title, None
    outlet = known_outlet(found["site"])
    named = outlet or (found["mark"] == "|" and len(found["site"].split()) <= 4)
    return (found["title"], outlet) if named else (title, None)
