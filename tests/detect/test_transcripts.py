"""Turns of transcripts and of interviews."""

import pytest

from provenance.detect.transcripts import turns

_TRANSCRIPT = """Orla Venn spoke to the harbour radio on Tuesday.

HOST: Is the bridge safe?

VENN: It is. We checked it twice.

HOST: And the ferry?

VENN: Ask me in spring."""


def test_each_turn_has_its_speaker_and_what_is_said():
    found = turns(_TRANSCRIPT)
    assert [(turn.speaker.of(_TRANSCRIPT), turn.mark.of(_TRANSCRIPT)) for turn in found] == [
        ("HOST", ":"),
        ("VENN", ":"),
        ("HOST", ":"),
        ("VENN", ":"),
    ]
    assert found[1].said.of(_TRANSCRIPT) == "It is. We checked it twice."


def test_an_interview_in_questions_and_answers_has_turns():
    text = "Q: Is it safe?\nA: It is.\nQ: And the ferry?\nA: Ask me in spring."
    assert [turn.speaker.of(text) for turn in turns(text)] == ["Q", "A", "Q", "A"]


def test_a_heading_above_the_turns_is_no_turn():
    text = "Transcript: the second hearing\n\n" + _TRANSCRIPT
    assert [turn.speaker.of(text) for turn in turns(text)] == ["HOST", "VENN", "HOST", "VENN"]


@pytest.mark.parametrize(
    "text",
    [
        "Orla Venn: Bridge is safe\n\nThe bridge is safe, Orla Venn said.",
        "UPDATE: The bridge is shut.\n\nPREVIOUSLY: The bridge was open.\n\nWHAT NEXT: Nobody knows.",
        "Three things happened: rain, wind and snow.",
        "",
    ],
)
def test_headings_and_headlines_are_no_transcript(text):
    assert turns(text) == []
