import pytest

from provenance.resolve.people import find_people
from provenance.resolve.person import GENDER_OF_WORD, gender_of


def first(text: str):
    return find_people(text, [], []).persons[0]


def test_words_after_a_possessive_are_the_person_and_before_it_whose():
    person = first("Mayor Holm's spokesman Karl Lund left. Lund slept.")
    assert "spokesman" in person.roles
    assert "mayor" not in person.roles


def test_an_apposition_tells_the_office_and_whose_it_is():
    person = first("Karl Lund, a lawyer for Ida Holm, left. Lund slept.")
    assert "lawyer" in person.roles
    assert {"ida", "holm"} <= person.owners


@pytest.mark.parametrize("text", ["Karl Lund, 37, left.", "The 37-year-old Karl Lund left.", "Karl Lund (37) left."])
def test_an_age_is_a_way_to_call_a_person(text):
    assert "37-year-old" in first(text).roles


def test_plural_titles_count_for_the_name_behind_them():
    assert "candidate" in first("They met presidential candidates Ida Holm and Karl Lund.").roles


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Sen.", "senator"),
        ("Rep.", "congresswoman"),
        ("Justice", "judge"),
        ("Gov.", "governor"),
        ("Gen.", "general"),
        ("Lt.", "lieutenant"),
        ("Col.", "colonel"),
        ("Dr.", "doctor"),
        ("Prof.", "professor"),
        ("Rev.", "pastor"),
        ("Sgt.", "sergeant"),
        ("Capt.", "captain"),
        ("Cllr", "councillor"),
        ("Supt.", "officer"),
        ("Det.", "detective"),
    ],
)
def test_a_short_title_is_the_office_that_it_stands_for(title, role):
    assert role in first(f"They met {title} Ida Holm on the pier.").roles


def test_an_office_tells_the_gender_before_the_given_name_does():
    assert gender_of("Karl Lund", {"spokeswoman"}) == "f"
    assert gender_of("Karl Lund", set()) == "m"
    assert not gender_of("Zyx Qornath", {"clerk"})


def test_words_that_tell_a_gender_are_looked_up_folded():
    assert all(word == word.casefold() for word in GENDER_OF_WORD)
    assert set(GENDER_OF_WORD.values()) == {"m", "f"}


@pytest.mark.parametrize(
    ("word", "gender"),
    [
        ("mr", "m"), ("ms", "f"), ("spokesman", "m"), ("chairwoman", "f"), ("queen", "f"), ("king", "m"),
        ("wife", "f"), ("widower", "m"), ("nephew", "m"), ("aunt", "f"), ("policewoman", "f"), ("ex-husband", "m"),
    ],
)  # fmt: skip
def test_some_words_tell_a_gender(word, gender):
    assert gender_of("Zyx Qornath", {word}) == gender


def test_what_stands_before_of_is_no_role_of_the_person():
    assert first("The wife of senator Ida Holm left. Holm slept.").roles == {"senator"}


def test_a_line_above_the_name_tells_nothing_of_it():
    assert first("They met the mayor\nKarl Lund, a clerk, left. Lund slept.").roles == {"clerk"}
    assert first("It was the mayor. Karl Lund, a clerk, left. Lund slept.").roles == {"clerk"}


@pytest.mark.parametrize(
    "text", ["Karl Lund, a clerk, left.", "Karl Lund (R-Iowa), a clerk, left.", "Karl Lund, -- a clerk, left."]
)
def test_an_apposition_stands_behind_a_comma(text):
    assert "clerk" in first(f"{text} Lund slept.").roles


def test_what_only_narrows_an_apposition_down_is_no_role():
    assert first("Karl Lund, a clerk of the mayor, left. Lund slept.").roles == {"clerk"}
