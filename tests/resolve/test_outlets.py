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


@pytest.mark.parametrize(
    "wording",
    [
        "poll reporter correspondent anchor columnist editor host interview op-ed editorial contributor commentator",
        "newspaper magazine agency website site network broadcaster channel station daily weekly tabloid radio",
    ],
)
def test_a_weak_name_counts_before_whoever_works_there_and_before_what_it_is(wording):
    for word in wording.split():
        assert [name for _, name in named(f"It was a Time {word} who came.")] == ["Time"], word


@pytest.mark.parametrize(
    "wording",
    [
        "She told X",
        "He tells X",
        "according to X",
        "an interview with X",
        "citing X",
        "It was published in X",
        "It was obtained by X",
        "via X",
        "The mayor appeared on X",
        "A writer for X",
        "An article in X",
        "It was leaked by X",
        "outlets such as X",
        "a Time cover story",
        "Time first reported",
        "Time's Ida Holm",
        "the weekly X",
    ],
)
def test_a_weak_name_counts_where_something_is_told_to_it_or_comes_from_it(wording):
    assert named(wording.replace("X", "Time")) == [("Time", "Time")]


@pytest.mark.parametrize("text", ["Time, for a quay.", "Holm had Time, she said.", "Time reported by the clock."])
def test_without_such_words_a_weak_name_is_a_word(text):
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Outlets including Time, Reuters and the BBC went online.", ["Time", "Reuters", "BBC"]),
        ("Time and Reuters went online.", ["Time", "Reuters"]),
        ("She read Reuters and Time.", ["Reuters", "Time"]),
        ("She read Reuters or Slate.", ["Reuters", "Slate"]),
        ("At Time, Reuters went online.", ["Reuters"]),
    ],
)
def test_an_enumeration_has_to_have_begun_where_only_a_comma_joins(text, names):
    assert [name for _, name in named(text)] == names


def test_how_sure_a_name_is_depends_on_what_else_it_can_mean():
    text = "Reuters reported it. Time reported it. La Prensa reported it."
    assert [one.confidence for one in find_outlets(laid(text))] == [0.95, 0.7, 0.5]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Friends of the mayor read The Hill. The Hill is closed.", ["The Hill", "The Hill"]),
        ("She told Time of it. TIME is short.", ["Time", "TIME"]),
        ("She told Time of it. Time is short.", ["Time"]),
        ("The Hill is closed.", []),
    ],
)
def test_a_short_form_of_a_name_that_is_sure_counts_where_it_is_no_common_word(text, names):
    assert [words for words, _ in named(text)] == names


@pytest.mark.parametrize("title", ["Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Mayor", "President", "Lord", "Sir"])
def test_a_name_behind_a_title_is_a_persons(title):
    dot = "." if len(title) <= 3 and title != "Sir" else ""
    assert named(f"She told {title}{dot} Time of it.") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Ministry of Foreign Affairs said so.", []),
        ("The minister for Foreign Affairs reported it.", []),
        ("She wrote it in Foreign Affairs, and said so.", ["Foreign Affairs"]),
        ("The thief was seen on CCTV by the shop.", []),
        ("CCTV footage showed it; CCTV captured the thief.", []),
        ("CCTV reported the closure.", ["CCTV"]),
        ("The state broadcaster CCTV said so.", ["CCTV"]),
        ("He told CCTV so.", ["CCTV"]),
        ("The Namibian and South African governments said so.", []),
        ("the South African delegation said so", []),
        ("She told The Namibian of it.", ["The Namibian"]),
        ("Local reporters have said so.", []),
    ],
)
def test_ministries_cameras_and_countries_are_no_outlets(text, names):
    assert [name for _, name in named(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Namibian Broadcasting Corporation (NBC) met. NBC reported it.", []),
        (
            "The Associated Press (AP) met. AP reported it.",
            ["Associated Press", "Associated Press", "Associated Press"],
        ),
        ("The British Broadcasting Corporation (BBC) met. The BBC reported it.", ["BBC", "BBC", "BBC"]),
    ],
)
def test_letters_that_the_text_writes_out_stand_for_that(text, names):
    assert [name for _, name in named(text)] == names
