"""A chain as a picture: a lane an outlet, time across, articles as points, edges by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import log1p

from provenance.model import Article, Chain, Edge
from provenance.report.wording import came_out, clip, heading, outlet_name, when

__all__ = ["Arc", "Lane", "Point", "Tick", "Timeline", "timeline"]

_LANE = 40
_TOP = 34
_LEFT = 150
_RIGHT = 64
_WIDTH = 816
_STEP = 22.0
"""the least distance between two times, so that points stay apart"""
_ABSENT = 16
"""column of the outlets that are cited and not here, right of the lane names"""
_UNDATED = 44
"""column of the articles without a date"""
_DATED = 80
"""from there to the first dated article"""
_LABEL = 120
"""room that one time under the picture needs"""
_NAME_LIMIT = 22


@dataclass(frozen=True, slots=True)
class Lane:
    """One outlet's line; `absent` where nothing of it is in the corpus."""

    name: str
    y: int
    absent: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One article; `number` counts the articles of the chain from 1."""

    number: int
    x: float
    y: int
    label: str
    earliest: bool


@dataclass(frozen=True, slots=True)
class Arc:
    """One edge as a path from what was taken to the one that took it."""

    path: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A time below the picture."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything to draw, in pixels."""

    width: int
    height: int
    lanes: tuple[Lane, ...]
    absent_x: int
    points: tuple[Point, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[Tick, ...]
    undated: bool


def timeline(chain: Chain) -> Timeline:
    """Where each article and edge stands. Gaps of time are drawn compressed: order is exact, distance is not."""
    articles = list({one.article.version: one.article for one in chain.appearances}.values())
    lanes = _lanes(chain, articles)
    rows = {(lane.name, lane.absent): lane.y for lane in lanes}
    across = _across(articles)
    points = tuple(
        Point(
            number,
            across[article.version],
            rows[clip(outlet_name(article), _NAME_LIMIT), False],
            f"{outlet_name(article)}, {came_out(article)}: {clip(heading(article), 120)}",
            article.version in chain.earliest or article.id in chain.earliest,
        )
        for number, article in enumerate(articles, 1)
    )
    width = int(max([_WIDTH, *(point.x for point in points)])) + _RIGHT
    return Timeline(
        width,
        _TOP + _LANE * len(lanes) + 24,
        lanes,
        _LEFT + _ABSENT,
        points,
        _arcs(chain.edges, articles, points, lanes),
        _ticks(articles, across),
        any(article.published is None for article in articles),
    )


def _lanes(chain: Chain, articles: list[Article]) -> tuple[Lane, ...]:
    names = [(clip(name, _NAME_LIMIT), True) for name in chain.missing]
    names += [(clip(outlet_name(article), _NAME_LIMIT), False) for article in articles]
    distinct = dict.fromkeys(names)
    return tuple(Lane(name, _TOP + _LANE * row, absent) for row, (name, absent) in enumerate(distinct))


def _across(articles: list[Article]) -> dict[str, float]:
    times = sorted({article.published.at for article in articles if article.published})
    at: dict[datetime, float] = {}
    here = float(_LEFT + _UNDATED + _DATED)
    for before, now in zip([None, *times], times, strict=False):
        hours = (now - before).total_seconds() / 3600 if before else 0.0
        here += _STEP * (1 + log1p(hours)) if before else 0.0
        at[now] = here
    # Stretch a short story over the whole picture; a long one makes the picture wider.
    start = float(_LEFT + _UNDATED + _DATED)
    factor = max(1.0, (_WIDTH - start) / (here - start)) if here > start else 1.0
    placed: dict[str, float] = {}
    taken: set[tuple[str, int]] = set()
    for article in articles:
        x = start + (at[article.published.at] - start) * factor if article.published else float(_LEFT + _UNDATED)
        while (outlet_name(article), round(x)) in taken:
            x += _STEP / 2
        taken.add((outlet_name(article), round(x)))
        placed[article.version] = x
    return placed


def _ticks(articles: list[Article], across: dict[str, float]) -> tuple[Tick, ...]:
    found: list[Tick] = []
    dated = [article for article in articles if article.published]
    for article in sorted(dated, key=lambda one: across[one.version]):
        x = across[article.version]
        if not found or x - found[-1].x >= _LABEL:
            found.append(Tick(x, when(article.published)[:16]))
    if len(dated) < len(articles):
        found.append(Tick(float(_LEFT + _UNDATED), "no date"))
    return tuple(found)


def _arcs(
    edges: tuple[Edge, ...], articles: list[Article], points: tuple[Point, ...], lanes: tuple[Lane, ...]
) -> tuple[Arc, ...]:
    places: dict[str, tuple[float, int]] = {}
    for article, point in zip(articles, points, strict=True):
        places[article.id] = places[article.version] = (point.x, point.y)
    names = {key: outlet_name(article) for article in articles for key in (article.id, article.version)}
    absent = {lane.name: (float(_LEFT + _ABSENT), lane.y) for lane in lanes if lane.absent}
    found = []
    drawn: dict[tuple[tuple[float, int], tuple[float, int]], int] = {}
    for edge in edges:
        missing = absent.get(clip(edge.parent_outlet or "", _NAME_LIMIT))
        start = places.get(edge.parent) if edge.parent else missing
        end = places.get(edge.child)
        if start is None or end is None or start == end:
            continue
        beside = drawn[start, end] = drawn.get((start, end), -1) + 1
        giver = names.get(edge.parent or "", edge.parent_outlet or "an outlet")
        label = f"{names.get(edge.child, 'an article')} from {giver}: {edge.kind}, confidence {edge.confidence:.2f}"
        found.append(Arc(_curve(start, end, beside), edge.kind, label))
    return tuple(found)


def _curve(start: tuple[float, int], end: tuple[float, int], beside: int) -> str:
    """A curve between two points; each further one between the same two bends a little more."""
    (x1, y1), (x2, y2) = start, end
    bend = 8.0 * beside + (14.0 if y1 == y2 else 0.0)
    middle = (x1 + x2) / 2
    return f"M{x1:.0f} {y1} C{middle:.0f} {y1 - bend:.0f} {middle:.0f} {y2 - bend:.0f} {x2:.0f} {y2}"
