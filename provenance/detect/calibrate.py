"""Recount `data/cues.csv`.

    python -m provenance.detect.calibrate GOLD.jsonl

GOLD holds one article a line: {"text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}, such as
PolNeAR's training part. Only counts are kept, no text. A candidate is right if it shares its cue with an annotated
attribution and at least half of the words of the two contents together are in both.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from math import exp
from operator import itemgetter
from pathlib import Path
from typing import Any

from provenance.detect.candidates import candidates
from provenance.detect.precision import ANY, log_odds
from provenance.detect.quotes import continuations, extended
from provenance.detect.sentences import sentences
from provenance.detect.tokens import CLOSED, Range, Tokens, tokens
from provenance.detect.verbs import SPEECH, inflections, stem
from provenance.lexicon import DATA

__all__ = ["main"]

Key = tuple[str, str]
Counts = Counter[Key]
Gold = list[tuple[set[int], set[int]]]
"""content and cue of each annotated attribution, as token numbers"""

_AGREE = 0.5
_LEAN_SHAPE = 5
_LEAN_WORD = 4
_FEWEST = 3
"""a pair that was tried less often tells no more than its word and its shape"""
_MARKS = ",;:-().\n"


def _cue_words(articles: Iterable[dict[str, Any]]) -> set[str]:
    """Verbs that the annotators marked as cues, in two forms or more with a participle among them, and those listed."""
    seen: Counter[str] = Counter()
    for article in articles:
        for one in article["attributions"]:
            marked = " ".join(article["text"][start:end] for start, end in one["cue"]).lower()
            seen.update(set(re.findall(r"[a-z]+", marked)))
    families: dict[str, set[str]] = {}
    for word in seen:
        families.setdefault(stem(word), set()).add(word)
    found = {form for verb in SPEECH for form in inflections(verb)}
    for family in families.values():
        verbal = len(family) > 1 and any(word.endswith(("ed", "ing")) for word in family)
        if verbal and sum(seen[word] for word in family) > 2:
            found |= family
    return {word for word in found if len(word) > 2 and CLOSED.get(word, "v") == "v"}


def _numbers(t: Tokens, spans: Iterable[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    for start, end in spans:
        found.update(range(bisect_right(t.ends, start), bisect_left(t.starts, end)))
    return found


def _gold(t: Tokens, article: dict[str, Any]) -> Gold:
    return [(_numbers(t, one["content"]), _numbers(t, one["cue"])) for one in article["attributions"] if one["content"]]


def _size(t: Tokens, numbers: set[int]) -> int:
    """Words, roughly; a quoted run is one token of many words."""
    return sum(t.text.count(" ", t.starts[i], t.ends[i]) + 1 for i in numbers if t.tags[i] not in _MARKS)


def _agrees(t: Tokens, content: set[int], cue: Range, gold: Gold) -> bool:
    return any(
        not marked.isdisjoint(range(*cue)) and _size(t, said & content) >= _AGREE * _size(t, said | content)
        for said, marked in gold
    )


def _outcomes(t: Tokens, gold: Gold) -> Iterator[tuple[Key, bool]]:
    found = sentences(t)
    more = continuations(t, found)
    for number, sentence in enumerate(found):
        for one in chain.from_iterable(candidates(t, *sentence)):
            ranges = extended(t, one.content, more.get(number, ()))
            content = {i for start, end in ranges for i in range(start, end)}
            yield (one.word, one.shape), _agrees(t, content, one.cue, gold)


def _summed(counts: Counts, name: Callable[[Key], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, n in counts.items():
        found[name(key)] += n
    return found


def _added(
    tried: Counts, right: Counts, prior: dict[str, float], name: Callable[[Key], str], base: dict[str, float]
) -> dict[str, float]:
    """What a word (or a stem, as `name` says) adds to the log-odds of its shapes, leaning towards what `base` says."""
    n, ok = _summed(tried, name), _summed(right, name)
    expected: dict[str, float] = {}
    for key, count in tried.items():
        expected[name(key)] = expected.get(name(key), 0.0) + count * prior[key[1]]
    found = {}
    for one, count in n.items():
        usual = log_odds(expected[one] / count)
        toward = 1 / (1 + exp(-usual - base.get(one, 0.0)))
        found[one] = log_odds((ok[one] + _LEAN_WORD * toward) / (count + _LEAN_WORD)) - usual
    return found


def _rows(tried: Counts, right: Counts, words: set[str]) -> Iterator[list[object]]:
    """Shapes with their log-odds; words with what they add, leaning on their stem's other forms; pairs."""
    overall = sum(right.values()) / sum(tried.values())
    yield [ANY, ANY, sum(tried.values()), sum(right.values()), f"{log_odds(overall):.2f}"]
    n, ok = _summed(tried, itemgetter(1)), _summed(right, itemgetter(1))
    prior = {shape: (ok[shape] + _LEAN_SHAPE * overall) / (count + _LEAN_SHAPE) for shape, count in n.items()}
    for shape, share in sorted(prior.items()):
        yield [ANY, shape, n[shape], ok[shape], f"{log_odds(share):.2f}"]
    of_stem = _added(tried, right, prior, lambda key: stem(key[0]), {})
    n, ok = _summed(tried, itemgetter(0)), _summed(right, itemgetter(0))
    of_word = _added(tried, right, prior, itemgetter(0), {word: of_stem[stem(word)] for word in n})
    for word in sorted(words | set(of_word)):
        effect = of_word.get(word, of_stem.get(stem(word), 0.0))
        yield [word, ANY, n[word], ok[word], f"{effect:.2f}"]
    for pair, count in sorted(tried.items()):
        if count >= _FEWEST:
            yield [*pair, count, right[pair], "0"]


def main(path: str) -> None:
    """Count on the articles of `path` and write `data/cues.csv`."""
    articles = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    words = _cue_words(articles)
    tried: Counts = Counter()
    right: Counts = Counter()
    for article in articles:
        t = tokens(article["text"], words)
        for key, agrees in _outcomes(t, _gold(t, article)):
            tried[key] += 1
            right[key] += agrees
    with (DATA / "cues.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["cue", "shape", "tried", "right", "effect"])
        out.writerows(_rows(tried, right, words))


if __name__ == "__main__":
    main(sys.argv[1])
