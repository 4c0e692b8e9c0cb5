"""The most likely parent of every article of a corpus.

How much shorter is one article told, given another? The rarity of each shared word, in nats, less the breaks between
them, less what it takes to say which sentences were dropped. The parent is the article that saves most and can have
come before; who is credited by name counts, and so does how wholly the child is contained. An article that has what
the other lacks, inside what they share, was not taken from it: both come from something not seen here. Everybody's
parent is chosen at once, so that no one is their own ancestor where dates leave the order open.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from provenance.chain.arborescence import best_parents
from provenance.chain.credits import Credit, outlet_keys
from provenance.chain.growth import copied, growth
from provenance.chain.order import chance_before
from provenance.chain.reuse import Body, Reuse

__all__ = ["Candidate", "candidates", "choose"]

# Words said in public prove nothing, so what must be shared is the reporter's own prose: two sentences or so.
_LEAST_PROSE = 100.0
_LEAST_SHARED = 150.0
# Of an article that has no sentence of its own one sentence of prose says enough.
_LEAST_OF_ALL = 40.0
# With the parent named or linked to, one shared sentence will do.
_LEAST_WITH_CREDIT = 30.0
# A credit by name that was not copied along with a sentence, an agency as parent, a link to the very article.
_CREDITED, _AGENCY, _LINKED = 30.0, 3.0, 30.0
# Copies are cut more often than they grow: what a child wholly contained in its parent gains over one that is not.
_CONTAINED = 30.0
_DROPPED = 1.0
_ORDER = 2.0
_NEVER = 0.001
"""less than this chance of having come before is none"""
# How much a name or a link adds to the odds (log) that one was taken from the other, not both from something unseen:
# whoever names another outlet of the story as the source has taken it from there some twenty times as often as not.
_NAMED = 3.0
# Nats of difference that make one candidate e times as likely as another: sentences are not independent evidence.
_TEMPER = 15.0
_KEPT = 8
"""candidates of one child that are looked at; more change nothing and cost time"""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that another may have been taken from, by version; `gain` in nats, `chance` among the others.

    No gain: they share words, but what the child has besides says that both had them from something not seen here.
    """

    child: str
    parent: str
    gain: float
    credit: Credit | None
    linked: bool
    chance: float = 0.0


def candidates(
    known: Mapping[str, Body],
    shared: Mapping[tuple[str, str], Reuse],
    credited: Mapping[str, tuple[Credit, ...]],
    linked: Mapping[str, frozenset[str]],
    wrong: Collection[tuple[str, str]] = (),
) -> dict[str, list[Candidate]]:
    """For each article those that it may have been taken from, the likeliest first.

    `credited`: each article's credits; `linked`: the articles of the corpus that each links to; `wrong`: pairs of
    which it is known that the first was not taken from the second.
    """
    pairs = _named_links(known, credited, linked) | dict(shared)
    order = {pair: chance_before(known[pair[1]].reading.article, known[pair[0]].reading.article) for pair in pairs}
    possible = {pair: reuse for pair, reuse in pairs.items() if order[pair] > _NEVER and pair not in wrong}
    elsewhere = _elsewhere(known, possible, order)
    named = {version: _naming(body, credited[version]) for version, body in known.items()}
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for (child, parent), reuse in possible.items():
        credit, link = _credit(known[parent], credited[child]), parent in linked[child]
        if _same_outlet(known[child], known[parent]) or not _enough(known[child], reuse, credit, link=link):
            continue
        lacking = _lacking(reuse, parent, elsewhere[child])
        odds = copied(growth(known[child], known[parent], reuse, named[child])) if reuse.taken else 0.0
        gain = _gain(known[child], known[parent], reuse) - lacking + _ORDER * math.log(order[child, parent])
        gain += _LINKED * link + _AGENCY * _is_agency(known[parent]) + _TEMPER * odds
        gain += _CREDITED * (credit is not None)
        unseen = odds + _NAMED * (credit is not None) + _NAMED * link < 0
        found[child].append(Candidate(child, parent, 0.0 if unseen else max(0.0, gain), credit, link))
    return {child: _weighed(some) for child, some in found.items()}


