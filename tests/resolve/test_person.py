import pytest

from provenance.resolve.people import find_people
from provenance.resolve.person import gender_of


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
