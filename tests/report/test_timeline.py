from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from provenance.report.timeline import timeline


def test_absent_outlets_have_their_own_lane_and_points_go_by_time(chain):
    picture = timeline(chain)
    assert [(lane.name, lane.absent) for lane in picture.lanes][:2] == [("Vesta", True), ("NorPress", False)]
    dated = [point.x for point in picture.points[:4]]
    assert dated == sorted(set(dated))
    assert [point.earliest for point in picture.points] == [True, False, False, False, False]


def test_every_edge_is_drawn_from_what_was_taken_to_who_took(chain):
    picture = timeline(chain)
    assert [arc.kind for arc in picture.arcs] == ["stated", "stated", "observed", "hyperlink", "observed"]
    vesta, norpress = picture.lanes[0], picture.points[0]
    assert picture.arcs[0].path.startswith(f"M{picture.absent_x} {vesta.y} ")
    assert picture.arcs[0].path.endswith(f"{norpress.x:.0f} {norpress.y}")
    assert picture.arcs[1].path != picture.arcs[2].path, "two kinds between the same articles can both be seen"


def test_articles_without_a_date_stand_before_all_others(chain):
    picture = timeline(chain)
    assert picture.undated
    assert picture.points[4].x < min(point.x for point in picture.points[:4])


def test_times_below_the_picture_do_not_run_into_one_another(chain):
    dated = [tick.x for tick in timeline(chain).ticks if tick.label != "no date"]
    assert all(right - left >= 100 for left, right in pairwise(dated))


def test_no_dates_at_all_still_gives_a_picture(chain):
    bare = tuple(replace(one, article=replace(one.article, published=None)) for one in chain.appearances)
    picture = timeline(replace(chain, appearances=bare, edges=(), earliest=()))
    assert len(picture.points) == 5
    assert [tick.label for tick in picture.ticks] == ["no date"]


def test_two_articles_of_one_outlet_at_one_time_do_not_cover_each_other(chain):
    first = chain.appearances[0]
    twin = replace(first, article=replace(first.article, id="twin", url="https://norpress.example/twin"))
    picture = timeline(replace(chain, appearances=(first, twin), edges=()))
    assert picture.points[0].x != picture.points[1].x


def test_everything_lies_inside_the_picture(chain):
    picture = timeline(chain)
    assert all(0 <= point.x <= picture.width and 0 <= point.y <= picture.height for point in picture.points)