def _naming(body: Body, credited: Iterable[Credit]) -> frozenset[str]:
    """Sentences in which an article names outlets."""
    spans = [mention.span for mention in body.reading.mentions]
    spans += [span for credit in credited for span in credit.evidence.spans]
    return frozenset(
        passage for passage, one in body.sentences.items() if any(one.span.overlaps(span) for span in spans)
    )


def _named_links(
    known: Mapping[str, Body], credited: Mapping[str, tuple[Credit, ...]], linked: Mapping[str, frozenset[str]]
) -> dict[tuple[str, str], Reuse]:
    """Articles that are linked to and whose outlet is credited: parents even where every word was changed."""
    return {
        (child, parent): Reuse()
        for child, parents in linked.items()
        for parent in parents
        if _credit(known[parent], credited[child])
    }


def choose(found: Mapping[str, list[Candidate]]) -> dict[str, Candidate]:
    """Each child's parent, so that all of them together are likeliest and none descends from itself."""
    parents = best_parents({child: {one.parent: one.gain for one in some} for child, some in found.items()})
    return {child: next(one for one in found[child] if one.parent == parent) for child, parent in parents.items()}


def _weighed(some: list[Candidate]) -> list[Candidate]:
    best = sorted(some, key=lambda one: (-one.gain, one.parent))[:_KEPT]
    weights = [math.exp((one.gain - best[0].gain) / _TEMPER) if one.gain else 0.0 for one in best]
    total = sum(weights) or 1.0
    return [replace(one, chance=weight / total) for one, weight in zip(best, weights, strict=True)]


def _gain(child: Body, parent: Body, reuse: Reuse) -> float:
    if not reuse.taken:
        return 0.0
    kept = len({theirs for _, theirs in reuse.taken.values()})
    of = len(parent.sentences)
    dropped = math.log(of + 1) + math.log(math.comb(of, kept))
    return reuse.saved - _DROPPED * dropped + _CONTAINED * len(reuse.taken) / len(child.sentences)


def _enough(child: Body, reuse: Reuse, credit: Credit | None, *, link: bool) -> bool:
    """Whether so much is shared that one may have been taken from the other; a name with a link needs no more."""
    if credit or link:
        return (credit is not None and link) or reuse.saved >= _LEAST_WITH_CREDIT
    prose = sum(nats for ours, (nats, _) in reuse.taken.items() if not child.sentences[ours].speech)
    if len(reuse.taken) == len(child.sentences):
        return prose >= _LEAST_OF_ALL
    return reuse.saved >= _LEAST_SHARED and prose >= _LEAST_PROSE


Shares = dict[str, list[tuple[float, str]]]
"""a child's sentence -> what another article saves in telling it, by the chance that it came before; that article"""


def _elsewhere(
    known: Mapping[str, Body], possible: Mapping[tuple[str, str], Reuse], order: Mapping[tuple[str, str], float]
) -> dict[str, Shares]:
    """Where else each sentence of prose could have been had: the two best, for one of them may be the parent."""
    found: dict[str, Shares] = {child: {} for child, _ in possible}
    for (child, other), reuse in possible.items():
        for ours, (nats, _) in reuse.taken.items():
            if not known[child].sentences[ours].speech:
                best = found[child].setdefault(ours, [])
                best.append((nats * order[child, other], other))
                best.sort(reverse=True)
                del best[2:]
    return found


def _lacking(reuse: Reuse, parent: str, elsewhere: Shares) -> float:
    """Nats of the child's prose that earlier articles have and this parent has not: it did not come from there."""
    return sum(
        max(
            0.0,
            max((nats for nats, other in best if other != parent), default=0.0) - reuse.taken.get(ours, (0.0, ""))[0],
        )
        for ours, best in elsewhere.items()
    )


def _credit(parent: Body, credited: Iterable[Credit]) -> Credit | None:
    """The credit that names the parent's outlet."""
    keys = outlet_keys(parent.reading.article.outlet)
    return next((credit for credit in credited if credit.keys & keys), None)


def _same_outlet(one: Body, other: Body) -> bool:
    ours, theirs = one.reading.article.outlet, other.reading.article.outlet
    return ours is not None and theirs is not None and ours.id == theirs.id


def _is_agency(body: Body) -> bool:
    outlet = body.reading.article.outlet
    return outlet is not None and outlet.kind == "news-agency"
