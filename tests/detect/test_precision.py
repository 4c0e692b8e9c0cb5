from provenance.detect.precision import ANY, confidence
from provenance.lexicon import cues


def test_what_was_counted_often_is_close_to_its_own_count():
    counted = cues()["said", "after quote"]
    assert counted.tried > 1000
    assert abs(confidence("said", "after quote") - counted.right / counted.tried) < 0.01


def test_a_shape_that_misleads_lowers_the_word():
    assert confidence("said", "after quote") > confidence("said", "that") > confidence("said", "in")


def test_an_unknown_word_in_a_sure_shape_is_likely_and_in_a_loose_one_is_not():
    assert confidence("bleated", "after quote") > 0.4 > confidence("bleated", "object")


def test_the_table_holds_counts_and_no_more():
    for (word, shape), row in cues().items():
        assert word
        assert shape
        assert 0 <= row.right <= row.tried
    assert cues()[ANY, ANY].tried == sum(row.tried for (word, shape), row in cues().items() if word == ANY != shape)
