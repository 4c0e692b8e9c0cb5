from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.dates import parse_moment
from provenance.model import Moment


def moment_of(text: str, country: str | None = None) -> Moment:
    moment = parse_moment(text, basis="test", country=country)
    assert moment is not None
    return moment


def read(text: str, country: str | None = None) -> str:
    return str(moment_of(text, country))


@pytest.mark.parametrize(
    ("stamp", "read_as"),
    [
        ("2024-02-06T09:15:00+00:00", "2024-02-06T09:15:00+00:00"),
        ("2024-02-06T09:15:00.123Z", "2024-02-06T09:15:00+00:00"),
        ("2024-02-06T09:15:00-0500", "2024-02-06T09:15:00-05:00"),
        ("20240206T091500Z", "2024-02-06T09:15:00+00:00"),
        ("Tue, 06 Feb 2024 09:15:00 GMT", "2024-02-06T09:15:00+00:00"),
        ("Tue Feb 06 2024 09:15:00 GMT+0100 (Central European Standard Time)", "2024-02-06T09:15:00+01:00"),
        ("Tue Feb 06 09:15:00 EST 2024", "2024-02-06T09:15:00-05:00"),
        ("1707210900", "2024-02-06T09:15:00+00:00"),
        ("1707210900000", "2024-02-06T09:15:00+00:00"),
    ],
)
def test_stamps_of_machines_are_read_to_the_second_with_their_zone(stamp, read_as):
    assert read(stamp) == read_as


@pytest.mark.parametrize(
    ("line", "read_as"),
    [
        ("Oct.30 - 2023 6:15 PM CET", "2023-10-30T18:15+01:00"),
        ("6 February 2024 09:15 GMT", "2024-02-06T09:15+00:00"),
        ("Updated 5:00 PM EDT, Tue July 16, 2019", "2019-07-16T17:00-04:00"),
        ("6th of May, 2024 at 3pm", "2024-05-06T15:00"),
        ("Sept. 6, 2024 | 0915 GMT", "2024-09-06T09:15+00:00"),
        ("Sunday 7 January 2024 at 7.05pm", "2024-01-07T19:05"),
        ("12:30 a.m., June 1, 2024", "2024-06-01T00:30"),
        ("06.02.2024 18:15", "2024-02-06T18:15"),
        ("May 2024", "2024-05"),
        ("2024-02", "2024-02"),
        ("1987", "1987"),
    ],
)
def test_lines_for_people_are_read_as_exactly_as_they_are_written(line, read_as):
    assert read(line) == read_as


@pytest.mark.parametrize("line", ["2 hours ago", "Monday", "February 30, 2024", "2024-13-45", "Feb 6", "", "x" * 300])
def test_what_gives_no_date_gives_none(line):
    assert parse_moment(line, basis="test") is None


def test_a_date_in_long_prose_is_the_storys_and_not_the_pages():
    assert parse_moment("The bridge opened on 12 May 1961. " * 10, basis="test") is None


@pytest.mark.parametrize(
    ("country", "read_as"), [(None, "2024"), ("CA", "2024"), ("US", "2024-03-04"), ("GB", "2024-04-03")]
)
def test_day_and_month_in_figures_need_a_country_whose_custom_is_known(country, read_as):
    assert read("03/04/2024", country) == read_as


@pytest.mark.parametrize(
    ("figures", "read_as"), [("13/04/2024", "2024-04-13"), ("04/13/2024", "2024-04-13"), ("05/05/2024", "2024-05-05")]
)
def test_figures_that_can_be_read_in_one_way_only_need_none(figures, read_as):
    assert read(figures) == read_as


@pytest.mark.parametrize(
    ("zone", "country", "offset"),
    [
        ("IST", "IN", "+05:30"),
        ("IST", "IE", "+01:00"),
        ("BST", "GB", "+01:00"),
        ("BST", "BD", "+06:00"),
        ("EST", "AU", "+10:00"),
    ],
)
def test_the_same_letters_mean_other_zones_elsewhere(zone, country, offset):
    assert read(f"Jul 19, 2024, 21:27 {zone}", country).endswith(offset)


def test_a_zone_that_cannot_be_told_leaves_the_time_without_one():
    moment = moment_of("Jul 19, 2024, 21:27 IST")
    assert not moment.zoned
    assert moment.precision == "minute"


@pytest.mark.parametrize(("month", "offset"), [("July", "-07:00"), ("January", "-08:00")])
def test_a_place_in_the_name_of_a_zone_has_summer_time(month, offset):
    assert read(f"9:15 a.m. PT, {month} 6, 2024").endswith(offset)


def test_a_time_beside_another_date_belongs_to_that_one():
    assert read("Published 6 Feb 2024. Updated 7 Feb 2024 10:00") == "2024-02-06"


FIRST, LAST = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2199-12-31")


@given(st.datetimes(FIRST, LAST), st.integers(-12, 14))
def test_every_iso_stamp_survives(at, hours):
    stamp = at.replace(microsecond=0).isoformat() + f"{hours:+03d}:00"
    moment = moment_of(stamp)
    assert moment.at.astimezone(UTC).replace(tzinfo=None) == at.replace(microsecond=0) - timedelta(hours=hours)


@given(st.text(max_size=60) | st.from_regex(r"[0-9 :/.+A-Zapm-]{0,40}"))
def test_any_text_gives_a_moment_with_a_zone_object_or_none(text):
    moment = parse_moment(text, basis="test")
    assert moment is None or moment.at.tzinfo is not None
