"""What an article has more than another: a copy seldom has anything, another copy of the same text often does."""

from typing import Any

import pytest

from provenance.chain.growth import Growth, copied, growth
from provenance.chain.reuse import bodies, reuses

ASIDE = "Our reporter met commuters on the quay who had waited since dawn for any boat at all, in heavy rain."
CUT = "The ferry Halcyon has carried tourists between the outer islands."
SHORT = "So it goes."


def seen(corpus: Any, child: str, parent: str, left_out: frozenset[str] = frozenset()) -> Growth:
    known = bodies(corpus.readings, corpus.passages)
    shared = reuses(known, corpus.matches)
    return growth(known[child], known[parent], shared[child, parent], left_out)


def test_a_copy_that_was_cut_has_nothing_more(corpus, prose):
    whole = corpus.add("gazette", *prose)
    copy = corpus.add("courier", prose[0], CUT, *prose[3:], ASIDE)
    assert seen(corpus, copy, whole) == Growth(taken=5, compared=5, longer=0, inserted=0)


def test_a_clause_and_a_sentence_that_the_other_has_not_are_growth(corpus, prose):
    copy = corpus.add("courier", prose[0], CUT, *prose[3:])
    whole = corpus.add("gazette", *prose)
    assert seen(corpus, whole, copy) == Growth(taken=5, compared=5, longer=1, inserted=1)


def test_words_that_were_exchanged_are_no_growth(corpus, prose):
    whole = corpus.add("gazette", *prose)
    copy = corpus.add("courier", prose[0], prose[1].replace("tourists", "paying holiday guests"), *prose[2:])
    assert seen(corpus, copy, whole).longer == 0


def test_a_sentence_too_short_to_tell_is_not_counted_as_put_in(corpus, prose):
    whole = corpus.add("gazette", *prose)
    copy = corpus.add("courier", *prose[:2], SHORT, *prose[2:])
    assert seen(corpus, copy, whole).inserted == 0


def test_sentences_that_name_outlets_are_left_out(corpus, prose):
    whole = corpus.add("gazette", *prose)
    copy = corpus.add("courier", f"According to the Gazette, {prose[0]}", *prose[1:])
    first = next(one.id for one in corpus.passages if one.article == copy and one.kind == "sentence")
    assert seen(corpus, copy, whole).longer == 1
    assert seen(corpus, copy, whole, frozenset({first})) == Growth(taken=6, compared=5, longer=0, inserted=0)


@pytest.mark.parametrize(
    ("one", "likely"),
    [
        (Growth(12, 12, 0, 0), True),
        (Growth(12, 12, 0, 1), True),
        (Growth(2, 2, 0, 0), True),
        (Growth(12, 12, 3, 2), False),
        (Growth(6, 6, 0, 3), False),
    ],
)
def test_a_single_addition_is_still_a_copy_and_several_are_another_copy(one, likely):
    assert (copied(one) > 0) is likely


def test_articles_that_share_nothing_say_nothing_either_way():
    assert copied(Growth(0, 0, 0, 0)) == 0
