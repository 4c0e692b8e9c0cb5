"""What the reference says of findings and figures is what an audit says of them, figures word for word."""

from __future__ import annotations

import re
from pathlib import Path

from provenance.audit import RULES, audit, audit_corpus
from provenance.model import Lineage, Metric

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
OF_ONE, OF_ALL = PAGE.split("### Of one article")[1].split("### Of a corpus")


def documented(part: str) -> list[tuple[str, str, str]]:
    """Name, definition and published value of each figure in the table of one part of the page."""
    return re.findall(r"^\| `(\w+)` \| (.+) \| (.+) \|$", part, re.MULTILINE)


def told(metrics: tuple[Metric, ...]) -> list[tuple[str, str, str]]:
    return [(one.name, one.definition, one.baseline or "none") for one in metrics]


def test_every_finding_is_in_the_reference_in_the_order_of_the_rules():
    rows = re.findall(r"^\| `([a-z-]+)` \| (?:high|medium|low)", PAGE, re.MULTILINE)
    assert rows == list(RULES)


def test_the_figures_of_one_article_are_defined_as_in_the_reference(draft):
    article = draft("It rained.").article
    lineage = Lineage(article, None, None, (), 0.0, (), False, False, False)
    made = audit(draft("It rained.").reading, lineage, story=[lineage], detector="accurate")
    of_detector, *others = documented(OF_ONE)
    assert of_detector[0] == "detector"
    assert others == told(made.metrics)


def test_the_figures_of_a_corpus_are_defined_as_in_the_reference():
    assert documented(OF_ALL) == told(audit_corpus([], []))
