from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.printable import clean, dumped, escaped, pictured, plain, storable

DRIVES = {chr(code) for code in (*range(32), *range(0x7F, 0xA0), 0x202D, 0x202E, 0xFEFF)} - {"\t", "\n"}


@given(st.text())
def test_cleaned_text_can_be_shown_anywhere_and_is_clean(text):
    made = clean(text)
    assert not DRIVES & set(made)
    made.encode("utf-8")
    assert clean(made) == made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\0b\x7f", "a␀b␡"),
        ("\x9b2J", "\ufffd2J"),
        ("\u202egpj.exe", "\ufffdgpj.exe"),
        ("half \ud800", "half \ufffd"),
        ("\ufeffone\r\ntwo\u2067!\u2069", "one\ntwo!"),
        ("وكالة\u200f الأنباء", "وكالة\u200f الأنباء"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_acts_is_shown_as_a_sign_and_what_only_lays_out_is_left_out(text, shown):
    assert clean(text) == shown


@given(st.text())
def test_plain_text_is_one_line(text):
    assert len(plain(text).splitlines()) <= 1


@given(
    st.recursive(st.text() | st.none() | st.integers(), lambda some: st.lists(some) | st.dictionaries(st.text(), some))
)
def test_json_reads_back_as_it_was_and_drives_no_terminal(value):
    for indent in (None, 1):
        text = dumped(value, indent=indent)
        assert not DRIVES & set(text)
        text.encode("utf-8")
        assert json.loads(text) == value
        assert len(text.splitlines()) == 1 or indent


def test_letters_of_all_languages_stay_readable_in_json():
    assert dumped({"a": "Zürich 橋 \x9b"}) == '{"a": "Zürich 橋 \\u009b"}'
    assert escaped('"\u202e"') == '"\\u202e"'


def test_each_control_character_has_its_sign():
    assert [pictured(c) for c in "\0\x1b\x7f\x85"] == ["␀", "␛", "␡", "\ufffd"]


@given(st.text())
def test_a_storable_text_is_as_long_and_holds_nothing_unstorable(text):
    made = storable(text)
    assert len(made) == len(text)
    assert "\0" not in made
    made.encode("utf-8")
