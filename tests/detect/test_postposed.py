import pytest

from provenance.detect import detect
from provenance.model import Article


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“The bridge is safe,” Mayor Ann Lee said.", "Mayor Ann Lee", "“The bridge is safe,”"),
        ('"It is safe," she said on Monday in a statement.', "she", '"It is safe,"'),
        ("“The bridge,” Lee said, “is safe.”", "Lee", "“The bridge,” | “is safe.”"),
        ("“It is safe,” Lee said. “It was tested.”", "Lee", "“It is safe,” | “It was tested.”"),
        ("“Is it safe?” Lee asked.", "Lee", "“Is it safe?”"),
        ("The bridge is safe, officials say.", "officials", "The bridge is safe"),
        ("In the end, he said, the bridge will fall.", "he", "In the end | the bridge will fall"),
        ("The new bridge, she said, is safe.", "she", "The new bridge | is safe"),
        (
            "“It is safe,” Lee, who built the bridge, told Harbour Weekly.",
            "Lee, who built the bridge,",
            "“It is safe,”",
        ),
    ],
)
def test_a_speaker_before_the_cue_has_the_content_before_both(found, text, source, content):
    (one,) = found(text)
    assert (one[0], one[2]) == (source, content)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“It is safe,” said Ann Lee.", "Ann Lee"),
        ("“It is safe,” said Ann Lee, a civil engineer from Oslo.", "Ann Lee, a civil engineer from Oslo"),
        ("“It is safe,” said Ann Lee, 52, who built it.", "Ann Lee, 52, who built it"),
        ("“It is safe,” said Ann Lee in an interview.", "Ann Lee"),
        ("The bridge is safe, said a person familiar with the tests.", "a person familiar with the tests"),
    ],
)
def test_a_speaker_behind_the_cue_is_taken_with_what_is_said_of_him(found, text, source):
    assert found(text)[0][0] == source


def test_a_quotation_goes_on_behind_its_speaker_and_in_the_next_paragraph(found):
    text = "“It is safe,” said Ann Lee, a civil engineer. “It was tested.”\n\n“We will test it again.”"
    assert found(text)[0][2] == "“It is safe,” | “It was tested.” | “We will test it again.”"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("According to Harbour Weekly, the bridge was closed.", "Harbour Weekly", "the bridge was closed"),
        ("According to Lee, an engineer, the bridge was closed.", "Lee, an engineer", "the bridge was closed"),
        ("The bridge was closed, according to two officials.", "two officials", "The bridge was closed"),
        ("The bridge, according to Lee, is safe.", "Lee", "The bridge | is safe"),
    ],
)
def test_according_to_stands_before_behind_and_within_its_content(found, text, source, content):
    (one,) = found(text)
    assert (one[0], one[1].lower(), one[2]) == (source, "according to", content)


def test_a_quoted_title_behind_the_cue_is_no_speech(found):
    assert found("“It fell,” she wrote in her memoir, “High Water.”")[0][2] == "“It fell,”"


def test_a_name_with_an_apposition_before_the_cue_is_no_content(found):
    text = "Eva Ek, the ministry's engineer, said the bridge could fall."
    assert found(text) == [("Eva Ek, the ministry's engineer,", "said", "the bridge could fall")]


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("According to Lee, the bridge was closed.", True),
        ("The bridge, according to Lee, is safe.", True),
        ("The bridge was closed, according to two officials.", True),
        ("Officials denied the report.", False),
    ],
)
def test_according_to_is_known_to_be_a_sure_sign(text, sure):
    (one,) = detect(Article("a", text))
    assert (one.confidence >= 0.8) is sure
