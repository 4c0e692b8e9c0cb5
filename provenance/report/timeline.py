"""A chain as a picture: a lane an outlet, time across, articles as points, edges by kind.

Across, everything is in thousandths of the picture's width, so that it fits a page, a sheet of paper and a phone; down,
in pixels. Gaps of time are compressed: the order is exact, distances are not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timezone, tzinfo
from itertools import pairwise
from math import log1p

from provenance.model import Appearance, Article, Chain, Edge
from provenance.report.steps import Step
from provenance.report.stops import evidence_words, grounds
from provenance.report.wording import came_out, clip, outlet_name, quoted, when

__all__ = ["Arc", "Lane", "Point", "Tick", "Timeline", "timeline"]

_TOP = 44
"""room for the times above the lanes"""
_END = 1000.0
_COLUMN = 90.0
"""of outlets that are not here, and of articles without a date, left of all others"""
_APART = 24.0
"""the least distance of two articles in one lane"""
_LABEL = 165.0
"""room for one time, on a phone as well"""
_SIZES = ((1, 88, 7), (8, 44, 7), (20, 32, 6))
"""up to so many lanes: height of a lane, radius of a point"""
_SMALL = (22, 5)
"""the same of more lanes"""
_ARCH = 34
"""the greatest height of an edge inside a lane"""
_CROWD, _DOT = 25, 4
"""articles in one lane from which on points are small, and their radius"""
_NAME, _SAID, _GROUND = 60, 200, 100
"""characters of a name, and of quoted words that a point and an edge show"""


@dataclass(frozen=True, slots=True)
class Lane:
    """One outlet's line. One that is `absent` has no article here, and is drawn as a point of its own.

    `step` is the number of the first step that leads to it, None where nothing does.
    """

    key: str
    name: str
    x: float
    """where that point stands"""
    y: int
    absent: bool
    step: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """One article; `number` counts the articles of the chain from 1, `step` is the first that led to it."""

    key: str
    number: int
    x: float
    y: int
    earliest: bool
    changed: bool
    step: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Arc:
    """One edge, from what was taken to the article that took it; `ends` are the keys of both."""

    number: int
    step: int
    kind: str
    path: str
    ends: tuple[str, str]
    words: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A time above the lanes in two lines, each empty where it is as before: hour and day, or day and year."""

    x: float
    upper: str
    lower: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything to draw."""

    height: int
    lane: int
    radius: int
    lanes: tuple[Lane, ...]
    points: tuple[Point, ...]
    arcs: tuple[Arc, ...]
    ticks: tuple[Tick, ...]
    undated: bool
    period: str
    """from when to when, in words; empty where no article has a date"""


def timeline(chain: Chain, taken: tuple[Step, ...]) -> Timeline:
    """Where each article and edge of a chain stands; `taken` are its steps."""
    seen = {one.article.version: one for one in reversed(chain.appearances)}
    articles = list({one.article.version: one.article for one in chain.appearances}.values())
    absent = list(dict.fromkeys([*chain.missing, *(one.giver for one in taken if one.parent is None)]))
    crowd = Counter(map(outlet_name, articles))
    lane, radius = next(((lane, radius) for most, lane, radius in _SIZES if len(crowd) + len(absent) <= most), _SMALL)
    radius = _DOT if max(crowd.values()) > _CROWD else radius
    lanes = _lanes(absent, articles, lane, taken)
    rows = {(one.name, one.absent): one for one in lanes}
    across = _across(articles, bool(absent))
    changed = {one.child.seen.article.version for one in taken if one.drift}
    first = {one.child.seen.article.version: one.number for one in reversed(taken)}
    points = tuple(
        Point(
            f"p{number}",
            number,
            across[article.version],
            rows[outlet_name(article), False].y,
            article.version in chain.earliest or article.id in chain.earliest,
            article.version in changed,
            first.get(article.version),
            _words_of(seen[article.version]),
        )
        for number, article in enumerate(articles, 1)
    )
    dated = [article for article in articles if article.published]
    return Timeline(
        _TOP + lane * len(lanes),
        lane,
        radius,
        lanes,
        points,
        _arcs(taken, {article.version: point for article, point in zip(articles, points, strict=True)}, rows),
        _ticks(dated, across),
        len(dated) < len(articles),
        _period(dated),
    )


def _lanes(absent: list[str], articles: list[Article], height: int, taken: tuple[Step, ...]) -> tuple[Lane, ...]:
    names = [(name, True) for name in absent] + [(outlet_name(article), False) for article in articles]
    first = {one.giver: one.number for one in reversed(taken) if one.parent is None}
    return tuple(
        Lane(
            f"o{row}",
            name,
            row * min(12.0, 60.0 / max(1, len(absent))) if missing else 0.0,
            _TOP + height * row + height // 2,
            missing,
            first.get(name) if missing else None,
        )
        for row, (name, missing) in enumerate(dict.fromkeys(names))
    )


def _words_of(seen: Appearance) -> str:
    speaker = f" ({clip(seen.passage.speaker, _NAME)})" if seen.passage.speaker else ""
    said = quoted(seen.passage.text, _SAID)
    return f"{clip(outlet_name(seen.article), _NAME)}, {came_out(seen.article)}\n{said}{speaker}"


def _across(articles: list[Article], absent: bool) -> dict[str, float]:
    """Where each article stands: undated ones in a column of their own, those of one lane apart from each other."""
    column = _COLUMN * absent
    undated = [article for article in articles if not article.published]
    dated = [article for article in articles if article.published]
    if not dated:
        room = (_END - column) / max(1, len(articles) - 1)
        return {article.version: column + room * number for number, article in enumerate(articles)}
    start = column + _COLUMN * bool(undated)
    at = _times([article.published.at for article in dated if article.published], start)
    placed: dict[str, float] = {}
    for some, low, high in ((undated, column, start - _APART), (dated, start, _END)):
        lanes: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
        for article in some:
            x = at[article.published.at] if article.published else column
            lanes[outlet_name(article)].append((x, article.version))
        for lane in lanes.values():
            lane.sort(key=lambda item: item[0])
            spread = _spread([x for x, _ in lane], low, high)
            placed |= {version: x for (_, version), x in zip(lane, spread, strict=True)}
    return placed


def _times(moments: list[datetime], start: float) -> dict[datetime, float]:
    """Each moment's place between `start` and the right end."""
    times = sorted(set(moments))
    if len(times) < 2:
        return dict.fromkeys(times, (start + _END) / 2)
    ways = [1 + log1p((now - before).total_seconds() / 3600) for before, now in pairwise(times)]
    room = (_END - start) / sum(ways)
    return {time: start + room * sum(ways[:number]) for number, time in enumerate(times)}


