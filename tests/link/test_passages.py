"""What of an article is worth linking."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from provenance.link import passages
from provenance.model import Article, Passage, Reading, Source

TEXT = """Ferry firm knew of cracked hull
By Ida Holm
“We knew about the hull for eleven weeks,” Ms Berg said, “and nobody told the harbour master.”
The company, she added, would pay for every cabin that had been booked before the summer.
Sign up for our newsletter to get the best of the harbour every morning.
He called it a “scandal”. A deckhand had warned that “the pumps ran all night in March”."""

BERG = Source("named-person", "Anna Berg")


def drafted(draft: Any) -> Reading:
    one = draft(TEXT, "https://ledger.example/ferry")
    title, byline = one.furniture("title", "Ferry firm knew of cracked hull"), one.furniture("byline", "By Ida Holm")
    again = draft(TEXT, "https://ledger.example/ferry", furniture=(title, byline))
    claim = again.says(("Ms Berg", "said", "We knew about the hull for eleven weeks"), BERG, kind="direct")
    parts = (*claim.attribution.content, again.span("and nobody told the harbour master"))
    attribution = type(claim.attribution)(
        claim.attribution.source, claim.attribution.cue, parts, "direct", claim.attribution.confidence
    )
    again.claims[0] = type(claim)(claim.id, attribution, claim.source, claim.ways)
    again.says(
        ("she", "added", "would pay for every cabin that had been booked before the summer"), BERG, kind="indirect"
    )
    reading: Reading = again.reading
    return reading


def by_kind(found: Iterable[Passage], kind: str) -> list[str]:
    return [one.text for one in found if one.kind == kind]


def test_the_parts_of_a_split_quote_are_one_passage_with_its_speaker(draft):
    quote = next(one for one in passages(drafted(draft)) if one.claim == "claim-0")
    assert quote.text == "We knew about the hull for eleven weeks, … and nobody told the harbour master."
    assert [span.of(TEXT) for span in quote.spans] == quote.text.split(" … ")
    assert (quote.kind, quote.speaker) == ("quote", "Anna Berg")


def test_indirect_speech_is_a_content(draft):
    assert by_kind(passages(drafted(draft)), "content") == [
        "would pay for every cabin that had been booked before the summer"
    ]


def test_quotes_without_a_claim_count_and_scare_quotes_do_not(draft):
    quotes = by_kind(passages(drafted(draft)), "quote")
    assert "the pumps ran all night in March" in quotes
    assert "scandal" not in quotes


def test_furniture_and_what_stands_under_every_story_are_left_out(draft):
    sentences = " ".join(by_kind(passages(drafted(draft)), "sentence"))
    assert "The company, she added" in sentences
    assert "newsletter" not in sentences
    assert "cracked hull" not in sentences
    assert "By Ida" not in sentences


def test_a_long_sentence_about_newsletters_is_prose(draft):
    text = (
        "The publisher, which had promised in spring that our newsletter would stay free for every reader in the"
        " county, said on Monday that rising costs, a lost contract with the port and the departure of two editors"
        " had left it no choice but to charge for it from the first of June onwards."
    )
    assert by_kind(passages(draft(text).reading), "sentence") == [text]


def test_passages_keep_their_identity_from_run_to_run(draft):
    first, second = passages(drafted(draft)), passages(drafted(draft))
    assert first == second
    assert len({one.id for one in first}) == len(first)


def test_an_article_without_text_has_no_passages(draft):
    assert passages(draft("").reading) == ()


@given(st.text(st.sampled_from(list('abc DE.,!?\n"“”’…é')), max_size=300))
def test_every_passage_is_its_spans_joined(text):
    for one in passages(Reading(Article(id="a", text=text), (), ())):
        assert one.text == " ".join(span.of(text) for span in one.spans)
        assert one.text.strip() == one.text
