"""Matching many texts at once."""

from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from provenance.link.bulk import Alike, Pile, Text, match
from provenance.link.score import coded, likeness
from provenance.text import WordCodes

SAID = "The ferry company knew about the cracked hull for eleven weeks before anybody told the harbour master."
CUT = "knew about the cracked hull for eleven weeks"
OTHER = "Nobody in the shipyard believed that the turbine could be repaired before the autumn gales."


def test_matching_pairs_come_in_the_order_of_the_input():
    found = list(match([("a", SAID, None), ("b", OTHER, None), ("c", CUT, None), ("d", OTHER.upper(), None)]))
    assert [(one.a, one.b, one.kind) for one in found] == [("a", "c", "contained"), ("b", "d", "verbatim")]
    assert found[0].a_span.of(SAID) == found[0].b_span.of(CUT) == CUT


def test_texts_of_one_group_do_not_match():
    assert list(match([("a", SAID, "x"), ("b", SAID, "x")])) == []
    assert len(list(match([("a", SAID, "x"), ("b", SAID, "y"), ("c", SAID, None), ("d", SAID, None)]))) == 6


def test_days_of_the_same_week_make_short_words_match():
    short = "They were told in March."
    near = [Text("a", short, None, date(2024, 5, 1)), Text("b", short, None, date(2024, 5, 3))]
    far = [near[0], near[1]._replace(day=date(2024, 9, 1))]
    assert len(list(match(near))) == 1
    assert list(match(far)) == []


def test_without_a_day_words_must_be_the_more_alike_the_less_they_are_of_the_longer_text():
    edited = "knew about the broken hull for eleven long weeks"
    assert [
        one.score > 75
        for one in match([Text("a", CUT, None, date(2024, 5, 1)), Text("b", edited, None, date(2024, 5, 3))])
    ] == [True]
    assert list(match([("a", CUT, None), ("b", edited, None)])) == []
    assert len(list(match([("a", SAID, None), ("b", SAID.replace("cracked", "broken"), None)]))) == 1


def test_no_texts_and_empty_texts_give_no_pairs():
    assert list(match([])) == []
    assert list(match([("a", "", None), ("b", "", None), ("c", "…", None)])) == []


def test_two_hundred_copies_give_every_pair():
    found = list(match([(f"m{n}", SAID, None) for n in range(200)]))
    assert len({(one.a, one.b) for one in found}) == 200 * 199 / 2
    assert {(one.score, one.kind) for one in found} == {(100, "verbatim")}


def test_a_thousand_copies_stay_connected_without_all_pairs():
    found = list(match([(f"m{n}", SAID, None) for n in range(1_000)]))
    assert {one.b for one in found} == {f"m{n}" for n in range(1, 1_000)}
    assert len(found) < 40_000


@given(st.permutations([SAID, CUT, OTHER, OTHER.replace("turbine", "engine"), "Something else altogether."]))
def test_the_order_of_the_input_does_not_change_which_match(texts):
    found = {frozenset((one.a, one.b)) for one in match([(text, text, None) for text in texts])}
    assert found == {frozenset((SAID, CUT)), frozenset((OTHER, OTHER.replace("turbine", "engine")))}


def alike(texts: list[str]) -> list[Alike]:
    pile = Pile()
    for text in texts:
        pile.add(text)
    return list(pile.alike())


@given(st.lists(st.lists(st.sampled_from([*SAID.split(), *OTHER.split()]), max_size=14).map(" ".join), max_size=6))
def test_score_and_kind_are_those_that_two_have_alone(texts):
    codes = WordCodes()
    for a, b, score, kind in alike(texts):
        alone = likeness(coded(texts[a], codes), coded(texts[b], codes))
        assert alone is not None
        assert (round(alone.score, 6), alone.kind) == (round(score, 6), kind)


@given(
    st.lists(st.sampled_from([SAID, CUT, OTHER, OTHER.replace("turbine", "engine"), SAID[:60], "…", ""]), max_size=6)
)
def test_no_two_that_carry_the_same_words_are_passed_over_among_many(texts):
    expected = {(a, b) for (a, one), (b, other) in combinations(enumerate(texts), 2) if alike([one, other])}
    assert {(a, b) for a, b, _, _ in alike(texts)} == expected


def test_a_few_words_of_a_long_text_need_to_tell_more_than_the_whole_of_a_short_one():
    stock = "There is no evidence of that"
    assert alike([stock, stock.upper()])
    assert not alike([stock, f"{stock}, and nobody in the harbour office who was asked about it had ever seen any."])
    assert alike([CUT, f"{SAID} {OTHER} {OTHER.replace('turbine', 'engine')}"])
