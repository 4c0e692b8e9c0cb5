"""The values that pass from stage to stage: frozen, slotted dataclasses without any I/O.

Offsets are half-open Unicode code-point offsets into the stored text of one article version.
Identity comes from content (`digest`), so doing the same thing twice changes nothing.
What an article *states* (attributions, credits) and what we *infer* (matches, parents) are different types.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

__all__ = [
    "Appearance",
    "Article",
    "Attribution",
    "Audit",
    "Author",
    "Chain",
    "CitedSource",
    "Claim",
    "Comparison",
    "Drift",
    "Edge",
    "Evidence",
    "Finding",
    "Furniture",
    "Lineage",
    "Link",
    "Match",
    "Metric",
    "Moment",
    "Outlet",
    "OutletMention",
    "Page",
    "Passage",
    "Reading",
    "Skipped",
    "Source",
    "Span",
    "Spans",
    "WireCredit",
    "digest",
]

Precision = Literal["second", "minute", "day", "month", "year"]
AttributionKind = Literal["direct", "indirect", "mixed"]
SourceClass = Literal[
    "named-person",
    "unnamed-person",
    "named-organisation",
    "outlet",
    "document",
    "group",
    "self",
    "none",
]
Role = Literal["cited", "poll", "venue", "wire", "own", "mention", "credit"]
PassageKind = Literal["quote", "content", "sentence"]
MatchKind = Literal["verbatim", "edited", "contained", "reworded"]
EdgeKind = Literal["stated", "observed", "hyperlink", "wire"]
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
]


def digest(*fields: str) -> str:
    """A stable 32-character identity of named content: equal fields, equal digest, on every machine.

    >>> digest("a", "b") == digest("a", "b") != digest("ab", "")
    True
    """
    state = hashlib.blake2b(digest_size=16)
    for one in fields:
        data = one.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start <= end`, in one article's stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a source gave it: never more exact than that source.

    `at` is timezone-aware; where the source named no zone, `zoned` is False and `at` is read as UTC.
    `basis` says where it came from ("json-ld", "meta", "time-element", "dateline", "feed", "given", ...).
    """

    at: datetime
    precision: Precision
    basis: str
    zoned: bool = True

    def __str__(self) -> str:
        if self.precision == "day":
            return self.at.date().isoformat()
        if self.precision in ("month", "year"):
            return self.at.strftime("%Y-%m" if self.precision == "month" else "%Y")
        unit = "seconds" if self.precision == "second" else "minutes"
        whole = self.at if self.zoned else self.at.replace(tzinfo=None)
        return whole.isoformat(timespec=unit)

    def interval(self) -> tuple[datetime, datetime]:
        """The earliest and latest instant that this can mean, in UTC; a day without a zone spans the globe's."""
        width = {"second": 1, "minute": 60, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}
        start = self.at.astimezone(UTC)
        slack = timedelta(0) if self.zoned else timedelta(hours=14)
        return start - slack, start + timedelta(seconds=width[self.precision]) + slack


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

    @property
    def sha256(self) -> str:
        """Digest of the bytes, as `sha256:<hex>`."""
        return "sha256:" + hashlib.sha256(self.data).hexdigest()


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
    wire: tuple[WireCredit, ...] = ()
    links: tuple[Link, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[str, ...] = ()
    """what a reader should know: "paywall: only the opening is here", "date lies in the future: ignored" """
    name: str = ""
    """the file or address that it was read from, for messages"""
    page_sha256: str | None = None

    @property
    def sha256(self) -> str:
        """Digest of the stored text, as `sha256:<hex>`."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def version(self) -> str:
        """Identity of this version: the article, its title and its text."""
        return digest("version", self.id, self.title or "", self.text)


@dataclass(frozen=True, slots=True)
class Skipped:
    """One input of many that gave no article: the run goes on and says so at the end."""

    where: str
    reason: str
    """a `NoArticle` word, or "failed" """
    message: str
    """one line: what, where, what to do"""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A relation found in the text: who (`source`), the words that signal it (`cue`), what (`content`).

    PARC / PolNeAR's definition. Each part is a tuple of spans, for a quote can be split by "…," he said, "…".
    An absent source is `()`. `anaphoric` content ("His statements") only points: `antecedent` is what it points at.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: AttributionKind
    confidence: float
    floating: bool = False
    """a quoted sentence with no speaker of its own, inheriting the one before"""
    anaphoric: bool = False
    antecedent: Spans = ()


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet named in the text, and what it is there for."""

    span: Span
    role: Role
    outlet: Outlet | None
    """None where the name could not be resolved to one record: not knowing is data"""
    name: str
    """canonical name where resolved, else the words of the text"""
    confidence: float
    claim: Span | None = None
    chain: tuple[str, ...] = ()
    """from the first speaker to the outlet nearest the reader; empty where there is one step only"""


@dataclass(frozen=True, slots=True)
class Source:
    """Who a source span stands for, after reading the whole article."""

    kind: SourceClass
    referent: str | None = None
    """full canonical name, or None where there is none (generic groups, unnamed people)"""
    anonymous: bool = False
    anonymous_descriptor: str | None = None
    anonymity_reason: str | None = None
    outlet: Outlet | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution with its source resolved, and the outlets it came through."""

    id: str
    attribution: Attribution
    source: Source
    ways: tuple[tuple[OutletMention, ...], ...] = ()
    """the ways it is said to have come, each from the outlet nearest the speaker to the one nearest the reader.

    Several ways stand beside one another: "Tass reported it" and "according to Akipress" are two ways of one step each.
    """
    declined_comment: bool = False

    @property
    def hops(self) -> tuple[tuple[str, ...], ...]:
        """For each way, the names from the speaker to the outlet nearest the reader; the article itself is left out.

        A source that stands inside the way ("Reuters, citing Tass, reported") keeps its place there.
        """
        speaker = self.source.referent
        chains = (tuple(dict.fromkeys(mention.name for mention in way)) for way in self.ways or ((),))
        led = (chain if speaker is None or speaker in chain else (speaker, *chain) for chain in chains)
        return tuple(dict.fromkeys(chain for chain in led if chain))


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article states: its claims and the outlets it names."""

    article: Article
    claims: tuple[Claim, ...]
    mentions: tuple[OutletMention, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A linkable piece of an article: a quote, the content of a claim, or a plain sentence."""

    id: str
    article: str
    """version of the article it stands in"""
    kind: PassageKind
    spans: Spans
    text: str
    """the words of the spans, joined by " … " where the text goes on between them"""
    speaker: str | None = None
    claim: str | None = None
    """id of the claim whose words these are"""


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages with the same words; `a_span` and `b_span` are what was aligned, in each passage's own text."""

    a: str
    b: str
    score: float
    """0 to 100"""
    kind: MatchKind
    a_span: Span
    b_span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two texts share words; `a_span` and `b_span` are what was aligned, in each text."""

    score: float
    """0 to 100"""
    kind: MatchKind
    a_span: Span
    b_span: Span
    weight: float
    """what the shared words tell: the sum of their rarities"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words in one article version on which something rests."""

    article: str
    spans: Spans
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One article took from another: what it rests on decides `kind`.

    stated: the child's text names the outlet.  observed: the text was reused.  hyperlink: the child links to it.
    wire: the child carries the outlet's dateline or credit.  `parent` is None where the outlet's own article is not
    in the corpus; `parent_outlet` is then all we know.
    """

    child: str
    parent: str | None
    kind: EdgeKind
    confidence: float
    parent_outlet: str | None = None
    lag: timedelta | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between a passage and the one it was taken from."""

    parent: str
    child: str
    """passage ids"""
    changes: tuple[str, ...]
    """of: trimmed, extended, substituted, speaker_changed, hedge_lost, number_changed"""
    diff: tuple[tuple[Literal["same", "removed", "added"], str], ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """One occurrence of the traced words, in one article."""

    passage: Passage
    article: Article
    score: float
    kind: MatchKind


@dataclass(frozen=True, slots=True)
class Chain:
    """Where the traced words were seen, in time order, and who took them from whom."""

    query: str
    appearances: tuple[Appearance, ...]
    edges: tuple[Edge, ...] = ()
    drift: tuple[Drift, ...] = ()
    earliest: tuple[str, ...] = ()
    """article versions earliest seen in this corpus; more than one is a tie that time cannot break"""
    missing: tuple[str, ...] = ()
    """names of outlets that are cited for it and whose own article is not in the corpus"""
    independent_origins: int = 0
    circular: bool = False
    order_known: bool = True
    near_misses: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """The most likely parent of one article, with every edge that speaks for it."""

    article: Article
    parent: Article | None
    parent_outlet: str | None
    basis: tuple[EdgeKind, ...]
    confidence: float
    credited: tuple[str, ...]
    credit_gap: bool
    circular: bool
    origin_outside_corpus: bool
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One distinct source of an article, with every claim that rests on it in the order of the text."""

    name: str
    """the referent or outlet, the descriptor of who stays unnamed, else the words of the text"""
    source: Source
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of an audit with its definition, what it was counted over, and the published value beside it."""

    name: str
    value: float | int | str | None
    """None where it cannot be said (nothing to count)"""
    n: int
    definition: str
    baseline: str | None = None
    """published reference value with country, year and N"""
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an editor would act on, with the words it rests on."""

    rule: str
    severity: Literal["high", "medium", "low"]
    message: str
    evidence: Spans = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """What one article's sourcing is worth: counts, definitions and evidence, and no single score."""

    reading: Reading
    metrics: tuple[Metric, ...]
    findings: tuple[Finding, ...]
    unsourced: Spans
    """paragraphs or sentences of the body that no attribution touches"""
    lineage: Lineage | None = field(default=None)
    sources: tuple[CitedSource, ...] = ()
    """who is cited, each once, those with most claims first"""
