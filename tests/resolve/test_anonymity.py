import pytest

from provenance.resolve.anonymity import anonymity_reason, declined_comment, descriptor, is_insider, is_withheld
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


CONDITION = "a clerk, who spoke on condition of anonymity"


@pytest.mark.parametrize(
    "reason",
    [
        "to discuss the sale", "to avoid trouble", "for legal reasons", "for security reasons", "fearing a fine",
        "because he was not authorised to speak", "since she is not allowed to talk", "citing the ongoing inquiry",
        "for fear of retribution", "out of concern for privacy", "given how sensitive it is",
        "in order to speak candidly", "due to lack of authorization", "so as to talk freely",
        "as he feared losing his job", "because it could get him fired", "because of reprisals",
        "because the talks are confidential", "because they are private", "because she would be identified",
    ],
)  # fmt: skip
def test_a_reason_is_known_by_its_words(reason):
    assert anonymity_reason(f"{CONDITION} {reason}, said no.") == reason


@pytest.mark.parametrize(
    "condition",
    [
        "on condition of anonymity", "under the condition of anonymity", "on background", "not for attribution",
        "speaking anonymously", "who asked not to be named", "who requested anonymity", "granted anonymity",
        "insisted on anonymity", "declined to be identified", "did not want to be named", "refused to be named",
        "whose name is being withheld", "could not be identified", "cannot be named", "can't be named",
        "names not be used",
        "remaining anonymous", "off the record", "not authorized to speak", "privately",
    ],
)  # fmt: skip
def test_a_condition_withholds_the_name_of_anybody(condition):
    assert is_withheld("a fisherman", f"a fisherman, {condition}, said no.")


@pytest.mark.parametrize(
    "words",
    [
        "familiar with", "close to", "briefed on", "with knowledge of", "with direct knowledge of", "involved in",
        "privy to", "aware of", "inside",
    ],
)  # fmt: skip
def test_whoever_knows_from_inside_is_an_insider(words):
    assert is_insider(f"two people {words} the talks")
    assert not is_insider(f"two quays {words} the talks")


@pytest.mark.parametrize(
    "aside", [" who asked not to be named", ", speaking anonymously", " on the condition that he be a friend"]
)
def test_a_description_is_without_the_circumstances(aside):
    assert descriptor(f"a port engineer{aside}") == "a port engineer"


@pytest.mark.parametrize("goes_on", ["said it sank", "told Reuters", ", added the clerk", "confirmed it"])
def test_a_reason_ends_where_the_sentence_goes_on(goes_on):
    reason = "because he was not authorised to speak"
    assert anonymity_reason(f"{CONDITION} {reason} {goes_on}") == reason


@pytest.mark.parametrize(
    "words",
    [
        "declined to be interviewed", "refused to discuss it", "declined to say", "refuses to answer",
        "declined comment",
        "declined to elaborate", "refused to weigh in", "did not reply", "has not returned calls", "didn't answer",
        "would not say", "wouldn't discuss it", "could neither confirm nor deny it", "rejected requests for comment",
        "rejected an interview", "has yet to comment", "could not immediately be reached", "can't be reached",
        "can't comment",
        "was not immediately available for comment", "was not available to comment", "offered no comment",
        "had no comment", "had no immediate comment",
    ],
)  # fmt: skip
def test_there_are_many_ways_to_decline(words):
    assert declined_comment(words)


@pytest.mark.parametrize("phrase", ["a spokesman", "an official in a statement", "the press office"])
def test_whoever_speaks_for_a_body_speaks_openly(phrase):
    assert not is_withheld(phrase, f"{phrase} said no.")


def test_a_group_is_withheld_only_where_it_speaks_privately():
    assert is_withheld("lawmakers", "lawmakers said privately that it sank.", group=True)
    assert not is_withheld("lawmakers", "lawmakers said on background that it sank.", group=True)
    assert not is_withheld("officials", "officials said no.", group=True)
