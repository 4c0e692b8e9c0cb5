from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Moment
from provenance.report.steps import steps
from provenance.report.timeline import _spread, timeline
from tests.report.invented import LONG, hard_names, long_chain, one_outlet, undated


def drawn(chain):
    return timeline(chain, steps(chain))


def ends(path):
    places = re.findall(r"(-?\d+(?:\.\d+)?) (-?\d+(?:\.\d+)?)", path)
    return tuple(tuple(map(float, place)) for place in (places[0], places[-1]))


def test_absent_outlets_have_their_own_lane_and_points_go_by_time(chain):
    picture = drawn(chain)
    assert [(lane.name, lane.absent) for lane in picture.lanes][:2] == [("Vesta", True), ("NorPress", False)]
    dated = [point.x for point in picture.points[:4]]
    assert dated == sorted(set(dated))
    assert [point.earliest for point in picture.points] == [True, False, False, False, False]
    assert [point.changed for point in picture.points] == [False, False, True, True, False]


def test_every_edge_is_drawn_from_what_was_taken_to_who_took(chain):
    picture = drawn(chain)
    assert sorted(arc.kind for arc in picture.arcs) == ["hyperlink", "observed", "observed", "stated", "stated"]
    keys = {one.key: one for one in (*picture.lanes, *picture.points)}
    assert sum(keys[arc.ends[0]] is picture.lanes[0] for arc in picture.arcs) == 1, "what Vesta is cited for"
    for arc in picture.arcs:
        start, end = (keys[key] for key in arc.ends)
        (x1, y1), (x2, y2) = ends(arc.path)
        assert abs(x1 - start.x) <= 1
        assert y1 == start.y
        assert abs(x2 - end.x) <= 1
        assert abs(y2 - end.y) <= picture.radius


def test_two_kinds_between_the_same_articles_can_both_be_seen(chain):
    paths = [arc.path for arc in drawn(chain).arcs]
    assert len(set(paths)) == len(paths)


def test_a_line_that_would_run_through_another_article_of_its_lane_runs_beside_it():
    chain = one_outlet(long_chain(3))
    first, second, third = chain.appearances
    chain = replace(chain, edges=(replace(chain.edges[0], child=third.article.version, parent=first.article.version),))
    assert second.article.outlet == third.article.outlet
    curve = re.findall(r" (\d+)", drawn(chain).arcs[0].path)
    assert min(map(int, curve)) < drawn(chain).points[1].y - drawn(chain).radius


def test_a_point_and_an_edge_carry_their_words(chain):
    picture = drawn(chain)
    assert picture.points[0].words.split("\n") == [
        "NorPress, 2024-03-01 08:00 UTC",
        "“We knew in March that the ramp was failing, and we chose to wait” (Anna Berg)",
    ]
    stated = next(arc for arc in picture.arcs if arc.kind == "stated" and arc.ends[0] == "p1")
    assert stated.words.split("\n") == [
        "The Ledger from NorPress",
        "stated, confidence 0.90: names NorPress as its source",
        "“Headline 1”",
    ]


def test_a_point_leads_to_the_step_that_led_to_it(chain):
    taken = steps(chain)
    led = {one.child.seen.article.id: one.number for one in reversed(taken)}
    assert [point.step for point in drawn(chain).points] == [led.get(f"a{n}") for n in range(5)]
    assert drawn(chain).points[4].step is None, "nobody gave it to the undated one"


def test_articles_without_a_date_stand_before_all_others(chain):
    picture = drawn(chain)
    assert picture.undated
    assert picture.points[4].x < min(point.x for point in picture.points[:4])


def test_no_dates_at_all_stand_in_the_order_of_the_list(chain):
    picture = drawn(undated(chain))
    assert [point.x for point in picture.points] == sorted({point.x for point in picture.points})
    assert picture.ticks == ()
    assert picture.period == ""


def test_times_do_not_run_into_one_another_and_say_a_day_once(chain):
    ticks = drawn(chain).ticks
    assert all(right.x - left.x >= 100 for left, right in pairwise(ticks))
    said = [(tick.upper, tick.lower) for tick in ticks]
    assert said == [("08:00", "1 Mar"), ("09:30", ""), ("11:00", ""), ("10:00", "3 Mar")]


def test_a_story_over_years_is_told_by_days_and_years(chain):
    first, second, *rest = chain.appearances
    old = replace(first.article, published=Moment(datetime.fromisoformat("2019-07-09T08:00+00:00"), "day", "given"))
    ticks = drawn(replace(chain, appearances=(replace(first, article=old), second, *rest))).ticks
    assert (ticks[0].upper, ticks[0].lower) == ("9 Jul", "2019")
    assert ticks[1].lower == "2024"


def test_times_of_several_zones_are_drawn_in_one(chain):
    first, *rest = chain.appearances
    east = first.article.published.at.astimezone(timezone(timedelta(hours=9)))
    moved = replace(first, article=replace(first.article, published=Moment(east, "minute", "given")))
    picture = drawn(replace(chain, appearances=(moved, *rest)))
    assert picture.ticks[0].upper == "08:00"
    assert "UTC" in picture.period


def test_two_articles_of_one_outlet_at_one_time_do_not_cover_each_other(chain):
    first = chain.appearances[0]
    twin = replace(first, article=replace(first.article, id="twin", url="https://norpress.example/twin"))
    picture = drawn(replace(chain, appearances=(first, twin), edges=(), drift=()))
    assert picture.points[0].x != picture.points[1].x


def test_everything_lies_inside_the_picture(chain):
    for one in (chain, long_chain(), one_outlet(long_chain()), hard_names(chain), undated(chain)):
        picture = drawn(one)
        assert all(0 <= point.x <= 1000 and 0 <= point.y <= picture.height for point in picture.points)
        assert all(0 <= y <= picture.height for arc in picture.arcs for _, y in ends(arc.path))


def test_many_lanes_are_low_and_many_articles_in_one_are_small():
    assert drawn(long_chain(80)).lane < drawn(long_chain(6)).lane
    crowded = drawn(one_outlet(long_chain()))
    assert crowded.radius < drawn(long_chain(6)).radius
    places = sorted(point.x for point in crowded.points)
    assert min(right - left for left, right in pairwise(places)) > 5


def test_an_outlet_that_only_an_edge_names_has_a_lane_too(chain):
    picture = drawn(replace(chain, missing=()))
    assert [lane.name for lane in picture.lanes if lane.absent] == ["Vesta"]


def test_a_name_without_an_end_is_cut_in_what_is_told_of_it(chain):
    assert all(len(line) < 400 for arc in drawn(hard_names(chain)).arcs for line in arc.words.split("\n"))
    assert any(LONG[:40] in arc.words for arc in drawn(hard_names(chain)).arcs)


@given(st.lists(st.floats(100, 900), max_size=40))
def test_spread_places_keep_their_order_their_distance_and_the_borders(places):
    places = sorted(places)
    moved = _spread(places, 100, 900)
    assert all(100 - 1e-6 <= place <= 900 + 1e-6 for place in moved)
    gap = min(24.0, 800 / max(1, len(places) - 1))
    assert all(right - left >= gap - 1e-6 for left, right in pairwise(moved))
