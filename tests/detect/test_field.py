import numpy as np
import pytest

from provenance.detect.field import ByForm, Field
from provenance.detect.linear import read_model
from provenance.detect.signals import Forms, signals
from provenance.detect.templates import CUES, REACH, feature
from provenance.detect.words import words
from provenance.shipped import shipped

STORY = """The harbour master said that the ferry would not sail before spring.

“We have no engine,” Ann Lee told reporters."""


@pytest.fixture(scope="module")
def model():
    return read_model(shipped("data") / "linear.npz")


def test_a_word_scores_what_its_features_weigh():
    columns = {"low": np.array([5, 6, 7])}
    known = feature("low", np.array([6])).astype(np.uint32)
    field = Field.of(("low", "low[1]"), known, np.array([[1, -2]], np.float16), np.zeros((2, 2), np.float32))
    assert field.scores(columns).tolist() == [[0, 0], [1, -2], [0, 0]]


def test_most_features_weigh_nothing(model):
    assert (model.cues.weights[0] == 0).all()
    assert (model.parts.rows > 0).sum() == len(model.parts.weights) - 1 < len(model.parts.rows) / 5


def test_what_a_form_brings_is_what_its_features_weigh_wherever_it_stands(model):
    by_form = ByForm(model.cues)
    forms = Forms(model.lexicon, by_form.brought)
    found = signals(words(STORY), forms)
    brought = forms.brought(np.pad(found["form"], REACH))
    assert 0 < len(by_form.joint) < len(CUES)
    assert np.allclose(by_form.scores(found, brought), model.cues.scores(found), atol=1e-4)


def test_a_long_text_is_scored_like_its_pieces(model):
    once, often = words(STORY), words("\n\n".join([STORY] * 40))  # more words than are looked up at once
    forms = Forms(model.lexicon)
    alone, among = (model.cues.scores(signals(read, forms)) for read in (once, often))
    for first in range(0, len(often), len(once)):
        inner = slice(REACH, len(once) - REACH)
        assert np.allclose(among[first:][inner], alone[inner], atol=1e-4)
