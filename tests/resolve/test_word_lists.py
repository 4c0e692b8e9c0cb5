"""The hand-written lists that this stage reads."""

from provenance import lexicon
from provenance.resolve import nouns


def test_a_programme_belongs_to_a_network_of_the_gazetteer_or_to_none():
    known = lexicon.programmes()
    network = known["Meet the Press"].outlet
    assert network is not None
    assert network.name == "NBC News"
    assert known["Inside Edition"].outlet is None
    assert known["This Week"].plain


def test_adjectives_of_countries_lead_to_codes_that_outlets_have():
    codes = {outlet.country for outlet in lexicon.outlets()}
    assert lexicon.demonyms()["North Korean"] == "KP"
    assert len(set(lexicon.demonyms().values()) - codes) < 10
    assert {"North Korea", "Kyrgyzstan"} <= lexicon.countries()


def test_given_names_are_told_by_gender_or_left_open():
    assert set(lexicon.first_names().values()) == {"m", "f", ""}


def test_a_withheld_source_is_an_unnamed_person_and_no_group():
    assert nouns.WITHHELD <= nouns.UNNAMED
    assert not nouns.WITHHELD & nouns.GROUPS
