from __future__ import annotations

import pytest

from provenance.audit import audit
from provenance.audit.exemptions import exemption, statements, this_year
from provenance.model import Source, Span

YEAR = 2024


def told(sentence: str, year: int | None = YEAR) -> tuple[str | None, str]:
    one = exemption(f"So. {sentence} Then.", Span(4, 4 + len(sentence)), year)
    words = " ".join(span.of(f"So. {sentence} Then.") for span in one.evidence)
    return one.exemption, words


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        ("A Ledger reporter saw three lorries leave the quay.", "witnessed", "A Ledger reporter saw"),
        ("The lorries were seen by this reporter at noon.", "witnessed", "seen by this reporter"),
        ("On a cold, grey morning, two men were mending nets.", "witnessed", "On a cold, grey morning"),
        ("Smoke could be seen from the far shore all day.", "witnessed", "could be seen from"),
        ("Berg pleaded guilty to two counts in May.", "public-record", "pleaded guilty"),
        ("Holm was sentenced to four years in prison.", "public-record", "was sentenced"),
        ("The council voted 7-4 against the bridge.", "public-record", "voted 7-4"),
        ("Shares of Skerry Line fell after the news.", "public-record", "Shares of Skerry Line fell"),
        ("Norvik is a town on the western fjord.", "common-knowledge", "Norvik is a town"),
        ("The acronym SFA stands for Skerry Ferry Agency.", "common-knowledge", "stands for"),
        ("The ramp was built in 1974.", "background", "in 1974"),
        ("In the 1990s, the island had two schools.", "background", "In the 1990s"),
        ("On Nov. 11, 2014, the old pier burned down.", "background", "On Nov. 11, 2014"),
    ],
)
def test_the_words_tell_the_class(sentence, kind, words):
    assert told(sentence) == (kind, words)


@pytest.mark.parametrize(
    "sentence",
    [
        "The ramp is dangerous and nobody cares.",
        "The ministry may have known in 2019 of the cracks.",  # only thought
        "Berg allegedly was convicted in Norvik.",
        "Traffic fell by 12 percent in 2019 on all routes.",  # a figure wants a source
        "The line lost 30,000 passengers in 2019.",
        "The 2014 fire still shapes how the quay looks.",  # the year dates its noun
        "By-laws passed in 2012 are still being used.",
        "The ferry has led the market since 2017.",
        "The new ramp opens in 2024 with a fair.",  # not past
        "“Holm was sentenced to four years,” and so on.",  # somebody's words
        "Ships from 1530 on must use the other lane.",  # a time of the day
    ],
)
def test_where_nothing_tells_a_class_there_is_none(sentence):
    assert told(sentence) == (None, "")


def test_without_any_year_to_compare_with_there_is_no_background():
    assert told("The ramp was built in 1974.", None) == (None, "")


def test_the_year_is_that_of_publication_else_the_latest_named(draft, noon):
    text = "The ramp of 1974 fell in 2019."
    assert this_year(draft(text, published=noon).article) == 2024
    assert this_year(draft(text).article) == 2019
    assert this_year(draft("The ramp fell for $1999.").article) is None


def test_questions_and_labels_state_nothing():
    text = "Who knew of the cracks before?\n\n12.30 p.m.\n\nThe ramp fell into the harbour."
    body = tuple(Span(text.index(part), text.index(part) + len(part)) for part in text.split("\n\n"))
    assert [span.of(text) for span in statements(text, body)] == ["The ramp fell into the harbour."]


def test_an_audit_lists_each_statement_without_a_source_once_with_its_exemption(draft, noon):
    text = "Anna Berg said the ramp had failed. It was built in 1974. Nobody was on the ramp then."
    story = draft(text, published=noon)
    story.says(("Anna Berg", "said", "the ramp had failed"), Source("named-person", "Anna Berg"))
    found = audit(story.reading).unsourced_statements
    assert [(one.span.of(text), one.exemption) for one in found] == [
        ("It was built in 1974.", "background"),
        ("Nobody was on the ramp then.", None),
    ]
    assert [span.of(text) for span in found[0].evidence] == ["in 1974"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Our journalist watched the lorries leave the quay.",
        "A Ledger news crew was at the scene all night.",
        "The nets were counted by a Ledger photographer at noon.",
        "Music could be heard through the walls all night.",
        "On a recent weekday the quay was full of nets.",
        "It was dark before I arrived at the old quay.",
        "I counted nine lorries on the quay that day.",
    ],
)
def test_the_reporter_was_there(sentence):
    assert told(sentence)[0] == "witnessed"


@pytest.mark.parametrize(
    "sentence",
    [
        "Holm was quickly acquitted by the court in Norvik.",
        "Two men were fined in Norvik over the nets.",
        "Holm was re-elected in Norvik by the whole town.",
        "The law on quays is enacted in every town.",
        "Holm pled not guilty in the court of Norvik.",
        "Holm got a letter and is serving a nine-year sentence now.",
        "After a day of talks the jury convicted him of arson.",
        "The Norvik yard filed a lawsuit in the court.",
        "The Norvik yard filed for bankruptcy after the fire.",
        "The yard of the town declared bankruptcy in the spring.",
        "It fell in the council by a vote of 7-4 that night.",
        "The plan was lost in a 7-4 vote that night.",
        "The council passed the second harbour bill that night.",
        "The ferry that sank is registered in Norvik.",
        "The Dow in its second hour of trade slipped again.",
    ],
)
def test_a_public_record_says_so(sentence):
    assert told(sentence)[0] == "public-record"


@pytest.mark.parametrize(
    "sentence",
    [
        "The Skerry is an old and windy island.",
        "Norvik lies some way north of Oslo and its quays.",
        "The letters SFA are short for Skerry Ferry Agency.",
        "A skerry of that kind is also known as a reef.",
        "The Norvik Fair begins in every first week of May.",
    ],
)
def test_an_atlas_or_a_dictionary_holds_it(sentence):
    assert told(sentence)[0] == "common-knowledge"


@pytest.mark.parametrize(
    "sentence",
    [
        "By late 1974, the old ramp was gone for good.",
        "The quay burned down during 1974, and it rained.",
        "The ramp was shut until 1974 because of the ice.",
        "In March 1974, the old ramp was gone for good.",
        "The ramp was built around the 1970s.",
    ],
)
def test_a_past_year_dates_what_is_told(sentence):
    assert told(sentence)[0] == "background"


@pytest.mark.parametrize(
    "doubt",
    [
        "will be", "would be", "could be", "may be", "might be", "should be", "must be", "allegedly was",
        "reportedly was", "apparently was", "perhaps was", "probably was", "was likely", "was believed to be",
        "claimed to be", "was rumoured to be", "seems", "appears",
    ],
)  # fmt: skip
def test_what_is_only_thought_or_to_come_has_no_exemption(doubt):
    assert told(f"The old ramp {doubt} shut in 1974.") == (None, "")


@pytest.mark.parametrize("figure", ["$9", "9 %", "9 per cent", "9 million", "9.5", "30,000", "12345", "300"])
def test_a_figure_beside_the_year_wants_a_source(figure):
    assert told(f"The ramp lost {figure} of it in 1974.") == (None, "")
