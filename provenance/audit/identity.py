"""Whether readers can tell who the sources are: fully identified, named, of which walk of life, in office or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from provenance.audit import baselines
from provenance.audit.affiliation import affiliation
from provenance.audit.described import description, is_named_body
from provenance.audit.sourcing import Sourcing, is_named, where_named
from provenance.model import CitedSource, Metric, Span

__all__ = [
    "fully_identified",
    "source_affiliations",
    "source_status",
    "source_types",
    "transparency_band",
]

_TYPES = {
    "named-person": "named individual",
    "unnamed-person": "unnamed individual",
    "named-organisation": "named group",
    "outlet": "named group",
    "group": "unnamed group",
    "document": "document",
}

_FORMER = re.compile(
    r"\b(?:[Ff]ormer(?:ly)?|[Ee]x-\w+|[Rr]etired|[Oo]netime|[Oo]ne-time|[Oo]usted|[Tt]hen-\w+|[Ll]ate)\b"
)


def fully_identified(one: CitedSource, text: str) -> Span | None:
    """The words that tell who a named source is; of a body whose name says what it is, that name; else None."""
    if not is_named(one.source):
        return None
    if one.source.kind == "named-person":
        return description(one, text)
    first = one.claims[0].attribution.source
    return first[0] if first and one.source.kind == "named-organisation" and is_named_body(one.name) else None


def transparency(count: int) -> str:
    """The band of a number of fully identified sources: none, 1, 2-3 or 4+ (PEJ 2005)."""
    return "none" if not count else "1" if count == 1 else "2-3" if count <= 3 else "4+"


def transparency_band(facts: Sourcing) -> Metric:
    """PEJ 2005: how many sources are fully identified, in its bands."""
    told = [found for one in facts.sources if (found := fully_identified(one, facts.article.text))]
    count = len(told)
    return Metric(
        "transparency_band",
        transparency(count),
        count,
        "Fully identified sources, in the bands none, 1, 2-3 and 4+. PEJ means those of whom relation to the story, "
        "expertise and possible bias are clear. Approximated from the text: people whose name has a title, an "
        "apposition, a party or a place of work beside it, and bodies whose name says what they are (a ministry, a "
        "union). N is how many; the evidence is those words.",
        baselines.TRANSPARENCY,
        tuple(sorted(set(told))),
        caveat=facts.missed,
    )


def _listed(names: Iterable[str]) -> str | None:
    return ", ".join(f"{count} {name}" for name, count in Counter(names).most_common()) or None


def source_types(facts: Sourcing) -> Metric:
    """Spangher's source types: named or unnamed, individual or group, or a document."""
    return Metric(
        "source_types",
        _listed(_TYPES[one.source.kind] for one in facts.sources if one.source.kind in _TYPES),
        len(facts.sources),
        "Distinct sources by type: named or unnamed, individual or group (organisations and outlets are named groups), "
        "or a document. Several unnamed people who speak together count as one.",
        None,
        where_named(facts.sources),
    )


def source_affiliations(facts: Sourcing) -> Metric:
    """Spangher's affiliations, where the text tells."""
    known = [(one, found) for one in facts.sources if (found := affiliation(one, facts.article.text))]
    return Metric(
        "source_affiliations",
        _listed(found for _, found in known),
        len(known),
        "Distinct sources by affiliation: government, political, corporate, industry, NGO, academic, media, union, "
        "religious, actor, witness or victim; read from the words that name and describe them, one each. N is those "
        "whose affiliation their words tell; the others are left out.",
        baselines.CITIZENS,
        where_named(tuple(one for one, _ in known)),
    )


def source_status(facts: Sourcing) -> Metric:
    """Spangher's status: people who hold their office or used to."""
    text = facts.article.text
    people = [
        (one, found) for one in facts.sources if one.source.kind == "named-person" and (found := description(one, text))
    ]
    former = [(one, found) for one, found in people if _was(found, text)]
    return Metric(
        "source_status",
        _listed("former" if pair in former else "current" for pair in people),
        len(people),
        "Named people of whom the text says who they are, by whether it calls them former (former, ex-, retired, "
        "onetime, late) or not. N is those people; the evidence is the former ones.",
        None,
        tuple(found for _, found in former),
    )


def _was(found: Span, text: str) -> bool:
    before = text[max(0, found.start - 40, text.rfind("\n", 0, found.start) + 1) : found.start]
    return _FORMER.search(re.split(r"[.,;:!?]", before)[-1] + found.of(text).split(",")[0]) is not None
