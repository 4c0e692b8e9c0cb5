"""A chain laid out for reading: each article once, under the one it most likely took the words from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.model import Appearance, Article, Chain, Drift, Edge
from provenance.report.wording import clip, later

__all__ = ["CERTAINTY", "DRIFT_WORDS", "EDGE_WORDS", "Stop", "ending", "evidence_words", "grounds", "stops", "texts"]

EDGE_WORDS = {
    "stated": "names it as its source",
    "observed": "has the same words, later",
    "hyperlink": "links to it",
    "wire": "carries its wire credit",
}
"""What each kind of edge means, from the side of the article that took"""

DRIFT_WORDS = {
    "trimmed": "trimmed",
    "extended": "extended",
    "substituted": "words replaced",
    "speaker_changed": "other speaker",
    "hedge_lost": "hedge lost",
    "number_changed": "number changed",
}

_NAMED = 5
"""outlets that a sentence names; of more it says how many"""
_NAME = 80
"""characters of a name in a sentence"""

CERTAINTY = (
    "Times are the publishers' own and can be wrong. Earliest seen means earliest among the articles given to this "
    "tool, never the origin."
)


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the laid-out chain: an article, or an outlet that is cited and not here (`article` is None)."""

    depth: int
    name: str
    article: Article | None
    appearances: tuple[Appearance, ...] = ()
    edges: tuple[Edge, ...] = ()
    """what ties it to the stop above it"""
    others: tuple[Edge, ...] = ()
    """edges to other articles and outlets"""
    drift: tuple[Drift, ...] = ()
    earliest: bool = False


def texts(chain: Chain) -> dict[str, Appearance]:
    """Appearances by the id of their passage."""
    return {one.passage.id: one for one in chain.appearances}


def grounds(edge: Edge) -> str:
    """What an edge says, from the side of the article that took."""
    giver = clip(edge.parent_outlet or "an outlet that is not known", 60)
    if edge.kind == "stated":
        return f"names {giver} as its source"
    if edge.kind == "observed":
        return f"has the same words as {giver}" + (f", {later(edge.lag)}" if edge.lag is not None else "")
    return f"links to {giver}" if edge.kind == "hyperlink" else f"carries the wire credit of {giver}"


def evidence_words(edge: Edge, article: Article) -> tuple[str, ...]:
    """The words in that article on which an edge rests."""
    here = (article.version, article.id)
    return tuple(span.of(article.text) for one in edge.evidence if one.article in here for span in one.spans)


def _by_article(chain: Chain) -> dict[str, list[Appearance]]:
    found: dict[str, list[Appearance]] = {}
    for one in chain.appearances:
        found.setdefault(one.article.version, []).append(one)
    return found


def _target(edge: Edge, here: dict[str, str]) -> str | None:
    """What an edge leads up to: the version of an article shown, or the name of an outlet that is not."""
    if edge.parent is not None and edge.parent in here:
        return here[edge.parent]
    return f"missing {edge.parent_outlet}" if edge.parent is None and edge.parent_outlet else None


def _parents(chain: Chain, here: dict[str, str]) -> dict[str, str]:
    """For each article its likeliest parent: one shown before an absent outlet, one that a person found, the surest."""
    order = {version: index for index, version in enumerate(_by_article(chain))}
    best: dict[str, tuple[tuple[bool, bool, float, int], str]] = {}
    for index, edge in enumerate(chain.edges):
        child, target = here.get(edge.child), _target(edge, here)
        if child is None or target is None or target == child:
            continue
        # A parent published later would turn the layout into a circle; the edge is still listed.
        if target in order and order[target] >= order[child]:
            continue
        decided = edge.review is not None and edge.review.about == "parent"
        rank = (target in order, decided, edge.confidence, -index)
        if child not in best or rank > best[child][0]:
            best[child] = (rank, target)
    return {child: target for child, (_, target) in best.items()}


def stops(chain: Chain) -> tuple[Stop, ...]:
    """The chain as lines in reading order, children under their parent and by time."""
    shown = _by_article(chain)
    here = {key: version for version, found in shown.items() for key in (version, found[0].article.id)}
    parents = _parents(chain, here)
    children: dict[str | None, list[str]] = {}
    for name in chain.missing:
        children.setdefault(None, []).append(f"missing {name}")
    for version in shown:
        children.setdefault(parents.get(version), []).append(version)
    named = {f"missing {name}" for name in chain.missing}
    roots = [key for key in children if key and key.startswith("missing ") and key not in named]
    children.setdefault(None, []).extend(roots)
    return tuple(_walk(chain, shown, here, children))


def _walk(
    chain: Chain, shown: dict[str, list[Appearance]], here: dict[str, str], children: dict[str | None, list[str]]
) -> Iterator[Stop]:
    edges: dict[str, list[Edge]] = {}
    for edge in chain.edges:
        edges.setdefault(here.get(edge.child, edge.child), []).append(edge)
    drift: dict[str, list[Drift]] = {}
    for one in chain.drift:
        drift.setdefault(one.child, []).append(one)
    waiting: list[tuple[str, str | None, int]] = [(key, None, 0) for key in reversed(children.get(None, []))]
    while waiting:
        key, parent, depth = waiting.pop()
        waiting.extend((child, key, depth + 1) for child in reversed(children.get(key, [])))
        if key not in shown:
            yield Stop(depth, key.removeprefix("missing "), None)
            continue
        found = shown[key]
        mine = edges.get(key, [])
        yield Stop(
            depth,
            found[0].article.outlet.name if found[0].article.outlet else "outlet unknown",
            found[0].article,
            tuple(found),
            tuple(edge for edge in mine if _target(edge, here) == parent and parent),
            tuple(edge for edge in mine if _target(edge, here) != parent or not parent),
            tuple(change for one in found for change in drift.get(one.passage.id, [])),
            key in chain.earliest or found[0].article.id in chain.earliest,
        )


def ending(chain: Chain) -> str:
    """The honest end of a trace in one or two sentences: earliest seen, ties as ties, what is cited and not here."""
    if not chain.appearances:
        near = " Some passages come close; they are listed." if chain.near_misses else ""
        return f"These words were not seen in this corpus.{near}"
    names = [
        one.article.outlet.name if one.article.outlet else one.article.title or one.article.id
        for one in chain.appearances
        if one.article.version in chain.earliest or one.article.id in chain.earliest
    ]
    said = _earliest(list(dict.fromkeys(names)), chain.order_known)
    if chain.missing:
        verb = "is cited for it and is" if len(chain.missing) == 1 else "are cited for it and are"
        said += f" {_listed(chain.missing)} {verb} not in this corpus, so the words may be older."
    return said


def _listed(names: Sequence[str]) -> str:
    shown = [
        *(clip(name, _NAME) for name in names[:_NAMED]),
        *([f"{len(names) - _NAMED} more"] if len(names) > _NAMED else []),
    ]
    return " and ".join(shown)


def _earliest(names: list[str], order_known: bool) -> str:
    if not names or not order_known:
        among = f" (among {_listed(names)})" if names else ""
        return f"Which article is the earliest cannot be said: their times do not settle it{among}."
    if len(names) > 1:
        return f"Earliest seen in this corpus: a tie between {_listed(names)} that their times do not break."
    return f"Earliest seen in this corpus: {clip(names[0], _NAME)}."
