"""Who is one speaker and who is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.model import Outlet, Source
from provenance.report.speakers import named, speaker

TEXT = "A senior official said it rained. Anna Berg said it snowed."


def told(draft, source, article="a"):
    story = draft(TEXT, id=article)
    return speaker(story.says(("A senior official", "said", "it rained"), source), story.article)


def test_a_name_is_one_speaker_in_every_article(draft):
    berg = Source("named-person", "Anna Berg")
    assert told(draft, berg) == told(draft, berg, "b") == named("Anna Berg", "person")


def test_who_is_not_named_is_another_speaker_in_every_article(draft):
    official = Source("unnamed-person", None, True, "a senior official", "was not authorised")
    one, other = told(draft, official), told(draft, official, "b")
    assert one.id != other.id
    assert (one.name, one.named, one.anonymous, one.reason) == ("a senior official", False, True, "was not authorised")


def test_a_withheld_source_is_not_merged_even_where_a_name_is_guessed(draft):
    hidden = Source("unnamed-person", "Anna Berg", True)
    assert told(draft, hidden).id != named("Anna Berg").id


def test_who_has_neither_name_nor_descriptor_goes_by_the_words(draft):
    assert told(draft, Source("group")).name == "A senior official"


def test_an_outlet_is_the_outlet(draft):
    paper = Outlet("ledger", "The Ledger")
    found = told(draft, Source("outlet", "The Ledger", outlet=paper))
    assert (found.name, found.sort) == ("The Ledger", "organisation")


@pytest.mark.parametrize("kind", ["none", "self"])
def test_nobody_and_the_article_itself_are_no_speakers(draft, kind):
    assert told(draft, Source(kind)) is None


def test_no_words_at_all_are_no_speaker(draft):
    story = draft(TEXT)
    claim = story.says(("", "said", "it rained"), Source("group"))
    assert speaker(replace(claim), story.article) is None
