"""What the text shares with earlier articles of the corpus, word for word, and whether it says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.audit import baselines
from provenance.audit.body import body_paragraphs
from provenance.audit.shares import ratio
from provenance.audit.sourcing import Sourcing, agency, evidence_in, evidence_of
from provenance.lexicon import aliases
from provenance.model import Article, Edge, Lineage, Metric, Span, Spans, length
from provenance.text import word_spans, words

__all__ = [
    "agency_derived",
    "agency_derived_share",
    "copied",
    "credit_gap",
    "credits_its_source",
    "from_agencies",
    "verbatim",
    "verbatim_of_source",
    "verbatim_reuse",
]

_RUN = 5
"""words in a row that two texts share by copying, and hardly ever by chance"""


def copied(lineage: Lineage) -> tuple[Spans, Spans]:
    """The runs of five words and more that an article shares with its parent, in each of the two texts.

    Looked for in the sentences that the observed edge between them rests on, in any order, whatever the case and the
    punctuation; titles, bylines and the like are left out. Empty without a parent whose words it shares.
    """
    child, parent = lineage.article, lineage.parent
    if parent is None:
        return (), ()
    edges = [edge for edge in lineage.edges if edge.kind == "observed" and edge.parent == parent.version]
    ours, theirs = _sentences(edges, child), _sentences(edges, parent)
    mine, shared = _runs(child.text, ours), _runs(parent.text, theirs)
    both = mine.keys() & shared.keys()
    return _joined(span for run in both for span in mine[run]), _joined(span for run in both for span in shared[run])


def _sentences(edges: Iterable[Edge], article: Article) -> Spans:
    """The sentences of this article's body that edges rest on."""
    body = body_paragraphs(article)
    named = evidence_in(article, evidence_of(edges))
    return tuple(span for span in named if any(paragraph.overlaps(span) for paragraph in body))


def _runs(text: str, sentences: Spans) -> dict[tuple[str, ...], list[Span]]:
    """Every run of five words of these sentences, with where it stands."""
    found: dict[tuple[str, ...], list[Span]] = {}
    for sentence in sentences:
        said = sentence.of(text)
        told, places = words(said), word_spans(said)
        for at in range(len(told) - _RUN + 1):
            span = Span(sentence.start + places[at].start, sentence.start + places[at + _RUN - 1].end)
            found.setdefault(tuple(told[at : at + _RUN]), []).append(span)
    return found


def _joined(spans: Iterable[Span]) -> Spans:
    """Spans that overlap as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def verbatim(facts: Sourcing) -> tuple[Spans, float | None]:
    """The words taken over letter for letter, and which share of the body that is; None without a parent in sight."""
    if facts.lineage is None or facts.lineage.parent is None:
        return (), None
    taken, _ = copied(facts.lineage)
    return taken, ratio(length(taken), length(facts.body))


def verbatim_reuse(facts: Sourcing) -> Metric:
    """Churnalism: pasted characters by the article's length."""
    taken, part = verbatim(facts)
    return Metric(
        "verbatim_reuse",
        part,
        length(facts.body),
        "Characters in runs of five words and more that stand in the likeliest parent too, as a share of the body's "
        "characters. N is the body's characters. Nothing to count where no parent was found in this corpus.",
        baselines.SOME_PR,
        taken,
    )


def verbatim_of_source(facts: Sourcing) -> Metric:
    """Churnalism: pasted characters by the source's length."""
    parent = facts.lineage.parent if facts.lineage else None
    taken, given = copied(facts.lineage) if facts.lineage else ((), ())
    whole = length(body_paragraphs(parent)) if parent else 0
    return Metric(
        "verbatim_of_source",
        ratio(length(given), whole),
        whole,
        "The same characters, as a share of those of the likeliest parent's body: how much of it was taken over. N is "
        "the parent's characters.",
        None,
        taken,
    )


def from_agencies(lineage: Lineage) -> Iterator[Edge]:
    """Edges to an agency's own article with the same words that came first, or is the likeliest parent."""
    for edge in lineage.edges:
        if edge.kind == "observed" and _of_agency(edge, lineage):
            first = edge.lag is not None and edge.lag.total_seconds() > 0
            if first or (lineage.parent is not None and edge.parent == lineage.parent.version):
                yield edge


def _of_agency(edge: Edge, lineage: Lineage) -> bool:
    parent = lineage.parent
    if parent is not None and edge.parent == parent.version:
        return agency(parent.outlet)
    known = aliases().get(edge.parent_outlet or "", ())
    return bool(known) and all(map(agency, known))


def agency_derived(facts: Sourcing) -> tuple[Spans, float | None]:
    """The sentences that an earlier agency item has too, and which share of the body's characters they hold."""
    if facts.lineage is None:
        return (), None
    found = _joined(_sentences(from_agencies(facts.lineage), facts.article))
    return found, ratio(length(found), length(facts.body))


def agency_derived_share(facts: Sourcing) -> Metric:
    """Boumans et al. 2018, by sentences instead of whole items."""
    found, part = agency_derived(facts)
    return Metric(
        "agency_derived_share",
        part,
        length(facts.body),
        "Characters of sentences that an earlier item of a news agency in this corpus has too, word for word or "
        "edited, as a share of the body's characters. N is the body's characters. Agencies' articles that are not in "
        "the corpus cannot be seen.",
        f"another unit: {baselines.AGENCY_DERIVED}",
        found,
    )


def credit_gap(facts: Sourcing) -> Metric:
    """Lewis et al. 2008: agency text that is not credited."""
    lineage = facts.lineage
    return Metric(
        "credit_gap",
        lineage.credit_gap if lineage else None,
        len(lineage.edges) if lineage else 0,
        "Whether the text was taken from an earlier article in this corpus whose outlet it does not credit. N is the "
        "number of links to other articles that speak for it.",
        baselines.CREDIT_GAP,
        facts.lineage_spans if lineage and lineage.credit_gap else (),
    )


def credits_its_source(facts: Sourcing) -> Metric:
    """AP 2010: facts that others gathered are attributed to them, whoever they are."""
    lineage = facts.lineage
    taken = lineage is not None and (lineage.credit_gap or lineage.parent is not None or bool(lineage.beside))
    edges = [edge for edge in lineage.edges if edge.kind in ("stated", "wire")] if lineage else []
    return Metric(
        "credits_its_source",
        not lineage.credit_gap if lineage and taken else None,
        len(lineage.credited) if lineage else 0,
        "Where the text was taken from another outlet's, whether it credits that outlet or one before it in the chain. "
        "The Associated Press attributes facts that its staff did not gather or confirm, to any outlet. Nothing to "
        "count where nothing shows that it was taken over. N is the outlets credited; the evidence is the credits.",
        None,
        evidence_in(facts.article, evidence_of(edges)),
    )
