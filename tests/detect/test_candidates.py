"""The readings of a sentence's cues, each with a source of its own."""

from itertools import pairwise

import pytest

from provenance.detect.candidates import candidates
from provenance.detect.rules import cue_verbs
from provenance.detect.tokens import tokens


def test_a_speaker_behind_the_first_verb_ends_before_the_second():
    t = tokens("“We chose to wait,” said the lawyer of the Board who has been challenging the port.", cue_verbs())
    sources = {one.word: one.source for some in candidates(t, 0, len(t.words)) for one in some if one.source}
    assert {word: t.span(first, last).of(t.text) for word, (first, last) in sources.items()} == {
        "said": "the lawyer of the Board who has been challenging the port",
        "challenging": "the lawyer of the Board who",
    }


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("“The port stays shut,” she said.", "after quote"),
        ("“The port stays shut”, she said.", "after quote"),
        ("The port stays shut, she said.", "after content"),
        ("The port, she said, stays shut.", "parenthesis"),
    ],
)
def test_a_speaker_behind_what_is_said_is_told_apart_by_what_stands_before(text, shape):
    t = tokens(text, cue_verbs())
    assert [one.shape for some in candidates(t, 0, len(t.words)) for one in some if one.source] == [shape]


def test_what_is_said_comes_in_the_order_of_the_text_also_in_the_passive():
    t = tokens("The plans they were told would fail fell.", cue_verbs())
    for some in candidates(t, 0, len(t.words)):
        for one in some:
            assert list(one.content) == sorted(one.content)
            assert all(a[1] <= b[0] for a, b in pairwise(one.content))
