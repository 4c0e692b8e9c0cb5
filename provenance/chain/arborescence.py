"""The best set of parents when everyone may have one and nobody may be their own ancestor (Chu-Liu and Edmonds)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["best_parents"]

_NOBODY = ""
"""the parent of those who have none"""


class _Arc(NamedTuple):
    """A child and a parent of the original graph; `gain` changes as circles are closed."""

    gain: float
    child: str
    parent: str


_Arcs = dict[str, dict[str, _Arc]]
"""node -> parent node -> the best arc between them"""


@dataclass(frozen=True, slots=True)
class _Circle:
    """Nodes that each prefer the next as parent, made one node for the time being."""

    name: str
    arcs: dict[str, _Arc]
    """each node's preferred arc, inside the circle"""
    node_of: dict[str, str]
    """each child of the original graph that is in the circle -> the node of the circle that holds it"""


def best_parents(choices: Mapping[str, Mapping[str, float]]) -> dict[str, str]:
    """Each child's parent so that the gains add up to the most and no parents form a circle.

    `choices`: child to parent to gain. To have no parent gains 0, so a gain of 0 or less is never taken.

    >>> best_parents({"b": {"a": 5.0}, "a": {"b": 4.0}, "c": {"a": 1.0, "b": 2.0}})
    {'b': 'a', 'c': 'b'}
    """
    arcs = _graph(choices)
    holds = {node: [node] for node in arcs}
    circles: list[_Circle] = []
    while True:
        preferred = {node: max(of.values()) for node, of in arcs.items()}
        nodes = _circle({node: parent for node, of in arcs.items() for parent in of if of[parent] is preferred[node]})
        if not nodes:
            break
        circle = _Circle(
            name=f"\0{len(circles)}",
            arcs={node: preferred[node] for node in nodes},
            node_of={child: node for node in nodes for child in holds[node]},
        )
        holds[circle.name] = list(circle.node_of)
        arcs = _contracted(arcs, circle)
        circles.append(circle)
    for circle in reversed(circles):
        entry = preferred.pop(circle.name)
        preferred |= circle.arcs | {circle.node_of[entry.child]: entry}
    taken = {arc.child: arc.parent for arc in preferred.values()}
    return {child: taken[child] for child in choices if taken[child] != _NOBODY}


def _graph(choices: Mapping[str, Mapping[str, float]]) -> _Arcs:
    nodes = dict.fromkeys([*choices, *(parent for of in choices.values() for parent in of)])
    arcs = {node: {_NOBODY: _Arc(0.0, node, _NOBODY)} for node in nodes}
    for child, of in choices.items():
        for parent, gain in of.items():
            if gain > 0 and parent != child:
                arcs[child][parent] = _Arc(gain, child, parent)
    return arcs


def _circle(parent_of: Mapping[str, str]) -> list[str]:
    """Nodes of one circle, empty if there is none."""
    done: set[str] = set()
    for start in parent_of:
        path: dict[str, None] = {}
        node = start
        while node in parent_of and node not in done and node not in path:
            path[node] = None
            node = parent_of[node]
        if node in path:
            steps = list(path)
            return steps[steps.index(node) :]
        done.update(path)
    return []


def _contracted(arcs: _Arcs, circle: _Circle) -> _Arcs:
    """The graph with the circle as one node: what enters it is worth what it gains over the arc it replaces."""
    smaller: _Arcs = {circle.name: {}}
    for node, of in arcs.items():
        inner = circle.arcs.get(node)
        into = smaller[circle.name] if inner else smaller.setdefault(node, {})
        for parent, arc in of.items():
            if inner and parent not in circle.arcs:
                _keep_best(into, parent, arc._replace(gain=arc.gain - inner.gain))
            elif not inner:
                _keep_best(into, circle.name if parent in circle.arcs else parent, arc)
    return smaller


def _keep_best(into: dict[str, _Arc], parent: str, arc: _Arc) -> None:
    if parent not in into or arc > into[parent]:
        into[parent] = arc
