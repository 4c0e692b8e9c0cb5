from tests.resolve.samples import claim, mention, read


def test_where_it_was_said_is_the_way():
    text = "“It is shut,” Ida Holm told Reuters."
    reading = read(text, ("Ida Holm", "told", "“It is shut,”"))
    assert reading.claims[0].hops == (("Ida Holm", "Reuters"),)
    assert mention(reading, "Reuters").chain == ("Ida Holm", "Reuters")


def test_who_reports_it_stands_behind_where_it_was_said():
    text = "The BBC reported that Ida Holm told NRK the quay was shut."
    reading = read(
        text,
        ("The BBC", "reported", "that Ida Holm told NRK the quay was shut"),
        ("Ida Holm", "told", "the quay was shut"),
    )
    inner = next(one for one in reading.claims if one.source.referent == "Ida Holm")
    assert inner.hops == (("Ida Holm", "NRK", "BBC"),)


def test_a_source_that_cites_another_comes_after_it():
    text = "Reuters, citing TASS, reported that the quay was shut."
    reading = read(text, ("Reuters", "reported", "the quay was shut"))
    assert reading.claims[0].hops == (("TASS", "Reuters"),)


def test_two_venues_are_two_ways():
    text = "Ida Holm told CNN and the BBC that the quay was shut."
    reading = read(text, ("Ida Holm", "told", "the quay was shut"))
    assert reading.claims[0].hops == (("Ida Holm", "CNN"), ("Ida Holm", "BBC"))


def test_a_network_and_its_show_are_one_way():
    text = "Ida Holm said on CNN’s “State of the Union” that the quay was shut."
    reading = read(text, ("Ida Holm", "said", "the quay was shut"))
    assert reading.claims[0].hops == (("Ida Holm", "CNN"),)


def test_a_claim_without_a_way_has_its_speaker_alone():
    assert read("Ida Holm said it was shut.", ("Ida Holm", "said", "it was shut")).claims[0].hops == (("Ida Holm",),)


def test_one_statement_is_the_last_one_and_not_all():
    text = "Ida Holm said the quay was shut. Holm said a ship sank. Her statement was reported by Reuters."
    reading = read(
        text,
        ("Ida Holm", "said", "the quay was shut"),
        ("Holm", "said", "a ship sank"),
        ("Reuters", "reported", "Her statement"),
    )
    assert claim(reading, "quay").hops == (("Ida Holm",),)
    assert claim(reading, "ship").hops == (("Ida Holm", "Reuters"),)


def test_where_nobody_spoke_before_the_paragraph_goes_on_with_the_words():
    text = "According to Reuters, her remarks came late. Ida Holm said the quay was shut."
    reading = read(
        text, ("Reuters", "According to", "her remarks came late"), ("Ida Holm", "said", "the quay was shut")
    )
    assert claim(reading, "quay").hops == (("Ida Holm", "Reuters"),)
