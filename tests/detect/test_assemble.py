"""Parts put together."""

import numpy as np
import pytest

from provenance.detect.assemble import cleaned, grouped, kind
from provenance.detect.linker import Links
from provenance.detect.tags import CONTENT, CUE, SOURCE
from provenance.detect.words import words


def links(cue, source):
    return Links(np.array(cue), np.ones(len(cue), np.float32), np.array(source), np.ones(len(source), np.float32))


def test_content_on_both_sides_of_its_cue_is_one_attribution():
    read = words('"It broke," Ann Lee said, "at noon."')
    found = [(CONTENT, 0, 5), (SOURCE, 5, 7), (CUE, 7, 8), (CONTENT, 9, 14)]
    (one,) = grouped(read, found, links([0, 0], [0]))
    assert (one.cue, one.source, one.contents) == ((7, 8), (5, 7), [(0, 5), (9, 14)])


def test_a_cue_without_content_says_nothing():
    read = words("Ann Lee said.")
    assert grouped(read, [(SOURCE, 0, 2), (CUE, 2, 3)], links([], [0])) == []


def test_content_that_no_cue_announces_takes_the_free_source_of_its_paragraph():
    read = words("Ann Lee on the bridge: it broke at noon.")
    found = [(SOURCE, 0, 2), (CONTENT, 6, 10)]
    (one,) = grouped(read, found, links([-1], []))
    assert (one.cue, one.source) == (None, (0, 2))


def test_a_word_or_two_without_a_cue_are_left_out():
    read = words("Ann Lee: broke down")
    assert grouped(read, [(CONTENT, 3, 5)], links([-1], [])) == []


def test_contents_that_one_stray_word_keeps_apart_are_one():
    read = words("She said the bridge broke at noon.")
    assert cleaned(read, [(CONTENT, 2, 4), (CONTENT, 5, 7)]) == [(CONTENT, 2, 7)]


def test_a_source_ends_with_its_paragraph():
    read = words("— P. Stone\n\nLen Abbot, 81")
    assert cleaned(read, [(SOURCE, 1, 8)])[0][2] == read.forms.index("Len")


def test_a_content_of_marks_alone_is_dropped():
    read = words('She said "." today')
    assert cleaned(read, [(CONTENT, 2, 5)]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"It broke at noon"', "direct"), ("it broke at noon", "indirect"), ('it broke "at noon" he', "mixed")],
)
def test_the_kind_is_how_much_is_quoted(text, expected):
    read = words(text)
    assert kind(read, [(0, len(read))]) == expected
