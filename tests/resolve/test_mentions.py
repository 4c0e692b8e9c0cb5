import pytest

from provenance import lexicon
from provenance.model import Article, Furniture, Reading, Span, WireCredit
from provenance.resolve import resolve
from tests.resolve.samples import mention, read


def roles(reading: Reading) -> list[tuple[str, str]]:
    return [(one.span.of(reading.article.text), one.role) for one in reading.mentions]


def test_a_dateline_is_wire():
    reading = read("SKERRY, Norway, Oct. 4 (AP) — The quay is shut.\nMore than that (AP) is not known.")
    assert mention(reading, "AP").role == "wire"


def test_the_publisher_of_the_article_is_its_own_whatever_it_did():
    text = "Mayor Ida Holm told Reuters that the quay was shut."
    reading = read(text, ("Mayor Ida Holm", "told", "the quay was shut"), own="reuters")
    assert mention(reading, "Reuters").role == "own"


def test_what_the_page_credits_is_wire_and_what_stands_in_a_picture_line_is_credit():
    text = "Photo by Reuters\nThe quay is shut. Source: AFP"
    reuters, afp = text.index("Reuters"), text.index("AFP")
    agency = lexicon.aliases()["AFP"][0]
    article = Article(
        "x",
        text,
        furniture=(Furniture("photo-credit", Span(0, 16)),),
        wire=(WireCredit(agency, "credit-line", Span(afp, afp + 3), "AFP"),),
    )
    got = {one.span.start: one.role for one in resolve(article, []).mentions}
    assert got == {reuters: "credit", afp: "wire"}


def test_an_interview_that_nobody_speaks_in_is_a_mention():
    reading = read("An interview with CNN was put off.\n\n\nThe quay is shut.")
    assert mention(reading, "CNN").role == "mention"


def test_a_network_and_its_programme_share_the_role():
    text = "Holm said on CBS’s “Face the Nation” that the quay was shut."
    assert roles(read(text, ("Holm", "said", "the quay was shut"))) == [("CBS", "venue"), ("Face the Nation", "venue")]


def test_averages_are_polls():
    text = "With FiveThirtyEight giving her a 60 percent chance, Holm rests."
    assert mention(read(text), "FiveThirtyEight").role == "poll"


def test_the_claim_is_the_content_that_the_outlet_gave():
    text = "The quay is shut, Reuters reported. Nobody was hurt, according to the BBC."
    reading = read(text, ("Reuters", "reported", "The quay is shut"), ("the BBC", "according to", "Nobody was hurt"))
    claims = {one.name: one.claim.of(text) for one in reading.mentions if one.claim}
    assert claims == {"Reuters": "The quay is shut", "BBC": "Nobody was hurt"}


def test_only_a_bracket_that_closes_before_a_dash_makes_a_dateline():
    reading = read("SKERRY (AP) said so and left. It is late.")
    assert mention(reading, "AP").role != "wire"
    assert mention(read("SKERRY (AP) – The quay is shut."), "AP").role == "wire"
    assert mention(read("The quay is shut.\n(AP)\nMore."), "AP").role == "wire"
    assert mention(read("The quay is shut.\nAP\nMore."), "AP").role != "wire"


def test_the_nearest_attribution_is_the_one_that_an_outlet_belongs_to():
    text = "Holm said no on Friday; in an interview with CNN in Oslo, Lund said yes."
    reading = read(text, ("Holm", "said", "no"), ("Lund", "said", "yes"))
    assert [one.claim and one.claim.of(text) for one in reading.mentions] == ["yes"]


def test_an_agency_of_pictures_is_a_credit_whatever_is_said():
    assert mention(read("It was reported by Getty Images on Friday."), "Getty").role == "credit"


@pytest.mark.parametrize("joint", [" and ", ", ", " or ", "/", " & ", " and the ", ", and "])
def test_outlets_of_one_run_share_their_role(joint):
    text = f"Holm told Reuters{joint}BBC on Friday that the quay was shut."
    assert [role for _, role in roles(read(text, ("Holm", "told", "the quay was shut")))] == ["venue", "venue"]


@pytest.mark.parametrize("figure", ["6 points", "60 percent", "60 %", "an average", "a chance", "a lead", "ahead"])
def test_an_averager_beside_a_figure_is_a_poll(figure):
    assert mention(read(f"RealClearPolitics gives her {figure} there."), "RealClearPolitics").role == "poll"
    assert mention(read("RealClearPolitics was there."), "RealClearPolitics").role != "poll"


def test_an_outlet_in_the_cue_is_a_venue():
    text = "“It is shut,” Holm said Friday in Reuters."
    assert roles(read(text, ("Holm", "said Friday in Reuters", "“It is shut,”"))) == [("Reuters", "venue")]
