import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model import Span
from tests.bench.markup import Parts, marked
from tests.bench.scoring import Tally, matched, read, score, total

GOLD = marked(
    '{s1:Ann Lee} {c1:said} {n1:the old bridge was safe}. {n2:"We walked over it,"} {s2:she} {c2:added}. '
    '{s3:Orr} {c3:called} {n3:the bridge a "ruin"}.'
)
REST = 'Orr called the bridge a "ruin".'


def compare(found: str):
    """Score another marking of the same words."""
    other = marked(found)
    assert other.text == GOLD.text
    return score(GOLD.text, GOLD.attributions, other.attributions)


def test_the_gold_scored_against_itself_is_perfect():
    scores = score(GOLD.text, GOLD.attributions, GOLD.attributions)
    assert {scores[name].f1 for name in ("detection", "full", "direct part")} == {100.0}
    assert {scores[name].recall for name in ("direct", "mixed", "indirect", "quoted", "unquoted")} == {100.0}


def test_kinds_are_read_from_the_marks():
    scores = score(GOLD.text, GOLD.attributions, [])
    assert [scores[kind].expected for kind in ("direct", "mixed", "indirect")] == [1, 1, 1]
    assert scores["detection"] == Tally(0, 0, 3)


def test_half_of_the_words_are_enough_and_fewer_are_not():
    enough = compare('Ann Lee said the {n1:old bridge was} safe. "We walked over it," she added. ' + REST)
    fewer = compare('Ann Lee said the old {n1:bridge was} safe. "We walked over it," she added. ' + REST)
    assert (enough["detection"].right, fewer["detection"].right) == (1, 0)


def test_the_right_words_with_the_wrong_source_are_found_but_not_full():
    scores = compare('{s2:Ann Lee} said {n1:the old bridge was safe}. {n2:"We walked over it,"} she added. ' + REST)
    assert scores["detection"] == Tally(2, 2, 3)
    assert scores["full"] == Tally(0, 1, 3)
    assert scores["direct part"] == Tally(0, 1, 1)


def test_a_mark_or_a_comma_inside_or_outside_changes_nothing():
    scores = compare('Ann Lee said the old bridge was safe. "{n1:We walked over it}," {s1:she} {c1:added}. ' + REST)
    assert scores["full"].right == scores["direct part"].right == 1


def test_two_found_in_the_place_of_one_count_as_one_right():
    scores = score(GOLD.text, GOLD.attributions[:1], GOLD.attributions[:1] * 2)
    assert scores["detection"] == Tally(1, 2, 1)


def test_as_many_pairs_as_can_be_even_if_the_most_alike_takes_anothers_only_match():
    text = "one two three four five six"
    at = [(0, 3), (4, 7), (8, 13), (14, 18), (19, 23), (24, 27)]

    def over(first, last):
        return Parts(content=(Span(at[first][0], at[last][1]),))

    # The first expected one is most like the second found one, which is all that the second expected one can have.
    expected, found = read(text, [over(0, 3), over(0, 5)]), read(text, [over(0, 1), over(0, 3)])
    assert matched(expected, found) == {0: 0, 1: 1}


@pytest.mark.parametrize(
    "text",
    [
        'He said "yes we can do it" twice.',
        "He said “yes we can do it” twice.",
        "He said „yes we can do it“ twice.",
        "He said « yes we can do it » twice.",
        "He said ''yes we can do it'' twice.",
        "He said ‘yes we can do it’ twice.",
        'He said "yes we can do it\nThen "he" left.',
    ],
)
def test_quotations_of_every_style_are_direct(text):
    start = text.index("yes")
    (one,) = read(text, [Parts(content=(Span(start, start + len("yes we can do it")),))])
    assert one.kind == "direct"
    assert len(one.part) == 5


def test_an_apostrophe_opens_no_quotation():
    text = "The people’s bridge isn’t old, the workers’ union says."
    (one,) = read(text, [Parts(content=(Span(0, 29),))])
    assert one.kind == "indirect"


def test_content_without_a_word_is_left_out():
    assert read("Yes – no", [Parts(content=(Span(4, 5),))]) == []


def test_tallies_of_articles_are_added():
    one = score(GOLD.text, GOLD.attributions, GOLD.attributions[:2])
    assert total([one, one])["detection"] == Tally(4, 4, 6)
    assert Tally().f1 == Tally().precision == Tally().recall == 0


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20))),
)
def test_pairs_are_one_to_one_and_no_pair_can_be_added(first, second):
    text = "word " * 16
    gold, ours = (read(text, [Parts(content=(Span(s, s + n),)) for s, n in side]) for side in (first, second))
    pairs = matched(gold, ours)
    assert len(set(pairs.values())) == len(pairs)
    for i, one in enumerate(gold):
        for j, other in enumerate(ours):
            shared = len(one.content & other.content) / len(one.content | other.content)
            assert i in pairs or j in pairs.values() or shared < 0.5
