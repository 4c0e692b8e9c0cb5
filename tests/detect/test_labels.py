import pytest


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Ann Lee: Bridge is safe\n\nThe bridge stood.", "Ann Lee", "Bridge is safe"),
        ("It stood.\n\nLee: “The bridge is safe.”", "Lee", "“The bridge is safe.”"),
        ("It stood.\n\n“The bridge is safe.” — Ann Lee", "Ann Lee", "“The bridge is safe.”"),
        ("It stood. He returned to an old theme: “The bridge is safe.”", "He", "“The bridge is safe.”"),
    ],
)
def test_a_name_and_a_mark_are_enough(found, text, source, content):
    assert [(one[0], one[2]) for one in found(text)] == [(source, content)]


def test_a_colon_in_running_text_is_no_label(found):
    assert found("It stood.\n\nThe bridge has two parts: a road and a rail.") == []
