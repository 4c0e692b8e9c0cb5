"""What an editor would act on, the gravest first, each with the words it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from provenance.audit.anonymity import is_described, is_explained, only_in_the_plural, refusals
from provenance.audit.counts import beside
from provenance.audit.quoting import delays
from provenance.audit.reuse import verbatim
from provenance.audit.sourcing import Sourcing, evidence_in, source_words, state_controlled, where_named
from provenance.lexicon import outlet_by_domain
from provenance.model import CitedSource, Claim, Finding, Link, Outlet, Spans
from provenance.text import fold

__all__ = ["RULES", "findings"]

Severity = Literal["high", "medium", "low"]

_NAME_LIMIT = 80
_MOST = 0.5
"""share of the body that stands word for word in another outlet's article: more is a copy with additions"""
_LATE = 2
"""sentences after a quotation's first before its source: news copy often has one more"""


def _brief(name: str) -> str:
    return name if len(name) <= _NAME_LIMIT else name[: _NAME_LIMIT - 1].rstrip() + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _contents(claims: tuple[Claim, ...]) -> Spans:
    return tuple(span for claim in claims for span in claim.attribution.content or claim.attribution.cue)


def _with(message: str, more: str | None) -> str:
    return f"{message} {more}" if more else message


def _no_source(facts: Sourcing) -> Iterator[Finding]:
    if facts.body and not facts.sources:
        message = _with("No source found: nobody answers for what the text says.", facts.missed)
        yield Finding("no-source", "high", message, facts.body[:1])


def _single_source(facts: Sourcing) -> Iterator[Finding]:
    if len(facts.voices) != 1:
        return
    voice = facts.voices[0]
    made = _count(len(voice.claims), "statement")
    others = [one.name for one in facts.sources if one is not voice]
    passed = f" {_brief(' and '.join(others))} only passed on what was said." if others else ""
    yield Finding(
        "single-source", "high", f"One source only: {_brief(voice.name)} ({made}).{passed}", _contents(voice.claims)
    )


def _anonymous_only(facts: Sourcing) -> Iterator[Finding]:
    hidden = tuple(one for one in facts.voices if one.source.anonymous)
    if hidden and len(hidden) == len(facts.voices):
        claims = tuple(claim for one in hidden for claim in one.claims)
        yield Finding(
            "anonymous-only", "high", "Every source is anonymous: no name stands behind the text.", _contents(claims)
        )


def _called(sources: tuple[CitedSource, ...]) -> str:
    return _brief(", ".join(f"“{one.name}”" for one in sources))


def _anonymous_undescribed(facts: Sourcing) -> Iterator[Finding]:
    bare = tuple(one for one in facts.anonymous if not is_described(one))
    if bare:
        message = f"Anonymous without a description of how they would know: {_called(bare)}."
        yield Finding("anonymous-undescribed", "high", message, where_named(bare))


def _anonymous_no_reason(facts: Sourcing) -> Iterator[Finding]:
    bare = tuple(one for one in facts.anonymous if not is_explained(one))
    if bare:
        message = f"Anonymous without a reason given: {_called(bare)}."
        yield Finding("anonymous-no-reason", "medium", message, where_named(bare))


def _anonymous_and_declined(facts: Sourcing) -> Iterator[Finding]:
    for one, claim in refusals(facts):
        refused = _brief(source_words(claim, facts.article.text))
        message = f"Quoted without a name, “{_brief(one.name)}”, while “{refused}” would not comment: one and the same?"
        evidence = (*where_named((one,)), *claim.attribution.source, *claim.attribution.cue)
        yield Finding("anonymous-and-declined", "medium", message, evidence)


def _plural_source(facts: Sourcing) -> Iterator[Finding]:
    found = only_in_the_plural(facts)
    if found:
        message = f"Anonymous in the plural, and nothing says how many they were: {_called(found)}."
        yield Finding("plural-source", "low", message, where_named(found))


