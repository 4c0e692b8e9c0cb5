import pytest

from provenance.model import Article, Attribution, Span
from provenance.resolve import resolve
from tests.resolve.samples import claim, read

STORY = (
    "Mayor Ida Holm said the quay was shut. She said nobody was hurt. Harbour chief Karl Lund was glad. “It was old,” "
    "he said.\n\nThe mayor added that a new quay would come. “It will be of stone,” Holm said."
)
PARTS = [
    ("Mayor Ida Holm", "said", "the quay was shut"),
    ("She", "said", "nobody was hurt"),
    ("he", "said", "“It was old,”"),
    ("The mayor", "added", "a new quay would come"),
    ("Holm", "said", "“It will be of stone,”"),
]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("quay was shut", "Ida Holm"),
        ("nobody", "Ida Holm"),
        ("It was old", "Karl Lund"),
        ("new quay", "Ida Holm"),
        ("of stone", "Ida Holm"),
    ],
)
def test_titles_surnames_and_pronouns_come_to_one_name(content, name):
    source = claim(read(STORY, *PARTS), content).source
    assert (source.kind, source.referent) == ("named-person", name)


@pytest.mark.parametrize(
    ("phrase", "kind", "referent"),
    [
        ("Ida Holm's spokesman", "unnamed-person", None),
        ("aides to Ida Holm", "unnamed-person", None),
        ("The Holm campaign", "named-organisation", "Ida Holm campaign"),
        ("Karl Lund, a lawyer for Ida Holm,", "named-person", "Karl Lund"),
        ("A lawyer for the port, Karl Lund,", "named-person", "Karl Lund"),
        ("Ida Holm and Karl Lund", "named-person", "Ida Holm; Karl Lund"),
        ("A Reuters report", "outlet", "Reuters"),
        ("A Reuters poll", "document", "Reuters poll"),
        ("BBC and CNN", "outlet", "BBC; CNN"),
        ("An editorial in The Guardian", "outlet", "The Guardian"),
        ("Ida Holm (R-Utah) and Port Committee Chairman Karl Lund", "named-person", "Ida Holm; Karl Lund"),
        ("Ida Holm, who sued her neighbour, Karl Lund, over the quay,", "named-person", "Ida Holm"),
        ("by Ida Holm", "named-person", "Ida Holm"),
        ("Secretary of State Ida Holm", "named-person", "Ida Holm"),
        ("records obtained by the Skerry Fishing Board", "document", "records obtained by the Skerry Fishing Board"),
    ],
)
def test_the_head_of_the_phrase_is_the_source(phrase, kind, referent):
    text = f"Ida Holm and Karl Lund met. {phrase} said the quay was shut."
    source = claim(read(text, (phrase, "said", "the quay was shut")), "quay").source
    assert (source.kind, source.referent) == (kind, referent)


def test_a_relative_pronoun_means_what_stands_before_it():
    text = "Ida Holm, who said the quay was shut, left. The BBC, which said it was open, erred."
    reading = read(text, ("who", "said", "the quay was shut"), ("which", "said", "it was open"))
    assert [one.source.referent for one in reading.claims] == ["Ida Holm", "BBC"]


def test_it_and_they_mean_the_last_source_that_is_no_person():
    text = "Reuters said the quay was shut. It said nobody was hurt. Voters said no. They said never."
    reading = read(
        text,
        ("Reuters", "said", "the quay was shut"),
        ("It", "said", "nobody was hurt"),
        ("Voters", "said", "no."),
        ("They", "said", "never"),
    )
    assert [one.source.kind for one in reading.claims] == ["outlet", "outlet", "group", "group"]
    assert claim(reading, "nobody").source.referent == "Reuters"


def test_the_poll_is_the_poll_named_before():
    text = "A Reuters poll said yes. The poll said no to a bridge."
    reading = read(text, ("A Reuters poll", "said", "yes"), ("The poll", "said", "no to a bridge"))
    assert claim(reading, "bridge").source.referent == "Reuters poll"


def test_letters_are_written_out_where_the_article_does():
    text = "The Quay Safety Board met. The Q.S.B. said the quay was shut."
    source = claim(read(text, ("The Q.S.B.", "said", "the quay was shut")), "quay").source
    assert source.referent == "Quay Safety Board"


def test_a_headline_may_speak_of_a_judge_whom_the_text_names():
    text = "Judge shuts the quay\n\nA Skerry judge said it was unsafe. Justice Ida Holm ruled on Friday."
    assert read(text, ("A Skerry judge", "said", "it was unsafe")).claims[0].source.referent == "Ida Holm"


def test_a_name_with_the_words_of_a_business_is_no_person():
    text = "Carmaker Vessla fell. Vessla said it would close. Shares in Morgan Lind fell. Morgan Lind said no."
    reading = read(text, ("Vessla", "said", "it would close"), ("Morgan Lind", "said", "no."))
    assert [one.source.kind for one in reading.claims] == ["named-organisation", "named-organisation"]


