"""Words of a text, and what is known of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detect.words import CLOSES, INSIDE, OPENS, OUTSIDE, words

_PIECES = st.sampled_from(
    [
        "Ann",
        "said",
        " ",
        "\n",
        "\n\n",
        '"',
        "“",
        "”",
        "„",
        "«",
        "»",
        "'",
        "’",
        "''",
        "``",
        ".",
        ",",
        "don't",
        "U.S.",
        "3.5%",
        "é",
        "ﬁ",
        "\x00",
    ]
)


def states(text: str) -> dict[str, int]:
    read = words(text)
    return dict(zip(read.forms, read.quote.tolist(), strict=True))


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join)))
def test_words_stand_in_the_text_in_order_and_cover_all_but_the_blanks(text):
    read = words(text)
    assert [text[a:b] for a, b in zip(read.starts, read.ends, strict=True)] == read.forms
    assert all(read.ends[:-1] <= read.starts[1:])
    kept = "".join(read.forms)
    assert kept == "".join(text.split()) or any(c.isspace() for c in kept)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_paragraphs_and_sentences_never_go_back(text):
    read = words(text)
    assert (np.diff(read.paragraph) >= 0).all()
    assert (np.diff(read.sentence) >= 0).all()


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("It didn't fail.", ["It", "did", "n't", "fail", "."]),
        ("Mr. Lee's 3.5% stake", ["Mr.", "Lee", "'s", "3.5%", "stake"]),
        ("U.S. troops -- twenty-one", ["U.S.", "troops", "--", "twenty-one"]),
        ("''Go,'' he said", ["''", "Go", ",", "''", "he", "said"]),
    ],
)
def test_a_text_is_cut_where_a_reader_would_cut_it(text, forms):
    assert words(text).forms == forms


@pytest.mark.parametrize(
    "text",
    ['"Go," he said.', "“Go,” he said.", "„Go“, he said.", "«Go», he said.", "''Go,'' he said.", "‘Go,’ he said."],
)
def test_every_style_of_quotation_marks_encloses_what_is_quoted(text):
    read = words(text)
    assert read.quote[0] == OPENS
    assert read.quote[read.forms.index("Go")] == INSIDE
    assert CLOSES in read.quote.tolist()
    assert read.quote[read.forms.index("he")] == OUTSIDE


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one_quotation():
    read = words("“We will build it, and we will open it.\n“It will stand in spring,” Orla Venn said.")
    first, second = read.forms.index("build"), read.forms.index("spring")
    assert read.quotation[first] == read.quotation[second] >= 0
    assert read.resumed[second] == 1
    assert read.resumed[first] == 0


def test_two_closed_quotations_are_two():
    read = words("“Build it.”\n“Open it.”")
    assert read.quotation[1] != read.quotation[-2]
    assert not read.resumed.any()


def test_an_empty_text_has_no_words():
    read = words("")
    assert len(read) == 0
    assert read.paragraph.shape == (0,)
