"""Reuters' checks of quotes, each worked by hand."""

from __future__ import annotations

import pytest

from provenance.audit import audit
from provenance.model import Source

BERG = Source("named-person", "Anna Berg")


def figure(story, name):
    return next(metric for metric in audit(story.reading).metrics if metric.name == name)


def quoting(draft, text, quote, who="Berg", *, before=None):
    story = draft(text)
    if before:
        story.says(before, BERG)
    story.says((who, "said", quote), BERG, kind="direct")
    return story


@pytest.mark.parametrize(
    ("text", "quote", "late"),
    [
        ("“It rained. It poured,” Berg said.", "“It rained. It poured,”", 1),
        ("“It rained. It poured. It froze,” Berg said.", "“It rained. It poured. It froze,”", 2),
        ("Berg said: “It rained. It poured. It froze.”", "“It rained. It poured. It froze.”", 0),
    ],
)
def test_the_delay_is_the_sentences_read_after_the_first_before_the_source_comes(draft, text, quote, late):
    found = figure(quoting(draft, text, quote), "attribution_delay")
    assert (found.value, found.n) == (late, 1)
    assert [span.of(text) for span in found.evidence] == ([quote] if late else [])


def test_a_quotation_of_one_sentence_cannot_be_late(draft):
    found = figure(quoting(draft, "“It rained,” Berg said.", "“It rained,”"), "attribution_delay")
    assert (found.value, found.n) == (None, 0)


def test_a_source_that_has_just_spoken_needs_no_second_naming(draft):
    quote = "“It poured. It froze. It thawed,”"
    text = f"Anna Berg said it rained.\n\n{quote} Berg said."
    story = quoting(draft, text, quote, before=("Anna Berg", "said", "it rained"))
    assert figure(story, "attribution_delay").value == 0
    far = f"Anna Berg said it rained.\n\nThe sky was dark.\n\n{quote} Berg said."
    story = quoting(draft, far, quote, before=("Anna Berg", "said", "it rained"))
    assert figure(story, "attribution_delay").value == 2


def test_three_sentences_before_the_source_are_found_and_two_are_let_pass(draft):
    def rules(text, quote):
        return {one.rule: one for one in audit(quoting(draft, text, quote).reading).findings}

    quote = "“It rained. It poured. It froze,”"
    found = rules(f"{quote} Berg said.", quote)["attribution-delayed"]
    assert (found.severity, found.message) == ("low", "1 quotation names the source after three sentences or more.")
    quote = "“It rained. It poured,”"
    assert "attribution-delayed" not in rules(f"{quote} Berg said.", quote)


def test_statements_are_ranked_by_what_stands_behind_them(draft):
    text = (
        "A Ledger reporter saw three lorries leave. Anna Berg said it rained. She said it poured. "
        "A report says it froze. Officials said it cleared."
    )
    story = draft(text)
    story.says(("Anna Berg", "said", "it rained"), BERG)
    story.says(("She", "said", "it poured"), BERG)
    story.says(("A report", "says", "it froze"), Source("document"))
    story.says(("Officials", "said", "it cleared"), Source("unnamed-person", None, True))
    found = figure(story, "statement_ranks")
    assert (found.value, found.n) == ("1 witnessed, 3 named, 1 unnamed", 5)
    assert [span.of(text) for span in found.evidence] == ["A Ledger reporter saw three lorries leave."]
    assert figure(draft("It rained."), "statement_ranks").value is None


@pytest.mark.parametrize(
    "before",
    [
        "It was dark. Anna Berg said it rained.\n\n",
        "It was dark.\n\nAnna Berg said it rained.\n\n",
        "Anna Berg said it rained. ",
    ],
)
def test_a_source_named_in_the_paragraph_before_or_in_the_same_is_known(draft, before):
    quote = "“It poured. It froze. It thawed,”"
    story = quoting(draft, f"{before}{quote} Berg said.", quote, before=("Anna Berg", "said", "it rained"))
    assert figure(story, "attribution_delay").value == 0
