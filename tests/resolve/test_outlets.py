import pytest

from provenance import lexicon
from provenance.model import Article, Attribution, Link, Span
from provenance.resolve.layout import lay_out
from provenance.resolve.outlets import find_outlets, speaks
from tests.resolve.samples import laid


def named(text: str) -> list[tuple[str, str]]:
    return [(one.span.of(text), one.name) for one in find_outlets(laid(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor told Time that the quay would stay shut.", "Time"),
        ("Time magazine reported the closure.", "Time"),
        ("The closure was reported by Slate on Friday.", "Slate"),
        ("Friends of the mayor read The Hill daily.", "The Hill"),
    ],
)
def test_a_weak_name_counts_beside_the_words_of_a_citation(text, name):
    assert name in [found for _, found in named(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Time will tell whether the quay stays shut.",
        "The hill above the quay is closed.",
        "Atlantic City officials welcomed the plan.",
        "Independent voters like the plan.",
        "AT LONG LAST TIME FOR A NEW QUAY",
        "Michael Bloomberg visited the quay.",
        "Mr. Fox walked on.",
    ],
)
def test_common_words_places_and_people_are_no_outlets(text):
    assert named(text) == []


def test_a_link_to_the_outlet_makes_a_weak_name_sure():
    text = "More at Slate here."
    article = Article("x", text, links=(Link("https://slate.com/a", "Slate", Span(8, 13)),))
    assert [one.name for one in find_outlets(lay_out(article, []))] == ["Slate"]


@pytest.mark.parametrize(
    "link",
    [
        Link("https://slate.com/a", "Slate", None),
        Link("https://nobody-knows.example/a", "Slate", Span(8, 13)),
    ],
    ids=["of which nobody knows where it stands", "to a site that is no outlet"],
)
def test_a_link_is_no_evidence_that_is(link):
    assert find_outlets(lay_out(Article("x", "More at Slate here.", links=(link,)), [])) == []


def test_a_broken_link_is_no_evidence():
    article = Article("x", "More at Slate here.", links=(Link("http://[", "Slate", Span(8, 13)),))
    assert find_outlets(lay_out(article, [])) == []


def test_a_weak_name_in_an_enumeration_with_a_sure_one_counts():
    text = "Polls by outlets such as Time, Slate and The Guardian went online."
    assert [name for _, name in named(text)] == ["Time", "Slate", "The Guardian"]


def test_a_shared_name_goes_to_the_country_of_the_article():
    at_home = lexicon.outlet_by_id("the-daily-telegraph-sydney")
    text = "The Daily Telegraph reported the closure."
    article = Article("x", text, outlet=lexicon.outlet_by_id("abc-australia"))
    (one,) = find_outlets(lay_out(article, []))
    assert one.outlet == at_home


def test_a_shared_name_goes_to_the_country_named_beside_it():
    text = "The Bulgarian newspaper Dnevnik reported it."
    (one,) = find_outlets(laid(text))
    assert one.outlet is not None
    assert one.outlet.country == "BG"


def test_a_shared_name_that_nothing_decides_stays_open():
    text = "La Prensa reported the closure."
    (one,) = find_outlets(laid(text))
    assert (one.outlet, one.name) == (None, "La Prensa")


def test_an_outlet_in_apposition_behind_the_source_speaks():
    text = "It was reported by the state news agency, Tass."
    layout = laid(text)
    (tass,) = find_outlets(layout)
    source = Attribution((Span(19, 40),), (), (), "indirect", 1.0)
    assert source.source[0].of(text) == "the state news agency"
    assert speaks(layout, source, tass)
    assert not speaks(layout, Attribution((Span(0, 2),), (), (), "indirect", 1.0), tass)
