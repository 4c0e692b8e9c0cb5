"""What changed on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.chain import drift
from provenance.model import Passage, Span
from provenance.text import words

SAID = "The company may have known about the cracked hull for eleven weeks."


def passage(text: str, speaker: str | None = None, name: str = "p") -> Passage:
    return Passage(name, name, "quote", (Span(0, len(text)),), text, speaker)


@pytest.mark.parametrize(
    ("child", "changes"),
    [
        (SAID, ()),
        ("“THE COMPANY may have known about the cracked hull for eleven weeks”", ()),
        ("known about the cracked hull for eleven weeks", ("trimmed", "hedge_lost")),
        ("The company may have known about the cracked hull for eleven weeks, she told us.", ("extended",)),
        ("The company may have known about the broken hull for eleven weeks.", ("substituted",)),
        ("The company must have known about the cracked hull for eleven weeks.", ("substituted", "hedge_lost")),
        ("The company may have known about the cracked hull for 12 weeks.", ("substituted", "number_changed")),
    ],
)
def test_changes_are_named(child, changes):
    assert drift(passage(SAID), passage(child)).changes == changes


def test_the_difference_is_shown_in_order():
    found = drift(
        passage(SAID, name="a"), passage("The firm may have known about the hull for eleven weeks.", name="b")
    )
    assert (found.parent, found.child) == ("a", "b")
    assert found.diff == (
        ("same", "The"),
        ("removed", "company"),
        ("added", "firm"),
        ("same", "may have known about the"),
        ("removed", "cracked"),
        ("same", "hull for eleven weeks."),
    )


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("Sergei Holm", "Holm", False),
        ("Anna Berg", "Berg", False),
        ("Anna Berg", "Ida Holm", True),
        (None, "Ida Holm", False),
        ("Anna Berg", None, False),
    ],
)
def test_a_speaker_changes_where_both_are_known_and_differ(before, after, changed):
    assert ("speaker_changed" in drift(passage(SAID, before), passage(SAID, after)).changes) is changed


sayings = st.lists(st.sampled_from("may the hull, was “not” ﬁne … Zoë's 12 — weeks.".split()), max_size=20).map(
    " ".join
)


@given(sayings, sayings)
def test_the_difference_gives_both_sides_back(before, after):
    diff = drift(passage(before), passage(after)).diff
    assert [word for kind, text in diff if kind != "added" for word in words(text)] == words(before)
    assert [word for kind, text in diff if kind != "removed" for word in words(text)] == words(after)


def test_ten_thousand_words_against_a_part_of_them():
    long = " ".join(f"word{n}" for n in range(10_000))
    found = drift(passage(long), passage(" ".join(long.split()[500:600])))
    assert found.changes == ("trimmed",)
    assert [kind for kind, _ in found.diff] == ["removed", "same", "removed"]
