from __future__ import annotations

from typing import Any

from provenance.model import Source
from provenance.report.hops import claim_paths, paths

BERG = Source("named-person", "Anna Berg")


def names(story: Any) -> list[tuple[str, ...]]:
    return [path.names for path in paths(story.reading)]


def test_each_way_of_a_claim_is_a_path_of_its_own(draft, wire, state_wire):
    story = draft("Anna Berg said it rained, Vesta and NorPress reported.")
    story.says(
        ("Anna Berg", "said", "it rained"),
        BERG,
        (story.mention("Vesta", state_wire),),
        (story.mention("NorPress", wire),),
    )
    assert names(story) == [("Anna Berg", "Vesta", "this article"), ("Anna Berg", "NorPress", "this article")]


def test_what_a_speaker_says_here_directly_is_no_path(draft):
    story = draft("Anna Berg said it rained.")
    story.says(("Anna Berg", "said", "it rained"), BERG)
    assert names(story) == []
    assert [hop.name for hop in claim_paths(story.claims[0], story.article.text)[0]] == ["Anna Berg"]


def test_an_outlet_as_source_and_as_its_own_way_stands_once(draft, wire):
    story = draft("NorPress said it rained.")
    story.says(
        ("NorPress", "said", "it rained"), Source("outlet", "NorPress", outlet=wire), (story.mention("NorPress", wire),)
    )
    assert names(story) == [("NorPress", "this article")]


def test_a_sentence_that_only_points_back_adds_no_second_path(draft, wire):
    story = draft("Anna Berg said it rained. Her remarks were reported by NorPress.")
    step = story.mention("NorPress", wire)
    story.says(("Anna Berg", "said", "it rained"), BERG, (step,))
    story.says(("NorPress", "reported", "Her remarks"), Source("outlet", "NorPress", outlet=wire), anaphoric=True)
    assert names(story) == [("Anna Berg", "NorPress", "this article")]
    (path,) = paths(story.reading)
    assert [span.of(story.article.text) for span in path.evidence] == ["Her remarks were reported by NorPress."]


def test_statements_by_the_same_way_are_counted_together(draft, wire):
    story = draft("Anna Berg told NorPress it rained and it snowed.")
    step = story.mention("NorPress", wire)
    story.says(("Anna Berg", "told", "it rained"), BERG, (step,))
    story.says(("Anna Berg", "told", "it snowed"), BERG, (step,))
    assert [path.statements for path in paths(story.reading)] == [2]


def test_a_statement_without_speaker_begins_at_the_outlet(draft, wire):
    story = draft("It rained, NorPress reported.")
    story.says(("", "reported", "It rained"), Source("none"), (story.mention("NorPress", wire),))
    assert names(story) == [("NorPress", "this article")]
