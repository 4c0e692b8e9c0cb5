"""What ingest makes: pages, outlets, and articles with what their page says of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from provenance.model.spans import Moment, Span, digest

__all__ = [
    "Article",
    "Author",
    "Furniture",
    "FurnitureKind",
    "Link",
    "NoArticle",
    "NoPage",
    "Outlet",
    "Page",
    "Skipped",
    "WireCredit",
]

# A date that lies this far after the moment when the page was read is a mistake, not a time.
_CLOCK_ERROR = timedelta(days=1)

FurnitureKind = Literal["title", "byline", "date", "photo-credit", "kicker", "promo", "tagline"]


NoArticle = Literal[
    "empty",
    "not-an-article",
    "no-text",
    "paywall",
    "consent-wall",
    "soft-404",
    "needs-javascript",
    "wrong-type",
    "too-large",
    "blocked",
]
"""What something is that is no article."""

NoPage = Literal[
    "private-address",
    "robots",
    "blocked",
    "paywall",
    "not-found",
    "gone",
    "unavailable",
    "wrong-type",
    "too-large",
]
"""Why an address gave no page."""


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as they came, with where and how they came."""

    data: bytes
    url: str | None = None
    """the address that identifies the page: asked for, or named by the archive"""
    fetched_url: str | None = None
    """the address that answered, after redirects"""
    redirects: tuple[str, ...] = ()
    """the addresses that only pointed on, in order, the one asked for first"""
    media_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    retrieved: datetime | None = None
    name: str = ""
    """the file's path, or what to call this input in a message"""
    status: int | None = None
    """what HTTP calls the outcome, such as 200; None where the page did not come that way, or where that is unknown"""
    memento: datetime | None = None
    """when a web archive made this copy; `url` is then what it is a copy of, and `fetched_url` the archive's address"""

    @property
    def sha256(self) -> str:
        """Digest of the bytes, as `sha256:<hex>`."""
        return "sha256:" + hashlib.sha256(self.data).hexdigest()

    @property
    def seen(self) -> datetime | None:
        """Since when it is known to have been there: the time of an archive's copy, else when it was retrieved."""
        return self.memento or self.retrieved


@dataclass(frozen=True, slots=True)
class Outlet:
    """One record of the gazetteer: a newspaper, broadcaster, agency or site."""

    id: str
    name: str
    country: str | None = None
    kind: str = "unknown"
    """newspaper, digital, broadcaster, news-agency, magazine, ..."""
    state_media: str = "unknown"
    """none-known, state-controlled, public-service or unknown; a dated judgement, see data/README.md"""
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """A name in the byline: a person, or an organisation such as an agency."""

    name: str
    kind: Literal["person", "organisation"] = "person"


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the body; `span` is its anchor text in the stored text, None where the text lost it."""

    href: str
    anchor: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class WireCredit:
    """An agency or outlet that the page itself credits for this very text.

    `basis`: byline, dateline, credit-line, tagline, json-ld, meta, canonical.  `span` is None where the credit
    stands in metadata and not in the stored text; `evidence` is then the words of the metadata.
    """

    outlet: Outlet
    basis: str
    span: Span | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line of the stored text that is not body: title, byline, date, photo credit, teaser."""

    kind: FurnitureKind
    span: Span


@dataclass(frozen=True, slots=True)
class Article:
    """One version of one article: its stored text and what its page says about it."""

    id: str
    """identity of the article over its versions: given, or from its URL, or from its text"""
    text: str
    title: str | None = None
    url: str | None = None
    fetched_url: str | None = None
    canonical_url: str | None = None
    outlet: Outlet | None = None
    authors: tuple[Author, ...] = ()
    published: Moment | None = None
    updated: Moment | None = None
    first_seen: Moment | None = None
    language: str | None = None
    """ISO 639 code: that of the text where it can be told, else what the page names"""
    language_confidence: float | None = None
    """how likely the text is in that language; None where the text does not tell"""
    wire: tuple[WireCredit, ...] = ()
    links: tuple[Link, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    """what a reader should know: "paywall: only the opening is here", "date lies in the future: ignored" """
    name: str = ""
    """the file or address that it was read from, for messages"""
    page_sha256: str | None = None
    page: Page | None = field(default=None, repr=False, compare=False)
    """what it was just made of, until that is stored; a stored article leaves its page in the database"""
    _version: str = field(default="", init=False, repr=False, compare=False)
    """`version` once it was asked for, which is often: a chain of two hundred articles asks ten thousand times"""

    @property
    def sha256(self) -> str:
        """Digest of the stored text, as `sha256:<hex>`."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def version(self) -> str:
        """Identity of this version: the article, its title and its text."""
        if not self._version:
            object.__setattr__(self, "_version", digest("version", self.id, self.title or "", self.text))
        return self._version

    @property
    def dated(self) -> tuple[datetime, datetime] | None:
        """The interval in which it was published, None without a date or with one later than we saw it."""
        if self.published is None:
            return None
        start, end = self.published.interval()
        if self.first_seen is not None and start > self.first_seen.interval()[1] + _CLOCK_ERROR:
            return None
        return start, end


@dataclass(frozen=True, slots=True)
class Skipped:
    """One input of many that gave no article: the run goes on and says so at the end."""

    where: str
    reason: str
    """a `NoArticle` or `NoPage` word, or "failed" """
    message: str
    """one line: what, where, what to do"""
