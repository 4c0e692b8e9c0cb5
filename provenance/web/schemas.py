"""The shapes of the JSON API, as its OpenAPI description gives them: those that the commands write.

The rows themselves come from `report.shapes`; docs/reference/json.md says what every key means.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from provenance.model import Standing, Subject, Verdict
from provenance.web.asking import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_NOTE, LONGEST_TEXT, LONGEST_WORDS, STORABLE

__all__ = [
    "Address",
    "ArticlePage",
    "ArticleRow",
    "AuditRow",
    "ChainRow",
    "ClaimPage",
    "Decided",
    "Failure",
    "Found",
    "Health",
    "Kept",
    "LineageRow",
    "Named",
    "OutletsRow",
    "Pasted",
    "ReviewRow",
]

Place = Annotated[list[int], Field(min_length=2, max_length=2, description="[start, end], half-open offsets")]


class Row(BaseModel):
    """An object that may get further keys."""

    model_config = ConfigDict(extra="allow")


class Failure(BaseModel):
    """Why there is no answer."""

    error: str = Field(description="One line: what, where, what to do.")


class Health(BaseModel):
    """That the server answers, and what it answers about."""

    status: Literal["ok"]
    version: str
    articles: int


class Selector(Row):
    """Words with their place and context."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


class Anchor(Row):
    """A hyperlink of a text."""

    href: str
    start: int
    end: int


class ArticleRow(Row):
    """An article, as `export articles` writes it."""

    id: str
    url: str | None
    fetched_url: str | None
    canonical_url: str | None
    outlet: str | None
    outlet_id: str | None
    title: str | None
    authors: list[str]
    published: str | None
    updated: str | None
    first_seen: str | None
    language: str | None
    language_confidence: float | None
    wire: list[str]
    text: str
    links: list[Anchor]
    sha256: str
    file: str | None
    notes: list[str]


class ArticlePage(Row):
    """One page of the articles, what was stored last first."""

    total: int
    page: int
    articles: list[ArticleRow]


class Found(Row):
    """An article that a search found, as `search` writes it."""

    title: str | None
    outlet: str | None
    published: str | None
    text: str
    where: str


class EvidenceRow(Row):
    """Words on which something rests."""

    article: str
    spans: list[Place]
    note: str


class Said(Row):
    """What a person decided about a finding."""

    verdict: Verdict
    by: str
    at: str
    label: str | None
    source_class: str | None
    note: str


class EdgeRow(Row):
    """One step from an article to what it took from."""

    child: str
    parent: str | None
    parent_outlet: str | None
    kind: Literal["stated", "observed", "hyperlink", "wire"]
    confidence: float
    lag: float | None
    evidence: list[EvidenceRow]
    review: Said | None


class AppearanceRow(Row):
    """One article that carries traced words."""

    article: str
    outlet: str | None
    title: str | None
    published: str | None
    score: float
    kind: str
    speaker: str | None
    spans: list[Place]
    text: str
    sha256: str


class DriftRow(Row):
    """What changed from one appearance to the next."""

    parent: str
    child: str
    changes: list[str]
    diff: list[list[str]]


class ChainRow(Row):
    """Where words were seen, as `trace --format json` writes it."""

    query: str
    mentions: list[str]
    earliest: str | None
    earliest_tied: list[str]
    order_known: bool
    independent_origins: int
    circular: bool
    missing: list[str]
    appearances: list[AppearanceRow]
    edges: list[EdgeRow]
    drift: list[DriftRow]
    near_misses: list[AppearanceRow]
    rejected: list[EdgeRow]


class AttributionRow(Row):
    """Who said what, with the words themselves."""

    id: str
    source: list[Place]
    cue: list[Place]
    content: list[Place]
    kind: Literal["direct", "indirect", "mixed"]
    confidence: float
    referent: str | None
    anonymous: bool
    source_text: str
    cue_text: str
    content_text: str
    hops: list[list[str]]
    review: Said | None


