import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.resolve.outlets import find_outlets
from provenance.resolve.unlisted import find_unlisted
from tests.resolve.samples import laid


def unlisted(text: str) -> list[str]:
    layout = laid(text)
    return [one.name for one in find_unlisted(layout, find_outlets(layout))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Holm told the Skerry Courier that she was glad.", "Skerry Courier"),
        ("The Skerry Gazette reported the closure.", "Skerry Gazette"),
        ("The newspaper Havnebladet reported it.", "Havnebladet"),
        ("It stood in the Havnebladet newspaper.", "Havnebladet"),
        ("Holm told HarbourSources that she was glad.", "HarbourSources"),
        ("Holm told WQZX-TV that she was glad.", "WQZX-TV"),
        ("She called in to his “Plain Talk” radio show.", "Plain Talk"),
    ],
)
def test_what_the_text_itself_calls_an_outlet_is_one(text, name):
    assert unlisted(text) == [name]


def test_every_place_of_such_a_name_is_found():
    assert unlisted("Holm told HarbourSources. HarbourSources is new.") == ["HarbourSources", "HarbourSources"]


@pytest.mark.parametrize(
    "text",
    [
        "Frank VanderSloot told Holm that he was glad.",
        "An influential Skerry-based newspaper ran it.",
        "The Norwegian newspaper ran it on Monday.",
        "It was the Good News that she had hoped for.",
    ],
)
def test_other_capitalised_words_are_none(text):
    assert unlisted(text) == []


@given(st.text(alphabet="Told the Courier News'\"“” KWXY-TV.\n", max_size=90))
def test_names_lie_inside_any_text(text):
    layout = laid(text)
    assert all(text[one.span.start : one.span.end] == one.name for one in find_unlisted(layout, find_outlets(layout)))
