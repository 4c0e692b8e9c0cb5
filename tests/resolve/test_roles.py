import pytest

from provenance.resolve.roles import Setting, Sign, read_sign


def sign(sentence: str) -> Sign:
    before, after = sentence.split("X", 1)
    return read_sign(Setting(before, after))


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("According to a new report by X, the quay is shut.", "cited"),
        ("X first reported the closure.", "cited"),
        ("The tape, obtained by X, shows the quay.", "cited"),
        ("The quay is shut, as X put it.", "cited"),
        ("The minister, citing X, said so.", "cited"),
        ("A X investigation found cracks.", "cited"),
        ("Cracks were found. [X.]", "cited"),
        ("A X/Norstat opinion poll shows a lead.", "poll"),
        ("In a poll conducted by X, most were glad.", "poll"),
        ("She told X on Friday that she was glad.", "venue"),
        ("In an interview with X, she was glad.", "venue"),
        ("She said Sunday on “X” that she was glad.", "venue"),
        ("Speaking to X, she was glad.", "venue"),
        ("In a X op-ed, she was glad.", "venue"),
        ("She told Ana Lund of X that she was glad.", "venue"),
        ("Photo: Ana Lund/X", "credit"),
        ("Photo credit: X", "credit"),
        ("Pictures by X", "credit"),
        ("Video from X", "credit"),
        ("Image courtesy of X", "credit"),
        ("Graphic: Ana Lund via X", "credit"),
        ("(Ana Lund/X)", "credit"),
        ("X Photo", "credit"),
        ("The pier. /Getty X", None),
        ("Lund, X/Getty", "credit"),
        ("X images", "credit"),
        ("The X image of calm is gone.", None),
        ("X also contributed to this report.", "wire"),
        ("Ana Lund contributed reporting to this story for X.", "wire"),
        ("X contributed to this report.", "wire"),
        ("Contributing: Ana Lund, X.", "wire"),
        ("X writer Ana Lund contributed from Oslo.", "wire"),
        ("The X affiliate in Bergen moved.", "mention"),
        ("She worked for X and liked it.", "mention"),
        ("The old building of X burnt down.", None),
    ],
)
def test_the_words_around_a_name_give_its_role(sentence, role):
    assert sign(sentence).role == role


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("X host Ana Lund moderated.", "mention"),
        ("X's Ana Lund reported the closure.", "cited"),
        ("“It is shut,” said X host Ana Lund.", "cited"),
        ("She told X's Ana Lund that she was glad.", "venue"),
        ("Ana Lund, a writer for X, said on Twitter that it was shut.", "mention"),
        ("Lund, a former X reporter, said it was shut.", "mention"),
    ],
)
def test_staff_speak_for_the_outlet_only_where_they_report(sentence, role):
    assert sign(sentence).role == role
    assert sign(sentence).staff


def test_a_survey_of_records_is_no_poll():
    assert sign("According to a X survey of voter lists, few were struck.").role == "cited"


@pytest.mark.parametrize(
    "words",
    """reported says writes noted found reveals learned published obtained estimates claimed suggests pointed ruled
    rated concluded described called quoted cited explained added confirmed detailed asserted argued observed
    determined calculated counted projected showed announced unearthed broke broadcast examined documented aired
    disclosed discovered identified reviewed warned predicted released tells carried ran lists tracked""".split(),
)
def test_what_an_outlet_does_makes_it_the_source(words):
    assert sign(f"X {words} that it sank.").role == "cited"


@pytest.mark.parametrize(
    "between",
    [
        " also", " first", " has", " on Monday", " last week", " exclusively", " (Oslo)", ", the local daily,",
        " in 2019",
        " late in March", " this morning", " subsequently", " falsely",
    ],
)  # fmt: skip
def test_an_adverb_may_stand_between_an_outlet_and_what_it_does(between):
    assert sign(f"X{between} reported that it sank.").role == "cited"


@pytest.mark.parametrize(
    "work",
    """report story article editorial piece investigation analysis review column profile account fact-checker database
    tally dispatch scoop headline feature transcript coverage video footage recording documents obituary bulletin
    broadcast post blog""".split(),
)
def test_the_work_of_an_outlet_makes_it_the_source(work):
    assert sign(f"A {work} in X says that it sank.").role == "cited"
    assert sign(f"An X {work} says that it sank.").role == "cited"


