"""The network over windows of a text."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provenance.detect import network
from provenance.detect.network import scores, tagged, windows
from provenance.detect.tags import CONTENT, CUE, SOURCE, TAGS, parts
from provenance.detect.words import words


@given(
    st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=120),
    st.integers(8, 40),
)
def test_windows_cover_the_words_once_and_hold_no_more_than_there_is_room_for(given_words, room):
    lengths = np.array([length for length, _ in given_words], dtype=np.int32)
    sentence = np.cumsum([starts for _, starts in given_words], dtype=np.int32)
    found = list(windows(lengths, sentence, room))
    assert [at for first, last in found for at in range(first, last)] == list(range(len(lengths)))
    assert all(lengths[first:last].sum() <= room for first, last in found)


def test_windows_start_with_sentences_where_they_can():
    lengths = np.ones(30, dtype=np.int32)
    sentence = np.repeat([0, 1, 2, 3, 4], 6).astype(np.int32)
    assert list(windows(lengths, sentence, 14)) == [(0, 12), (12, 24), (24, 30)]


def test_the_parts_of_a_plain_sentence_are_found():
    read = words("The bridge was shut on Monday. The harbour master said that it would open again in spring.")
    found = {role: " ".join(read.forms[first:last]) for role, first, last in parts(tagged(read).tags)}
    assert found[SOURCE] == "The harbour master"
    assert found[CUE] == "said"
    assert "it would open again in spring" in found[CONTENT]


def test_scores_are_logs_of_probabilities():
    read = words("“It will stand,” Orla Venn said. " * 60)
    found = scores(read)
    assert found.shape == (len(read), TAGS)
    assert np.allclose(np.exp(found).sum(1), 1, atol=1e-4)


def test_the_probability_of_each_tag_is_that_of_the_tag_chosen():
    read = words("Orla Venn said it will stand.")
    found = tagged(read)
    assert np.allclose(found.sure, np.exp(scores(read))[np.arange(len(read)), found.tags])


def test_an_empty_text_has_no_tags():
    assert len(tagged(words("")).tags) == 0


def test_a_text_that_repeats_itself_is_scored_as_its_parts_are_and_the_network_asked_once_a_window(monkeypatch):
    story = " ".join(
        f"{name} Venn, who {what}, said on Monday that the {thing} by the old harbour would stay shut until spring."
        for name, what, thing in zip(
            "Orla Ida Eli Marit Jon Ane Tor Liv Odd Siv Kai Eva".split(),
            "sails paints fishes cooks writes sings builds drives rows reads knits bakes".split(),
            "bridge pier tower school mill road church quay shop hall lock dam".split(),
            strict=True,
        )
    )
    asked = []
    real = network.session()

    class Counted:
        def run(self, *given: Any) -> Any:
            asked.append(given)
            return real.run(*given)

    monkeypatch.setattr(network, "session", Counted)
    read = words(f"{story} " * 100)
    found = scores(read)
    once = len(read) // 100
    again = [found[at : at + once] for at in range(0, len(read), once)]
    assert len(asked) < 20
    assert sum(any(np.allclose(one, former) for former in again[:at]) for at, one in enumerate(again)) > 80
