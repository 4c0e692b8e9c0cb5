import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect.linear import read_model, tagged
from provenance.detect.tags import CONTENT, CUE, SOURCE, parts
from provenance.detect.words import words

STORY = """The harbour master said on Monday that the new ferry would not sail before spring.

“We have no engine,” Ann Lee, a spokeswoman for the yard, told reporters. “It is late.”

Two welders will be sent home, according to a union official."""


def test_a_story_is_tagged_with_who_said_what():
    read = words(STORY)
    found = {(role, " ".join(read.forms[a:b])) for role, a, b in parts(tagged(read).tags)}
    assert {(CUE, "said"), (CUE, "told"), (CUE, "according to")} <= found
    assert {(SOURCE, "The harbour master"), (SOURCE, "a union official")} <= found
    assert (CONTENT, "Two welders will be sent home") in found
    assert sum(role == CONTENT for role, _ in found) == 4


def test_every_word_has_a_tag_and_how_sure_it_is():
    read = words(STORY)
    got = tagged(read)
    assert len(got.tags) == len(got.sure) == len(read)
    assert ((got.sure > 0.1) & (got.sure <= 1)).all()
    assert got.sure[read.forms.index("told")] > 0.9


def test_a_text_is_tagged_the_same_whatever_was_read_before():
    alone = tagged(words(STORY))
    tagged(words("Nobody has said anything about unheard-of zebras."))
    again = tagged(words(STORY))
    assert (alone.tags == again.tags).all()
    assert (alone.sure == again.sure).all()


@pytest.mark.parametrize("text", ["", "\n\n", "Ferry", "“", "\x00 \ud800", "說 говорит قال", "a " * 3000])
def test_odd_texts_are_tagged_too(text):
    read = words(text)
    assert len(tagged(read).tags) == len(read)


@given(st.text(alphabet="Ann said that, it.\n“”\"'", max_size=80))
@settings(deadline=None)
def test_any_text_is_tagged(text):
    read = words(text)
    got = tagged(read)
    assert len(got.tags) == len(read)
    assert np.isfinite(got.sure).all()


def test_a_model_that_would_run_code_as_it_is_read_is_refused(tmp_path):
    np.savez(tmp_path / "linear.npz", cues_features=np.array([object()]))
    with pytest.raises(ValueError, match="allow_pickle"):
        read_model(tmp_path / "linear.npz")
