"""Passages that share keys are found, hubs keep long lists connected, and matches are kept once."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from provenance.model import Match, Span
from provenance.store import Store
from provenance.store.dialects import _FOLDED, folded
from tests.store.samples import piece, rows


def add(store: Store, name: str, *keys: int) -> str:
    """An article whose one keyed passage is named in what follows."""
    reading, passages, keyed = piece(name, keys=keys)
    store.add(reading, passages, keyed)
    return passages[0].id


def found(store: Store, *keys: int, **options: int) -> list[str]:
    return [passage.id for passage in store.candidates(keys, **options)]


def match(a: str, b: str, score: float = 90.0) -> Match:
    return Match(a, b, score, "edited", Span(0, 4), Span(2, 6))


def test_passages_that_share_most_keys_come_first(store: Store):
    one, three, two = add(store, "a", 1), add(store, "b", 1, 2, 3), add(store, "c", 1, 2)
    assert found(store, 1, 2, 3) == [three, two, one]
    assert found(store, 1, 2, 3, limit=2) == [three, two]
    assert found(store, 4) == []
    assert found(store) == []


def test_a_passage_is_a_candidate_as_soon_as_it_is_added(store: Store):
    first = add(store, "a", 5)
    assert found(store, 5) == [first]
    second = add(store, "b", 5)
    assert found(store, 5) == [first, second]


def test_keys_of_63_bits_are_told_apart(store: Store):
    large, small = add(store, "a", 2**63 - 1), add(store, "b", 0)
    assert found(store, 2**63 - 1) == [large]
    assert found(store, 0) == [small]


def test_of_a_long_list_the_first_and_the_last_are_taken(store: Store):
    holders = [add(store, f"article-{n}", 1) for n in range(9)]
    assert found(store, 1, per_key=9, hubs=2) == holders
    assert found(store, 1, per_key=8, hubs=2) == [*holders[:2], *holders[-2:]]


def test_a_hub_whose_article_was_revised_gives_way_to_the_next(store: Store):
    holders = [add(store, f"article-{n}", 1) for n in range(5)]
    store.candidates([1])
    add(store, "article-0", 99)
    store.add(*piece("article-0", title="Without the key", keys=()))
    assert found(store, 1, per_key=2, hubs=1) == [holders[1], holders[4]]


def before(store: Store, passage: str, *keys: int, **options: float) -> list[str]:
    (found,) = store.earlier({passage: keys}, **options).values()  # type: ignore[arg-type]
    return [one.id for one in found]


def test_a_passage_is_compared_with_those_stored_before_it_in_other_articles(store: Store):
    first, second, third = (add(store, name, 1, 2) for name in "abc")
    assert before(store, first, 1, 2) == []
    assert before(store, second, 1, 2) == [first]
    assert before(store, third, 1, 2) == [first, second]
    assert before(store, third, 3) == []


def test_of_a_key_that_many_hold_the_first_and_the_last_before_a_passage_count(store: Store):
    holders = [add(store, f"article-{n}", 1) for n in range(9)]
    assert before(store, holders[4], 1, per_key=4, hubs=2) == holders[:4]
    assert before(store, holders[5], 1, per_key=4, hubs=2) == [*holders[:2], *holders[3:5]]
    assert before(store, holders[7], 1, per_key=4, hubs=2) == [*holders[:2], *holders[5:7]]
    assert before(store, holders[8], 1, per_key=8, hubs=2) == holders[:8]


def test_passages_must_share_a_part_of_the_keys_of_the_one_that_has_fewer(store: Store):
    few, many = add(store, "a", 1, 2), add(store, "b", *range(2, 12))
    last = add(store, "c", *range(8), 20, 21)
    assert before(store, last, *range(8), 20, 21, share=0.5) == [few, many]
    assert before(store, last, *range(8), 20, 21, share=0.7) == [few]
    assert before(store, many, *range(2, 12), share=0.5) == [few]
    assert before(store, many, *range(2, 12), share=0.6) == []


@given(st.integers(-(2**63), 2**63 - 1))
@example(0)
@example(2**63 - 1)
@example(-(2**63))
def test_the_statement_folds_a_key_as_the_query_does(key: int):
    with create_engine("sqlite://").connect() as connection:
        inside = connection.execute(text(f"SELECT {_FOLDED.format(key=':key')}"), {"key": key}).scalar_one()
    assert inside == folded(key)
    assert -(2**31) <= inside < 2**31


def test_linked_passages_leave_the_queue_and_their_matches_stay(store: Store):
    a, b = add(store, "a", 1), add(store, "b", 1)
    assert store.save_matches([match(a, b)], [a, b]) == 2
    assert store.save_matches([], [a, store.unlinked()[0].id]) == 1  # another program has named the first one
    assert list(store.matches()) == [match(a, b)]
    assert [passage.id for passage in store.unlinked(limit=1)] == [store.unlinked()[0].id]
    assert store.unlinked(limit=1, skip=1) == store.unlinked()[1:2]
    assert store.unlinked(limit=1, skip=9) == []
    assert not {a, b} & {passage.id for passage in store.unlinked()}


def test_the_passage_stored_first_is_a(store: Store):
    first, second = add(store, "a", 1), add(store, "b", 1)
    store.save_matches([Match(second, first, 80.0, "contained", Span(0, 3), Span(5, 9))], [])
    assert list(store.matches([second])) == [Match(first, second, 80.0, "contained", Span(5, 9), Span(0, 3))]


def test_saving_again_changes_nothing_and_a_new_score_replaces_the_old_one(store: Store):
    a, b = add(store, "a", 1), add(store, "b", 1)
    store.save_matches([match(a, b), match(b, a), match(a, a)], [a, b])
    before = rows(store)
    store.save_matches([match(b, a)], [a, b])
    assert rows(store) == before
    store.save_matches([match(a, b, 70.5)], [a])
    assert [one.score for one in store.matches()] == [70.5]


def test_matches_of_some_passages_come_once_each(store: Store):
    a, b, c = (add(store, name, 1) for name in "abc")
    store.save_matches([match(a, b), match(b, c)], [])
    assert list(store.matches([a])) == [match(a, b)]
    assert sorted(store.matches([a, b]), key=repr) == sorted([match(a, b), match(b, c)], key=repr)
    assert list(store.matches([])) == []


def test_clearing_the_matches_makes_everything_unlinked(store: Store):
    a, b = add(store, "a", 1), add(store, "b", 1)
    waiting = store.unlinked()
    store.save_matches([match(a, b)], [passage.id for passage in waiting])
    assert store.unlinked() == []
    store.clear_matches()
    assert store.unlinked() == waiting
    assert list(store.matches()) == []


def test_a_passage_that_another_reading_did_away_with_meanwhile_is_left_out(store: Store):
    a, b = add(store, "a", 1), add(store, "b", 1)
    reading, passages, keys = piece("b")
    store.reread(reading, passages[1:], keys)
    store.save_matches([match(a, b)], [a, b])
    assert list(store.matches()) == []
    assert a not in {passage.id for passage in store.unlinked()}
    assert store.earlier({b: [1]}) == {b: []}


def test_a_passage_that_was_superseded_meanwhile_is_left_out(store: Store):
    a, b = add(store, "a", 1), add(store, "b", 1)
    store.add(*piece("b", title="Revised"))
    store.save_matches([match(a, b)], [a, b])
    assert list(store.matches()) == []
    assert a not in {passage.id for passage in store.unlinked()}