class FindingRow(Row):
    """Something that an editor would act on."""

    rule: str
    severity: Literal["high", "medium", "low"]
    message: str
    evidence: list[Selector]


class MetricRow(Row):
    """One figure."""

    value: bool | float | int | str | None
    n: int
    definition: str
    baseline: str | None


class LineageRow(Row):
    """An article's most likely parent, as `lineage` writes it."""

    article: str
    parent: str | None
    parent_outlet: str | None
    basis: list[str]
    confidence: float
    credited: list[str]
    credit_gap: bool
    circular: bool
    origin_outside_corpus: bool
    disagreements: list[dict[str, Any]]
    ties: list[str]
    review: Said | None
    rejected: list[EdgeRow]


class AuditRow(Row):
    """What an article's sourcing is worth, as `audit --format json` writes it."""

    title: str | None
    authors: list[str]
    published: str | None
    article: ArticleRow
    sources: list[dict[str, Any]]
    attributions: list[AttributionRow]
    rejected: list[AttributionRow]
    outlet_mentions: list[dict[str, Any]]
    hops: list[list[str]]
    hops_evidence: list[list[Selector]]
    metrics: dict[str, MetricRow]
    findings: list[FindingRow]
    unsourced: list[Place]
    lineage: LineageRow | None


class CarriedRow(Row):
    """Words that several articles carry."""

    text: str
    speaker: str | None
    articles: int


class ClaimPage(Row):
    """One page of the claims that most articles carry; `ready` is false while they are being worked out."""

    ready: bool
    total: int
    page: int
    claims: list[CarriedRow]


class OutletRow(Row):
    """One outlet of the corpus."""

    id: str
    name: str
    kind: str
    country: str | None
    state_media: str
    articles: int
    cited: int


class Dependence(Row):
    """How much one outlet took from another; `median_lag` is in seconds."""

    outlet: str
    takes_from: str
    articles: int
    credit_gaps: int
    median_lag: float | None


class OutletsRow(Row):
    """Every outlet and who takes from whom; `dependence` is null while that is being worked out."""

    outlets: list[OutletRow]
    dependence: list[Dependence] | None


class ReviewRow(Said):
    """A decision, as `review list` writes it."""

    number: int
    about: Subject
    standing: Standing
    article: str
    other_article: str | None
    words: list[str]
    undone_by: str | None
    undone: str | None


class Kept(BaseModel):
    """The number of a decision."""

    number: int


class Named(BaseModel):
    """Who takes a decision back."""

    by: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME), STORABLE]


class Decided(BaseModel):
    """A person's decision about an attribution, a link or a parent; docs/reference/json.md says what `subject` is."""

    about: Subject
    subject: Annotated[
        list[Annotated[str, Field(max_length=LONGEST_ADDRESS), STORABLE]], Field(min_length=2, max_length=2)
    ]
    verdict: Verdict
    by: Annotated[str, Field(max_length=LONGEST_NAME), STORABLE] = ""
    label: Annotated[str, Field(max_length=LONGEST_ADDRESS), STORABLE] = ""
    note: Annotated[str, Field(max_length=LONGEST_NOTE), STORABLE] = ""


class Wanted(BaseModel):
    """How an article is read."""

    model_config = ConfigDict(extra="forbid")

    detector: Annotated[str, Field(max_length=LONGEST_WORDS), STORABLE] | None = None
    least: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.0


class Pasted(Wanted):
    """A text to audit, and what is known of it."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), STORABLE]
    title: Annotated[str, Field(max_length=LONGEST_WORDS), STORABLE] | None = None
    outlet: Annotated[str, Field(max_length=LONGEST_WORDS), STORABLE] | None = None
    published: Annotated[str, Field(max_length=LONGEST_WORDS), STORABLE] | None = None


class Address(Wanted):
    """The web address of an article to audit."""

    url: Annotated[str, Field(min_length=1, max_length=LONGEST_ADDRESS), STORABLE]
