"""What people decide about findings: checked and kept, and applied to what comes from the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import get_args

from provenance import chain
from provenance.errors import InputError
from provenance.model import (
    Article,
    Claim,
    Decision,
    Listed,
    Match,
    MatchKind,
    Passage,
    Reading,
    Review,
    SourceClass,
    Standing,
)
from provenance.resolve import found_again, reviewed, words_of
from provenance.store import Store

__all__ = ["Shared", "claims", "links", "matches", "readings", "review", "reviews", "undo", "words_of"]

_NO_NAME = "nobody is named as the one who decides; give a name with --by, or in PROVENANCE_REVIEWER"


@dataclass(frozen=True, slots=True)
class Shared:
    """Two passages that match, the one of the article asked for first, and what a person said of them."""

    match: Match
    one: Passage
    other: Passage
    review: Review | None = None


# --- deciding ---


def review(store: Store, review: Review) -> int:
    """Keep a person's decision, with what it is about; gives its number.

    The spans are filled in, of the label of a parent that is stored its version is kept, and whoever accepts what was
    relabelled before accepts the label. Raises InputError for what is not stored, for a name that is empty, and for a
    label that is none.
    """
    by = " ".join(review.by.split())
    if not by:
        raise InputError(_NO_NAME)
    label = " ".join((review.label or "").split()) or None
    given = replace(review, by=by, at=review.at.astimezone(UTC), label=label, note=review.note.strip())
    if given.verdict == "relabelled" and not (label or given.source_class):
        raise InputError("what should it be called instead? give --as NAME")
    made = {"attribution": _about_claim, "link": _about_link, "parent": _about_parent}[given.about]
    return store.add_review(made(store, given))


def undo(store: Store, number: int, by: str, at: datetime | None = None) -> None:
    """Take back the decision of that number; raises InputError for an empty name, StoreError where it cannot be."""
    name = " ".join(by.split())
    if not name:
        raise InputError(_NO_NAME)
    store.undo_review(number, by=name, at=(at or datetime.now(UTC)).astimezone(UTC))


def _about_claim(store: Store, review: Review) -> Decision:
    version, identity = review.subject
    reading = next(readings(store, [version]), None)
    if reading is None:
        raise InputError(f"{version}: no such article is stored; see: provenance search WORDS")
    claim = next((one for one in (*reading.claims, *reading.rejected) if one.id == identity), None)
    if claim is None:
        raise InputError(f"{identity}: the article has no such attribution; see: provenance review attribution WHERE")
    if review.source_class is not None and review.source_class not in get_args(SourceClass):
        raise InputError(f"{review.source_class}: no class of sources; there are: {', '.join(get_args(SourceClass))}")
    if review.verdict == "accepted" and claim.review is not None:
        review = replace(review, label=claim.review.label, source_class=claim.review.source_class)
    spans = words_of(claim)
    words = tuple(span.of(reading.article.text) for span in spans)
    return Decision(0, replace(review, spans=spans), reading.article.id, words=words, claim=claim)


def _about_link(store: Store, review: Review) -> Decision:
    ends = tuple(sorted(review.subject))
    passages = {passage.id: passage for passage in store.passages(ends)}
    if len(passages) != 2 or not any({one.a, one.b} == set(ends) for one in store.matches(ends[:1])):
        raise InputError("these two passages are not linked; see: provenance review link ARTICLE OTHER")
    if review.verdict == "relabelled" and review.label not in get_args(MatchKind):
        raise InputError(f"{review.label}: no kind of link; there are: {', '.join(get_args(MatchKind))}")
    one, other = (passages[identity] for identity in ends)
    articles = {reading.article.version: reading.article.id for reading in store.readings([one.article, other.article])}
    return Decision(
        0,
        replace(review, subject=ends, spans=one.spans),
        articles[one.article],
        articles[other.article],
        words=(one.text, other.text),
        passages=(one, other),
    )


def _about_parent(store: Store, review: Review) -> Decision:
    version, former = review.subject
    child, parent = store.find(version), store.find(former) if former else None
    if child is None:
        raise InputError(f"{version}: no such article is stored; see: provenance search WORDS")
    if review.verdict == "relabelled":
        parent = store.find(review.label or "")
        if parent is None and "://" in (review.label or ""):
            raise InputError(f"{review.label}: is not stored; add it first, or give the name of its outlet")
        review = replace(review, label=parent.version if parent else review.label)
    elif parent is None:
        raise InputError("it has no parent in this corpus to decide on; say which with --is")
    if parent is not None and parent.id == child.id:
        raise InputError("an article cannot be its own parent; name another one")
    return Decision(0, review, child.id, parent.id if parent else None)


# --- what was decided, applied ---


def readings(store: Store, versions: Iterable[str] | None = None) -> Iterator[Reading]:
    """What articles state, as people left it: of these versions in this order, else of every current one."""
    if versions is None:
        stored, decisions = store.readings(), store.decisions()
    else:
        some = list(store.readings(versions))
        stored, decisions = iter(some), store.decisions(reading.article.id for reading in some)
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        about[decision.article].append(decision)
    return (reviewed(reading, about.get(reading.article.id, ())) for reading in stored)


def matches(store: Store) -> Iterator[tuple[Match, Review | None]]:
    """Every match that nobody found wrong, with what a person said of it."""
    decisions = [one for one in store.decisions() if one.review.about == "link"]
    if not decisions:
        return ((match, None) for match in store.matches())
    found = _settled(store, decisions)
    wrong = {pair for pair, review in found.said.items() if review.verdict == "rejected"}
    kinds = {frozenset((match.a, match.b)): match for match in found.matches}
    pairs = ((match, frozenset((match.a, match.b))) for match in store.matches())
    return ((kinds.get(pair, match), found.said.get(pair)) for match, pair in pairs if pair not in wrong)


def claims(store: Store, article: Article) -> list[Claim]:
    """The claims of an article in the order of its text, those found wrong among them: what a person may decide on."""
    (reading,) = readings(store, [article.version])
    return sorted((*reading.claims, *reading.rejected), key=lambda claim: (words_of(claim), claim.id))


def links(store: Store, article: Article, other: Article) -> list[Shared]:
    """The matches of two articles in the order of the first one's text, those found wrong among them."""
    passages = {passage.id: passage for passage in store.passages(articles=[article.version, other.version])}
    said = _settled(store, store.decisions([article.id])).said
    found = []
    for match in store.matches_among([article.version, other.version]):
        one, two = passages[match.a], passages[match.b]
        if one.article != two.article:
            one, two = (one, two) if one.article == article.version else (two, one)
            found.append(Shared(match, one, two, said.get(frozenset((match.a, match.b)))))
    return sorted(found, key=lambda shared: (shared.one.spans, shared.other.spans))


