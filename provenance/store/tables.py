"""The tables, with names that a reader of the file in Datasette or sqlite3 understands without us.

A `number` joins tables inside the database and means nothing outside of it; identities (`version`, `id`) are digests
of content. `starts` and `ends` are half-open code-point offsets into `article_versions.text`. Moments are kept as they
came, ISO 8601 with their own offset, for a time zone is evidence. The views of the schema (`articles`, `sourcing`,
`outlets_cited`, `shared_passages`, `decisions`) and the full-text index `article_search` are made by the migrations in
`db/`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, Integer, text
from sqlmodel import Field, SQLModel

__all__ = ["metadata"]

metadata = SQLModel.metadata

# SQLite numbers rows by itself only where the type is INTEGER, which holds 64 bits there.
Number: Any = BigInteger().with_variant(Integer(), "sqlite")
# Rows lie in the order of their key, beside the other rows of their article version.
_CLUSTERED = {"sqlite_with_rowid": False}
_VERSION = "article_versions.number"
_OUTLET = "outlets.number"
_PASSAGE = "passages.number"


class OutletRow(SQLModel, table=True):
    """A gazetteer record as it stood when an article was read: state control is a dated judgement."""

    __tablename__ = "outlets"
    number: int = Field(sa_type=Number, primary_key=True)
    id: str = Field(index=True)
    name: str
    country: str | None
    kind: str
    state_media: str
    aliases: str
    domains: str
    languages: str
    record: str = Field(unique=True)
    """digest of all the fields above"""


class ArticleVersionRow(SQLModel, table=True):
    """One stored text of one article; of every article one version is current."""

    __tablename__ = "article_versions"
    __table_args__ = (
        Index(
            "one_current_version",
            "article",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )
    number: int = Field(sa_type=Number, primary_key=True)
    version: str = Field(unique=True)
    article: str = Field(index=True)
    current: bool
    title: str | None
    outlet: int | None = Field(sa_type=Number, foreign_key=_OUTLET, index=True)
    url: str | None
    fetched_url: str | None
    canonical_url: str | None
    published: str | None
    published_precision: str | None
    published_basis: str | None
    published_zoned: bool | None
    updated: str | None
    updated_precision: str | None
    updated_basis: str | None
    updated_zoned: bool | None
    first_seen: str | None
    first_seen_precision: str | None
    first_seen_basis: str | None
    first_seen_zoned: bool | None
    language: str | None
    notes: str
    name: str
    page_sha256: str | None
    text_sha256: str
    text: str
    language_confidence: float | None
    """null where the text does not tell its language: `language` is then what the page names"""
    detector: str | None
    """what looked for its attributions"""


class PageRow(SQLModel, table=True):
    """Bytes that came, kept once however often they came; `data` is compressed with zlib, `size` counts them before."""

    __tablename__ = "pages"
    sha256: str = Field(primary_key=True)
    size: int = Field(sa_type=Number)
    data: bytes


class CaptureRow(SQLModel, table=True):
    """A retrieval of an article version. Its bytes are in `pages`, unless they were not to be kept."""

    __tablename__ = "captures"
    __table_args__ = (Index("one_capture_of_the_same_bytes", "version", "page_sha256", unique=True),)
    number: int = Field(sa_type=Number, primary_key=True)
    version: int = Field(sa_type=Number, foreign_key=_VERSION)
    page_sha256: str
    url: str | None = Field(index=True)
    fetched_url: str | None
    redirects: str
    status: int | None
    media_type: str | None
    headers: str
    """JSON: [[name, value], ...]"""
    retrieved: str | None
    memento: str | None
    """when a web archive made the copy that `fetched_url` is of `url`"""
    name: str


class AddressRow(SQLModel, table=True):
    """What an article can be found under: its URLs in one normal form, and its file name."""

    __tablename__ = "article_addresses"
    __table_args__ = (_CLUSTERED,)
    address: str = Field(primary_key=True)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    rank: int
    """0 its own URL, 1 where that led, 2 the canonical URL, 3 the file's path, 4 the file's bare name"""


class AuthorRow(SQLModel, table=True):
    """A name in the byline."""

    __tablename__ = "authors"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    name: str
    kind: str


class LinkRow(SQLModel, table=True):
    """A hyperlink in the body."""

    __tablename__ = "links"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    href: str
    anchor: str
    starts: int | None
    ends: int | None


class WireCreditRow(SQLModel, table=True):
    """An agency or outlet that the page credits for this very text."""

    __tablename__ = "wire_credits"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    outlet: int = Field(sa_type=Number, foreign_key=_OUTLET)
    basis: str
    starts: int | None
    ends: int | None
    evidence: str


class FurnitureRow(SQLModel, table=True):
    """A line of the text that is not body."""

    __tablename__ = "furniture"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    starts: int
    ends: int


class AttributionRow(SQLModel, table=True):
    """Who said what: one claim of the text, its words beside its spans."""

    __tablename__ = "attributions"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    claim: str
    kind: str
    confidence: float
    floating: bool
    anaphoric: bool
    source_class: str
    referent: str | None
    anonymous: bool
    anonymous_descriptor: str | None
    anonymity_reason: str | None
    outlet: int | None = Field(sa_type=Number, foreign_key=_OUTLET)
    declined_comment: bool
    source_words: str
    cue_words: str
    content_words: str


class AttributionSpanRow(SQLModel, table=True):
    """Where the parts of an attribution stand; `part` is source, cue, content or antecedent."""

    __tablename__ = "attribution_spans"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    attribution: int = Field(primary_key=True)
    part: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    starts: int
    ends: int


class OutletMentionRow(SQLModel, table=True):
    """An outlet named in the text; `name` is canonical where it was resolved, `words` are the text's own."""

    __tablename__ = "outlet_mentions"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    position: int = Field(primary_key=True)
    role: str
    outlet: int | None = Field(sa_type=Number, foreign_key=_OUTLET)
    name: str
    words: str
    starts: int
    ends: int
    confidence: float
    claim_starts: int | None
    claim_ends: int | None
    chain: str