def _attribution_delayed(facts: Sourcing) -> Iterator[Finding]:
    late = tuple(claim for claim, wait in delays(facts) if wait >= _LATE)
    if late:
        verb = "names" if len(late) == 1 else "name"
        message = f"{_count(len(late), 'quotation')} {verb} the source after three sentences or more."
        yield Finding("attribution-delayed", "low", message, _contents(late))


def _state_only(claim: Claim) -> Outlet | None:
    """The state-controlled outlet that a claim cannot have come without, if there is one."""
    if state_controlled(claim.source.outlet):
        return claim.source.outlet
    held = [[m.outlet for m in way if m.outlet and state_controlled(m.outlet)] for way in claim.ways]
    return held[0][0] if held and all(held) else None


def _state_only_way(facts: Sourcing) -> Iterator[Finding]:
    groups: dict[str, list[Claim]] = {}
    outlets: dict[str, Outlet] = {}
    for claim in facts.statements:
        outlet = _state_only(claim)
        if outlet:
            outlets[outlet.id] = outlet
            groups.setdefault(outlet.id, []).append(claim)
    for key, claims in groups.items():
        outlet = outlets[key]
        where = f", {outlet.country}" if outlet.country else ""
        verb = "reaches" if len(claims) == 1 else "reach"
        message = (
            f"{_count(len(claims), 'statement')} {verb} this article only through {_brief(outlet.name)} "
            f"(state-controlled{where})."
        )
        yield Finding("state-only-way", "high", message, _contents(tuple(claims)))


def _third_hand(facts: Sourcing) -> Iterator[Finding]:
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in facts.statements:
        speaker = claim.source.referent or source_words(claim, facts.article.text)
        for way in claim.ways:
            hops = dict.fromkeys((speaker, *(mention.name for mention in way)))
            if len(way) >= 2:
                groups.setdefault(tuple(hops), []).append(claim)
    for path, claims in groups.items():
        message = f"Third hand: {' → '.join(map(_brief, path))} → this article."
        yield Finding("third-hand", "medium", message, _contents(tuple(claims)))


def _unattributed_quote(facts: Sourcing) -> Iterator[Finding]:
    bare = tuple(c for c in facts.reading.claims if c.source.kind == "none" and c.attribution.kind == "direct")
    if bare:
        message = f"{_count(len(bare), 'quotation')} without a speaker that we could find."
        yield Finding("unattributed-quote", "medium", message, _contents(bare))


def _credit_gap(facts: Sourcing) -> Iterator[Finding]:
    lineage = facts.lineage
    if lineage is None or not lineage.credit_gap:
        return
    taken = _brief(lineage.parent_outlet or "another outlet")
    message = f"The text follows an earlier article of {taken} and does not credit it."
    if lineage.beside:
        message = (
            "The text shares prose with an article, and neither was taken from the other: "
            "both had it from something not seen here, which it does not credit."
        )
    yield Finding("credit-gap", "high", message, facts.lineage_spans)


def _doubtful_credit(facts: Sourcing) -> Iterator[Finding]:
    for one in facts.lineage.disagreements if facts.lineage else ():
        named = _brief(one.credited)
        message = f"It credits {named}, whose article came later."
        if one.parent_outlet:
            came = ", which came later" if one.later else ""
            message = (
                f"It credits {named}, and its words follow {_brief(one.parent_outlet)}, not {named}'s article{came}."
            )
        yield Finding("doubtful-credit", "medium", message, evidence_in(facts.article, one.evidence))


def _circular(facts: Sourcing) -> Iterator[Finding]:
    if facts.lineage is not None and facts.lineage.circular:
        yield Finding("circular", "high", "Circular: following the credits leads back to this article.")


def _wire_not_in_byline(facts: Sourcing) -> Iterator[Finding]:
    byline = {fold(author.name) for author in facts.article.authors}
    seen = set()
    for credit in facts.article.wire:
        known = {fold(credit.outlet.name), *map(fold, credit.outlet.aliases)}
        if credit.basis == "byline" or byline & known or credit.outlet.id in seen:
            continue
        seen.add(credit.outlet.id)
        message = f"{_brief(credit.outlet.name)} is credited for this text ({credit.basis}), and not in the byline."
        yield Finding("wire-not-in-byline", "medium", message, (credit.span,) if credit.span else ())


