"""Recount `data/cues.csv`: python -m provenance.detect.calibrate GOLD.jsonl

GOLD holds one article a line: {"text", "attributions": [{"source", "cue", "content": [[start, end], ...]}]}, such as
PolNeAR's training part. Only counts are kept, no text. A candidate is right if it shares its cue with an annotated
attribution and at least half of the words of the two contents together are in both.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from provenance.detect.indirect import candidates
from provenance.detect.labels import labelled
from provenance.detect.precision import ANY, log_odds
from provenance.detect.quotes import continuations, extended
from provenance.detect.sentences import sentences
from provenance.detect.sources import Range
from provenance.detect.tokens import CLOSED, Tokens, tokens
from provenance.detect.verbs import SPEECH, inflections, stem
from provenance.lexicon import DATA

__all__ = ["main"]

Counts = Counter[tuple[str, str]]
Gold = list[tuple[set[int], set[int]]]
"""content and cue of each annotated attribution, as token numbers"""

_AGREE = 0.5
_LEAN_SHAPE = 5
_LEAN_WORD = 4
_FEWEST = 3
"""a pair that was tried less often tells no more than its word and its shape"""


def _cue_words(articles: Iterable[dict[str, object]]) -> set[str]:
    """Verbs that the annotators marked as cues, in at least two forms of which one is a participle, and those listed."""
    seen: Counter[str] = Counter()
    for article in articles:
        text = str(article["text"])
        for one in article["attributions"]:  # type: ignore[attr-defined]  # JSON
            marked = " ".join(text[start:end] for start, end in one["cue"]).lower()
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
    found = set()
    for start, end in spans:
        found.update(i for i in range(len(t.starts)) if t.starts[i] < end and t.ends[i] > start)
    return found


def _gold(t: Tokens, attributions: Iterable[dict[str, list[tuple[int, int]]]]) -> Gold:
    words = {i for i, tag in enumerate(t.tags) if tag not in ",;:-().\n"}
    return [(_numbers(t, one["content"]) & words, _numbers(t, one["cue"])) for one in attributions if one["content"]]


def _agrees(content: set[int], cue: Range, gold: Gold) -> bool:
    return any(
        not marked.isdisjoint(range(*cue)) and len(said & content) >= _AGREE * len(said | content)
        for said, marked in gold
    )


def _words_of(t: Tokens, content: Iterable[Range]) -> set[int]:
    return {i for start, end in content for i in range(start, end) if t.tags[i] not in ",;:-().\n"}


def _outcomes(t: Tokens, gold: Gold) -> Iterator[tuple[tuple[str, str], bool]]:
    found = sentences(t)
    more = continuations(t, found)
    for number, sentence in enumerate(found):
        for readings in chain(labelled(t, *sentence), candidates(t, *sentence)):
            for one in readings:
                content = _words_of(t, extended(t, found, number, one.content, more))
                yield (one.word, one.shape), _agrees(content, one.cue, gold)


def _effects(tried: Counts, right: Counts) -> dict[tuple[str, str], float]:
    """Log-odds of each shape; then what each word adds, its stem's other forms counting for it where it is rare."""
    overall = sum(right.values()) / sum(tried.values())
    of_shape, right_of_shape = _summed(tried, 1), _summed(right, 1)
    prior = {s: (right_of_shape[s] + _LEAN_SHAPE * overall) / (n + _LEAN_SHAPE) for s, n in of_shape.items()}
    effects = {(ANY, shape): log_odds(share) for shape, share in prior.items()} | {(ANY, ANY): log_odds(overall)}
    expected: Counter[str] = Counter()
    for (word, shape), n in tried.items():
        expected[word] += n * prior[shape]
    n_word, right_word = _summed(tried, 0), _summed(right, 0)
    kin = {key: Counter[str]() for key in ("n", "right", "expected")}
    for word, n in n_word.items():
        kin["n"][stem(word)] += n
        kin["right"][stem(word)] += right_word[word]
        kin["expected"][stem(word)] += expected[word]
    for word, n in n_word.items():
        root = stem(word)
        usual = kin["expected"][root] / kin["n"][root]
        of_kin = (kin["right"][root] + _LEAN_WORD * usual) / (kin["n"][root] + _LEAN_WORD)
        mean = expected[word] / n
        leaning = 1 / (1 + 2.718281828 ** -(log_odds(mean) + log_odds(of_kin) - log_odds(usual)))
        effects[word, ANY] = log_odds((right_word[word] + _LEAN_WORD * leaning) / (n + _LEAN_WORD)) - log_odds(mean)
    return effects


def _summed(counts: Counts, part: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for key, n in counts.items():
        found[key[part]] += n
    return found


def _rows(tried: Counts, right: Counts, words: set[str]) -> Iterator[list[object]]:
    effects = _effects(tried, right)
    for key, effect in sorted(effects.items()):
        n = sum(count for pair, count in tried.items() if key[0] in (ANY, pair[0]) and key[1] in (ANY, pair[1]))
        ok = sum(count for pair, count in right.items() if key[0] in (ANY, pair[0]) and key[1] in (ANY, pair[1]))
        yield [*key, n, ok, f"{effect:.2f}"]
    for word in sorted(words - {word for word, _ in tried}):
        yield [word, ANY, 0, 0, "0.00"]
    for pair, n in sorted(tried.items()):
        if n >= _FEWEST:
            yield [*pair, n, right[pair], "0"]


def main(path: str) -> None:
    """Count on the articles of `path` and write `data/cues.csv`."""
    articles = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    words = _cue_words(articles)
    tried: Counts = Counter()
    right: Counts = Counter()
    for article in articles:
        t = tokens(article["text"], words)
        for key, agrees in _outcomes(t, _gold(t, article["attributions"])):
            tried[key] += 1
            right[key] += agrees
    with (DATA / "cues.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["cue", "shape", "tried", "right", "effect"])
        out.writerows(_rows(tried, right, words))


if __name__ == "__main__":
    main(sys.argv[1])
