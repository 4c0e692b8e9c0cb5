import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.byline import byline_authors, dates_of, known_outlet, looks_like_name, signed
from provenance.ingest.dates import parse_moment


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Oct.30 - 2023 6:15 PM CET", "2023-10-30T18:15+01:00"),
        ("Published: 6 February 2024 at 09:15 GMT", "2024-02-06T09:15+00:00"),
        ("Tuesday 6 February 2024 09.15", "2024-02-06T09:15"),
        ("Tue 6 Feb 2024 09.15 GMT", "2024-02-06T09:15+00:00"),
        ("2024-02-06T09:15:00Z", "2024-02-06T09:15:00+00:00"),
        ("**February 6th, 2024**", "2024-02-06"),
        ("(6 Feb 2024)", "2024-02-06"),
        ("1 May 2024 • 5 min read", "2024-05-01"),
        ("Date: 2 January 2024", "2024-01-02"),
        ("Posted on Feb. 6, 2024, at 9:15 a.m. ET", "2024-02-06T09:15-05:00"),
        ("March 2024", "2024-03"),
    ],
)
def test_a_date_line_gives_its_time(line, published):
    written = dates_of(line)
    assert written is not None
    assert str(parse_moment(written["published"], basis="date-line")) == published


def test_a_line_can_say_when_it_was_published_and_when_updated():
    written = dates_of("Published 6 Feb 2024, 9:15 a.m. ET; last updated Feb. 7, 2024, 10 a.m. ET")
    assert written == {"published": "6 Feb 2024, 9:15 a.m. ET", "updated": "Feb. 7, 2024, 10 a.m. ET"}
    assert dates_of("Updated 3 hours ago") == {"updated": "3 hours ago"}


@pytest.mark.parametrize(
    "line",
    [
        "In May 2024 he said nothing",
        "May the best crane win",
        "Monday",
        "on Dec. 4.",
        "The vote of 6 February 2024 was close",
        "Room 2024",
        "",
    ],
)
def test_a_line_that_says_more_or_less_than_a_date_is_none(line):
    assert dates_of(line) is None


def test_a_date_in_the_body_needs_its_label():
    assert dates_of("6 February 2024", labelled=True) is None
    assert dates_of("Published 6 February 2024", labelled=True) == {"published": "6 February 2024"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Written by Henrik Rothen", ["Henrik Rothen"]),
        ("By Jane Doe and John Roe, Staff writer", ["Jane Doe", "John Roe"]),
        ("By JANE DOE", ["Jane Doe"]),
        ("By JOHN MCDONALD, ANNE-MARIE O'NEIL and Ada Brook", ["John McDonald", "Anne-Marie O'Neil", "Ada Brook"]),
        ("by Ursula von der Leyen", ["Ursula von der Leyen"]),
        ("*By **Jane Doe***", ["Jane Doe"]),
        ("By Jane Doe in London and John Roe in Paris", ["Jane Doe", "John Roe"]),
        ("By Jane Doe, Associated Press", ["Jane Doe"]),
        ("By Jane Doe (@janedoe)", ["Jane Doe"]),
        ("By Jane Doe jane@doe.example", ["Jane Doe"]),
        ("By Jane Doe for the Skerry Post", ["Jane Doe"]),
        ("Author: Jane Doe", ["Jane Doe"]),
        ("BYLINE: Jane Doe.", ["Jane Doe"]),
        ("By Staff Reporter", []),
    ],
)
def test_a_byline_names_its_authors(line, names):
    found = byline_authors(line)
    assert found is not None
    assert [one.name for one in found] == names
    assert {one.kind for one in found} <= {"person"}


def test_an_agency_alone_in_the_byline_is_its_author():
    found = byline_authors("By Reuters")
    assert found is not None
    assert [(one.name, one.kind) for one in found] == [("Reuters", "organisation")]


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday evening the river had risen.",
        "By Christmas",
        "By the time the police came, the crane was gone",
        "By far the largest crane of the coast, it was built in 1944",
        "Jane Doe",
        "by",
    ],
)
def test_a_sentence_with_by_is_no_byline(line):
    assert byline_authors(line) is None


def test_names_without_a_label_must_be_names_and_nothing_else():
    found = byline_authors("Jane Doe, Political correspondent", labelled=False)
    assert found is not None
    assert [one.name for one in found] == ["Jane Doe"]
    assert byline_authors("World News", labelled=False) is None
    assert byline_authors("After Iowa, the strategy is clear", labelled=False) is None
    assert byline_authors("Staff writer", labelled=False) is None


@pytest.mark.parametrize(
    ("line", "byline", "date"),
    [
        ("By Jane Doe | 6 February 2024", "By Jane Doe", "6 February 2024"),
        ("6 February 2024 – Jane Doe", "Jane Doe", "6 February 2024"),
        ("By Jane Doe, February 6, 2024", "By Jane Doe", "February 6, 2024"),
        ("Jane Doe • Published 6 Feb 2024, 09:15", "Jane Doe", "Published 6 Feb 2024, 09:15"),
    ],
)
def test_names_and_date_on_one_line_are_told_apart(line, byline, date):
    found = signed(line)
    assert found is not None
    assert (found.byline.of(line), found.date.of(line)) == (byline, date)
    assert [one.name for one in found.authors] == ["Jane Doe"]


def test_a_sentence_that_ends_in_a_date_is_not_signed():
    assert signed("The Skerry Post reports the mayor's last speech was held on Dec. 4, 2023.") is None
    assert signed("Jane Doe resigned on 6 February 2024") is None


@given(st.text(max_size=200))
def test_no_line_breaks_the_readers(line):
    for found in (dates_of(line), byline_authors(line), byline_authors(line, labelled=False), looks_like_name(line)):
        assert found is None or isinstance(found, dict | tuple | bool)
    both = signed(line)
    assert both is None or not both.byline.overlaps(both.date)


def test_an_outlet_is_known_by_its_name_in_any_case_with_and_without_the():
    assert known_outlet("the guardian") == known_outlet("The Guardian") is not None
    assert known_outlet("The Post") is None
    assert known_outlet("Skerry Post") is None