def test_parts_of_a_source_that_stand_far_apart_are_read_by_the_first():
    text = "Ida Holm said, in a speech that the whole of the town had come to the quay to hear, that Karl Lund left."
    first, second = Span(0, 8), Span(text.index("Karl"), text.index("Karl") + 9)
    one = Attribution((first, second), (Span(9, 13),), (Span(83, len(text)),), "indirect", 0.9)
    assert resolve(Article("x", text), [one]).claims[0].source.referent == "Ida Holm"


@pytest.mark.parametrize("letters", ["WHO", "US", "IT"])
def test_a_body_whose_letters_spell_a_pronoun_is_a_body(letters):
    source = read(f"{letters} said the quay was shut.", (letters, "said", "the quay was shut")).claims[0].source
    assert (source.kind, source.referent) == ("named-organisation", letters)


def test_no_words_are_no_source():
    assert read("The quay is shut.", ("", "is", "shut")).claims[0].source.kind == "none"


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Reuters' lawyer", "unnamed-person"),
        ("The Guardian's owner", "unnamed-person"),
        ("The Guardian's article", "outlet"),
        ("a BBC reporter", "outlet"),
        ("the Reuters website", "outlet"),
        ("people at the BBC", "group"),
        ("an article from Reuters", "outlet"),
        ("a column for The Guardian", "outlet"),
        ("a Reuters/BBC survey", "document"),
    ],
)
def test_an_outlet_speaks_by_its_work_and_not_by_whoever_has_to_do_with_it(phrase, kind):
    text = f"At noon {phrase} said the quay was shut."
    assert claim(read(text, (phrase, "said", "the quay was shut")), "quay").source.kind == kind


@pytest.mark.parametrize("lead", ["according to", "by", "from", "among", "with", "for", "as told to", "but", "even"])
def test_words_before_the_source_inside_its_span_are_no_part_of_it(lead):
    text = f"The quay was shut {lead} Ida Holm."
    assert read(text, (f"{lead} Ida Holm", "", "The quay was shut")).claims[0].source.referent == "Ida Holm"


@pytest.mark.parametrize("phrase", ["Ida Holm'd", "Ida Holm and her aides", "Ida Holm or his lawyer"])
def test_whoever_is_named_first_speaks(phrase):
    text = f"Ida Holm left. Holm slept. {phrase} said the quay was shut."
    assert claim(read(text, (phrase, "said", "the quay was shut")), "quay").source.referent == "Ida Holm"


@pytest.mark.parametrize("noun", ["article", "story", "editorial", "column", "piece"])
def test_the_article_is_that_of_the_outlet_that_spoke_last(noun):
    text = f"Reuters said yes. The {noun} said no to a bridge."
    reading = read(text, ("Reuters", "said", "yes"), (f"The {noun}", "said", "no to a bridge"))
    assert claim(reading, "bridge").source.referent == "Reuters"


def test_the_editorial_board_is_the_outlet_and_without_one_a_document():
    assert read("The article said no.", ("The article", "said", "no.")).claims[0].source.kind == "document"
    text = "Reuters said yes. Its editorial board said no to a bridge."
    reading = read(text, ("Reuters", "said", "yes"), ("Its editorial board", "said", "no to a bridge"))
    assert claim(reading, "bridge").source.referent == "Reuters"


@pytest.mark.parametrize(
    "office",
    [
        "Secretary of State", "Speaker of the House", "Minister for Fisheries", "Archbishop of Oslo",
        "Minister of Defence", "Minister of Foreign Affairs", "Minister of Foreign Affairs and Trade",
        "Ambassador to the United States", "Commissioner of Policy", "Director of the Skerry Board",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["Ida Holm", "Karl Johan Lund"])
def test_an_office_with_a_name_in_it_has_a_holder(office, name):
    text = f"At noon {office} {name} said the quay was shut. The {office.split()[0].lower()} said nobody was hurt."
    again = (f"The {office.split()[0].lower()}", "said", "nobody was hurt")
    reading = read(text, (f"{office} {name}", "said", "the quay was shut"), again)
    assert [one.source.referent for one in reading.claims] == [name, name]


@pytest.mark.parametrize(
    "office", ["Prime Minister of South Korea", "Minister of Finance", "Minister of Foreign Affairs"]
)
def test_whoever_holds_an_office_has_a_name_however_rare(office):
    text = f"At noon {office} Zyx Qornath said the quay was shut. The minister said nobody was hurt."
    again = ("The minister", "said", "nobody was hurt")
    reading = read(text, (f"{office} Zyx Qornath", "said", "the quay was shut"), again)
    assert [one.source.referent for one in reading.claims] == ["Zyx Qornath", "Zyx Qornath"]


@pytest.mark.parametrize(
    "office", ["the special envoy to Ukraine", "the president of Norway", "a director of Skerry Board"]
)
def test_an_office_in_small_letters_has_a_holder_too(office):
    text = f"At noon {office} Karl Lund said the quay was shut."
    assert read(text, (f"{office} Karl Lund", "said", "the quay was shut")).claims[0].source.referent == "Karl Lund"
