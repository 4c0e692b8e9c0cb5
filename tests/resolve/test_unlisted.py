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


@pytest.mark.parametrize(
    "word",
    """Times Herald Tribune Gazette Chronicle Courier Examiner Inquirer Sentinel Observer Register Statesman Courant
    Ledger Journal-Bulletin Union-Gazette Times-Record News-Argus Post-Argus Sun-Herald News-Picayune""".split(),
)
def test_a_papers_name_is_one_wherever_it_stands(word):
    assert unlisted(f"They read the Skerry {word} by the sea.") == [f"Skerry {word}"]


@pytest.mark.parametrize(
    "word",
    """News Post Journal Review Report Press Star Record Dispatch Today Radio TV Television Magazine Daily Weekly
    Network Show Podcast Broadcasting Wire Insider Bulletin Blog Online Reporter Monitor Mail Sources Standard Business
    Tonight USA""".split(),
)
def test_a_word_that_other_names_share_is_an_outlets_where_it_is_told_something(word):
    assert unlisted(f"Holm told Zyx {word} that she was glad.") == [f"Zyx {word}"]
    assert unlisted(f"They saw Zyx {word} by the sea.") == []


@pytest.mark.parametrize(
    "kind",
    [
        "newspaper", "magazine", "news agency", "news website", "news site", "news portal", "news service",
        "TV channel", "radio station", "television station", "tabloid", "broadcaster", "daily", "weekly", "newswire",
    ],
)  # fmt: skip
def test_what_is_called_a_medium_is_one(kind):
    assert unlisted(f"They saw it in the {kind} Zyxblad by the sea.") == ["Zyxblad"]


@pytest.mark.parametrize(
    "told",
    [
        "told", "tells", "According to", "An interview with", "reported by", "published in", "obtained by", "citing",
        "h/t", "appearing on", "said on", "posted on",
    ],
)  # fmt: skip
def test_a_name_in_a_citing_place_is_one(told):
    assert unlisted(f"It was so: {told} ZyxBlad it sank.") == ["ZyxBlad"]


@pytest.mark.parametrize("show", ["show", "radio show", "TV program", "talk show", "cable programme", "podcast"])
def test_a_quoted_name_before_a_show_is_one(show):
    assert unlisted(f"She called in to his “Straight Talk” {show} for the town.") == ["Straight Talk"]


def test_words_that_only_open_the_sentence_are_no_part_of_the_name():
    assert unlisted("It was late. Sunday's Zyx Courier reported it.") == ["Zyx Courier"]
    assert unlisted("It was late. But The Zyx Courier reported it.") == ["Zyx Courier"]
    assert unlisted("It was late. Russian Zyx Courier reported it.") == ["Zyx Courier"]


def test_a_name_is_no_longer_than_a_few_words():
    assert unlisted("A B Cc Dd Ee Ff Zyx Courier went.") == ["Ee Ff Zyx Courier"]


@pytest.mark.parametrize("body", ["WTO", "WHO", "WFP", "WWF", "KPMG", "WADA", "WNBA"])
def test_bodies_with_as_many_letters_as_a_station_are_none(body):
    assert unlisted(f"The quay is safe, according to {body}.") == []


@pytest.mark.parametrize("sign", ["WQZX", "KQZX", "WQZX-TV", "KGO-TV", "WQZX-FM"])
def test_a_call_sign_is_a_stations(sign):
    assert unlisted(f"The quay is safe, according to {sign}.") == [sign]


def test_a_person_with_the_surname_of_a_medium_is_none():
    assert unlisted("Labour journalist Alex Press noted that she was glad.") == []
    assert unlisted("Holm told the Madison Courier that she was glad.") == ["Madison Courier"]