class AttributionWayRow(SQLModel, table=True):
    """A step of a way the words came; `mention` is a position in `outlet_mentions`, null on a way without steps."""

    __tablename__ = "attribution_ways"
    __table_args__ = (_CLUSTERED,)
    version: int = Field(sa_type=Number, foreign_key=_VERSION, primary_key=True)
    attribution: int = Field(primary_key=True)
    way: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    mention: int | None


class PassageRow(SQLModel, table=True):
    """A linkable piece of an article; `spans` is JSON: [[start, end], ...], `keys` how many the index has of it."""

    __tablename__ = "passages"
    number: int = Field(sa_type=Number, primary_key=True)
    id: str
    version: int = Field(sa_type=Number, foreign_key=_VERSION, index=True)
    kind: str
    spans: str
    text: str
    speaker: str | None
    claim: str | None
    keys: int = Field(sa_column_kwargs={"server_default": "0"})


class PassageIdRow(SQLModel, table=True):
    """Which number a passage has."""

    __tablename__ = "passage_ids"
    __table_args__ = (_CLUSTERED,)
    id: str = Field(primary_key=True)
    passage: int = Field(sa_type=Number, foreign_key=_PASSAGE)


class PassageKeyRow(SQLModel, table=True):
    """The inverted index: which passages hold a key. Without a foreign key, for it is the biggest table by far."""

    __tablename__ = "passage_keys"
    __table_args__ = (_CLUSTERED,)
    key: int = Field(sa_type=Number, primary_key=True)
    passage: int = Field(sa_type=Number, primary_key=True)


class PassageToIndexRow(SQLModel, table=True):
    """A passage that `passage_ids` and `passage_keys` do not have yet, with its keys as JSON.

    An article's thousands of digests and keys lie scattered all over an index: taken in one by one, each costs a page.
    """

    __tablename__ = "passages_to_index"
    passage: int = Field(sa_type=Number, foreign_key=_PASSAGE, primary_key=True)
    keys: str


class PassageToLinkRow(SQLModel, table=True):
    """A passage of a current version that nobody has compared with the others yet."""

    __tablename__ = "passages_to_link"
    passage: int = Field(sa_type=Number, foreign_key=_PASSAGE, primary_key=True)


class SupersededPassageRow(SQLModel, table=True):
    """A passage of an older version: it stays readable and takes no part in linking."""

    __tablename__ = "passages_superseded"
    passage: int = Field(sa_type=Number, foreign_key=_PASSAGE, primary_key=True)


class MatchRow(SQLModel, table=True):
    """Two passages with the same words; `a` was stored before `b`, offsets are into each passage's own text."""

    __tablename__ = "matches"
    __table_args__ = (_CLUSTERED,)
    a: int = Field(sa_type=Number, foreign_key=_PASSAGE, primary_key=True)
    b: int = Field(sa_type=Number, foreign_key=_PASSAGE, primary_key=True, index=True)
    score: float
    kind: str
    a_starts: int
    a_ends: int
    b_starts: int
    b_ends: int


class ReviewRow(SQLModel, table=True):
    """A person's decision about a finding. Rows are added and never changed: the latest one that stands counts.

    `subject` and `object` name the finding: of an attribution the version of its article and its claim, of a link its
    passages, of a parent the versions of child and parent ("" where there was none). `article` and `other_article`
    are what these belong to over their versions, and `finding` is JSON: what it is known again by.
    """

    __tablename__ = "reviews"
    number: int = Field(sa_type=Number, primary_key=True)
    about: str
    subject: str
    object: str
    article: str = Field(index=True)
    other_article: str | None = Field(index=True)
    verdict: str
    label: str | None
    source_class: str | None
    reviewer: str
    decided: str
    note: str
    words: str
    finding: str


class ReviewUndoneRow(SQLModel, table=True):
    """A decision that was taken back, and by whom."""

    __tablename__ = "reviews_undone"
    review: int = Field(sa_type=Number, foreign_key="reviews.number", primary_key=True)
    reviewer: str
    undone: str


class SealRow(SQLModel, table=True):
    """A digest of rows as they were written, by which `provenance verify` sees what was changed since.

    `part` names their table; `owner` is the number of the article version they belong to, of a decision its own. The
    row of owner 0 holds how many seals there are, and their sum.
    """

    __tablename__ = "seals"
    __table_args__ = (_CLUSTERED,)
    owner: int = Field(sa_type=Number, primary_key=True)
    part: str = Field(primary_key=True)
    digest: str
