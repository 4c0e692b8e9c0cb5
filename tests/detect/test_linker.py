"""Candidates of contents and cues, and the choice among them."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provenance.detect import linker
from provenance.detect.linker import CANDIDATES, Parts, choices, likelihoods, links
from provenance.detect.tags import CONTENT, CUE, SOURCE
from provenance.detect.words import words

_TEXT = """"It broke," Ann Lee said, "at noon." Bo Dahl disagreed: "It held."

“We saw it fall,” said Cy Moe."""


def marked(text: str, *pairs: tuple[int, str]) -> list[tuple[int, int, int]]:
    """Parts by role and their words, each where the words stand first behind the part before."""
    read = words(text)
    found, at = [], 0
    for role, phrase in pairs:
        forms = words(phrase).forms
        at = next(k for k in range(at, len(read)) if read.forms[k : k + len(forms)] == forms)
        found.append((role, at, at + len(forms)))
        at += len(forms)
    return found


_FOUND = marked(
    _TEXT,
    (CONTENT, '"It broke,"'),
    (SOURCE, "Ann Lee"),
    (CUE, "said"),
    (CONTENT, '"at noon."'),
    (SOURCE, "Bo Dahl"),
    (CUE, "disagreed"),
    (CONTENT, '"It held."'),
    (CONTENT, "“We saw it fall,”"),
    (CUE, "said"),
    (SOURCE, "Cy Moe"),
)


def test_each_content_goes_to_its_cue_and_each_cue_has_its_source():
    found = links(words(_TEXT), Parts.of(_FOUND))
    assert found.cue.tolist() == [0, 0, 1, 2]
    assert found.source.tolist() == [0, 1, 2]
    assert (found.cue_sure > 0.5).all()


def test_a_content_with_no_cue_in_reach_has_none():
    text = "“It fell.”" + "\n\nRain." * 12 + "\n\nCy Moe said it held."
    found = links(words(text), Parts.of(marked(text, (CONTENT, "“It fell.”"), (SOURCE, "Cy Moe"), (CUE, "said"))))
    assert found.cue.tolist() == [-1]


def test_no_parts_have_no_links():
    found = links(words("Rain fell."), Parts.of([]))
    assert (len(found.cue), len(found.source)) == (0, 0)


@st.composite
def parts_of_a_text(draw):
    """Non-overlapping parts over a text of short words and breaks."""
    text = "".join(draw(st.lists(st.sampled_from(["go ", '"', ", ", "that ", "\n", "Lee ", ". "]), max_size=80)))
    total = len(words(text))
    borders = sorted(draw(st.sets(st.integers(0, total), max_size=24)))
    roles = st.sampled_from([SOURCE, CUE, CONTENT, None])
    found = [(role, a, b) for a, b in pairwise(borders) if (role := draw(roles)) is not None]
    return text, found


@given(parts_of_a_text())
@example(("go " * 9, [(CONTENT, 0, 9)]))
def test_every_choice_is_a_probability_over_parts_that_share_no_word(given_parts):
    text, found = given_parts
    parts = Parts.of(found)
    offered, rows = choices(words(text), parts, {"that": 1, "go": 2})
    assert offered.which.shape == (len(parts.contents) + len(parts.cues), CANDIDATES + 1)
    assert ((offered.signs >= 0) & (offered.signs < rows)).all()
    shares = likelihoods(offered, np.random.default_rng(1).normal(size=rows).astype(np.float32))
    assert np.allclose(shares.sum(1), 1, atol=1e-5)
    for asker, row in zip([*parts.contents, *parts.cues], offered.which, strict=True):
        pool = parts.cues if any((asker == one).all() for one in parts.contents) else parts.sources
        for candidate in row[row >= 0]:
            first, last = pool[candidate]
            assert last <= asker[0] or first >= asker[1]


def test_a_model_that_would_run_code_as_it_is_read_is_refused(tmp_path, monkeypatch):
    np.savez(tmp_path / "linker.npz", weights=np.array([object()]), words=np.array("a"))
    monkeypatch.setattr(linker, "shipped", lambda _: tmp_path)
    with pytest.raises(ValueError, match="allow_pickle"):
        linker._model.__wrapped__()


def test_no_more_parts_are_looked_at_than_the_nearest():
    found = [(CUE, at, at + 1) for at in range(0, 40, 2)] + [(CONTENT, 40, 41)]
    offered, _ = choices(words("go " * 41), Parts.of(found), {})
    assert offered.which[0].tolist() == [19, 18, 17, 16, 15, 14, 13, 12, -1]
