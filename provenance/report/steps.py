"""The steps of a chain: who took from whom, both texts with the changed words marked, and what each step rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from provenance.model import Appearance, Chain, Drift, Edge, Span
from provenance.report.wording import clean, outlet_name, plain
from provenance.text import changes, trim

__all__ = ["Excerpt", "Side", "Step", "excerpt", "giver_of", "shown_articles", "steps"]

_AROUND, _CLOSE, _FEW = 140, 70, 30
"""characters of an article shown before and after quoted words: those of a few steps, and of more"""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article with what stands around them, and their place in characters of its stored text."""

    before: str
    words: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two texts; `pieces` are its words, each with whether the other text lacks it."""

    seen: Appearance
    around: Excerpt
    pieces: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """An article, and one that it took from or an outlet whose own article is not here (`parent` is None)."""

    number: int
    giver: str
    child: Side
    parent: Side | None
    edges: tuple[tuple[int, Edge], ...]
    """what ties the two, each with its number among the edges of the chain, counted from 1"""
    drift: Drift | None


_Pair = tuple[str, str | None, str]
"""version of the article that took, version of the other or None, name of the outlet that gave"""


def excerpt(text: str, start: int, end: int, around: int) -> Excerpt:
    """The words of a place with about `around` characters on each side, cut between words.

    >>> excerpt("It rained in the far north all day.", 10, 26, 7)
    Excerpt(before='… ', words='in the far north', after=' all …', start=10, end=26)
    """
    first, last = max(0, start - around), min(len(text), end + around)
    before, after = text[first:start], text[end:last]
    if first > 0:
        before = "… " + before.partition(" ")[2]
    if last < len(text):
        after = after.rpartition(" ")[0] + " …"
    before, after = (clean(" ".join(part.split("\n"))) for part in (before, after))
    return Excerpt(before, plain(text[start:end]), after, start, end)


def shown_articles(chain: Chain) -> dict[str, Appearance]:
    """The first appearance of each article, by the article's version and by its id."""
    found: dict[str, Appearance] = {}
    for one in chain.appearances:
        found.setdefault(one.article.version, one)
        found.setdefault(one.article.id, one)
    return found


def giver_of(edge: Edge, shown: Mapping[str, Appearance]) -> str:
    """The outlet that an edge leads up to."""
    seen = shown.get(edge.parent) if edge.parent else None
    if seen:
        return outlet_name(seen.article)
    return edge.parent_outlet or "an outlet that is not known"


def steps(chain: Chain) -> tuple[Step, ...]:
    """Every pair of the chain in the order of the articles that took; the surest first, what is not here last."""
    shown = shown_articles(chain)
    pairs: defaultdict[_Pair, list[tuple[int, Edge]]] = defaultdict(list)
    for number, edge in enumerate(chain.edges, 1):
        if edge.child in shown:
            parent = shown[edge.parent].article.version if edge.parent in shown else None
            pairs[shown[edge.child].article.version, parent, giver_of(edge, shown)].append((number, edge))
    changed = {pair: one for one in chain.drift if (pair := _pair_of(one, chain.appearances))}
    for pair in changed:
        pairs.setdefault(pair, [])
    order = {version: at for at, version in enumerate(shown)}
    ranked = sorted(pairs, key=lambda pair: (order[pair[0]], pair[1] is None, -_surest(pairs[pair])))
    around = _AROUND if len(ranked) <= _FEW else _CLOSE
    return tuple(
        _step(number, pair, tuple(pairs[pair]), changed.get(pair), chain.appearances, around)
        for number, pair in enumerate(ranked, 1)
    )


def _surest(edges: Iterable[tuple[int, Edge]]) -> float:
    return max((edge.confidence for _, edge in edges), default=0.0)


def _pair_of(drift: Drift, appearances: Iterable[Appearance]) -> _Pair | None:
    known = {one.passage.id: one.article for one in appearances}
    if drift.parent not in known or drift.child not in known:
        return None
    parent = known[drift.parent]
    return known[drift.child].version, parent.version, outlet_name(parent)


def _step(
    number: int,
    pair: _Pair,
    edges: tuple[tuple[int, Edge], ...],
    drift: Drift | None,
    appearances: tuple[Appearance, ...],
    around: int,
) -> Step:
    child_version, parent_version, giver = pair
    child = _appearance(child_version, drift.child if drift else None, appearances)
    if parent_version is None:
        return Step(number, giver, _side(child, (), around), None, edges, drift)
    parent = _appearance(parent_version, drift.parent if drift else None, appearances)
    differences = list(changes(parent.passage.text, child.passage.text))
    ours = _side(child, (added for _, added, _ in differences), around)
    theirs = _side(parent, (removed for removed, _, _ in differences), around)
    return Step(number, giver, ours, theirs, edges, drift)


def _appearance(version: str, passage: str | None, appearances: Iterable[Appearance]) -> Appearance:
    """The appearance with that passage, else the first of that article."""
    here = [one for one in appearances if one.article.version == version]
    return next((one for one in here if one.passage.id == passage), here[0])


def _side(seen: Appearance, changed: Iterable[Span], around: int) -> Side:
    text, spans = seen.passage.text, seen.passage.spans
    pieces, at = [], 0
    for span in (trim(text, one) for one in changed if one):
        pieces += [(False, text[at : span.start]), (True, span.of(text))]
        at = span.end
    pieces.append((False, text[at:]))
    first, last = (spans[0].start, spans[-1].end) if spans else (0, 0)
    placed = excerpt(seen.article.text, first, last, around)
    return Side(seen, placed, tuple((new, words) for new, words in pieces if words))
