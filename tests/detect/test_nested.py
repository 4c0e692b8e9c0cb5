"""A speaker inside what another passes on."""

from dataclasses import replace

import pytest

from provenance.detect.nested import nested
from provenance.model import Attribution, Span

_INSIDE = "Transport minister Ilse Varga said that her ministry knew in March about the failing ramp"


def outer(text: str, source: str, cue: str, content: str = _INSIDE) -> Attribution:
    def span(part):
        start = text.index(part)
        return (Span(start, start + len(part)),)

    return Attribution(span(source), span(cue), span(content), "indirect", 0.9)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        (f"{_INSIDE}, the harbour radio reported on Monday.", "the harbour radio", "reported"),
        (f"Reuters reported that {_INSIDE}.", "Reuters", "reported"),
    ],
)
def test_the_inner_speaker_is_read_where_the_outer_one_passes_on(text, source, cue):
    (one,) = nested([outer(text, source, cue)], text)
    assert one.source[0].of(text) == "Transport minister Ilse Varga"
    assert one.cue[0].of(text) == "said"
    assert "knew in March" in one.content[0].of(text)


def test_a_person_who_tells_what_another_said_is_left_at_one_level():
    text = f"Marit Aune complained that {_INSIDE}."
    assert list(nested([outer(text, "Marit Aune", "complained")], text)) == []


def test_what_is_quoted_word_for_word_is_not_looked_into():
    text = f"{_INSIDE}, the harbour radio reported on Monday."
    assert list(nested([replace(outer(text, "the harbour radio", "reported"), kind="direct")], text)) == []


def test_content_without_a_speaker_of_its_own_has_no_inner_level():
    text = "The ramp at the ferry terminal had been failing for months before it was shut, the harbour radio reported."
    content = "The ramp at the ferry terminal had been failing for months before it was shut"
    assert list(nested([outer(text, "the harbour radio", "reported", content)], text)) == []
