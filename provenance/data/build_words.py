"""Count background words: ``python -m provenance.data.build_words ARTICLES.jsonl``.

ARTICLES.jsonl holds one article a line with a `text`. For every word (folded, possessive ending taken off) the number
of sentences that hold it is written to word_counts.csv beside this file; the first row, with no word, is the number
of sentences. Words of fewer than three sentences are left out: to a comparison they are all equally rare.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from provenance.text import sentences, words

HERE = Path(__file__).resolve().parent
FEWEST = 3


def count(texts: Iterable[str]) -> tuple[int, Counter[str]]:
    """The number of sentences, and for each word how many of them hold it."""
    total = 0
    found: Counter[str] = Counter()
    for text in texts:
        for sentence in sentences(text):
            total += 1
            found.update({word.removesuffix("'s") for word in words(sentence.of(text))})
    return total, found


def main(articles: Path) -> None:
    """Write word_counts.csv beside this file, the commonest word first."""
    with articles.open(encoding="utf-8") as lines:
        total, found = count(json.loads(line)["text"] for line in lines)
    kept = sorted(((n, word) for word, n in found.items() if n >= FEWEST), key=lambda row: (-row[0], row[1]))
    with (HERE / "word_counts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("word", "sentences"))
        writer.writerow(("", total))
        writer.writerows((word, n) for n, word in kept)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