def _spread(places: list[float], low: float, high: float) -> list[float]:
    """Places in order moved apart, to the right where there is room, all inside `low` and `high`."""
    gap = min(_APART, (high - low) / max(1, len(places) - 1))
    moved: list[float] = []
    for place in places:
        moved.append(max([place, *(before + gap for before in moved[-1:])]))
    limit = high
    for number in reversed(range(len(moved))):
        moved[number] = min(moved[number], limit)
        limit = moved[number] - gap
    return moved


def _ticks(dated: list[Article], across: dict[str, float]) -> tuple[Tick, ...]:
    zone = _zone(dated)
    times = sorted(
        (across[one.version], one.published.at.astimezone(zone), one.published.precision)
        for one in dated
        if one.published
    )
    years = {at.year for _, at, _ in times}
    found: list[Tick] = []
    for x, at, precision in times:
        hour = f"{at:%H:%M}" if precision in ("second", "minute") else ""
        day = f"{at.day} {at:%b}" if precision in ("second", "minute", "day") else f"{at:%b}" * (precision == "month")
        upper, lower = (hour, day or str(at.year)) if len(years) == 1 else (day, str(at.year))
        before = next((tick.lower for tick in reversed(found) if tick.lower), "")
        if not found or x - found[-1].x >= _LABEL:
            found.append(Tick(x, upper, lower if lower != before else ""))
    return tuple(found)


def _zone(dated: list[Article]) -> tzinfo:
    """The zone that all of them give, else UTC."""
    offsets = {one.published.at.utcoffset() for one in dated if one.published}
    return timezone(offset) if len(offsets) == 1 and (offset := offsets.pop()) else UTC


def _period(dated: list[Article]) -> str:
    if not dated:
        return ""
    ordered = sorted((one.published for one in dated if one.published), key=lambda moment: moment.at)
    first, last = when(ordered[0]), when(ordered[-1])
    mixed = len({moment.at.utcoffset() for moment in ordered}) > 1
    return (first if first == last else f"{first} to {last}") + ("; the times above the lanes are UTC" if mixed else "")


def _arcs(taken: tuple[Step, ...], points: dict[str, Point], rows: dict[tuple[str, bool], Lane]) -> tuple[Arc, ...]:
    lanes: defaultdict[int, list[float]] = defaultdict(list)
    for point in points.values():
        lanes[point.y].append(point.x)
    found = []
    for step in taken:
        end = points[step.child.seen.article.version]
        start = points[step.parent.seen.article.version] if step.parent else rows[step.giver, True]
        passes = any(min(start.x, end.x) < other < max(start.x, end.x) for other in lanes[end.y])
        for beside, (number, edge) in enumerate(step.edges):
            off = 5.0 * (beside - (len(step.edges) - 1) / 2)
            path = _path((start.x, start.y), (end.x, end.y), off, passes=passes)
            found.append(Arc(number, step.number, edge.kind, path, (start.key, end.key), _words_on(edge, step)))
    return tuple(found)


def _words_on(edge: Edge, step: Step) -> str:
    article = step.child.seen.article
    words = next(iter(evidence_words(edge, article)), "")
    return (
        f"{clip(outlet_name(article), _NAME)} from {clip(step.giver, _NAME)}\n{edge.kind}, confidence "
        f"{edge.confidence:.2f}: {grounds(edge)}" + (f"\n{quoted(words, _GROUND)}" if words else "")
    )


def _path(start: tuple[float, int], end: tuple[float, int], off: float, *, passes: bool) -> str:
    """Down from the one that gave, then along the lane of the one that took; `off` parts several between the same two.

    A line that `passes` another article of that lane runs above it, and one inside a lane is an arch.
    """
    (x1, y1), (x2, y2) = start, end
    if y1 == y2:
        rise, quarter = y1 - min(_ARCH, 10 + abs(x2 - x1) / 8) + off, (x2 - x1) / 4
        return f"M{x1:.0f} {y1}C{x1 + quarter:.0f} {rise:.0f} {x2 - quarter:.0f} {rise:.0f} {x2:.0f} {y2}"
    side = 1 if x2 >= x1 else -1
    along, turn = y2 + off - 9 * passes, x1 + side * min(40.0, abs(x2 - x1))
    bent = f"M{x1:.0f} {y1}C{x1 + off:.0f} {along:.0f} {x1 + off:.0f} {along:.0f} {turn:.0f} {along:.0f}"
    return f"{bent}L{x2 - 12 * side * passes:.0f} {along:.0f}" + (f"L{x2:.0f} {y2}" if passes else "")
