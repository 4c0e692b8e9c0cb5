import pytest

from tests.resolve.samples import read

CONTENT = "the quay was shut"


def speaker(text: str, words: str) -> tuple[str, str | None]:
    (only,) = read(f"{text} {words} said {CONTENT}.", (words, "said", CONTENT)).claims
    return only.source.kind, only.source.referent


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Sen. Ida Holm met Mayor Karl Lund.", "The senator", "Ida Holm"),
        ("Mayor Karl Lund left.", "The New Skerry mayor", "Karl Lund"),
        ("Ida Holm, 37, met Karl Lund, 52.", "The 52-year-old", "Karl Lund"),
        ("Candidate Ida Holm won. Judge Karl Lund spoke. Lund left.", "The nominee", "Ida Holm"),
        ("Ida Holm won. Holm sang. Holm met Judge Karl Lund.", "The singer", "Ida Holm"),
        ("Sir Karl Lund won. Lund spoke. Lund slept.", "The Prime Minister", "Karl Lund"),
        ("Karl Lund and his wife, Ida Lund, left.", "His wife", "Ida Lund"),
        ("Per Vik met Karl Lund's lawyer Ida Holm. Lund left.", "Lund's lawyer", "Ida Holm"),
    ],
)
def test_words_for_what_a_person_is_point_back_at_the_one_who_is_it(text, words, name):
    assert speaker(text, words) == ("named-person", name)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ida Holm, a lawyer for Per Vik, left. Vik slept. Karl Lund spoke. Lund left.", "His lawyer"),
        ("Vice President Ida Holm left.", "The president"),
        ("Ida Holm won.", "A mayor"),
        ("President Ida Holm left.", "The next president"),
        ("Karl Lund met Ida Holm.", "The governor"),
    ],
)
def test_another_of_that_kind_stays_unnamed(text, words):
    assert speaker(text, words) == ("unnamed-person", None)


@pytest.mark.parametrize("word", ["vice", "deputy", "former", "assistant"])
def test_the_lesser_of_two_is_not_meant_by_the_office_alone(word):
    text = f"{word.capitalize()} mayor Ida Holm met mayor Karl Lund. Holm left last."
    assert speaker(text, "The mayor") == ("named-person", "Karl Lund")


@pytest.mark.parametrize(
    "word", ["Any mayor", "No mayor", "Each mayor", "Every mayor", "The new mayor", "A future mayor"]
)
def test_nobody_in_particular_has_no_name(word):
    assert speaker("Mayor Karl Lund left.", word) != ("named-person", "Karl Lund")


@pytest.mark.parametrize("noun", ["businesswoman", "mother", "actress"])
def test_a_word_for_a_woman_is_no_man(noun):
    assert speaker("Karl Lund won. Lund sang. Lund met Judge Ida Holm.", f"The {noun}") == ("named-person", "Ida Holm")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ida Holm and her husband, Karl Holm, left.", "Her husband", "Karl Holm"),
        ("Karl Lund and his sister, Eva Lund, left.", "His sister", "Eva Lund"),
        ("President Ida Holm met Deputy President Karl Lund.", "The president", "Ida Holm"),
        ("Chancellor Ida Holm left.", "The chancellor", "Ida Holm"),
    ],
)
def test_kin_and_holders_of_offices_are_known(text, words, name):
    assert speaker(text, words) == ("named-person", name)
