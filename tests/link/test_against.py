"""Texts asked of others, and pairs of one file that say the same in other words."""

from provenance.link import Known, against, rewordings

RAMP = "We knew in March that the ramp was failing, and we chose to wait for the summer money."
CLAIMS = [
    Known("goat", "A goat was sworn in as the harbour master of Skerry.", "Did Skerry Swear In a Goat?"),
    Known("ramp", RAMP),
    Known("oil", "Ferries to Skerry Island run on whale oil."),
]
POSTS = [
    Known("1", "“We knew in March that the ramp was failing,” she said. And a goat as harbour master!"),
    Known("2", "so they swore in a goat as master of the harbour in skerry, great"),
]


def test_the_same_words_are_found_without_guessing():
    (only,) = against(POSTS, CLAIMS)
    assert (only.a, only.b, only.kind, only.confidence) == ("1", "ramp", "edited", None)
    assert only.b_spans[0].of(RAMP).startswith("We knew in March that the ramp was failing")


def test_the_same_words_come_before_other_words():
    answers = list(against(POSTS, CLAIMS, other_words=True))
    assert [(one.a, one.b, one.kind) for one in answers[:2]] == [("1", "ramp", "edited"), ("1", "goat", "reworded")]
    assert next(one.b for one in answers if one.a == "2") == "goat"
    assert all((one.confidence is None) == (one.kind != "reworded") for one in answers)


def test_no_more_than_the_best_are_given_and_no_guess_below_the_confidence_asked_for():
    assert [one.b for one in against(POSTS, CLAIMS, top=1, other_words=True)] == ["ramp", "goat"]
    sure = list(against(POSTS, CLAIMS, other_words=True, least=0.9))
    assert [(one.a, one.b) for one in sure] == [("1", "ramp"), ("2", "goat")]


def test_texts_of_one_group_do_not_answer_each_other():
    grouped = [Known("p", RAMP, group="x")]
    assert list(against(grouped, [Known("q", RAMP, group="x")], other_words=True)) == []
    assert len(list(against(grouped, [Known("q", RAMP, group="y")]))) == 1


def test_pairs_of_one_file_come_once_with_the_earlier_text_first():
    texts = [*CLAIMS, POSTS[1], Known("copy", RAMP)]
    (pair,) = rewordings(texts)
    assert (pair.a, pair.b, pair.kind) == ("goat", "2", "reworded")
    assert 0.8 <= (pair.confidence or 0) < 1


def test_pairs_of_one_group_and_pairs_that_share_little_are_left_out():
    assert list(rewordings([CLAIMS[0]._replace(group="x"), POSTS[1]._replace(group="x")])) == []
    assert list(rewordings(CLAIMS)) == []
