"""What dates tell about order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.chain.order import chance_before, lag
from provenance.model import Article, Moment

moments = st.builds(
    Moment,
    st.integers(0, 5 * 86_400).map(lambda seconds: datetime(2024, 5, 1, tzinfo=UTC) + timedelta(seconds=seconds)),
    st.sampled_from(["second", "minute", "day", "month"]),
    st.just("given"),
    st.booleans(),
)


def article(at: str | None, precision="second", zoned=True, **fields) -> Article:
    moment = Moment(datetime.fromisoformat(at).replace(tzinfo=UTC), precision, "given", zoned) if at else None
    return Article(id=str(at), text="", published=moment, **fields)


@given(moments, moments)
def test_one_of_two_came_first(one, other):
    a, b = Article("a", "", published=one), Article("b", "", published=other)
    assert chance_before(a, b) + chance_before(b, a) == pytest.approx(1)
    assert -1e-9 <= chance_before(a, b) <= 1 + 1e-9


def test_exact_times_are_certain_and_missing_ones_tell_nothing():
    assert chance_before(article("2024-05-01T10:00"), article("2024-05-01T10:05")) == 1
    assert chance_before(article("2024-05-01T10:05"), article("2024-05-01T10:00")) == 0
    assert chance_before(article(None), article("2024-05-01")) == 0.5


def test_a_day_is_the_whole_of_it_and_not_midnight():
    day, morning = article("2024-05-01", "day"), article("2024-05-01T06:00")
    assert chance_before(day, morning) == pytest.approx(0.25, abs=0.001)
    assert chance_before(day, article("2024-05-02T00:00")) == 1


def test_a_day_without_a_zone_reaches_into_its_neighbours():
    day = article("2024-05-01", "day", zoned=False)
    assert 0 < chance_before(article("2024-05-02T06:00"), day) < 0.5
    assert chance_before(article("2024-05-04T00:00"), day) == 0


def test_a_date_later_than_the_page_was_read_is_no_date():
    seen = Moment(datetime(2024, 5, 1, tzinfo=UTC), "second", "fetched")
    assert article("2031-01-01T00:00", first_seen=seen).dated is None
    assert article("2024-04-30T00:00", first_seen=seen).dated is not None


def test_lag_is_given_only_where_the_order_is_known():
    early, late = article("2024-05-01T10:00"), article("2024-05-01T12:30")
    assert lag(early, late) == timedelta(hours=2, minutes=30)
    assert lag(late, early) is None
    assert lag(article("2024-05-01", "day"), late) is None
    assert lag(article(None), late) is None
