import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article, Span
from provenance.resolve.layout import hull, lay_out, overlapped, touches
from tests.resolve.samples import Parts, laid

TEXT = "Ida Holm said yes, as all of the town could hear. It rained.\nThe quay is shut, Karl Lund said."
PARTS: list[Parts] = [("Karl Lund", "said", "The quay is shut"), ("Ida Holm", "said", "yes"), ("", "", "It rained")]


def test_attributions_stand_in_the_order_of_the_text_each_with_the_place_at_which_it_is_made():
    layout = laid(TEXT, *PARTS)
    assert [TEXT[start:end] for start, end in zip(layout.offsets, layout.ends, strict=True)] == [
        "Ida Holm said yes",
        "It rained",
        "The quay is shut, Karl Lund said",
    ]
    assert [span.of(TEXT) for span in layout.anchors] == ["Ida Holm said", "It rained", "Karl Lund said"]


def test_the_words_beside_a_name_are_those_of_its_sentence():
    layout = laid(TEXT)
    name = Span(TEXT.index("Karl"), TEXT.index("Karl") + 9)
    assert (layout.before(name), layout.after(name)) == ("The quay is shut, ", " said.")
    assert layout.around(name) == "The quay is shut, Karl Lund said."
    assert layout.sentence(name.start).of(TEXT) == "The quay is shut, Karl Lund said."


def test_only_so_much_of_a_sentence_counts_as_beside():
    text = "word " * 200 + "Name " + "word " * 200
    layout = laid(text)
    name = Span(1000, 1004)
    assert (len(layout.before(name)), len(layout.after(name))) == (400, 400)


def test_a_text_of_nothing_is_one_empty_sentence():
    layout = lay_out(Article("a", ""), [])
    assert (layout.sentence(0), layout.sentence_number(0)) == (Span(0, 0), 0)
    assert list(layout.near(Span(0, 0))) == []


def test_offsets_are_in_one_paragraph_where_no_line_ends_between_them():
    layout = laid(TEXT)
    assert layout.same_paragraph(0, 20)
    assert layout.same_paragraph(20, 0)
    assert not layout.same_paragraph(20, 70)
    assert not layout.same_paragraph(70, 20)


def test_apostrophes_are_plain_and_every_offset_is_kept():
    assert laid("Holm’s quay").text == "Holm's quay"


def test_only_attributions_within_some_paragraphs_and_some_dozens_are_near():
    parts: list[Parts] = [("", "", f"w{number}.") for number in range(200)]
    many = " ".join(content for _, _, content in parts)
    near = laid(many, *parts).near(Span(many.index("w100."), many.index("w100.") + 5))
    assert (near.start, near.stop) == (40, 160)
    far = "w0. " + "x" * 7_000 + " w1. " + "x" * 2_000 + " w2."
    layout = laid(far, ("", "", "w0."), ("", "", "w1."), ("", "", "w2."))
    assert list(layout.near(Span(far.index("w1."), far.index("w1.") + 3))) == [1]


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ((), None),
        ((Span(3, 5),), Span(3, 5)),
        ((Span(7, 9), Span(3, 5)), Span(3, 9)),
        ((Span(1, 9), Span(3, 5)), Span(1, 9)),
    ],
)
def test_a_hull_reaches_from_the_first_to_the_last(spans, whole):
    assert hull(spans) == whole


@given(st.lists(st.integers(0, 60), max_size=12, unique=True), st.integers(0, 60), st.integers(0, 20))
def test_spans_in_order_are_overlapped_where_one_of_them_touches(borders, start, size):
    ordered = sorted(borders)
    spans = tuple(Span(a, b) for a, b in zip(ordered[::2], ordered[1::2], strict=False))
    span = Span(start, start + size)
    if size:
        assert overlapped(spans, span) == touches(spans, span)
