"""The facts every figure and finding is counted from: who is cited, each once, and what the body holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from provenance.audit.body import body_paragraphs, unsourced_spans
from provenance.audit.exemptions import statements, unsourced_statements
from provenance.audit.recall import missed
from provenance.model import (
    Article,
    CitedSource,
    Claim,
    Edge,
    Evidence,
    Lineage,
    Outlet,
    OutletMention,
    Reading,
    Source,
    Spans,
    Unsourced,
)
from provenance.text import fold

__all__ = [
    "CITING",
    "Sourcing",
    "agency",
    "cited_sources",
    "evidence_in",
    "evidence_of",
    "is_named",
    "source_words",
    "sourcing",
    "state_controlled",
    "where_named",
]

CITING = frozenset({"cited", "poll", "venue", "wire"})
"""roles of an outlet that information or words came from"""

_PRONOUNS = frozenset("he she they we i his her their who him them".split())


@dataclass(frozen=True)
class Sourcing:
    """One article's reading, looked at once for all figures."""

    reading: Reading
    lineage: Lineage | None
    sources: tuple[CitedSource, ...]
    body: Spans
    unsourced: Spans
    """paragraphs"""
    story: tuple[Lineage, ...] = ()
    """the lineages of all articles that share words with this one, its own among them"""
    missed: str | None = None
    """what its detector is known to miss, in words"""

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.reading.article

    @cached_property
    def statements(self) -> tuple[Claim, ...]:
        """Claims that somebody outside the article answers for; words that only point at another claim are none."""
        return tuple(c for c in self.reading.claims if c.source.kind != "self" and not c.attribution.anaphoric)

    @cached_property
    def anonymous(self) -> tuple[CitedSource, ...]:
        """Sources whose identity the article withholds."""
        return tuple(one for one in self.sources if one.source.anonymous)

    @cached_property
    def sentences(self) -> Spans:
        """Sentences of the body that state something."""
        return statements(self.article.text, self.body)

    @cached_property
    def unsourced_statements(self) -> tuple[Unsourced, ...]:
        """Those that no attribution with a source touches."""
        return unsourced_statements(self.reading, self.sentences)

    @cached_property
    def exempt(self) -> tuple[Unsourced, ...]:
        """Those of them whose own words say why they may need none."""
        return tuple(one for one in self.unsourced_statements if one.exemption)

    @cached_property
    def voices(self) -> tuple[CitedSource, ...]:
        """Sources without the outlets that only pass on what another source said."""
        relays = {
            mention.name
            for claim in self.reading.claims
            if claim.source.kind != "outlet"
            for way in claim.ways
            for mention in way
        }
        return tuple(one for one in self.sources if one.source.kind != "outlet" or one.name not in relays)

    @cached_property
    def citations(self) -> tuple[OutletMention, ...]:
        """Outlets named because something was taken from them."""
        return tuple(mention for mention in self.reading.mentions if mention.role in CITING)

    @cached_property
    def lineage_spans(self) -> Spans:
        """Words that tie the article to others: taken from them, naming them, shared with one beside it."""
        if self.lineage is None:
            return ()
        return evidence_in(self.article, (*evidence_of(self.lineage.edges), *self.lineage.beside))

    def through(self, claim: Claim) -> tuple[Outlet, ...]:
        """Every known outlet a claim comes from or through."""
        found = [claim.source.outlet, *(mention.outlet for way in claim.ways for mention in way)]
        return tuple({outlet.id: outlet for outlet in found if outlet}.values())


def sourcing(
    reading: Reading, lineage: Lineage | None, *, story: Sequence[Lineage] = (), detector: str | None = None
) -> Sourcing:
    """The facts of one reading, made by the detector of that name."""
    body = body_paragraphs(reading.article)
    return Sourcing(
        reading,
        lineage,
        cited_sources(reading),
        body,
        unsourced_spans(reading, body),
        tuple(story),
        missed(detector, reading.article.language),
    )


def evidence_of(edges: Iterable[Edge]) -> Iterator[Evidence]:
    """All that edges rest on."""
    return (one for edge in edges for one in edge.evidence)


def evidence_in(article: Article, evidence: Iterable[Evidence]) -> Spans:
    """The words of an article on which something rests, each once, in the order of the text."""
    return tuple(sorted({span for one in evidence if one.article == article.version for span in one.spans}))


def is_named(source: Source) -> bool:
    """Whether a reader learns who it is: a person, organisation or outlet by name."""
    return source.kind in ("named-person", "named-organisation", "outlet") and not source.anonymous


def state_controlled(outlet: Outlet | None) -> bool:
    """Whether the gazetteer holds the outlet for state-controlled; public service is not."""
    return outlet is not None and outlet.state_media == "state-controlled"


def agency(outlet: Outlet | None) -> bool:
    """Whether the gazetteer holds the outlet for a news agency."""
    return outlet is not None and outlet.kind == "news-agency"


def where_named(sources: Sequence[CitedSource]) -> Spans:
    """The words that name each source, the first time."""
    return tuple(span for one in sources for span in one.claims[0].attribution.source)


def source_words(claim: Claim, text: str) -> str:
    """What the article itself calls the source, on one line."""
    return " ".join(" ".join(span.of(text) for span in claim.attribution.source).split())


def cited_sources(reading: Reading) -> tuple[CitedSource, ...]:
    """Distinct sources by outlet, referent or descriptor, those with most claims first, then as they appear.

    People named together ("Ann Lee; Bo Ray") count one by one. A pronoun that could not be resolved goes with the
    unnamed source before it. The article itself and attributions without any source are left out.
    """
    claims: dict[str, list[Claim]] = {}
    first: dict[str, tuple[str, Source]] = {}
    unnamed = ""
    for claim in reading.claims:
        for name in _names(claim, reading.article.text):
            key = f"{_family(claim.source)} {fold(name)}"
            if fold(name) in _PRONOUNS and unnamed:
                key = unnamed
            elif claim.source.kind in ("unnamed-person", "group"):
                unnamed = key
            first.setdefault(key, (name, claim.source))
            claims.setdefault(key, []).append(claim)
    found = (CitedSource(name, source, tuple(claims[key])) for key, (name, source) in first.items())
    return tuple(sorted(found, key=lambda one: -len(one.claims)))


def _family(source: Source) -> str:
    """Anonymous sources never merge with named ones of the same words."""
    return "anonymous" if source.anonymous else source.kind


def _names(claim: Claim, text: str) -> list[str]:
    source = claim.source
    if source.kind in ("none", "self"):
        return []
    if source.kind == "named-person" and source.referent:
        return [name for name in source.referent.split("; ") if name]
    outlet = source.outlet.name if source.kind == "outlet" and source.outlet else None
    name = outlet or source.referent or source.anonymous_descriptor or source_words(claim, text)
    return [name] if name else []
