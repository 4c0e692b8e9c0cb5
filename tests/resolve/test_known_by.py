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
