import pytest


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Lee said that the bridge was safe.", "Lee", "that the bridge was safe"),
        ("Lee said the bridge was safe.", "Lee", "the bridge was safe"),
        ("Lee has repeatedly said the bridge was safe.", "Lee", "the bridge was safe"),
        ("Lee on Tuesday said the bridge was safe.", "Lee", "the bridge was safe"),
        ("Lee told Harbour Weekly that the bridge was safe.", "Lee", "that the bridge was safe"),
        ("Lee said in a statement that the bridge was safe.", "Lee", "that the bridge was safe"),
        ("Lee wrote: “The bridge is safe.”", "Lee", "“The bridge is safe.”"),
        ("Lee wrote on a poster:\n\n“The bridge is safe.”", "Lee", "“The bridge is safe.”"),
        ("As Lee put it, “the bridge is safe.”", "Lee", "“the bridge is safe.”"),
        ("As Lee noted, the bridge is safe.", "Lee", "the bridge is safe"),
        ("The report found that the bridge was unsafe.", "The report", "that the bridge was unsafe"),
        ("A poll by Ekstat shows most people want a bridge.", "A poll by Ekstat", "most people want a bridge"),
        ("The ministry called for a new bridge.", "The ministry", "for a new bridge"),
        ("Lee's office denied that the bridge was unsafe.", "Lee's office", "that the bridge was unsafe"),
    ],
)
def test_a_speaker_and_cue_before_the_content(found, text, source, content):
    assert (source, content) in [(one[0], one[2]) for one in found(text)]


def test_two_verbs_and_a_participle_share_one_speaker(found):
    text = "Lee said the bridge was safe, adding that it was tested, and warned that ice could come."
    assert {source for source, _, _ in found(text)} == {"Lee"}
    assert len(found(text)) == 3


def test_a_participle_that_opens_the_sentence_has_the_speaker_behind_it(found):
    text = "Noting that the bridge was old, Lee called for a new one."
    assert ("Lee", "Noting", "that the bridge was old") in found(text)


def test_what_an_opening_infinitive_says_ends_before_the_speaker_behind_it(found):
    text = "Refusing to say whether the bridge was safe, Lee left the room."
    assert ("Lee", "to say", "whether the bridge was safe") in found(text)


def test_reporting_in_the_passive_has_its_source_behind_by(found):
    assert found("His statements were reported by the state news agency, Nordnytt.") == [
        ("the state news agency, Nordnytt", "were reported", "His statements")
    ]


def test_hearsay_has_no_source(found):
    assert found("The minister is said to favour a new bridge.") == [
        ("", "is said", "The minister | to favour a new bridge")
    ]


def test_a_clause_with_a_gap_takes_what_it_is_about_with_it(found):
    assert ("he", "said", "which | was unsafe") in found("Lee closed the bridge, which he said was unsafe.")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ann Lee left, and his claim that the bridge fell is old.", "his"),
        ("The mayor's claim that the bridge fell is old.", "The mayor's"),
        ("Ann Lee made the claim that the bridge fell.", "Ann Lee"),
        ("Ann Lee is confident that the bridge fell.", "Ann Lee"),
    ],
)
def test_a_noun_that_says_something_is_its_owners(found, text, source):
    assert (source, "that the bridge fell") in [(one[0], one[2].removesuffix(" is old")) for one in found(text)]
