"""Tags and the ranges they spell."""

import numpy as np

from provenance.detect.tags import CONTENT, CUE, SOURCE, B, I, parts


def test_parts_are_the_ranges_that_begin_and_go_on():
    tags = [B[SOURCE], I[SOURCE], B[CUE], 0, B[CONTENT], I[CONTENT], B[CONTENT]]
    assert parts(np.array(tags, dtype=np.int32)) == [
        (SOURCE, 0, 2),
        (CUE, 2, 3),
        (CONTENT, 4, 6),
        (CONTENT, 6, 7),
    ]


def test_an_inside_that_nothing_began_begins_a_part():
    assert parts(np.array([0, I[CUE], I[CONTENT]], dtype=np.int32)) == [(CUE, 1, 2), (CONTENT, 2, 3)]


def test_no_words_have_no_parts():
    assert parts(np.zeros(0, dtype=np.int32)) == []