def reviews(store: Store) -> list[Listed]:
    """Every decision in the order they were made, with what has become of it."""
    decisions = store.decisions(undone=True)
    articles = store.current(dict.fromkeys(name for one in decisions for name in (one.article, one.other) if name))
    standing = _standing(store, [one for one in decisions if one.undone is None])
    return [
        Listed(one, standing.get(one.number, "undone"), articles[one.article], articles.get(one.other or ""))
        for one in decisions
        if one.article in articles
    ]


def _standing(store: Store, decisions: list[Decision]) -> dict[int, Standing]:
    """What has become of decisions that nobody took back, by number."""
    claims = [one for one in decisions if one.review.about == "attribution"]
    others = [one for one in decisions if one.review.about != "attribution"]
    found: dict[int, Standing] = dict.fromkeys((one.number for one in claims), "gone")
    found |= _of_claims(store, claims)
    settled = _settled(store, others)
    heard = {*settled.said.values(), *settled.wrong.values(), *(parent.review for parent in settled.parents.values())}
    for one in others:
        there = one.review in heard or _has_effect(_settled(store, [one]))
        found[one.number] = "counts" if one.review in heard else "replaced" if there else "gone"
    return found


def _of_claims(store: Store, decisions: Iterable[Decision]) -> dict[int, Standing]:
    """The same for decisions about claims that are there."""
    about: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        about[decision.article].append(decision)
    found: dict[int, Standing] = {}
    for reading in store.readings(article.version for article in store.current(about).values()):
        known = {claim.id for claim in reading.claims}
        last: dict[str, int] = {}
        for decision, claim in found_again(reading, about[reading.article.id]):
            if claim.id in last:
                found[last[claim.id]] = "replaced"
            last[claim.id] = decision.number
            found[decision.number] = "counts" if claim.id in known else "kept"
    return found


def _settled(store: Store, decisions: list[Decision]) -> chain.Settled:
    """What decisions about links and parents come to, in terms of the current versions of their articles."""
    ids = {name for one in decisions if one.review.about != "attribution" for name in (one.article, one.other) if name}
    versions = [article.version for article in store.current(sorted(ids)).values()]
    passages = list(store.passages(articles=versions)) if versions else []
    return chain.settled(list(store.readings(versions)), passages, store.matches_among(versions), decisions)


def _has_effect(settled: chain.Settled) -> bool:
    return bool(settled.said or settled.parents or settled.wrong)
