"""Shares of stems: counted, guessed, and the two together."""

import numpy as np
import pytest

from provenance.detect.signals import UNSEEN, number
from provenance.text import stem
from provenance.train.gold import annotated
from provenance.train.lexicon import Counts, Vectors, guessed, lexicon, read_vectors


def story(cue, source, what="the ferry sank"):
    text = f"{source} {cue} {what}."
    starts = text.index(cue), text.index(what)
    marked = {
        "source": [[0, len(source)]],
        "cue": [[starts[0], starts[0] + len(cue)]],
        "content": [[starts[1], len(text) - 1]],
    }
    return annotated(f"{cue} {source}", text, [marked])


STORIES = [story(cue, source) for cue in ("warned", "told us", "warns") for source in ("Ann Lee", "The mayor")]


def of(counts, word):
    return counts.counted[:, counts.stems.tolist().index(number(stem(word)))].tolist()


def test_stems_are_counted_by_role():
    counts = Counts.of(STORIES)
    assert of(counts, "warning") == [4, 4, 0]
    assert of(counts, "mayor") == [3, 0, 3]
    assert of(counts, "ferry") == [6, 0, 0]


def test_an_article_is_taken_away_as_if_it_had_not_been_seen():
    less, rest = Counts.of(STORIES).without(Counts.of(STORIES[:2])), Counts.of(STORIES[2:])
    assert (less.among(rest.stems) == rest.counted).all()
    assert less.counted.sum() == rest.counted.sum()


def test_a_stem_that_was_not_seen_counts_nothing():
    assert Counts.of(STORIES).among(np.array([1, number("mayor")])).tolist() == [[0, 3], [0, 0], [0, 3]]


@pytest.fixture
def vectors():
    """Two meanings: words like "warn" and words like "ferry"; the last of each kind stands in no story."""
    words = [["warn", "tell", "say", "claim", "admit"], ["ferry", "sink", "us", "ship", "sail"]]
    rows = {number(stem(word)): kind for kind, some in enumerate(words) for word in some}
    order = sorted(rows)
    return Vectors(np.array(order), np.eye(2)[[rows[one] for one in order]])


def test_a_word_is_guessed_from_words_of_like_meaning(vectors):
    stories = [story(cue, "Ann") for cue in ("warned", "told", "said", "claimed") for _ in range(9)]
    guesses = guessed(Counts.of(stories), vectors)
    cue = dict(zip(vectors.stems.tolist(), guesses[0], strict=True))
    assert cue[number("admit")] > 0.2 > 0.02 > cue[number("sail")]


def test_counts_outweigh_a_guess_in_the_end(vectors):
    wrong = np.full((2, len(vectors.stems)), 0.9)
    few, many = (Counts.of([story("warned", "Ann")] * times) for times in (1, 100))
    at = number("ferry")
    share = [
        dict(zip(got.stems.tolist(), got.cue.tolist(), strict=True))[at]
        for got in (lexicon(few, vectors, wrong), lexicon(many, vectors, wrong))
    ]
    assert share[0] > 0.5 > 0.05 > share[1]


def test_a_stem_without_a_vector_starts_as_any_unknown_word(vectors):
    nothing = np.zeros((2, len(vectors.stems)))
    got = lexicon(Counts.of([story("warned", "Ann")]), vectors, nothing)
    source = dict(zip(got.stems.tolist(), got.source.tolist(), strict=True))
    assert source[number("the")] == pytest.approx(UNSEEN * 3 / 4, abs=0.001)


def test_vectors_are_read_from_whole_words(tmp_path):
    save = pytest.importorskip("safetensors.numpy").save_file
    rows = np.random.default_rng(1).normal(size=(30_522, 4)).astype(np.float32)
    save({"embeddings.word_embeddings.weight": rows}, tmp_path / "weights")
    got = read_vectors(tmp_path / "weights")
    assert np.allclose(np.linalg.norm(got.rows, axis=1), 1)
    assert {number(word) for word in ("say", "ferry")} <= set(got.stems.tolist())
    assert number("##ing") not in got.stems
