"""What an article's credits are worth beside what was seen: unseen origins, missing credits, doubtful ones, ties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from provenance.chain.corpus import Corpus
from provenance.chain.credits import Credit, outlet_keys
from provenance.chain.order import chance_before
from provenance.chain.origin import Candidate
from provenance.model import Article, Disagreement, Evidence, Span, Spans

__all__ = ["SURELY", "credit_gap", "disagreements", "from_outside", "outside", "shared_words", "ties"]

SURELY = 0.99
"""chance from which an order counts as known"""
# Had a credited article not seen here been the source of all, each other copy would as likely have come from there.
_MOST_FOLLOWERS = 1
# A candidate with more than this part of the chosen one's chance cannot be told from it: a word or two may decide.
_AS_LIKELY = 0.5


def outside(corpus: Corpus, version: str) -> list[Credit]:
    """Credits for the story as a whole to outlets that have no article of it in the corpus, an agency's line first."""
    unseen = [
        credit for credit in corpus.credited[version] if credit.for_story and not corpus.own_articles(version, credit)
    ]
    return sorted(unseen, key=lambda credit: not credit.wire)


def from_outside(corpus: Corpus, head: str) -> bool:
    """Whether an article without a parent here took its story from something that is not here.

    It shares prose with one that neither took from the other. Or it opens with a credit or carries an agency's line:
    but the more articles were taken from it, and none from beside it, the likelier it is where they begin.
    """
    if head in corpus.beside:
        return True
    lede = next((one.span.end for one in corpus.known[head].sentences.values()), 0)
    return corpus.followers.get(head, 0) <= _MOST_FOLLOWERS and any(
        credit.wire or any(span.end <= lede for span in credit.evidence.spans) for credit in outside(corpus, head)
    )


def credit_gap(corpus: Corpus, version: str, before: list[str]) -> bool:
    """Whether an article was taken from others, seen here or not, and credits none of them.

    Those others are its ancestors here and what the first of them was taken from. An outlet that is not here may
    stand in between: so it is if another of the family, not in one line with this one, credits it too.
    """
    head = corpus.heads[version]
    if not before and head not in corpus.beside:
        return False
    named = _keys_of(corpus, before) | _keys(outside(corpus, head) if from_outside(corpus, head) else ())
    copied = _keys(credit for one in before[:1] for credit in corpus.credited[one])
    between = _keys(credit for credit in outside(corpus, version) if not credit.keys & copied)
    named |= between & _keys(
        credit for one in _beside(corpus, version, before) for credit in corpus.credited[one] if credit.for_story
    )
    return not _keys(corpus.credited[version]) & named


def _keys(some: Iterable[Credit]) -> frozenset[str]:
    return frozenset(key for credit in some for key in credit.keys)


def _keys_of(corpus: Corpus, versions: Iterable[str]) -> frozenset[str]:
    return frozenset(key for version in versions for key in outlet_keys(corpus.article(version).outlet))


def _beside(corpus: Corpus, version: str, before: list[str]) -> Iterator[str]:
    """Articles of the same family that share words with this one, and of which neither descends from the other."""
    return (
        other
        for other in corpus.related.get(version, ())
        if corpus.heads[other] == corpus.heads[version]
        and other not in before
        and version not in corpus.ancestors(other)
    )


def disagreements(corpus: Corpus, version: str, before: list[str]) -> tuple[Disagreement, ...]:
    """Credits for the story to outlets whose articles are here, and are not where the words were taken from.

    None where another credit names one of those before it, or where the credited article is as likely a parent.
    """
    if _keys(corpus.credited[version]) & _keys_of(corpus, before):
        return ()
    chosen = corpus.chosen.get(version)
    taken = shared_words(corpus, version, chosen.parent) if chosen else ()
    outlet = corpus.article(chosen.parent).outlet if chosen else None
    likely = {one.parent for one in _as_likely(corpus, version)}
    found = []
    for credit in corpus.credited[version]:
        own = corpus.own_articles(version, credit) if credit.for_story else []
        later = all(_later(corpus, version, other) for other in own)
        if own and (chosen or later) and not likely.intersection(own):
            found.append(Disagreement(credit.name, outlet.name if outlet else None, later, (credit.evidence, *taken)))
    return tuple(found)


def _later(corpus: Corpus, version: str, other: str) -> bool:
    return chance_before(corpus.article(version), corpus.article(other)) > SURELY


def ties(corpus: Corpus, version: str) -> tuple[Article, ...]:
    """Articles about as likely to be the parent as the chosen one."""
    some = [one.parent for one in _as_likely(corpus, version)]
    return tuple(corpus.article(other) for other in some if version not in corpus.ancestors(other))


def _as_likely(corpus: Corpus, version: str) -> list[Candidate]:
    chosen = corpus.chosen.get(version)
    if chosen is None:
        return []
    some = corpus.candidates[version]
    return [one for one in some if one.parent != chosen.parent and one.chance > _AS_LIKELY * chosen.chance]


def shared_words(corpus: Corpus, version: str, other: str) -> tuple[Evidence, ...]:
    """The sentences of an article that another one has, and where they stand in that one."""
    reuse = corpus.shared.get((version, other))
    if reuse is None:
        return ()
    ours, theirs = corpus.known[version].sentences, corpus.known[other].sentences
    return (
        Evidence(version, _in_order(ours[mine].span for mine in reuse.taken), "taken"),
        Evidence(other, _in_order(theirs[of].span for _, of in reuse.taken.values()), "from"),
    )


def _in_order(spans: Iterable[Span]) -> Spans:
    return tuple(sorted(set(spans)))
