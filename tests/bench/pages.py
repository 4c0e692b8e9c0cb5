"""Scores page extraction against real pages with known title, authors, date, outlet and body.

    python -m tests.bench.pages PAGES_DIR

PAGES_DIR holds `manifest.jsonl` (file, url, domain, title, authors, date, body_paragraphs; an empty one is not scored)
and the pages in `pages/`. Title and names must be equal but for blanks
(`title~`: but for the shape of quotation marks and dashes too); body F1 counts words as multisets; a link
counts if it is http(s), has words, and its nearest block is a `<p>` whose text is one of the expected body paragraphs.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import trafilatura
from lxml.html import HtmlElement
from trafilatura import load_html
from trafilatura.meta import reset_caches

from provenance import lexicon
from provenance.errors import NotAnArticle
from provenance.ingest.extract import article_from_html
from provenance.model import Article, Page
from provenance.text import fold

# Pages whose text, byline or structured data credits an agency or another outlet, as read by hand.
WIRE = ("NineNews_2024_05_02 NationalPost_2025 TheGuardian TaipeiTimes CBCNews APNews_ TheNation_h97c78f").split()
_BLOCKS = frozenset(
    """p li td th div section article aside blockquote figure figcaption h1 h2 h3 h4 dd dt ul ol header footer main
    body""".split()
)
_WORD = re.compile(r"\w+")


@dataclass
class Score:
    """Hits of tries, with what was missed."""

    hits: float = 0
    tries: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, hit: float, what: str) -> None:
        self.hits += hit
        self.tries += 1
        if hit < 1:
            self.missed.append(what)

    def __str__(self) -> str:
        return f"{self.hits / self.tries:.3f} ({self.hits:g} of {self.tries})" if self.tries else "nothing to score"


def _plain(text: str) -> str:
    return " ".join(text.split())


def _letters(text: str) -> str:
    return "".join(text.split())


def word_f1(found: str, expected: str) -> float:
    """Harmonic mean of precision and recall over words as multisets.

    >>> word_f1("a b c d", "a b c c")
    0.75
    """
    a, b = (Counter(_WORD.findall(text.lower())) for text in (found, expected))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def body_links(tree: HtmlElement, paragraphs: list[str], url: str) -> Iterator[tuple[str, str]]:
    """(address, words) of each link that the denominator counts."""
    expected = {_letters(paragraph) for paragraph in paragraphs}
    for link in tree.iter("a"):
        block = next((up for up in link.iterancestors() if up.tag in _BLOCKS), None)
        href = link.get("href")
        words = _letters(link.text_content())
        if block is None or block.tag != "p" or not href or not words or _letters(block.text_content()) not in expected:
            continue
        address = urljoin(url, href.strip())
        if address.startswith(("http://", "https://")):
            yield address, words


def _score(scores: dict[str, Score], gold: dict[str, Any], article: Article, tree: HtmlElement) -> None:
    name = gold["file"]
    if gold.get("title"):
        alike = fold(_plain(article.title or "")) == fold(_plain(gold["title"]))
        scores["title~"].add(alike, name)
        scores["title"].add(
            _plain(article.title or "") == _plain(gold["title"]), f"{name}: {article.title!r} for {gold['title']!r}"
        )
    if gold.get("authors"):
        names = {_plain(author.name) for author in article.authors}
        scores["authors"].add(
            names == {_plain(author) for author in gold["authors"]}, f"{name}: {names} for {gold['authors']}"
        )
    date = datetime.fromisoformat(gold["date"]) if gold.get("date") else None
    if date and date.tzinfo:
        near = article.published is not None and abs((article.published.at - date).total_seconds()) <= 60
        scores["time"].add(near, f"{name}: {article.published} for {date}")
    if gold.get("domain"):
        expected = lexicon.outlet_by_domain(gold["domain"])
        right = article.outlet is not None and article.outlet.id == (expected.id if expected else gold["domain"])
        scores["outlet"].add(right, f"{name}: {article.outlet and article.outlet.id}")
    paragraphs = gold.get("body_paragraphs") or []
    if paragraphs:
        f1 = word_f1(article.text, " ".join(paragraphs))
        scores["body F1"].add(f1, f"{name}: {f1:.3f}")
        anchored = Counter((link.href, _letters(link.anchor)) for link in article.links if link.span)
        for link in body_links(tree, paragraphs, gold["url"]):
            scores["links"].add(anchored[link] > 0, f"{name}: {link}")
            anchored[link] -= 1
    if any(name.rsplit("/", 1)[-1].startswith(listed) for listed in WIRE):
        scores["wire"].add(bool(article.wire), name)


def run(folder: Path) -> tuple[dict[str, Score], float]:
    """The scores by name, and our CPU time over that of bare trafilatura on the same bytes."""
    golds = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    pages = [((folder / "pages" / gold["file"]).read_bytes(), gold["url"]) for gold in golds]
    _bare(*pages[0])
    lexicon.aliases()
    reset_caches()
    start = time.process_time()
    for page in pages:
        _bare(*page)
    middle = time.process_time()
    reset_caches()
    middle, bare = time.process_time(), middle - start
    found = [_ours(*page) for page in pages]
    ours = time.process_time() - middle
    scores = {
        name: Score() for name in ("stored", "time", "title", "title~", "authors", "outlet", "body F1", "links", "wire")
    }
    for gold, article, (data, _) in zip(golds, found, pages, strict=True):
        scores["stored"].add(isinstance(article, Article), f"{gold['file']}: {article}")
        if isinstance(article, Article):
            _score(scores, gold, article, load_html(data))
    return scores, ours / bare


def _bare(data: bytes, url: str) -> object:
    return trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)


def _ours(data: bytes, url: str) -> Article | NotAnArticle:
    try:
        return article_from_html(Page(data, url=url))
    except NotAnArticle as refusal:
        return refusal


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="PAGES_DIR")
    parser.add_argument("--missed", action="store_true", help="name what was missed")
    options = parser.parse_args()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    scores, ratio = run(options.folder)
    for name, score in scores.items():
        print(f"{name:8} {score}")
        for missed in score.missed if options.missed else ():
            print(f"         {missed}")
    print(f"{'CPU':8} {ratio:.2f} x bare trafilatura")


if __name__ == "__main__":
    main()