@pytest.mark.parametrize(
    "deed",
    """reported published obtained released posted aired unearthed discovered reviewed confirmed revealed compiled
    tracked cited quoted surfaced detailed described seen shown captured documented recorded conducted""".split(),
)
def test_what_was_done_by_an_outlet_makes_it_the_source(deed):
    assert sign(f"It was {deed} by X.").role == "cited"


@pytest.mark.parametrize(
    "before",
    [
        "citing", "quoting", "via", "per", "h/t", "Hat tip to", "Source:", "Read more at", "seen by the newspaper",
        "according to a lengthy report in", "according to an exclusive 2019",
    ],
)  # fmt: skip
def test_words_that_point_at_a_source(before):
    assert sign(f"It sank, {before} X.").role == "cited"


@pytest.mark.parametrize(
    "words",
    [
        "national poll", "opinion poll", "tracking poll", "exit poll", "statewide survey", "weekly phone poll",
        "joint snap poll", "post-debate poll", "general election forecast", "telephone survey", "poll-of-polls",
        "polling", "tracker", "averages", "instant poll of the state",
    ],
)  # fmt: skip
def test_a_poll_is_known_by_what_it_is_called(words):
    assert sign(f"An X {words} shows a lead.").role == "poll"


@pytest.mark.parametrize("words", ["polls by", "survey from", "averages of", "forecast for", "polls such as"])
def test_a_poll_is_an_outlets_that_made_it(words):
    assert sign(f"In {words} X there is a lead.").role == "poll"


@pytest.mark.parametrize(
    "words",
    [
        "told", "was interviewed by", "appeared on", "spoke on", "was a guest on", "in an essay for", "in an op-ed in",
        "at a town hall on", "in a podcast with", "in a panel hosted by", "wrote in", "said during a show on",
    ],
)  # fmt: skip
def test_where_somebody_says_something_is_a_venue(words):
    assert sign(f"Holm {words} X that it sank.").role == "venue"


@pytest.mark.parametrize("words", ["affiliate", "parent", "owner", "viewers", "readers", "audience", "ratings"])
def test_who_owns_or_sees_an_outlet_is_no_source(words):
    assert sign(f"X {words} fell.").role in (None, "mention")


@pytest.mark.parametrize(
    "noun",
    """reporter correspondent columnist host anchor writer editor journalist contributor analyst commentator producer
    moderator blogger pundit strategist executive president publisher owner founder chairman photographer veteran
    colleague critic spokesman employee""".split(),
)
def test_staff_of_an_outlet_are_told_from_the_outlet(noun):
    assert sign(f"Lund, an X {noun}, was there.").staff


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Asked by X reporter Ana Lund, she was glad.", "venue"),
        ("In an interview Friday with X's Ana Lund, she was glad.", "venue"),
        ("Speaking to X correspondent Ana Lund, she was glad.", "venue"),
        ("X editor Ana Lund writes that it sank.", "cited"),
        ("X columnist Ana Lund found that it sank.", "cited"),
        ("So said X anchor Ana Lund.", "cited"),
        ("Lund of X was there.", None),
        ("Ana Lund of X was there.", "mention"),
        ("An analyst for X came in.", "mention"),
        ("The ex-X reporter said it sank.", "mention"),
        ("X reporter Ana Lund said on Facebook that it sank.", "mention"),
        ("X reporter Ana Lund said in a memoir that it sank.", "mention"),
    ],
)
def test_what_staff_say_is_the_outlets_where_they_report_it(sentence, role):
    assert sign(sentence).role == role


@pytest.mark.parametrize(
    "words", ["works at", "worked for", "a stint at", "her job with", "left", "joined", "was fired by"]
)
def test_who_works_somewhere_is_staff(words):
    found = sign(f"Ana Lund, who {words} X, was there.")
    assert (found.role, found.staff) == ("mention", True)


def test_a_wording_far_from_the_name_gives_no_role():
    assert sign("She told " + "many people of the town " * 9 + "about X in Oslo.").role is None


@pytest.mark.parametrize(
    "words", ["With reporting by", "With additional reporting from", "With files from", "With reports from"]
)
def test_whoever_the_text_is_made_with_is_its_wire(words):
    assert sign(f"{words} X writer Ana Lund.").role == "wire"
