import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.names import authors_of, name_key, names_line, plain, split_names


def names(byline: str) -> list[str]:
    return [author.name for author in authors_of([(byline, False)])]


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("By Ingrid Vale", ["Ingrid Vale"]),
        ("Written by: Ingrid Vale and Tomas Reyne", ["Ingrid Vale", "Tomas Reyne"]),
        ("Ingrid Vale, Tomas Reyne & Oona Lindqvist-Marsh", ["Ingrid Vale", "Tomas Reyne", "Oona Lindqvist-Marsh"]),
        ("Ingrid Vale/Tomas Reyne", ["Ingrid Vale", "Tomas Reyne"]),
        ("Ingrid Vale, Senior Harbour Correspondent", ["Ingrid Vale"]),
        ("By INGRID VALE, AP National Political Writer", ["INGRID VALE"]),
        ("Ingrid Vale, CNN Business", ["Ingrid Vale"]),
        ("Ingrid Vale in Port Ellery", ["Ingrid Vale"]),
        ("By Ingrid Vale 30 August 2023 • 4:45pm", ["Ingrid Vale"]),
        ("By Ingrid Vale Today 5:00 am", ["Ingrid Vale"]),
        ("Ingrid Vale and Reuters", ["Ingrid Vale", "Reuters"]),
        ("AFP, MANILA", ["AFP"]),
        ("Health and Science Desk", ["Health and Science Desk"]),
        ("Special to National Post", ["Special to National Post"]),
    ],
)
def test_a_byline_gives_its_names_without_roles_places_and_times(byline, found):
    assert split_names(byline) == found


@pytest.mark.parametrize(
    "noise",
    [
        "https://www.facebook.com/lantern",
        "Www Lantern Com",
        "@lantern",
        "#",
        "(Image: Getty Images)",
        "x" * 90,
        "2024-02-06T10:00",
        "",
    ],
)
def test_what_is_no_name_is_no_author(noise):
    assert names(noise) == []


def test_people_and_organisations_are_told_apart():
    kinds = {author.name: author.kind for author in authors_of([("Ingrid Vale; Reuters; 9News Staff; TNN", False)])}
    assert kinds == {
        "Ingrid Vale": "person",
        "Reuters": "organisation",
        "9News Staff": "organisation",
        "TNN": "organisation",
    }


def test_what_the_page_calls_an_organisation_is_one_and_stays_whole():
    (author,) = authors_of([("Vale and Reyne", True)])
    assert (author.name, author.kind) == ("Vale and Reyne", "organisation")


def test_each_name_counts_once_however_it_is_written():
    assert names("Ingrid Vale; INGRID VALE; Ingrid-Vale") == ["Ingrid Vale"]


def test_markup_in_a_name_is_taken_out():
    assert names("Ingrid &lt;img src=x onerror=alert(1)&gt; Vale") == ["Ingrid Vale"]
    assert plain("Ferry &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; burns") == "Ferry burns"
    assert plain("Fish &amp;amp; chips, 3 < 4") == "Fish & chips, 3 < 4"


LONG = (
    "The night ferry will not sail before the end of April, the harbour board said on Thursday, after a fire on board."
)


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("Ingrid Vale", True),
        ("Ingrid Vale/Tomas Reyne", True),
        ("MIDDLE EAST CRISIS", False),
        ("World", False),
        (LONG, False),
    ],
)
def test_a_line_of_names_above_the_first_paragraph_is_a_byline(first, found):
    assert bool(names_line([first, LONG])) is found


def test_a_line_of_names_above_no_paragraph_is_none():
    assert names_line(["Ingrid Vale", "Port Ellery"]) == ""
    assert names_line(["Ingrid Vale"]) == ""


@given(st.text(max_size=100))
def test_any_byline_gives_names_of_bounded_length(byline):
    for author in authors_of([(byline, False)]):
        assert 0 < len(author.name) <= 80
        assert author.name == " ".join(author.name.split())


@given(st.text(max_size=30))
def test_the_key_of_a_name_does_not_depend_on_its_case(name):
    assert name_key(name.upper()) == name_key(name.upper().casefold().upper())
