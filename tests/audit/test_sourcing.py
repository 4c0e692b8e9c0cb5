from __future__ import annotations

from typing import Any

from provenance.audit.sourcing import cited_sources, sourcing
from provenance.model import Source

TEXT = (
    "Anna Berg said it rained. She said it poured. Two sources said it snowed. They said it froze. "
    "A senior official said it melted. Ann Lee and Bo Ray said it hailed. Experts said it cleared. It dripped."
)
BERG = Source("named-person", "Anna Berg")


def names(story: Any) -> list[tuple[str, int]]:
    return [(one.name, len(one.claims)) for one in cited_sources(story.reading)]


def test_one_person_under_two_wordings_is_one_source(draft):
    story = draft(TEXT)
    story.says(("Anna Berg", "said", "it rained"), BERG)
    story.says(("She", "said", "it poured"), BERG)
    assert names(story) == [("Anna Berg", 2)]


def test_those_who_say_most_come_first(draft):
    story = draft(TEXT)
    story.says(("Two sources", "said", "it snowed"), Source("unnamed-person", anonymous=True))
    story.says(("Anna Berg", "said", "it rained"), BERG)
    story.says(("She", "said", "it poured"), BERG)
    assert names(story) == [("Anna Berg", 2), ("Two sources", 1)]


def test_people_named_together_count_one_by_one(draft):
    story = draft(TEXT)
    story.says(("Ann Lee and Bo Ray", "said", "it hailed"), Source("named-person", "Ann Lee; Bo Ray"))
    assert names(story) == [("Ann Lee", 1), ("Bo Ray", 1)]


def test_anonymous_sources_are_told_apart_by_what_the_text_calls_them(draft):
    story = draft(TEXT)
    story.says(("Two sources", "said", "it snowed"), Source("unnamed-person", anonymous=True))
    story.says(("A senior official", "said", "it melted"), Source("unnamed-person", None, True, "A senior official"))
    assert names(story) == [("Two sources", 1), ("A senior official", 1)]


def test_an_unresolved_pronoun_goes_with_the_unnamed_source_before_it(draft):
    story = draft(TEXT)
    story.says(("Two sources", "said", "it snowed"), Source("unnamed-person", anonymous=True))
    story.says(("They", "said", "it froze"), Source("unnamed-person"))
    assert names(story) == [("Two sources", 2)]


def test_a_pronoun_with_nobody_before_it_is_still_a_source(draft):
    story = draft(TEXT)
    story.says(("She", "said", "it poured"), Source("unnamed-person"))
    assert names(story) == [("She", 1)]


def test_a_name_and_an_anonymous_source_of_the_same_words_stay_apart(draft):
    story = draft(TEXT)
    story.says(("Experts", "said", "it cleared"), Source("group"))
    story.says(("Experts", "said", "it cleared"), Source("group", anonymous=True))
    assert len(cited_sources(story.reading)) == 2


def test_the_article_itself_and_absent_sources_are_no_sources(draft):
    story = draft("This newspaper reported that it poured. It was learnt that it dripped.")
    story.says(("It", "was learnt", "that it dripped"), Source("none"))
    story.says(("This newspaper", "reported", "that it poured"), Source("self"))
    assert cited_sources(story.reading) == ()
    assert len(sourcing(story.reading, None).statements) == 1


def test_an_outlet_that_only_passes_on_is_no_voice_of_its_own(draft, wire):
    text = "“Rain,” Anna Berg told NorPress. NorPress reported that the union was wet."
    story = draft(text)
    step = story.mention("NorPress", wire)
    story.says(("Anna Berg", "told", "“Rain,”"), BERG, (step,), kind="direct")
    story.says(("NorPress", "reported", "that the union was wet"), Source("outlet", "NorPress", outlet=wire))
    facts = sourcing(story.reading, None)
    assert [one.name for one in facts.sources] == ["Anna Berg", "NorPress"]
    assert [one.name for one in facts.voices] == ["Anna Berg"]


def test_words_that_only_point_at_another_claim_are_no_statement(draft, wire):
    story = draft("Her remarks were reported by NorPress.")
    story.says(("NorPress", "reported", "Her remarks"), Source("outlet", outlet=wire), anaphoric=True)
    facts = sourcing(story.reading, None)
    assert facts.statements == ()
    assert [one.name for one in facts.sources] == ["NorPress"]
