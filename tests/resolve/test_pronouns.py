import pytest

from tests.resolve.samples import Parts, claim, read


def referents(text: str, *parts: Parts) -> list[str | None]:
    return [one.source.referent for one in read(text, *parts).claims]


def test_he_in_a_quotation_is_not_the_one_who_is_quoted():
    text = "Karl Lund sued Per Vik. “He says the quay is his,” Lund said."
    reading = read(text, ("Lund", "said", "“He says the quay is his,”"), ("He", "says", "the quay is his"))
    assert {one.source.referent for one in reading.claims} == {"Karl Lund", "Per Vik"}


def test_one_who_was_quoted_at_length_still_speaks():
    long = "“" + "The quay was old and wet. " * 40 + "”"
    text = f"Karl Lund said: {long} It shook, he said."
    assert referents(text, ("Karl Lund", "said", long), ("he", "said", "It shook")) == ["Karl Lund", "Karl Lund"]


def test_someone_named_in_a_quotation_is_a_worse_guess_than_who_speaks():
    text = "Karl Lund spoke. “I wish Per Vik joy,” Lund wrote. “All the best,” he wrote."
    parts = [("Lund", "wrote", "“I wish Per Vik joy,”"), ("he", "wrote", "“All the best,”")]
    assert referents(text, *parts) == ["Karl Lund", "Karl Lund"]


def test_i_is_the_speaker_of_the_quotation_and_else_the_article():
    text = "Karl Lund left. “I think the quay is safe,” Lund said. I doubt that it is."
    parts: list[Parts] = [
        ("Lund", "said", "“I think the quay is safe,”"),
        ("I", "think", "the quay is safe"),
        ("I", "doubt", "that it is"),
    ]
    assert [one.source.kind for one in read(text, *parts).claims] == ["named-person", "named-person", "self"]


def test_a_story_may_open_with_a_pronoun():
    text = "She has called the quay unsafe. Now Ida Holm wants to be mayor."
    assert referents(text, ("She", "called", "the quay unsafe")) == ["Ida Holm"]


@pytest.mark.parametrize("words", ["They", "The two", "The two lawmakers", "Both"])
def test_they_and_the_two_are_those_named_side_by_side(words):
    text = f"Sen. Ida Holm (R-Iowa) and Rep. Karl Lund wrote a letter. {words} said the quay was shut."
    assert referents(text, (words, "said", "the quay was shut")) == ["Ida Holm; Karl Lund"]


def test_all_of_whom_are_those_listed_right_before():
    text = "She met Ida Holm, Karl Lund and Per Vik, all of whom opposed the quay."
    assert referents(text, ("all of whom", "opposed", "the quay")) == ["Ida Holm; Karl Lund; Per Vik"]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("It was Ida Holm, a Lund campaign clerk who said the quay was shut.", "who", "Ida Holm"),
        ("They told Karl Lund and Reuters, which said the quay was shut.", "which", "Reuters"),
        ("It is the Skerry Fishing Board in Norway, which said the quay was shut.", "which", "Skerry Fishing Board"),
    ],
)
def test_a_relative_pronoun_looks_past_a_description_and_a_place(text, word, name):
    text = f"Karl Lund left. Lund slept. {text}"
    assert claim(read(text, (word, "said", "the quay was shut")), "quay").source.referent == name


@pytest.mark.parametrize("opening", ["“The quay is shut,” ", "The toll, "])
def test_it_behind_a_quotation_or_a_comma_opens_a_clause(opening):
    text = f"Reuters said yes. Then a storm came over all of the town. {opening}it said, the ferry is late."
    assert referents(text, ("Reuters", "said", "yes"), ("it", "said", "the ferry is late"))[1] == "Reuters"


def test_it_in_mid_sentence_is_left_open():
    text = "Reuters said yes. Two clerks begged her on the quay to say that it meant war."
    assert referents(text, ("Reuters", "said", "yes"), ("it", "meant", "war"))[1] is None


def test_they_are_the_unnamed_who_spoke_last():
    text = "Two officials said yes. They said never."
    reading = read(text, ("Two officials", "said", "yes"), ("They", "said", "never"))
    assert [one.source.kind for one in reading.claims] == ["unnamed-person", "unnamed-person"]


