import pytest

from tests.resolve.samples import read

CONTENT = "the quay was shut"


def referent(text: str, words: str) -> str | None:
    (only,) = read(f"{text} {words} said {CONTENT}.", (words, "said", CONTENT)).claims
    return only.source.referent


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ida Holm won. Holm spoke.", "Holm's team", "Ida Holm campaign"),
        ("Ida Holm, a presidential candidate, won.", "Her campaign", "Ida Holm presidential campaign"),
        ("Ida Holm won. The Holm campaign rested.", "The campaign", "Ida Holm campaign"),
        ("The Skerry Fishing Board met.", "The board", "Skerry Fishing Board"),
        ("The U.S. Court of Appeals met. The Supreme Court rose.", "The appeals court", "U.S. Court of Appeals"),
        ("Oslo slept.", "The department", "department"),
        ("York City slept.", "The city", "city"),
        ("He lives in France. The company grew.", "The company", "company"),
        ("Oslo slept.", "The nationalist Skerry Front", "Skerry Front"),
        ("The Quay Safety Board met.", "The QSB", "Quay Safety Board"),
        ("Oslo slept.", "A study conducted last year by the Skerry Fishing Board", "study by the Skerry Fishing Board"),
    ],
)
def test_a_body_or_document_has_the_name_that_the_article_gives_it(text, words, name):
    assert referent(text, words) == name


def test_the_company_is_the_body_that_spoke_last():
    text = "The Skerry Shipping Group said yes. The company said no to a bridge."
    reading = read(text, ("The Skerry Shipping Group", "said", "yes"), ("The company", "said", "no to a bridge"))
    assert [one.source.referent for one in reading.claims] == ["Skerry Shipping Group"] * 2


def test_a_headline_may_speak_of_a_poll_that_the_text_names():
    text = "Poll: most want a bridge\nA Skerry Board poll asked the town."
    assert read(text, ("Poll", ":", "most want a bridge")).claims[0].source.referent == "Skerry Board poll"
