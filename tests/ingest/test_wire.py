import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lexicon
from provenance.ingest.wire import credit_named, outlet_named, outlets_in, unique_credits, wire_credits
from provenance.model import WireCredit
from tests.ingest.invented import PARAGRAPHS

STORY = "\n".join(PARAGRAPHS)


def credited(text: str) -> list[tuple[str, str]]:
    return [(credit.outlet.name, credit.basis) for credit in wire_credits(text, None)]


@pytest.mark.parametrize(
    ("opening", "agencies"),
    [
        ("PORT ELLERY (AP) — ", ["Associated Press"]),
        ("PORT ELLERY, Feb 6 (Reuters) - ", ["Reuters"]),
        ("Nairobi, Kenya (AFP) – ", ["Agence France-Presse"]),
        ("(Reuters) — ", ["Reuters"]),
        ("NEW DELHI: (PTI) ", ["Press Trust of India"]),
        ("PORT ELLERY (AP/Reuters) — ", ["Associated Press", "Reuters"]),
        ("PARIS, France | AFP | ", ["Agence France-Presse"]),
    ],
)
def test_a_dateline_names_its_agency(opening, agencies):
    assert credited(opening + STORY) == [(agency, "dateline") for agency in agencies]


@pytest.mark.parametrize(
    ("line", "outlet", "basis"),
    [
        ("AP Business Writer Peter Lund contributed to this report from London.", "Associated Press", "tagline"),
        ("Associated Press writers Tom A. Bo and Ann Li contributed.", None, None),
        ("With files from The Canadian Press and Peter Lund", "The Canadian Press", "tagline"),
        ("With reporting by Associated Press writer Peter Lund", "Associated Press", "tagline"),
        ("Additional reporting by Reuters", "Reuters", "tagline"),
        ("Contributing: Peter Lund and Ann Li, The Associated Press", "Associated Press", "tagline"),
        ("Contributing: The Associated Press.", "Associated Press", "tagline"),
        ("Contributing: Peter Lund.", None, None),
        ("(Reporting by Peter Lund in Oslo; Editing by Ann Li)", "Reuters", "tagline"),
        ("(Reporting by Peter Lund, with reporting by Ann Li, editing by Tom Bo.)", "Reuters", "tagline"),
        (
            "This article was originally published by Harbour Watch. Read the original.",
            "Harbour Watch",
            "tagline",
        ),
        ("Originally published on Live Science.", "Live Science", "tagline"),
        ("This story originally appeared at HarbourWatch.example and is used here.", "HarbourWatch.example", "tagline"),
        ("This article is republished from The Conversation under a licence.", "The Conversation", "tagline"),
        ("© 2024 AFP", "Agence France-Presse", "credit-line"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "Associated Press", "credit-line"),
        ("Source: Xinhua", "Xinhua News Agency", "credit-line"),
        ("— AFP", "Agence France-Presse", "credit-line"),
        ("Officials would not say more. (ANI)", "Asian News International", "credit-line"),
    ],
)
def test_a_credit_at_the_foot_is_found_as_what_it_is(line, outlet, basis):
    assert credited(f"{STORY}\n{line}")[:1] == ([(outlet, basis)] if outlet else [])


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Peter Lund, Associated Press", "Associated Press"),
        ("By The Associated Press", "Associated Press"),
        ("AFP", "Agence France-Presse"),
    ],
)
def test_a_byline_above_the_story_names_its_agency(line, outlet):
    assert (outlet, "byline") in credited(f"{line}\n{STORY}")


@pytest.mark.parametrize(
    "line",
    [
        "She told Reuters (and no one else) that it was over.",
        "He wrote for the Associated Press for years, according to its editors, and left in 2019.",
        "The story was published on Tuesday and has been read a thousand times.",
        "This story was first published on March 2, 2024.",
        "A spokesman for the AP declined to comment.",
        "The board (AP) said.",
        "Peter Lund contributed to this report.",
        "Ingrid Vale has contributed a chapter to that book, and to others.",
    ],
)
def test_an_agency_that_is_only_written_about_is_not_credited(line):
    assert credited(f"{line}\n{STORY}\n{line}") == []


def test_spans_hold_the_words_that_are_the_evidence():
    text = f"PORT ELLERY (AP) — {STORY}\nWith files from Reuters"
    for credit in wire_credits(text, None):
        assert credit.span is not None
        assert credit.span.of(text).strip() == credit.evidence


def test_the_publisher_itself_counts_only_if_it_is_an_agency():
    agency, paper = lexicon.outlet_by_id("associated-press"), lexicon.outlet_by_id("the-guardian")
    assert wire_credits(f"PORT ELLERY (AP) — {STORY}", agency)
    assert wire_credits(f"{STORY}\nThis article was originally published by The Guardian.", paper) == ()


def test_each_outlet_counts_once_for_each_basis():
    text = f"{STORY}\nWith files from Reuters\nAdditional reporting by Reuters"
    (credit,) = wire_credits(text, None)
    assert credit.evidence == "With files from Reuters"
    assert unique_credits([credit, credit]) == (credit,)
    assert len(unique_credits([credit, WireCredit(credit.outlet, "byline", None, "Reuters")])) == 2


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("the Associated Press", "associated-press"),
        ("Harbour Watch", "harbour-watch"),
        ("TomDispatch.com", "tomdispatch.com"),
    ],
)
def test_a_name_in_a_credit_is_looked_up_and_else_taken_for_an_outlet_of_that_name(name, identity):
    outlet = credit_named(name)
    assert outlet is not None
    assert outlet.id == identity


@pytest.mark.parametrize("words", ["his own blog", "March 2, 2024", "a book of that name which he wrote", ""])
def test_what_is_no_name_credits_nobody(words):
    assert credit_named(words) is None


def test_names_shared_by_several_outlets_mean_the_one_at_home():
    pairs = {name: carriers for name, carriers in lexicon.aliases().items() if len(carriers) == 2}
    shared = next(name for name, (one, other) in pairs.items() if one.country != other.country)
    for outlet in lexicon.aliases()[shared]:
        assert outlet_named(shared, outlet.country) == outlet


def test_weak_names_are_outlets_in_a_credit_only_if_they_are_agencies():
    assert [outlet.name for outlet in outlets_in("AP and PTI")] == ["Associated Press", "Press Trust of India"]
    weak = next(
        alias.alias
        for alias in lexicon.ambiguous_aliases().values()
        if alias.weak and (outlet := outlet_named(alias.alias)) and outlet.kind != "news-agency"
    )
    assert outlets_in(weak) == []


@given(st.text(max_size=300))
def test_any_text_gives_credits_whose_spans_lie_in_it(text):
    for credit in wire_credits(text, None):
        assert credit.span is not None
        assert 0 <= credit.span.start < credit.span.end <= len(text)
