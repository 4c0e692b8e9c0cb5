"""Sentences, quotations and words of plain text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Span
from provenance.text import WordCodes, fold, paragraphs, quoted_runs, sentences, trim, word_spans, words

news = st.text(st.sampled_from(list("abZ .!?\n\"'“”„«»…’,(")), max_size=80)


def said(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def quoted(text: str) -> list[str]:
    return [span.of(text) for span in quoted_runs(text)]


@given(news)
def test_sentences_stand_in_order_inside_one_paragraph_each_and_lose_no_letter(text):
    found = sentences(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert not any("\n" in one.of(text) for one in found)
    assert "".join(one.of(text) for one in found).replace(" ", "") == "".join(text.split())


@given(news)
def test_quotations_stand_in_order_inside_one_paragraph_each(text):
    found = quoted_runs(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert not any("\n" in one.of(text) for one in found)


@given(st.text(max_size=60))
def test_a_paragraph_is_a_line_without_its_outer_blanks(text):
    assert [one.of(text) for one in paragraphs(text)] == [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Go," Mr. Hale said. "Now." He left.', ['"Go," Mr. Hale said.', '"Now."', "He left."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("J. K. Brandt wrote it. Nobody read it!", ["J. K. Brandt wrote it.", "Nobody read it!"]),
        ("It rose 3.5 percent. Then it fell.", ["It rose 3.5 percent.", "Then it fell."]),
        ("“Is it?” she asked. “Yes.”", ["“Is it?” she asked.", "“Yes.”"]),
        ("Wait ... for it. Done", ["Wait ... for it.", "Done"]),
        ("First line\nSecond line.", ["First line", "Second line."]),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_a_reader_would_stop(text, expected):
    assert said(text) == expected


def test_a_long_row_of_abbreviations_is_one_sentence_and_takes_no_longer_than_other_text():
    text = "Mr. " * 100_000 + "Hale left."
    assert len(sentences(text)) == 1


def test_sentences_of_a_part_keep_their_offsets_in_the_whole():
    text = "One. Two.\nThree. Four."
    assert [one.of(text) for one in sentences(text, Span(10, len(text)))] == ["Three.", "Four."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ("„Ja“, sagte sie.", ["„Ja“"]),
        ("« Oui », dit-elle.", ["« Oui »"]),
        ("He said ''we will'' at once.", ["''we will'"]),
        ("“One paragraph\n“and the last.”", ["“One paragraph", "“and the last.”"]),
        ("a closing ” alone", []),
        ('never "closed', ['"closed']),
        ("“a “b” c", ["“a ", "“b”"]),
    ],
)
def test_quotation_marks_pair_by_shape_inside_a_paragraph(text, expected):
    assert quoted(text) == expected


def test_words_are_the_same_in_every_typography():
    assert (
        words("“Müller’s  co-op” — CAFÉ…") == words('"Muller\'s co-op" - cafe...') == ["muller's", "co", "op", "cafe"]
    )


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    once = fold(text)
    assert words(once) == words(text)


def test_trimming_an_empty_span_leaves_an_empty_span():
    assert trim("   ", Span(1, 3)) == Span(1, 1)


@given(st.text(max_size=60), st.text(st.sampled_from("aZ`’… é"), max_size=9))
def test_folding_goes_character_by_character(text, common):
    assert fold(text) == "".join(fold(c) for c in text)
    assert fold(common) == "".join(fold(c) for c in common)


@given(st.text(max_size=60))
def test_every_word_stands_somewhere_and_in_order(text):
    spans = word_spans(text)
    assert len(spans) == len(words(text))
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
    assert all(one.start <= other.start and one.end <= other.end for one, other in itertools.pairwise(spans))


def test_words_stand_where_they_are_written_though_folding_changes_the_length():
    text = "Zoë… ﬁnally «50½» Straße—it’s"
    assert [span.of(text) for span in word_spans(text)] == ["Zoë", "ﬁnally", "50½", "½", "Straße", "it’s"]
    assert words(text) == ["zoe", "finally", "501", "2", "strasse", "it's"]


@given(st.lists(st.text(min_size=1, max_size=5)), st.lists(st.text(min_size=1, max_size=5)))
def test_words_have_one_code_each_and_the_same_every_time(one, other):
    codes = WordCodes()
    assert len(codes.of(one)) == len(one)
    assert (codes.of(one) == codes.of(other)) == (one == other)


def test_more_words_than_characters_still_have_codes():
    codes = WordCodes((f"word{n}", "x") for n in range(0x110000))
    assert "\ud800" > codes["one more"] >= "\u0100"
