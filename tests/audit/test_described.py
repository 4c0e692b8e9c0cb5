from __future__ import annotations

import pytest

from provenance.audit.described import description, is_named_body
from provenance.audit.sourcing import cited_sources
from provenance.model import Source


def found(draft, text: str, name: str = "Anna Berg", said: str | None = None) -> str | None:
    story = draft(text)
    story.says((said or name, "", ""), Source("named-person", name))
    (one,) = cited_sources(story.reading)
    span = description(one, text)
    return span.of(text) if span else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Transport Minister Anna Berg said no.", "Minister"),
        ("Sen. Anna Berg said no.", "Sen"),
        ("The minister of mines and energy Anna Berg said no.", "minister"),
        ("The harbour's former head engineer, Anna Berg, said no.", "engineer"),
        ("Anna Berg, a lawyer for the union, said no.", "a lawyer for the union"),
        ("Anna Berg, 44, a teacher, said no.", "a teacher"),
        ("Anna Berg, who runs the yard at Norvik, said no.", "who runs the yard at Norvik"),
        ("Anna Berg of the Skerry Seafarers said no.", "of the Skerry Seafarers"),
        ("Anna Berg (D-Norvik) said no.", "(D-Norvik)"),
        ("“No,” said Anna Berg, president of the Norvik club.", "president of the Norvik club"),
    ],
)
def test_who_somebody_is_is_read_from_the_words_beside_the_name(draft, text, words):
    assert found(draft, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg said no.",
        "Ms. Anna Berg said no.",
        "Anna Berg, 44, said no.",
        "Anna Berg, who laughed at the minister, said no.",
        "They told the minister. Anna Berg said no.",
        "The minister said Anna Berg had left.",
        "The mayor left.\nAnna Berg said no.",
    ],
)
def test_a_name_alone_tells_nothing(draft, text):
    assert found(draft, text) is None


def test_a_description_where_the_full_name_stands_counts_for_the_surname_later(draft):
    text = "Anna Berg, a lawyer, came in.\n\nThen Berg said no."
    assert found(draft, text, said="Berg") == "a lawyer"


def test_a_name_of_a_body_tells_what_it_is_only_with_a_word_for_it():
    assert is_named_body("Skerry Harbour Authority")
    assert not is_named_body("Meridian")


def test_a_name_with_signs_of_a_pattern_in_it_is_looked_for_as_it_stands(draft):
    assert found(draft, "The engineer A(nna *Berg+ said no.", name="A(nna *Berg+") in (None, "engineer")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna Berg from the Skerry Board said no.", "from the Skerry Board"),
        ("Anna Berg, at Norvik Yard, said no.", "at Norvik Yard"),
        ("Anna Berg, R-Norvik, said no.", "R-Norvik"),
        ("Anna Berg (Lib Dem) said no.", "(Lib Dem)"),
        ("Anna Berg, aged 44, a teacher, said no.", "a teacher"),
        ("Anna Berg, their lawyer, said no.", "their lawyer"),
        ("Anna Berg, the one-time Norvik club teacher, said no.", "the one-time Norvik club teacher"),
        ("The club's teacher for the deaf and blind Anna Berg said no.", "teacher"),
        ("Gov. Anna Berg said no.", "Gov"),
        ("Deputy Prime Minister Anna Berg said no.", "Minister"),
    ],
)
def test_a_place_of_work_a_party_a_title_or_an_apposition_tells(draft, text, words):
    assert found(draft, text) == words


@pytest.mark.parametrize(
    "verb",
    [
        "is", "was", "has been", "became", "heads", "led", "runs", "works", "teaches", "taught", "studies", "serves",
        "chairs", "owns", "founded", "directs", "manages", "represents", "advises", "oversees",
    ],
)  # fmt: skip
def test_what_somebody_does_tells_who_that_is(draft, verb):
    assert found(draft, f"Anna Berg, who {verb} the yard, said no.") == f"who {verb} the yard"


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg, met the minister and left.",
        "Anna Berg, said the teacher, had left.",
        "The minister told Anna Berg to leave.",
        "The teacher of the boys asked Anna Berg to leave.",
        "Dame Anna Berg said no.",
        "Anna Berg, in a long wet coat of a lawyer, said no.",
    ],
)
def test_words_of_a_role_that_are_about_somebody_else_tell_nothing(draft, text):
    assert found(draft, text) is None


def test_only_the_first_places_of_a_name_are_looked_at(draft):
    text = "Anna Berg left. " * 4 + "The lawyer Anna Berg came back."
    assert found(draft, text, said="") is None
    assert found(draft, text.replace("Anna Berg left. ", "", 1), said="") == "lawyer"


def test_the_words_for_a_source_tell_where_nothing_beside_the_name_does(draft):
    assert found(draft, "So said Berg the old lawyer of the town.", said="Berg the old lawyer") == "Berg the old lawyer"
