import pytest

from provenance.resolve.anonymity import anonymity_reason, declined_comment, is_withheld
from tests.resolve.samples import claim, read


@pytest.mark.parametrize(
    "phrase", ["sources", "a senior official", "people familiar with the talks", "two aides", "campaign insiders"]
)
def test_specific_people_without_names_are_withheld(phrase):
    assert is_withheld(phrase, f"{phrase} said so.")


@pytest.mark.parametrize("phrase", ["the governor", "a federal judge", "a spokesman", "a police spokeswoman", "voters"])
def test_people_on_the_record_are_not(phrase):
    assert not is_withheld(phrase, f"{phrase} said so.")


def test_a_condition_of_anonymity_makes_anyone_withheld():
    assert is_withheld("a fisherman", "a fisherman said on condition of anonymity.")


def test_a_claim_carries_description_and_reason():
    text = (
        "The quay is unsafe, said a senior ministry official, who spoke on condition of anonymity because he was not "
        "authorized to discuss it."
    )
    source = claim(read(text, ("a senior ministry official", "said", "The quay is unsafe")), "quay").source
    assert (source.kind, source.anonymous, source.referent) == ("unnamed-person", True, None)
    assert source.anonymous_descriptor == "a senior ministry official"
    assert source.anonymity_reason == "because he was not authorized to discuss it"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("said a clerk, who asked for anonymity to discuss private talks.", "to discuss private talks"),
        ("a clerk who did not want to be named, fearing for his job, said no.", "fearing for his job"),
        ("a clerk who cannot be named for legal reasons said no.", "for legal reasons"),
        ("a clerk, who was not authorized to speak publicly, said no.", "was not authorized to speak publicly"),
    ],
)
def test_a_reason_is_given_in_the_words_of_the_article(sentence, reason):
    assert is_withheld("a clerk", sentence)
    assert anonymity_reason(sentence) == reason


def test_no_reason_is_made_up():
    assert anonymity_reason("An official said so because it rained.") is None


@pytest.mark.parametrize(
    ("words", "declined"),
    [
        ("declined to comment", True),
        ("did not immediately respond to a request for comment", True),
        ("could not be reached", True),
        ("would neither confirm nor deny the sale", True),
        ("turned down several interview requests", True),
        ("turned down a request for comment", True),
        ("a spokesman said “No comment.”", True),
        ("is yet to respond", True),
        ("said it could not comment on single cases", True),
        ("does not answer to the board", False),
        ("has not returned from Oslo", False),
        ("commented at length", False),
        ("did not sink", False),
    ],
)
def test_refusals_are_told_from_statements(words, declined):
    assert declined_comment(words) is declined


def test_a_refusal_is_marked_on_its_claim():
    text = "A spokesman for the port declined to comment."
    assert read(text, ("A spokesman for the port", "declined", "to comment")).claims[0].declined_comment
