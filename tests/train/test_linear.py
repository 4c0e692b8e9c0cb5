"""The fast tagger learns from articles, and the same ones teach it the same."""

import numpy as np
import pytest

pytest.importorskip("pycrfsuite")

from provenance.detect.linear import Reader, read_model
from provenance.detect.tags import CONTENT, CUE, SOURCE, parts
from provenance.detect.words import words
from provenance.train.gold import annotated
from provenance.train.lexicon import Vectors
from provenance.train.linear import Fit, Settings, train

WHO = ["Ann Lee", "Bob Fox", "the mayor", "a union official", "he", "the harbour master"]
WHAT = ["the ferry sank", "two welders left", "it is too late", "no ship will sail", "the yard is closed"]
QUICK = Settings(cues=Fit(30, 0.05, 0.3, least=1), parts=Fit(30, 0.05, 0.3, least=1))


def story(at):
    who, other, what, more = (some[at * step % len(some)] for some, step in ((WHO, 1), (WHO, 5), (WHAT, 1), (WHAT, 3)))
    lines = [
        [(who, "source"), (" said ", "cue"), (what, "content"), (" on Monday.\n", "")],
        [(f"“{more},”", "content"), (" ", ""), ("warned ", "cue"), (other, "source"), (".\n", "")],
        [("The rain fell and the town slept.\n", "")],
    ]
    text, marked = "", []
    for line in lines:
        one: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
        for piece, role in line:
            if role:
                lead = len(piece) - len(piece.lstrip())
                one[role].append([len(text) + lead, len(text) + len(piece.rstrip())])
            text += piece
        if one["cue"]:
            marked.append(one)
    return annotated(f"story {at}", text, marked)


STORIES = [story(at) for at in range(30)]
VECTORS = Vectors(np.arange(1, 9), np.eye(8))


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    out = tmp_path_factory.mktemp("model") / "linear.npz"
    train(STORIES, VECTORS, out, QUICK)
    return out


def test_what_it_was_shown_it_finds_in_new_words(written):
    read = words("The mayor said the bridge fell on Monday.")
    found = parts(Reader(read_model(written)).tagged(read).tags)
    assert [(role, " ".join(read.forms[a:b])) for role, a, b in found] == [
        (SOURCE, "The mayor"),
        (CUE, "said"),
        (CONTENT, "the bridge fell"),
    ]


def test_the_same_articles_give_the_same_bytes(written, tmp_path):
    train(STORIES, VECTORS, tmp_path / "again.npz", QUICK)
    assert (tmp_path / "again.npz").read_bytes() == written.read_bytes()
