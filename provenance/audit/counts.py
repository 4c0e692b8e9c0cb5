"""How many sources, of which kind, and how much of the text rests on them."""

from __future__ import annotations

from collections import Counter

from provenance.audit import baselines
from provenance.audit.shares import What, contents, share
from provenance.audit.sourcing import Sourcing, agency, is_named, state_controlled, where_named
from provenance.model import Metric

__all__ = [
    "agency_share",
    "band",
    "beside",
    "direct_quote_share",
    "named_share",
    "outlets_cited",
    "single_sourced",
    "source_count_band",
    "source_mix",
    "state_source_share",
    "unsourced_exempt",
    "unsourced_share",
    "unsourced_statements",
]


def band(count: int) -> str:
    """The band of a number of sources: none, 1-2, 3 or 4+ (PEJ 2002)."""
    return "none" if not count else "1-2" if count <= 2 else "3" if count == 3 else "4+"


def source_count_band(facts: Sourcing) -> Metric:
    """PEJ 2002: how many sources a story has."""
    count = len(facts.sources)
    return Metric(
        "source_count_band",
        band(count),
        count,
        "Distinct sources cited, in the bands none, 1-2, 3 and 4+; people, organisations, outlets, groups and "
        "documents each count once, however often they speak.",
        baselines.SOURCE_COUNT,
        where_named(facts.sources),
        caveat=facts.missed,
    )


def single_sourced(facts: Sourcing) -> Metric:
    """PEJ 2002: whether a story has one source only."""
    count = len(facts.voices)
    return Metric(
        "single_sourced",
        count == 1 if count else None,
        count,
        "Whether all statements rest on one source. An outlet that only passes on another source's words counts with "
        "that source, not beside it. N is the number of such sources.",
        baselines.SINGLE_SOURCED,
        where_named(facts.voices) if count == 1 else (),
        caveat=facts.missed,
    )


_NAMED_SHARE = What(
    "named_share",
    "People, organisations and outlets given by name, as a share of all people, organisations, outlets and groups "
    "cited; documents are left out. The evidence is those without a name.",
    baselines.NAMED_SHARE,
)


def named_share(facts: Sourcing) -> Metric:
    """PEJ 2002: named sources of all sources."""
    asked = tuple(one for one in facts.sources if one.source.kind != "document")
    bare = tuple(one for one in asked if not is_named(one.source))
    return share(_NAMED_SHARE, [one for one in asked if is_named(one.source)], asked, where_named(bare))


def outlets_cited(facts: Sourcing) -> Metric:
    """How many outlets something was taken from."""
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


_AGENCY_SHARE = What(
    "agency_share",
    "Statements that the article says come from or through a news agency, as a share of all attributed statements.",
    baselines.AGENCY_SHARE,
)


def agency_share(facts: Sourcing) -> Metric:
    """What comes from agencies by the article's own words."""
    found = tuple(claim for claim in facts.statements if any(map(agency, facts.through(claim))))
    return share(_AGENCY_SHARE, found, facts.statements, contents(found))


_STATE_SOURCE_SHARE = What(
    "state_source_share",
    "Statements from or through a state-controlled outlet, as a share of those from or through any known outlet. "
    "Public-service media are not state-controlled; the flag is a dated judgement of the gazetteer.",
    baselines.STATE_MEDIA,
)


def state_source_share(facts: Sourcing) -> Metric:
    """State Media Monitor's classes, counted over statements."""
    media = tuple(claim for claim in facts.statements if facts.through(claim))
    state = tuple(claim for claim in media if any(map(state_controlled, facts.through(claim))))
    return share(_STATE_SOURCE_SHARE, state, media, contents(state))


_DIRECT_QUOTE_SHARE = What(
    "direct_quote_share",
    "Statements given wholly or partly in quotation marks, as a share of all attributed statements.",
)


def direct_quote_share(facts: Sourcing) -> Metric:
    """How much stands in the sources' own words."""
    quoted = tuple(claim for claim in facts.statements if claim.attribution.kind != "indirect")
    return share(_DIRECT_QUOTE_SHARE, quoted, facts.statements, contents(quoted))


_UNSOURCED_SHARE = What(
    "unsourced_share",
    "Body paragraphs that no attribution with a source touches, as a share of all body paragraphs; title, byline, "
    "date, credits, headings and teasers are left out. What a reporter saw, public record and common knowledge "
    "need no source, and an attribution that we failed to find counts here too.",
)


def unsourced_share(facts: Sourcing) -> Metric:
    """Paragraphs that nobody answers for, with how many of their statements may need nobody."""
    return share(_UNSOURCED_SHARE, facts.unsourced, facts.body, facts.unsourced, beside(facts))


def beside(facts: Sourcing) -> str | None:
    """How many statements in paragraphs without a source have an exemption, and what our detector misses."""
    inside = [one for one in facts.unsourced_statements if any(place.covers(one.span) for place in facts.unsourced)]
    exempt = sum(one.exemption is not None for one in inside)
    said = f"Statements in these paragraphs that may need none: {exempt} of {len(inside)}." if inside else None
    return " ".join(filter(None, (said, facts.missed))) or None


_UNSOURCED_STATEMENTS = What(
    "unsourced_statements",
    "Sentences of the body that no attribution with a source touches, as a share of all that state something: "
    "questions and fewer than five words are left out. A sentence that goes on with what a source said before, without "
    "saying so, counts here.",
)


def unsourced_statements(facts: Sourcing) -> Metric:
    """Sentences that nobody answers for: the Reuters handbook wants a source for every statement, with exceptions."""
    bare = facts.unsourced_statements
    return share(_UNSOURCED_STATEMENTS, bare, facts.sentences, tuple(one.span for one in bare), facts.missed)


_UNSOURCED_EXEMPT = What(
    "unsourced_exempt",
    "Statements without a source whose own words say why they may need none (what the reporter saw, public record, "
    "common knowledge, background that a past year dates), as a share of all without a source. Few words say so: the "
    "true share is higher.",
)


def unsourced_exempt(facts: Sourcing) -> Metric:
    """The Reuters handbook's exceptions, as far as words tell them."""
    told = tuple(span for one in facts.exempt for span in one.evidence)
    return share(_UNSOURCED_EXEMPT, facts.exempt, facts.unsourced_statements, told)


def source_mix(facts: Sourcing) -> Metric:
    """Sources by class."""
    kinds = Counter(one.source.kind for one in facts.sources)
    return Metric(
        "source_mix",
        ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()) or None,
        len(facts.sources),
        "Distinct sources by class: named or unnamed person, named organisation, outlet, document, group.",
        baselines.CITIZENS,
        where_named(facts.sources),
    )
