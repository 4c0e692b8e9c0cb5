import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect.signals import STOPS, Forms, Lexicon, number, signals
from provenance.detect.words import words
from provenance.text import stem

TEXT = "The mayor said that the Ferry sank.\n“The Ferry is old,” Ann Lee said."


@pytest.fixture
def forms() -> Forms:
    stems = np.sort([number(stem("said")), number("mayor")]).astype(np.uint32)
    is_say = stems == number("say")
    return Forms(
        Lexicon(stems, np.where(is_say, 0.9, 0).astype(np.float32), np.where(is_say, 0, 0.5).astype(np.float32))
    )


@pytest.mark.parametrize(
    "meet",
    [
        "deny denied denies",
        "claim claims claimed claiming",
        "said says",
        "plan planned planning",
        "continue continued continues",
    ],
)
def test_forms_of_a_word_meet_in_its_stem(meet):
    assert len({stem(word) for word in meet.split()}) == 1


def test_short_words_and_a_double_s_keep_their_ends():
    assert [stem(word) for word in ("his", "this", "press", "red")] == ["his", "this", "press", "red"]


def test_shares_come_from_the_lexicon_and_an_unknown_word_is_rarely_a_cue(forms):
    found = forms.columns(["said", "SAYS", "mayor", "zyx"])
    assert found["cue"].tolist() == [5, 5, 0, 1]
    assert found["source"].tolist() == [0, 0, 4, 1]


def test_a_form_is_known_by_itself_not_by_its_company(forms):
    alone = {name: column[0] for name, column in forms.columns(["Lee"]).items()}
    among = {name: column[2] for name, column in forms.columns(["he", "-", "Lee"]).items()}
    assert alone == among


def test_forms_are_forgotten_before_they_fill_the_memory(forms, monkeypatch):
    monkeypatch.setattr(Forms, "MOST", 10)
    kept = [forms.columns([f"word{at}", "said"]) for at in range(30)]
    assert all(found["cue"][1] == 5 for found in kept)
    assert max(found["form"].max() for found in kept) <= 12


def test_signals_of_a_sentence(forms):
    read = words(TEXT)
    found = signals(read, forms)
    said = read.forms.index("said")
    assert found["from_best"][: said + 1].tolist() == [-2, -1, 0]
    assert found["stop_after"][said] == STOPS["that"]
    assert found["who_before"][said] == 1  # the mayor
    assert (found["first"][said], found["end"][said]) == (0, read.forms.index("“"))


def test_a_name_seen_inside_a_sentence_is_known_at_the_head_of_one(forms):
    read = words("Ferry workers struck. The Ferry stayed. Then it left.")
    found = signals(read, forms)
    assert [form for form, name in zip(read.forms, found["name"], strict=True) if name] == ["Ferry", "Ferry"]


def test_marks_of_a_quotation_stop_what_stands_before_them(forms):
    read = words(TEXT)
    found = signals(read, forms)
    opens, closes = read.forms.index("“"), read.forms.index("”")
    assert found["stop"][[opens, closes]].tolist() == [STOPS["OPENS"], STOPS["CLOSES"]]


@settings(deadline=None)
@given(st.text(min_size=1))
def test_any_text_has_a_row_for_each_word(text):
    read = words(text)
    if len(read):
        blank = Lexicon(np.zeros(1, np.uint32), np.zeros(1, np.float32), np.zeros(1, np.float32))
        assert {len(column) for column in signals(read, Forms(blank)).values()} == {len(read)}
