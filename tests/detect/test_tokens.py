import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.detect.rules import cue_verbs
from provenance.detect.sentences import sentences
from provenance.detect.tokens import tokens


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("She said that he won.", "PVTPv."),
        ("“It is safe,” said Ann Lee.", "KVAA."),
        ("“It is safe.” He left.", "FPv."),
        ("a “so-called” bridge", "DqN"),
        ("Lee’s claim that it fell", "ZLTPv"),
        ("Mr. Lee of the U.S. Senate (R-Maine)", "AAODAA(A)"),
        ("on Monday, last week", "IM,RM"),
        ("He spoke in the statement", "PVIDM"),
        ("The day fell in", "DNvI"),
        ("The report said so", "DLVB"),
        ("Officials report losses", "AVN"),
        ("It fell. Reports said so", "Pv.LVB"),
        ("The workers claim it", "DNVP"),
        ("A city claim it", "DNLP"),
    ],
)
def test_each_token_gets_its_letter(text, tags):
    assert tokens(text, cue_verbs()).tags == tags


@given(st.text(max_size=300))
def test_tokens_and_sentences_stand_in_order_inside_the_text(text):
    t = tokens(text, cue_verbs())
    assert len(t.starts) == len(t.ends) == len(t.words) == len(t.tags)
    assert all(0 <= start < end <= len(text) for start, end in zip(t.starts, t.ends, strict=True))
    assert t.starts == sorted(t.starts)
    edges = [edge for sentence in sentences(t) for edge in sentence]
    assert edges == sorted(edges)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It fell. He left.", 2),
        ("Mr. Lee left at 5 p.m. on Monday.", 1),
        ("“It fell.” He left it there.", 2),
        ("“Did it fall?” he asked.", 1),
        ("It fell (in May.) He left.", 2),
        ("Title\nIt fell", 2),
        ("He wrote:\n\n“It fell.”", 1),
    ],
)
def test_sentences_end_at_stops_quotations_and_lines(text, count):
    t = tokens(text, cue_verbs())
    assert len([1 for lo, hi in sentences(t) if t.tags[lo:hi].strip("\n")]) == count


def test_text_without_a_stop_is_cut_into_pieces():
    assert max(hi - lo for lo, hi in sentences(tokens("word " * 5000, cue_verbs()))) <= 300
