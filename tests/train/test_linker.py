"""What the linker learns from."""

import random

import pytest

pytest.importorskip("torch", reason="training needs the train extra")

from provenance.detect.linker import Parts, choices, likelihoods
from provenance.detect.tags import CONTENT, CUE, SOURCE, parts
from provenance.train.gold import annotated
from provenance.train.linker import noisy, targets, trained, vocabulary_of

_TEXT = '"It broke," Ann Lee said, "at noon."\n\nBo Dahl denied that it broke.'
_MARKED = [
    {"content": [[0, 10], [26, 36]], "source": [[12, 19]], "cue": [[20, 24]]},
    {"content": [[53, 66]], "source": [[38, 45]], "cue": [[46, 52]]},
]


@pytest.fixture(scope="module")
def article():
    return annotated("a", _TEXT, _MARKED)


def test_the_right_cue_and_source_of_each_part_are_what_is_learnt(article):
    got = Parts.of(parts(article.labels))
    offered, _ = choices(article.words, got, {})
    right = targets(article, got, offered)
    chosen = [int(offered.which[at, column]) for at, column in enumerate(right)]
    assert chosen == [0, 0, 1, 0, 1]


def test_a_content_whose_cue_was_missed_has_none_of_them(article):
    found = [part for part in parts(article.labels) if part[0] != CUE or part[1] > 12]
    got = Parts.of(found)
    offered, _ = choices(article.words, got, {})
    assert targets(article, got, offered)[0] == offered.which.shape[1] - 1


def test_a_model_trained_on_an_article_links_it_right(article):
    found = parts(article.labels)
    listed = vocabulary_of([article], least=1)
    weights = trained([(article, found)], listed, penalty=0.01)
    got = Parts.of(found)
    offered, rows = choices(article.words, got, {word: at for at, word in enumerate(listed, 1)})
    assert len(weights) == rows
    assert (likelihoods(offered, weights).argmax(1) == targets(article, got, offered)).all()


def test_noise_keeps_parts_in_order_and_inside_the_text(article):
    chance = random.Random(4)
    for _ in range(50):
        found = noisy(parts(article.labels), len(article.words), chance)
        assert found == sorted(found, key=lambda part: part[1])
        assert all(0 <= first < last <= len(article.words) for _, first, last in found)
        assert {role for role, _, _ in found} <= {SOURCE, CUE, CONTENT}
