import pytest

from provenance.resolve.backrefs import find_back_references
from provenance.resolve.outlets import find_outlets
from tests.resolve.samples import Parts, laid


def back(text: str, *parts: Parts, own: str | None = None) -> list[tuple[str, str]]:
    layout = laid(text, *parts, own=own)
    return [(one.span.of(text), one.name) for one in find_back_references(layout, find_outlets(layout))]


def test_a_short_form_is_the_nearest_earlier_name_that_ends_so():
    text = "The New York Times wrote first. The Tampa Bay Times followed. The Times found more."
    assert back(text) == [("The Times", "Tampa Bay Times")]


def test_a_short_form_without_a_full_name_is_the_papers_own():
    assert back("He told the Post on Friday.", own="the-denver-post") == [("the Post", "The Denver Post")]


def test_a_short_form_of_a_name_before_it_is_surer_than_one_without():
    layout = laid("The Tampa Bay Times wrote first. The Times found more.")
    assert [one.confidence for one in find_back_references(layout, find_outlets(layout))] == [0.85]
    layout = laid("He told the Post on Friday.", own="the-denver-post")
    assert [one.confidence for one in find_back_references(layout, [])] == [0.5]


def test_a_short_form_needs_a_sign_where_no_full_name_stands():
    assert back("He walked past the Post and the Star.") == []


def test_a_bare_word_counts_only_before_what_an_outlet_makes():
    text = "The New York Times wrote first. A Times article found more. Times change."
    assert back(text) == [("Times", "The New York Times")]


def test_the_agency_is_the_last_agency_where_it_says_something():
    text = "Reuters saw the report. CNN did not. The agency said the quay was shut. The agency is old."
    assert back(text, ("The agency", "said", "the quay was shut")) == [("The agency", "Reuters")]


def test_another_agency_between_takes_the_word():
    text = "Reuters saw the report of the FBI. The agency said the quay was shut."
    assert back(text, ("The agency", "said", "the quay was shut")) == []


@pytest.mark.parametrize(
    ("phrase", "name"), [("state television", "state television"), ("Belarusian state news agency", "BelTA")]
)
def test_state_media_are_one_outlet_where_the_country_has_one(phrase, name):
    text = f"The quay was shut, {phrase} said."
    assert back(text, (phrase, "said", "The quay was shut")) == [(phrase, name)]


def test_an_apposition_is_not_counted_twice():
    assert back("It was reported by the Russian state news agency, Tass.") == []
