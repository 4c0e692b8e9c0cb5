from datetime import UTC, datetime

import pytest

from provenance.ingest.parsed import parse_page
from provenance.ingest.stamps import Stamps, read_stamps
from tests.ingest.invented import HEADLINE, PARAGRAPHS, jsonld, page, paragraphs

NOW = datetime(2024, 6, 1, tzinfo=UTC)
URL = "https://lantern.example/harbour/ferry"


def stamps(html: str, url: str = URL, country: str | None = None) -> Stamps:
    return read_stamps(parse_page(html, url=url, where="page"), url=url, country=country, seen=NOW)


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


def test_structured_data_is_believed_before_meta_tags_and_these_before_the_page():
    time = '<time datetime="2024-02-04T10:00:00Z">4 Feb</time>'
    tags = meta("article:published_time", "2024-02-05T10:00:00Z")
    data = jsonld(datePublished="2024-02-06T10:00:00Z")
    for head, day, basis in ((data + tags, 6, "json-ld"), (tags, 5, "meta"), ("", 4, "time-element")):
        found = stamps(page(head, time + paragraphs(*PARAGRAPHS)))
        assert found.published is not None
        assert (found.published.at.day, found.published.basis) == (day, basis)


def test_published_and_updated_are_kept_apart():
    found = stamps(page(jsonld(datePublished="2024-02-06T10:00:00Z", dateModified="2024-02-07T11:00:00+01:00")))
    assert str(found.published) == "2024-02-06T10:00:00+00:00"
    assert str(found.updated) == "2024-02-07T11:00:00+01:00"


def test_a_bare_day_is_made_exact_by_a_stamp_of_the_same_day_only():
    same = jsonld(datePublished="2024-02-06") + meta("article:published_time", "2024-02-06T10:00:00Z")
    other = jsonld(datePublished="2024-02-06") + meta("article:published_time", "2024-02-09T10:00:00Z")
    assert str(stamps(page(same)).published) == "2024-02-06T10:00:00+00:00"
    assert str(stamps(page(other)).published) == "2024-02-06"


def test_a_time_without_zone_is_given_one_by_a_stamp_that_can_be_the_same_instant():
    head = jsonld(datePublished="2024-02-06T09:30:00") + meta("article:published_time", "2024-02-06T14:30:00+00:00")
    assert str(stamps(page(head)).published) == "2024-02-06T14:30:00+00:00"


def test_a_day_in_the_address_stands_behind_every_stamp_and_before_nothing():
    url = "https://lantern.example/2024/02/05/ferry"
    assert str(stamps(page(jsonld(datePublished="2024-02-06T10:00:00Z")), url).published) == "2024-02-06T10:00:00+00:00"
    alone = stamps(page(), url).published
    assert alone is not None
    assert (str(alone), alone.basis) == ("2024-02-05", "url")
    assert str(stamps(page(), "https://lantern.example/2024/feb/05/ferry").published) == "2024-02-05"


def test_figures_that_can_be_read_in_two_ways_keep_their_year_with_a_note():
    found = stamps(page(meta("date", "03/04/2024")))
    assert str(found.published) == "2024"
    assert "two ways" in found.notes[0]
    assert str(stamps(page(meta("date", "03/04/2024")), country="GB").published) == "2024-04-03"


@pytest.mark.parametrize(
    ("stamp", "says"),
    [
        ("2031-02-06T09:15:00Z", "future"),
        ("1970-01-01T00:00:00Z", "no date"),
        ("0001-01-01T00:00:00", ""),
        ("soon", ""),
    ],
)
def test_a_time_that_cannot_be_is_left_out_with_a_note_and_nothing_is_put_in_its_place(stamp, says):
    body = '<p class="date">5 February 2024</p>' if says else ""
    found = stamps(page(meta("article:published_time", stamp), body + paragraphs(*PARAGRAPHS)))
    assert found.published is None
    assert says in "".join(found.notes)


def test_tomorrow_in_another_time_zone_is_no_error():
    assert stamps(page(jsonld(datePublished="2024-06-01T12:00:00Z"))).published is not None


def test_a_line_marked_as_a_date_below_the_headline_counts_and_one_above_does_not():
    below = page(body='<div class="byline">By Ingrid Vale, 5 February 2024 4:45pm</div>' + paragraphs(*PARAGRAPHS))
    above = below.replace("<article>", '<div class="date">31 May 2024</div><article>')
    assert str(stamps(below).published) == str(stamps(above).published) == "2024-02-05T16:45"


def test_dates_of_the_story_are_not_the_pages():
    assert stamps(page(body=paragraphs("The ferry first sailed on 12 May 1961.", *PARAGRAPHS))).published is None


def test_a_machines_form_makes_the_visible_time_exact():
    body = '<p class="date">5 February 2024 4:45pm</p><time datetime="2024-02-05T16:45+0100">x</time>'
    assert str(stamps(page(body=body + paragraphs(*PARAGRAPHS))).published) == "2024-02-05T16:45+01:00"


def test_a_page_without_headline_still_has_its_time_element():
    html = page(body='<time datetime="2024-02-05">x</time>').replace(f"<h1>{HEADLINE}</h1>", "")
    assert str(stamps(html).published) == "2024-02-05"
