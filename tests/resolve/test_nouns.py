import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.resolve.nouns import FIGURES, head_noun, narrowed, singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("agencies", "agency"),
        ("ties", "tie"),
        ("fishermen", "fisherman"),
        ("officials", "official"),
        ("boss", "boss"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("press", "press"),
        ("people", "people"),
    ],
)
def test_a_plural_loses_its_ending_where_english_is_regular(plural, one):
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("phrase", "kept"),
    [
        ("two officials familiar with the tests", "two officials"),
        ("the engineer who built the bridge", "the engineer"),
        ("the harbour master, a former pilot", "the harbour master"),
        ("the pilot – a neighbour – ", "the pilot"),
        ("the pilot—a neighbour", "the pilot"),
        ("a long-serving pilot", "a long-serving pilot"),
        ("a report published on Monday", "a report"),
        ("an offer", "an offer"),
        ("the pilot of", "the pilot of"),
    ],
)
def test_a_phrase_is_narrowed_to_what_stands_before_whatever_only_narrows_it(phrase, kept):
    assert narrowed(phrase) == kept


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("A Senior Official of the ministry", "official"),
        ("the ministry's", "ministry"),
        ("“the Ministry”", "ministry"),
        ("the U.S.", "u.s"),
        ("the harbour master-general", "master-general"),
        ("the pilots'", "pilots"),
        ("the B-52", "b-52"),
        (", who left", ""),
        ("", ""),
    ],
)
def test_the_head_noun_is_the_last_word_of_that_folded_and_bare(phrase, noun):
    assert head_noun(phrase) == noun


@given(st.text(max_size=60))
def test_any_phrase_has_a_head_noun_or_none(phrase):
    noun = head_noun(phrase)
    assert noun == noun.casefold()
    assert not noun.endswith(("'", "."))


@pytest.mark.parametrize(
    "phrase",
    [
        "12 people",
        "1,200 voters",
        "about 12 people",
        "fewer than ten pilots",
        "more than half of them",
        "seventeen pilots",
        "forty-two pilots",
        "a third of voters",
        "majorities of voters",
        "the other two",
        "just over a dozen",
    ],
)
def test_phrases_that_begin_with_a_figure_are_known(phrase):
    assert FIGURES.match(phrase)


@pytest.mark.parametrize("phrase", ["someone", "tenants", "a pilot", "the pilots", "oneself", "fourth graders"])
def test_phrases_that_begin_with_none_are_left(phrase):
    assert not FIGURES.match(phrase)


@pytest.mark.parametrize(
    "word",
    """of for from at in on with to by who whom whose which that said led including about against among around behind
    between near over under inside outside within working seeking handling speaking briefed involved conducted released
    published obtained being based is are was were has have had both""".split(),
)
def test_a_word_that_narrows_ends_the_phrase(word):
    assert narrowed(f"two pilots {word} ships") == "two pilots"