def _mostly_verbatim(facts: Sourcing) -> Iterator[Finding]:
    taken, part = verbatim(facts)
    if facts.lineage is None or facts.lineage.parent is None or part is None or part < _MOST:
        return
    theirs, ours = facts.lineage.parent.outlet, facts.article.outlet
    if theirs is None or theirs != ours:
        giver = _brief(facts.lineage.parent_outlet or "an outlet that is not known")
        credited = "." if facts.lineage.credit_gap else ", and credit is given."
        message = f"{part * 100:.0f} % of the text stands word for word in an article of {giver}{credited}"
        yield Finding("mostly-verbatim", "medium" if facts.lineage.credit_gap else "low", message, taken)


def _unsourced(facts: Sourcing) -> Iterator[Finding]:
    bare, all_of_them = len(facts.unsourced), len(facts.body)
    if not bare or not facts.sources:
        return
    verb = "names" if bare == 1 else "name"
    message = f"{bare} of {_count(all_of_them, 'paragraph')} {verb} no source."
    severity: Severity = "medium" if 2 * bare >= all_of_them else "low"
    yield Finding("unsourced", severity, " ".join(filter(None, (message, beside(facts)))), facts.unsourced)


def _no_date(facts: Sourcing) -> Iterator[Finding]:
    if facts.article.published is None:
        yield Finding("no-date", "medium", "No date of publication: the article cannot be placed in time.")


def _no_author(facts: Sourcing) -> Iterator[Finding]:
    if not facts.article.authors:
        yield Finding("no-author", "low", "No author named.")


def _host(link: Link) -> str:
    try:
        return urlsplit(link.href).hostname or ""
    except ValueError:  # "http://[": a page may link to anything
        return ""


def _not_linked(facts: Sourcing) -> Iterator[Finding]:
    links = facts.article.links
    if not links:
        return
    reached = {outlet.id for outlet in map(outlet_by_domain, map(_host, links)) if outlet}
    bare = {m.outlet.id: m for m in facts.citations if m.role == "cited" and m.outlet and m.outlet.id not in reached}
    if bare:
        names = _brief(", ".join(mention.name for mention in bare.values()))
        spans = tuple(mention.span for mention in bare.values())
        yield Finding("not-linked", "low", f"Cited without a link for readers to follow: {names}.", spans)


RULES: dict[str, Callable[[Sourcing], Iterator[Finding]]] = {
    "no-source": _no_source,
    "single-source": _single_source,
    "anonymous-only": _anonymous_only,
    "state-only-way": _state_only_way,
    "credit-gap": _credit_gap,
    "circular": _circular,
    "anonymous-undescribed": _anonymous_undescribed,
    "doubtful-credit": _doubtful_credit,
    "mostly-verbatim": _mostly_verbatim,
    "anonymous-and-declined": _anonymous_and_declined,
    "anonymous-no-reason": _anonymous_no_reason,
    "third-hand": _third_hand,
    "unattributed-quote": _unattributed_quote,
    "wire-not-in-byline": _wire_not_in_byline,
    "unsourced": _unsourced,
    "no-date": _no_date,
    "plural-source": _plural_source,
    "attribution-delayed": _attribution_delayed,
    "not-linked": _not_linked,
    "no-author": _no_author,
}
"""Every rule by the name its findings carry, in the order an editor would take them up."""

_GRAVITY = {"high": 0, "medium": 1, "low": 2}


def findings(facts: Sourcing) -> tuple[Finding, ...]:
    """All findings, the gravest first and then in the order of `RULES`."""
    found = [finding for rule in RULES.values() for finding in rule(facts)]
    return tuple(sorted(found, key=lambda finding: _GRAVITY[finding.severity]))
