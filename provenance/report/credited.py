"""Who is named for the traced words: the speakers, and the outlets that articles credit or link to."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.model import Article, Chain
from provenance.report.steps import giver_of, shown_articles
from provenance.report.wording import plain

__all__ = ["Credited", "credited"]

_AS = {"stated": "named as the source", "hyperlink": "linked to", "wire": "wire credit"}
"""an observed edge names nobody"""


@dataclass(frozen=True, slots=True)
class Credited:
    """One name, in what part it is named, and by which articles."""

    name: str
    parts: tuple[str, ...]
    by: tuple[Article, ...]
    here: bool | None
    """whether an article of the outlet is in the corpus; None for a person"""


def credited(chain: Chain) -> tuple[Credited, ...]:
    """Speakers, then outlets, each by how many articles name them."""
    shown = shown_articles(chain)
    people: dict[str, dict[str, Article]] = {}
    for one in chain.appearances:
        if one.passage.speaker:
            people.setdefault(plain(one.passage.speaker), {})[one.article.version] = one.article
    outlets: dict[tuple[str, bool], dict[str, Article]] = {}
    parts: dict[tuple[str, bool], dict[str, None]] = {}
    for edge in chain.edges:
        if edge.kind in _AS and edge.child in shown:
            key = (plain(giver_of(edge, shown)), edge.parent is not None)
            child = shown[edge.child].article
            outlets.setdefault(key, {})[child.version] = child
            parts.setdefault(key, {})[_AS[edge.kind]] = None
    speakers = [Credited(name, ("speaker",), tuple(by.values()), None) for name, by in people.items()]
    givers = [Credited(key[0], tuple(parts[key]), tuple(by.values()), key[1]) for key, by in outlets.items()]
    return tuple(sorted(speakers, key=_often) + sorted(givers, key=_often))


def _often(one: Credited) -> int:
    return -len(one.by)
