"""Whom an article credits."""

import pytest

from provenance.chain.credits import addresses, credits_of, linked_addresses
from provenance.model import Article, Link, Outlet, Span, WireCredit

LANTERN = Outlet("lantern", "The Lantern", aliases=("Lantern",))
TEXT = """The hull was cracked, NorPress reported on Monday. The firm said nothing. Work went on.

Nobody was hurt. Berg told the Ledger that she had known.

The inquiry begins in June.

Photo by Image House. Additional reporting: Lantern"""


def test_cited_wire_venue_and_poll_count_and_photo_credits_and_mentions_do_not(draft, wire, paper):
    one = draft(TEXT, outlet=LANTERN)
    one.mention("NorPress", wire, "cited")
    one.mention("Ledger", paper, "venue")
    one.mention("Image House", None, "credit")
    one.mention("Lantern", LANTERN, "own")
    assert [credit.name for credit in credits_of(one.reading)] == ["NorPress", "The Ledger"]


def test_a_credit_in_the_opening_is_for_the_story_and_one_for_a_detail_is_not(draft, wire, paper):
    one = draft(TEXT)
    one.mention("NorPress", wire, "cited")
    one.mention("Ledger", paper, "cited")
    assert [credit.for_story for credit in credits_of(one.reading)] == [True, False]


def test_a_tagline_is_for_the_story(draft):
    one = draft(TEXT)
    one.mention("Lantern", LANTERN, "cited")
    assert credits_of(one.reading)[0].for_story


def test_an_outlet_named_twice_is_one_credit_with_both_places(draft, wire):
    one = draft("NorPress reported it. NorPress had it first.")
    one.mention("NorPress", wire, "cited")
    one.mention("NorPress", wire, "wire", nth=1)
    (credit,) = credits_of(one.reading)
    assert credit.wire
    assert [span.of("NorPress reported it. NorPress had it first.") for span in credit.evidence.spans] == [
        "NorPress"
    ] * 2


def test_its_own_outlet_is_no_credit(draft, wire):
    one = draft("NorPress has learned it.", outlet=wire)
    one.mention("NorPress", wire, "cited")
    assert credits_of(one.reading) == ()


def test_an_agency_in_the_page_s_metadata_counts_without_a_place_in_the_text(draft, wire):
    one = draft("Text.", wire=(WireCredit(wire, "json-ld", None, "NorPress"),))
    (credit,) = credits_of(one.reading)
    assert (credit.name, credit.wire, credit.evidence.spans) == ("NorPress", True, ())


def test_a_name_that_was_not_resolved_is_a_credit_by_its_words(draft):
    one = draft("The Norvik Bugle reported it.")
    one.mention("Norvik Bugle", None)
    assert [credit.name for credit in credits_of(one.reading)] == ["Norvik Bugle"]


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        ("Beacon was the first to report it.", True),
        ("It was the end, Beacon reported.", True),
        (
            "The Beacons were lit that night and everyone walked down to the shore, where a choir sang until morning.",
            False,
        ),
        ("A Beacon burned on the hill that night.", False),
    ],
)
def test_a_related_outlet_s_name_is_a_credit_only_in_words_that_credit(draft, text, credited):
    found = credits_of(draft(text).reading, [Outlet("beacon", "Beacon")])
    assert [credit.name for credit in found] == (["Beacon"] if credited else [])


def test_addresses_are_compared_without_what_does_not_tell_pages_apart():
    one = Article("a", "", url="http://www.ledger.example/ferry/", canonical_url="https://ledger.example/ferry?x=1")
    assert addresses(one) == {"ledger.example/ferry"}
    assert addresses(Article("b", "", url="https://ledger.example/")) == frozenset()


def test_links_give_their_anchor_and_bad_ones_are_left_out():
    links = (
        Link("https://ledger.example/ferry#top", "reported", Span(0, 8)),
        Link("https://[bad", "x", None),
        Link("mailto:a@b.example", "mail", None),
    )
    found = linked_addresses(Article("a", "reported", links=links))
    assert list(found) == ["ledger.example/ferry"]
    assert found["ledger.example/ferry"].spans == (Span(0, 8),)


@pytest.mark.parametrize(
    "words", ["Citing NorPress, radio said so.", "Per NorPress, it sank.", "NorPress was the first to report it."]
)
def test_a_mention_right_after_citing_is_a_credit_for_the_story(draft, wire, words):
    one = draft(words)
    one.mention("NorPress", wire, "mention")
    (credit,) = credits_of(one.reading)
    assert credit.for_story


def test_a_mention_without_such_words_is_none(draft, wire):
    one = draft("NorPress has a new office near the harbour.")
    one.mention("NorPress", wire, "mention")
    assert credits_of(one.reading) == ()


def test_a_credit_says_by_what_it_is_one(draft, wire):
    one = draft("Beacon reported it. NorPress said so.", wire=(WireCredit(wire, "json-ld", None, "by NorPress"),))
    page, text = credits_of(one.reading, [Outlet("beacon", "Beacon")])
    assert (page.for_story, page.evidence.note) == (True, "by NorPress")
    assert (text.wire, text.evidence.note, text.evidence.spans) == (False, "cited", (Span(0, 6),))
    mentioned = draft("NorPress reported it.")
    mentioned.mention("NorPress", wire, "venue")
    assert [credit.evidence.note for credit in credits_of(mentioned.reading)] == ["venue"]


@pytest.mark.parametrize(
    "words",
    """according accords reported reports cites cited citing cite source sources published publishes contributed said
    says told credited first via disclosed per broke story stories dispatch coverage noted notes noting states
    stated""".split(),
)
def test_words_beside_a_related_outlets_name_that_make_it_a_credit(draft, words):
    text = f"The hull was cracked. It was cold. So {words} Beacon. It was dark."
    assert [credit.name for credit in credits_of(draft(text).reading, [Outlet("beacon", "Beacon")])] == ["Beacon"]


@pytest.mark.parametrize(
    ("end", "for_story"),
    [
        ("Lantern", True),
        ("Lantern\n\nOne line.", True),
        ("Lantern and " + "many words " * 30, False),
        ("Lantern\n\n" + "One line.\n\n" * 9, False),
    ],
)
def test_a_tagline_is_short_and_one_of_the_last_lines(draft, end, for_story):
    one = draft(f"{TEXT.partition('Photo')[0]}{end}")
    one.mention("Lantern", LANTERN, "cited")
    assert credits_of(one.reading)[0].for_story is for_story
