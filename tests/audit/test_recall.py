from __future__ import annotations

from provenance.audit.recall import missed


def test_what_a_detector_misses_is_said_with_the_corpus_and_n_it_was_measured_on():
    said = missed("accurate")
    assert said is not None
    assert said.startswith("The detector accurate finds 77.8 % of attributions (84 articles of PolNeAR dev, N = 2,192)")


def test_in_another_language_less_is_to_be_expected():
    assert "expect far less" in (missed("fast", "de") or "")
    assert "expect far less" not in (missed("fast") or "")
    assert missed("fast", "en") == missed("fast", None) == missed("fast")


def test_a_detector_that_was_not_measured_is_said_to_be_so_and_none_says_nothing():
    assert missed("by_quotes") == "How many attributions the detector by_quotes misses was not measured."
    assert missed(None) is None
