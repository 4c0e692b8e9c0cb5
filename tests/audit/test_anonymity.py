"""The Associated Press's checks of anonymous sources, and Reuters' of plurals, each worked by hand."""

from __future__ import annotations

import pytest

from provenance.audit import audit
from provenance.model import Author, Source

TEXT = (
    "Sources said it rained. A port engineer, who feared for his job, said it poured. "
    "Skerry officials said it froze. Two aides said it cleared. Anna Berg said it thawed. "
    "Skerry Line declined to comment."
)


@pytest.fixture
def story(draft):
    made = draft(TEXT)
    made.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    reason = "who feared for his job"
    made.says(("A port engineer", "said", "it poured"), Source("unnamed-person", None, True, "A port engineer", reason))
    made.says(("Skerry officials", "said", "it froze"), Source("unnamed-person", None, True, "Skerry officials"))
    made.says(("Two aides", "said", "it cleared"), Source("unnamed-person", None, True, "Two aides"))
    made.says(("Anna Berg", "said", "it thawed"), Source("named-person", "Anna Berg"))
    declined(made, "Skerry Line")
    return made


def declined(story, who, **fields):
    claim = story.says((who, "declined", "to comment"), Source("named-organisation", who, **fields))
    from dataclasses import replace

    story.claims[-1] = replace(claim, declined_comment=True)


def figure(story, name):
    return next(metric for metric in audit(story.reading).metrics if metric.name == name)


def spoken(story, name):
    return [span.of(TEXT) for span in figure(story, name).evidence]


def test_anonymous_sources_are_counted_among_all(story):
    found = figure(story, "anonymous_sources")
    assert (found.value, found.n) == (4, 6)


def test_a_bare_source_is_not_described(story):
    found = figure(story, "anonymity_described")
    assert (found.value, found.n, found.interval) == (0.75, 4, (0.3006, 0.9544))
    assert spoken(story, "anonymity_described") == ["Sources"]


def test_a_reason_is_one_in_four(story):
    found = figure(story, "anonymity_explained")
    assert (found.value, found.n, found.interval) == (0.25, 4, (0.0456, 0.6994))
    assert spoken(story, "anonymity_explained") == ["Sources", "Skerry officials", "Two aides"]


def test_an_anonymous_source_has_company_where_another_speaks(story, draft):
    assert (figure(story, "anonymity_accompanied").value, figure(story, "anonymity_accompanied").n) == (True, 6)
    alone = draft("Sources said it rained.")
    alone.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    assert figure(alone, "anonymity_accompanied").value is False


def test_the_byline_is_asked_for_only_where_there_is_an_anonymous_source(story, draft):
    assert figure(story, "anonymity_bylined").value is False
    signed = draft(TEXT, authors=(Author("Ida Holm"),))
    assert figure(signed, "anonymity_bylined").value is None
    signed.says(("Sources", "said", "it rained"), Source("unnamed-person", None, True))
    assert figure(signed, "anonymity_bylined").value is True


def test_who_speaks_without_a_name_beside_a_refusal_of_the_same_body_is_pointed_at(story):
    assert (figure(story, "anonymity_refused").value, figure(story, "anonymity_refused").n) == (1, 4)
    assert spoken(story, "anonymity_refused") == ["Skerry officials"]
    (finding,) = [one for one in audit(story.reading).findings if one.rule == "anonymous-and-declined"]
    assert finding.severity == "medium"
    assert "“Skerry officials”, while “Skerry Line” would not comment" in finding.message
    assert [span.of(TEXT) for span in finding.evidence] == ["Skerry officials", "Skerry Line", "declined"]


def test_a_refusal_of_another_body_or_by_the_unnamed_themselves_says_nothing(draft):
    text = "Skerry officials said it froze. Norvik Yard declined to comment."
    other = draft(text)
    other.says(("Skerry officials", "said", "it froze"), Source("unnamed-person", None, True, "Skerry officials"))
    declined(other, "Norvik Yard")
    assert figure(other, "anonymity_refused").value == 0
    hidden = draft("Skerry officials said it froze. Skerry aides declined to comment.")
    hidden.says(("Skerry officials", "said", "it froze"), Source("unnamed-person", None, True, "Skerry officials"))
    declined(hidden, "Skerry aides", anonymous=True)
    assert figure(hidden, "anonymity_refused").value == 0


def test_a_plural_without_a_number_is_flagged_and_one_with_a_number_is_not(story):
    assert (figure(story, "plural_sources").value, figure(story, "plural_sources").n) == (2, 4)
    assert spoken(story, "plural_sources") == ["Sources", "Skerry officials"]
    (finding,) = [one for one in audit(story.reading).findings if one.rule == "plural-source"]
    assert (finding.severity, [span.of(TEXT) for span in finding.evidence]) == ("low", ["Sources", "Skerry officials"])


@pytest.mark.parametrize("words", ["One of the officials", "A senior official", "Three people", "a dozen aides"])
def test_one_or_a_number_of_people_is_no_bare_plural(draft, words):
    made = draft(f"{words} said it rained.")
    made.says((words, "said", "it rained"), Source("unnamed-person", None, True, words))
    assert figure(made, "plural_sources").value == 0


def test_without_anonymous_sources_there_is_nothing_to_count(draft):
    made = draft("Anna Berg said it rained.")
    made.says(("Anna Berg", "said", "it rained"), Source("named-person", "Anna Berg"))
    for name in ("anonymity_described", "anonymity_explained", "anonymity_accompanied", "anonymity_bylined"):
        assert figure(made, name).value is None
        assert figure(made, name).interval is None


@pytest.mark.parametrize("words", ["insiders", "An insider", "people", "Some people", "multiple sources", "One source"])
def test_words_that_say_no_more_than_that_somebody_spoke_describe_nobody(draft, words):
    made = draft(f"{words} said it rained.")
    made.says((words, "said", "it rained"), Source("unnamed-person", None, True, words))
    assert figure(made, "anonymity_described").value == 0.0