def test_all_of_whom_with_nobody_named_are_a_group():
    text = "She met them, all of whom opposed the quay."
    (only,) = read(text, ("all of whom", "opposed", "the quay")).claims
    assert (only.source.kind, only.source.referent) == ("group", None)


@pytest.mark.parametrize("words", ["both", "each", "neither", "two", "three", "all"])
def test_whoever_of_whom_are_those_named_side_by_side(words):
    text = f"She met Ida Holm and Karl Lund, {words} of whom opposed the quay."
    assert referents(text, (f"{words} of whom", "opposed", "the quay")) == ["Ida Holm; Karl Lund"]


@pytest.mark.parametrize(
    "words",
    [
        "The two men", "The pair", "The duo", "The couple", "Both women", "Both of them", "The two senators",
        "The two candidates", "The two ministers", "The two authors",
    ],
)  # fmt: skip
def test_a_number_of_people_are_those_named_side_by_side(words):
    text = f"Ida Holm and Karl Lund wrote a letter. {words} said the quay was shut."
    assert referents(text, (words, "said", "the quay was shut")) == ["Ida Holm; Karl Lund"]


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Karl Lund"), ("She", "Ida Holm")])
def test_he_and_she_are_told_by_gender(pronoun, name):
    text = f"Ida Holm met Karl Lund. {pronoun} said the quay was shut."
    assert referents(text, (pronoun, "said", "the quay was shut")) == [name]


def test_the_subject_is_a_better_guess_than_who_stands_nearer():
    text = "Karl Lund slept in the house of Per Vik. He said the quay was shut."
    assert referents(text, ("He", "said", "the quay was shut")) == ["Karl Lund"]


def test_the_owner_of_a_thing_is_a_worse_guess():
    text = "In the morning the town saw Karl Lund and then Per Vik's dog. He said the quay was shut."
    assert referents(text, ("He", "said", "the quay was shut")) == ["Karl Lund"]


def test_one_unnamed_who_just_spoke_is_he_where_nobody_named_fits():
    text = "An official said yes. He said no to a bridge."
    reading = read(text, ("An official", "said", "yes"), ("He", "said", "no to a bridge"))
    assert [one.source.kind for one in reading.claims] == ["unnamed-person", "unnamed-person"]


def test_only_the_opening_of_a_story_may_name_later_whom_it_means():
    text = "It rained on the town all day long. " * 15 + "She has called the quay unsafe. Now Ida Holm came."
    (only,) = read(text, ("She", "called", "the quay unsafe")).claims
    assert (only.source.kind, only.source.referent) == ("unnamed-person", None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It was Ida Holm (R-Iowa), who said the quay was shut.", "Ida Holm"),
        ("It was Ida Holm, the harbour clerk who said the quay was shut.", "Ida Holm"),
        ("It was Ida Holm -- who said the quay was shut.", "Ida Holm"),
        ("It was Ida Holm, of Oslo, who said the quay was shut.", "Ida Holm"),
    ],
)
def test_who_is_the_person_right_before_or_described_right_before(text, name):
    assert referents(text, ("who", "said", "the quay was shut")) == [name]


def test_which_behind_a_date_names_nobody():
    text = "They met on Monday, which meant the quay was shut."
    assert read(text, ("which", "meant", "the quay was shut")).claims[0].source.kind == "group"


def test_it_with_nothing_before_it_is_no_source():
    assert read("It said no.", ("It", "said", "no.")).claims[0].source.kind == "none"


def test_they_are_those_who_spoke_together_however_long_ago():
    rain = "It rained on all the town for a day. " * 12
    text = f"Ida Holm and Karl Lund said yes. {rain}They said never."
    reading = read(text, ("Ida Holm and Karl Lund", "said", "yes"), ("They", "said", "never"))
    assert claim(reading, "never").source.referent == "Ida Holm; Karl Lund"


@pytest.mark.parametrize("body", ["Board of Trade", "Quay and Harbour Board", "Centre for Trade", "Skerry Board"])
def test_which_takes_the_whole_name_of_a_body(body):
    text = f"They went to the {body}, which said the quay was shut."
    assert referents(text, ("which", "said", "the quay was shut")) == [body]
