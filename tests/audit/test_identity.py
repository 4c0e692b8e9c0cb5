"""PEJ's transparency and Spangher's types, affiliation and status, each worked by hand."""

from __future__ import annotations

import pytest

from provenance.audit import audit
from provenance.audit.affiliation import affiliation
from provenance.audit.identity import transparency
from provenance.audit.sourcing import cited_sources
from provenance.model import Source

TEXT = (
    "Former transport minister Anna Berg said no. Bo Ray said yes. Cy Orr, a teacher, said maybe. "
    "The Skerry Harbour Authority said it waited. Two officials said it rained. Experts said it cleared. "
    "A report says it froze. NorPress reported hail."
)


@pytest.fixture
def story(draft, wire):
    made = draft(TEXT)
    made.says(("Anna Berg", "said", "no"), Source("named-person", "Anna Berg"))
    made.says(("Bo Ray", "said", "yes"), Source("named-person", "Bo Ray"))
    made.says(("Cy Orr, a teacher,", "said", "maybe"), Source("named-person", "Cy Orr"))
    made.says(
        ("The Skerry Harbour Authority", "said", "it waited"), Source("named-organisation", "Skerry Harbour Authority")
    )
    made.says(("Two officials", "said", "it rained"), Source("unnamed-person", None, True, "Two officials"))
    made.says(("Experts", "said", "it cleared"), Source("group"))
    made.says(("A report", "says", "it froze"), Source("document"))
    made.says(("NorPress", "reported", "hail"), Source("outlet", "NorPress", outlet=wire))
    return made


@pytest.fixture
def figures(story):
    return {metric.name: metric for metric in audit(story.reading).metrics}


def test_transparency_counts_people_with_a_role_beside_their_name_and_bodies_that_say_what_they_are(figures):
    found = figures["transparency_band"]
    assert (found.value, found.n) == ("2-3", 3)  # Berg, Orr and the authority; Ray is a bare name, NorPress too
    assert [span.of(TEXT) for span in found.evidence] == ["minister", "a teacher", "The Skerry Harbour Authority"]


@pytest.mark.parametrize(("count", "band"), [(0, "none"), (1, "1"), (2, "2-3"), (3, "2-3"), (4, "4+"), (9, "4+")])
def test_the_bands_of_transparency_are_those_of_pej(count, band):
    assert transparency(count) == band


def test_types_are_named_or_unnamed_individuals_and_groups_and_documents(figures):
    found = figures["source_types"]
    assert found.n == 8
    assert set(str(found.value).split(", ")) == {
        "3 named individual",
        "2 named group",
        "1 unnamed individual",
        "1 unnamed group",
        "1 document",
    }


def test_the_affiliation_is_told_where_the_words_tell_it(story, figures):
    by_name = {one.name: affiliation(one, TEXT) for one in cited_sources(story.reading)}
    assert by_name == {
        "Anna Berg": "government",
        "Bo Ray": None,
        "Cy Orr": None,
        "Skerry Harbour Authority": "government",
        "Two officials": "government",
        "Experts": None,
        "A report": None,
        "NorPress": "media",
    }
    assert (figures["source_affiliations"].value, figures["source_affiliations"].n) == ("3 government, 1 media", 4)


def test_status_is_former_where_the_text_says_so(figures):
    found = figures["source_status"]
    assert (found.value, found.n) == ("1 former, 1 current", 2)
    assert [span.of(TEXT) for span in found.evidence] == ["minister"]


@pytest.mark.parametrize(
    ("words", "life"),
    [
        ("a union steward", "union"),
        ("the Teamsters", "union"),
        ("a university lecturer", "academic"),
        ("universities in the north", "academic"),
        ("a historian", "academic"),
        ("a newspaper editor", "media"),
        ("a parish priest", "religious"),
        ("Pope Linus", "religious"),
        ("churches in the north", "religious"),
        ("two businessmen", "corporate"),
        ("businesses in the north", "corporate"),
        ("three congresswomen", "political"),
        ("a presidential candidate", "political"),
        ("the Tories", "political"),
        ("two MPs", "political"),
        ("a councillor", "political"),
        ("the ministry", "government"),
        ("ministries in Oslo", "government"),
        ("a firefighter", "government"),
        ("the White House", "government"),
        ("the FBI", "government"),
        ("a charity", "NGO"),
        ("charities in the north", "NGO"),
        ("a human rights campaigner", "NGO"),
        ("the Red Cross", "NGO"),
        ("a trade group", "industry"),
        ("a lobbyist", "industry"),
        ("the chief executive", "corporate"),
        ("a bank", "corporate"),
        ("Vessla Inc", "corporate"),
        ("two witnesses", "actor, witness or victim"),
        ("residents of the quay", "actor, witness or victim"),
        ("a passer-by", "actor, witness or victim"),
        ("a widow", "actor, witness or victim"),
        ("the pope linus", None),
        ("somebody", None),
    ],
)
def test_a_walk_of_life_is_told_by_the_words_for_the_source(draft, words, life):
    made = draft(f"At noon {words} said no.")
    made.says((words, "said", "no"), Source("group", words))
    (one,) = cited_sources(made.reading)
    assert affiliation(one, made.article.text) == life


@pytest.mark.parametrize(
    "former", ["Former", "former", "ex-transport", "retired", "onetime", "one-time", "ousted", "late"]
)
def test_words_that_call_somebody_former(draft, former):
    made = draft(f"It was {former} minister Anna Berg who said no.")
    made.says(("Anna Berg", "said", "no"), Source("named-person", "Anna Berg"))
    found = {metric.name: metric for metric in audit(made.reading).metrics}["source_status"]
    assert found.value == "1 former"
