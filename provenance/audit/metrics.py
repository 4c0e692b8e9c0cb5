"""The figures of an audit, each with its definition, what it was counted over, and the published value beside it.

Published values are old and Western (US 1998 to 2005, UK 2006): a reader is shown where and when each was measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from provenance.audit.sourcing import Sourcing, is_named, state_controlled
from provenance.model import CitedSource, Claim, Metric, Spans

__all__ = ["metrics"]

_PEJ_2002 = "US, Sept-Dec 2001, N = 2,496 stories; PEJ 2002"
_PEJ_2005 = "US news sites, 2004, N not given; PEJ 2005"
_LEWIS = "UK, 2006, N = 2,207 newspaper stories; Lewis et al. 2008"


def metrics(facts: Sourcing) -> tuple[Metric, ...]:
    """Every figure that can be counted here; one whose value is None had nothing to count."""
    figures = [figure(facts) for figure in _FIGURES]
    if facts.lineage is not None:
        figures.append(_credit_gap(facts))
    return tuple(figures)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _sources_of(sources: tuple[CitedSource, ...]) -> Spans:
    return tuple(span for one in sources for span in one.claims[0].attribution.source)


def _contents_of(claims: tuple[Claim, ...]) -> Spans:
    return tuple(span for claim in claims for span in claim.attribution.content)


def _source_count_band(facts: Sourcing) -> Metric:
    count = len(facts.sources)
    return Metric(
        "source_count_band",
        "none" if not count else "1-2" if count <= 2 else "3" if count == 3 else "4+",
        count,
        "Distinct sources cited, in the bands none, 1-2, 3 and 4+; people, organisations, outlets, groups and "
        "documents each count once, however often they speak.",
        f"none 16 %, 1-2 41 %, 3 14 %, 4+ 29 % of stories in December 2001 ({_PEJ_2002})",
        _sources_of(facts.sources),
    )


def _single_sourced(facts: Sourcing) -> Metric:
    count = len(facts.voices)
    return Metric(
        "single_sourced",
        count == 1 if count else None,
        count,
        "Whether all statements rest on one source. An outlet that only passes on another source's words counts with "
        "that source, not beside it. N is the number of such sources.",
        f"20 % of stories, later 25 % ({_PEJ_2002})",
        _sources_of(facts.voices) if count == 1 else (),
    )


def _named_share(facts: Sourcing) -> Metric:
    asked = tuple(one for one in facts.sources if one.source.kind != "document")
    named = tuple(one for one in asked if is_named(one.source))
    return Metric(
        "named_share",
        _share(len(named), len(asked)),
        len(asked),
        "People, organisations and outlets given by name, as a share of all people, organisations, outlets and groups "
        "cited; documents are left out. The evidence is those without a name.",
        f"76 % named, 24 % unnamed, Sept and Nov 2001 ({_PEJ_2002})",
        _sources_of(tuple(one for one in asked if not is_named(one.source))),
    )


def _anonymous_sources(facts: Sourcing) -> Metric:
    hidden = tuple(one for one in facts.sources if one.source.anonymous)
    return Metric(
        "anonymous_sources",
        len(hidden),
        len(facts.sources),
        "Distinct sources whose identity the article withholds. People who are unnamed but act on the record (a judge, "
        "a passer-by) are not counted.",
        f"19 % of stories hold at least one, 39 % the year before ({_PEJ_2005})",
        _sources_of(hidden),
    )


def _anonymity_explained(facts: Sourcing) -> Metric:
    hidden = tuple(one for one in facts.sources if one.source.anonymous)
    explained = tuple(one for one in hidden if any(claim.source.anonymity_reason for claim in one.claims))
    return Metric(
        "anonymity_explained",
        _share(len(explained), len(hidden)),
        len(hidden),
        "Anonymous sources for whom the text says why they are not named, as a share of all anonymous sources. The "
        "Associated Press asks for the reason every time.",
        None,
        _sources_of(tuple(one for one in hidden if one not in explained)),
    )


def _outlets_cited(facts: Sourcing) -> Metric:
    names = {mention.outlet.id if mention.outlet else mention.name for mention in facts.citations}
    return Metric(
        "outlets_cited",
        len(names),
        len(facts.reading.mentions),
        "Distinct outlets that information or words were taken from: cited, polled, spoken to, or carried as wire "
        "copy. N is all outlets named, whatever for.",
        None,
        tuple(mention.span for mention in facts.citations),
    )


def _agency_share(facts: Sourcing) -> Metric:
    agency = tuple(
        claim for claim in facts.statements if any(outlet.kind == "news-agency" for outlet in facts.through(claim))
    )
    return Metric(
        "agency_share",
        _share(len(agency), len(facts.statements)),
        len(facts.statements),
        "Statements that the article says come from or through a news agency, as a share of all attributed statements.",
        "another measure: 30 % of stories wholly and 19 % mainly from wires or other media, by comparison with agency "
        f"copy ({_LEWIS})",
        _contents_of(agency),
    )


def _state_source_share(facts: Sourcing) -> Metric:
    media = tuple(claim for claim in facts.statements if facts.through(claim))
    state = tuple(claim for claim in media if any(map(state_controlled, facts.through(claim))))
    return Metric(
        "state_source_share",
        _share(len(state), len(media)),
        len(media),
        "Statements from or through a state-controlled outlet, as a share of those from or through any known outlet. "
        "Public-service media are not state-controlled; the flag is a dated judgement of the gazetteer.",
        "another measure: 392 of 606 state media worldwide are state-controlled (State Media Monitor 2025)",
        _contents_of(state),
    )


def _direct_quote_share(facts: Sourcing) -> Metric:
    quoted = tuple(claim for claim in facts.statements if claim.attribution.kind != "indirect")
    return Metric(
        "direct_quote_share",
        _share(len(quoted), len(facts.statements)),
        len(facts.statements),
        "Statements given wholly or partly in quotation marks, as a share of all attributed statements.",
        None,
        _contents_of(quoted),
    )


def _unsourced_share(facts: Sourcing) -> Metric:
    return Metric(
        "unsourced_share",
        _share(len(facts.unsourced), len(facts.body)),
        len(facts.body),
        "Body paragraphs that no attribution with a source touches, as a share of all body paragraphs; title, byline, "
        "date, credits, headings and teasers are left out. What a reporter saw, public record and common knowledge "
        "need no source, and an attribution that we failed to find counts here too.",
        None,
        facts.unsourced,
    )


def _source_mix(facts: Sourcing) -> Metric:
    kinds = Counter(one.source.kind for one in facts.sources)
    return Metric(
        "source_mix",
        ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or None,
        len(facts.sources),
        "Distinct sources by class: named or unnamed person, named organisation, outlet, document, group.",
        f"another measure: 2 % of home news had citizens as its source ({_LEWIS})",
        _sources_of(facts.sources),
    )


def _credit_gap(facts: Sourcing) -> Metric:
    lineage = facts.lineage
    return Metric(
        "credit_gap",
        lineage.credit_gap if lineage else None,
        len(lineage.edges) if lineage else 0,
        "Whether the text was taken from an earlier article in this corpus whose outlet it does not credit. N is the "
        "number of links to other articles that speak for it.",
        f"49 % of stories came wholly or mainly from wires or other media; 1 % credited a wire ({_LEWIS})",
        facts.lineage_spans if lineage and lineage.credit_gap else (),
    )


_FIGURES: tuple[Callable[[Sourcing], Metric], ...] = (
    _source_count_band,
    _single_sourced,
    _named_share,
    _anonymous_sources,
    _anonymity_explained,
    _outlets_cited,
    _agency_share,
    _state_source_share,
    _direct_quote_share,
    _unsourced_share,
    _source_mix,
)
