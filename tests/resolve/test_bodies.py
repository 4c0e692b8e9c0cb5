import pytest

from tests.resolve.samples import claim, read

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


@pytest.mark.parametrize(
    "word",
    """agency company group firm organisation nonprofit charity union retailer airline automaker chipmaker manufacturer
    bank lender insurer club regulator watchdog institute corporation operator supplier giant conglomerate""".split(),
)
def test_words_for_any_body_mean_the_one_that_spoke_last(word):
    text = f"Vessla Zyx Holdings Corp said yes. The {word} said no to a bridge."
    reading = read(text, ("Vessla Zyx Holdings Corp", "said", "yes"), (f"The {word}", "said", "no to a bridge"))
    assert claim(reading, "bridge").source.referent == "Vessla Zyx Holdings Corp"


@pytest.mark.parametrize(
    "word", ["Inc", "Corp", "Ltd", "plc", "FC", "shares", "executives", "shareholders", "engineers"]
)
def test_a_name_before_the_words_of_a_business_is_a_bodys(word):
    assert kind_of(f"Morgan Lind {word} rose. Morgan Lind said no.") == "named-organisation"


@pytest.mark.parametrize(
    "words",
    ["Shares of", "Chief executive of", "Employees at", "The carmaker", "The insurer", "The start-up", "The charity"],
)
def test_a_name_behind_the_words_of_a_business_is_a_bodys(words):
    assert kind_of(f"{words} Morgan Lind came. Morgan Lind said no.") == "named-organisation"


@pytest.mark.parametrize("words", ["a company", "the retailer", "the club", "whose supermarket"])
def test_a_name_called_a_business_is_one(words):
    assert kind_of(f"Morgan Lind, {words} in Oslo, fell. Morgan Lind said no.") == "named-organisation"


@pytest.mark.parametrize("owned", ["chief executive", "profits", "factories", "workforce", "stadium", "share price"])
def test_what_only_a_body_owns_tells_one(owned):
    assert kind_of(f"Vessla's {owned} fell. Vessla said no.", "Vessla") == "named-organisation"


def test_a_name_without_such_words_is_a_persons():
    assert kind_of("Morgan Lind came. Morgan Lind said no.") == "named-person"


def kind_of(text: str, name: str = "Morgan Lind") -> str:
    return read(text, (name, "said", "no.")).claims[0].source.kind


@pytest.mark.parametrize(
    "words",
    ["The Holm campaign", "Holm's team", "Ida Holm's camp", "Holm's presidential campaign", "the Holm Senate campaign"],
)
def test_a_campaign_is_whose_it_is(words):
    kind = "presidential campaign" if "presidential" in words else "campaign"
    assert referent("Ida Holm won. Holm spoke.", words) == f"Ida Holm {kind}"


@pytest.mark.parametrize(
    "what", ["nominee", "candidate", "race", "election", "bid", "hopeful", "contender", "run", "debate", "primary"]
)
def test_a_campaign_is_a_presidential_one_where_the_article_says_so(what):
    assert referent(f"Ida Holm won the presidential {what}.", "Holm's campaign") == "Ida Holm presidential campaign"


@pytest.mark.parametrize(
    ("words", "name"),
    [("The SEC", "Skerry Energy Commission"), ("The S.E.C.", "Skerry Energy Commission"), ("The XYZ", "XYZ")],
)
def test_letters_are_written_out_as_the_article_has_them(words, name):
    assert referent("The Skerry Energy Commission met.", words) == name


@pytest.mark.parametrize("done", ["conducted", "released", "published", "issued", "compiled", "commissioned"])
def test_a_document_is_called_by_what_it_is_and_whose(done):
    words = f"A study {done} in May by the Skerry Board"
    assert referent("Oslo slept.", words) == "study by the Skerry Board"


def test_a_body_that_a_source_names_only_the_end_of_has_its_whole_name():
    assert referent("The Skerry Center for Disease Control and", "Prevention") == (
        "Skerry Center for Disease Control and Prevention"
    )
    assert referent("They met Ida Holm and", "Skerry Prevention") == "Skerry Prevention"


def test_a_club_has_fans_and_a_singer_too():
    assert kind_of("Vessla fans wept. Vessla said no.", "Vessla") == "named-organisation"
    assert kind_of("Ida Holm fans wept. Ida Holm said no.", "Ida Holm") == "named-person"


def test_whoever_heads_a_business_is_none():
    assert kind_of("Morgan Lind, the head of sales at the company, left. Morgan Lind said no.") == "named-person"
    assert kind_of("Morgan Lind, a spokesman for the retailer, left. Morgan Lind said no.") == "named-person"
