"""The domain's values."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article, Moment, Span, digest

NOON = datetime(2024, 6, 3, 12, 0, tzinfo=UTC)


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_two_digests_are_equal_only_when_the_fields_are(one, other):
    assert (digest(*one) == digest(*other)) == (one == other)


def test_a_digest_is_the_same_on_every_machine():
    assert digest("article", "https://example.org/a") == "eaa6910310a04fe93e5e83ef863033f4"


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_spans_overlap_exactly_when_they_share_a_character(a, b, c, d):
    one, other = Span(min(a, b), max(a, b)), Span(min(c, d), max(c, d))
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)


def test_a_span_covers_what_lies_inside_it_and_itself():
    assert Span(2, 8).covers(Span(2, 8))
    assert Span(2, 8).covers(Span(3, 4))
    assert not Span(2, 8).covers(Span(1, 4))
    assert Span(2, 8).of("0123456789") == "234567"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (Moment(NOON, "second", "meta"), "2024-06-03T12:00:00+00:00"),
        (Moment(NOON, "minute", "meta"), "2024-06-03T12:00+00:00"),
        (Moment(NOON, "minute", "meta", zoned=False), "2024-06-03T12:00"),
        (Moment(NOON, "day", "meta"), "2024-06-03"),
        (Moment(NOON, "month", "meta"), "2024-06"),
        (Moment(NOON, "year", "meta"), "2024"),
    ],
)
def test_a_moment_is_written_as_exactly_as_it_is_known(moment, written):
    assert str(moment) == written


def test_a_day_is_an_interval_and_one_without_a_zone_a_longer_one():
    start = datetime(2024, 6, 3, tzinfo=timezone(timedelta(hours=2)))
    zoned = Moment(start, "day", "meta").interval()
    assert zoned == (datetime(2024, 6, 2, 22, tzinfo=UTC), datetime(2024, 6, 3, 22, tzinfo=UTC))
    anywhere = Moment(start, "day", "meta", zoned=False).interval()
    assert anywhere[0] < zoned[0]
    assert anywhere[1] > zoned[1]


def test_a_version_changes_with_the_words_and_not_with_what_surrounds_them():
    article = Article(id="a", text="One.", title="T", notes=("seen once",))
    assert article.version == Article(id="a", text="One.", title="T").version
    assert article.version != Article(id="a", text="Two.", title="T").version
    assert article.version != Article(id="a", text="One.", title="U").version
    assert article.sha256 == Article(id="b", text="One.").sha256
