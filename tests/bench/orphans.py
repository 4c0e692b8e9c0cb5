"""Finds every annotated span of real pages again by its words and context, then changes one character and looks again.

    python -m tests.bench.orphans PAGES_DIR

PAGES_DIR holds `manifest.jsonl` (file, url) and the pages in `pages/`. Fails unless every span is found where it was,
and every span of which a character, or one of its context, was changed is an orphan.
"""

from __future__ import annotations

import json
import logging
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from provenance import pipeline
from provenance.errors import NotAnArticle
from provenance.ingest.extract import article_from_html
from provenance.model import Article, Page, Span
from provenance.report.selectors import Selector, relocate
from provenance.report.web_annotation import collection

_CHANGED = "\U0010fffd"
"""a character that no page holds"""


def selectors(article: Article) -> Iterator[Selector]:
    """Those of every annotation of the article's audit, as a reader of the file gets them."""
    reading = pipeline.read(article, pipeline.detector_named())
    made = json.loads(json.dumps(collection(pipeline.audit(reading))))
    for item in made["first"]["items"]:
        quote, position = item["target"]["selector"]
        yield Selector(position["start"], position["end"], quote["exact"], quote["prefix"], quote["suffix"])


def changed(sought: Selector, text: str, place: int) -> str:
    """`text` with another character at `place` of the words and their context."""
    at = sought.start - len(sought.prefix) + place
    return text[:at] + _CHANGED + text[at + 1 :]


def main(folder: Path) -> None:
    """Print the shares; exit with what was not as it must be."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    chance = random.Random(5)
    pages = spans = found = orphans = tried = 0
    for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        try:
            article = article_from_html(Page((folder / "pages" / gold["file"]).read_bytes(), url=gold["url"]))
        except NotAnArticle:
            continue
        pages += 1
        for one in selectors(article):
            spans += 1
            found += relocate(one, article.text) == Span(one.start, one.end)
            inside = [chance.randrange(len(one.whole)), len(one.prefix), len(one.whole) - 1, 0]
            tried += len(inside)
            orphans += sum(relocate(one, changed(one, article.text, place)) is None for place in inside)
    print(f"N {pages} pages, {spans} spans")
    print(f"found where they were: {100 * found / spans:.2f} % ({found} of {spans})")
    print(f"orphans after one changed character: {100 * orphans / tried:.2f} % ({orphans} of {tried})")
    if found < spans or orphans < tried:
        sys.exit("a span was lost, or was attached to words that are not its own")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
