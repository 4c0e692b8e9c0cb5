import pytest

from provenance.resolve.classes import class_of_phrase, core
from provenance.resolve.nouns import head_noun, singular


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("a senior official", "unnamed-person"),
        ("two officials", "unnamed-person"),
        ("officials", "unnamed-person"),
        ("One Republican", "unnamed-person"),
        ("lawyers for both men", "unnamed-person"),
        ("voters", "group"),
        ("Twelve percent", "group"),
        ("Some experts", "group"),
        ("the report", "document"),
        ("a study by two universities", "document"),
        ("exit polls", "document"),
        ("the Fisheries Department", "named-organisation"),
        ("Citizens for Quay Justice", "named-organisation"),
        ("the S.E.C.", "named-organisation"),
        ("Norway", "named-organisation"),
        ("the court", "named-organisation"),
        ("a 2010 slideshow obtained by the Skerry Citizen", "document"),
        ("residents of Upper Skerry", "group"),
        ("Scavengers", "group"),
        ("the Quay and Markets Authority and Vessla", "named-organisation"),
        ("Progressive groups encouraging Ida Holm", "group"),
        ("Republicans and the Quay Lives movement", "group"),
        ("Hamas", "named-organisation"),
        ("Qornath", "named-person"),
        ("this article", "self"),
        ("", "none"),
        ("“ ", "none"),
    ],
)
def test_the_head_of_a_phrase_gives_its_class(phrase, kind):
    assert class_of_phrase(phrase) == kind


def test_the_core_is_without_marks_article_and_possessive():
    assert core("“The ministry's") == "ministry"


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [("a lawyer for the two men", "lawyer"), ("the mayor, who left", "mayor"), ("Holm's aides", "aides"), ("", "")],
)
def test_the_head_noun_stands_before_what_narrows_it(phrase, noun):
    assert head_noun(phrase) == noun


def test_a_word_without_plural_ending_is_itself():
    assert [singular(word) for word in ("bus", "crisis", "women", "cities")] == ["bus", "crisis", "woman", "city"]


@pytest.mark.parametrize("date", ["March", "11 March", "March 11, 2024", "Monday"])
def test_a_date_is_no_source(date):
    assert class_of_phrase(date) == "none"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("the U.N.", "named-organisation"),
        ("the UN", "named-organisation"),
        ("the U.K.", "named-organisation"),
        ("US", "named-organisation"),
        ("NATO", "named-organisation"),
        ("two NGOs", "group"),
        ("MEPs", "group"),
        ("Kremlin", "named-organisation"),
        ("Moscow", "named-organisation"),
        ("Hezbollah", "named-organisation"),
        ("Norwegian", "group"),
        ("Board of Trade", "named-organisation"),
        ("Citizens for the Quay and Harbour", "named-organisation"),
        ("Skerry Shipping Group", "named-organisation"),
        ("Ida Marie Holm", "named-person"),
        ("Ida Marie Holm Lund Vik", "named-organisation"),
        ("a zyxer", "unnamed-person"),
        ("the zyxist", "unnamed-person"),
        ("a caller", "unnamed-person"),
        ("the 29-year-old", "unnamed-person"),
        ("the harbour", "document"),
        ("a rumour", "document"),
        ("percent", "group"),
        ("this story", "self"),
        ("this reporter", "self"),
        ("we", "self"),
        ("of", "none"),
        ("A", "none"),
        ("a majority of voters", "group"),
        ("half of them", "group"),
        ("about 60", "group"),
        ("agencies", "group"),
        ("One of the judges", "group"),
        ("Sunday 3 May 2024", "none"),
    ],
)
def test_names_endings_and_numbers_tell_a_class(phrase, kind):
    assert class_of_phrase(phrase) == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("HarbourBank", "named-organisation"),
        ("McHolm", "named-person"),
        ("DeHolm", "named-person"),
        ("Skerry Harbour Records", "named-organisation"),
        ("court records", "document"),
        ("The Holm Brothers", "named-organisation"),
        ("the Holm brothers", "group"),
        ("Skerry Harbour Productions", "named-organisation"),
        ("A harbour spokesperson when asked by Reuters", "unnamed-person"),
        ("a rep for Holm", "unnamed-person"),
        ("Another", "unnamed-person"),
        ("another", "unnamed-person"),
        ("one harbour commenter", "unnamed-person"),
        ("Teens", "group"),
        ("the band", "named-organisation"),
    ],
)
def test_firms_and_people_without_a_name(phrase, kind):
    assert class_of_phrase(phrase) == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Nato", "named-organisation"),
        ("Statistics Norway", "named-organisation"),
        ("Michael Jordan", "named-person"),
        ("Ministry of Foreign Affairs spokesperson", "unnamed-person"),
        ("Skerry Shipping Co (SSC) official", "unnamed-person"),
        ("Bank of Skerry officials", "unnamed-person"),
        ("Member of House panel", "unnamed-person"),
        ("Club for Growth ad", "document"),
        ("University of Oslo students", "group"),
        ("Ministry of Foreign Affairs", "named-organisation"),
        ("Much", "none"),
        ("The", "none"),
        ("Half", "group"),
        ("Many", "group"),
    ],
)
def test_the_last_word_of_a_name_and_the_first_of_a_sentence(phrase, kind):
    assert class_of_phrase(phrase) == kind


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Norway and Nigeria", "named-organisation"),
        ("Norway", "named-organisation"),
        ("Photos", "document"),
        ("aerial images", "document"),
        ("Chelsea", "named-organisation"),
    ],
)
def test_countries_pictures_and_clubs(phrase, kind):
    assert class_of_phrase(phrase) == kind
