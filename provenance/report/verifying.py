"""Reads a report back and holds its words against the stored texts: what no longer holds is named."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from provenance.errors import InputError
from provenance.model import Article, Manifest
from provenance.report.selectors import Selector, relocate
from provenance.report.wording import quoted

__all__ = ["Cited", "cited", "failures", "remarks"]

Row = dict[str, Any]

_CLIPPED = 60


@dataclass(frozen=True, slots=True)
class Cited:
    """One article version as a report cites it: the digest of its text, and the words taken from it."""

    version: str
    sha256: str
    where: str
    """its address, for messages"""
    words: tuple[Selector, ...]


def cited(report: str, name: str) -> list[Cited]:
    """The article versions of a report: an annotation collection, or the JSON of a quote or an article.

    Raises InputError, which names the file, where it is neither of them.
    """
    try:
        row = json.loads(report)
        found = list(_merged(_cited(row)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise _not_a_report(name) from error
    if not found:
        raise _not_a_report(name)
    return found


def _not_a_report(name: str) -> InputError:
    return InputError(
        f"{name}: holds no words to verify; give a report of a quote or an article as .json, or any as .anno.jsonld"
    )


def remarks(report: str, now: Manifest) -> list[str]:
    """How a report was made otherwise than it would be `now`, a line each: that is no fault of its words.

    Nothing where the report does not say how it was made.
    """
    row = json.loads(report)
    given = row.get("manifest") or row.get("nt:manifest")
    made = {key.removeprefix("nt:"): one for key, one in given.items()} if isinstance(given, dict) else {}
    if not made:
        return []
    found = []
    if made.get("version") != now.version:
        found.append(f"made by provenance {made.get('version')}; this is {now.version}")
    if made.get("corpus") != now.corpus:
        found.append(f"made over {made.get('articles')} articles, not the {now.articles} that are stored now")
    if _lists(made.get("data")) != {tuple(pair) for pair in now.data}:
        found.append("made with other word lists or models than this program has")
    if made.get("reviews_digest") != now.reviews_digest:
        found.append("decisions of people have come, or were taken back, since it was made")
    return found


def _lists(data: Any) -> set[tuple[str, ...]]:
    """Names and digests, as JSON or JSON-LD has them."""
    some = [one for one in data if isinstance(one, str | list)] if isinstance(data, list) else []
    return {tuple(one.split(": ", 1)) if isinstance(one, str) else tuple(map(str, one)) for one in some}


def _cited(row: Row) -> Iterator[Cited]:
    if row.get("type") == "AnnotationCollection":
        yield from map(_annotated, row["first"]["items"])
    elif "appearances" in row:
        yield from map(_appearance, (*row["appearances"], *row["near_misses"]))
    elif "attributions" in row:
        yield _audited(row)


def _annotated(item: Row) -> Cited:
    source = item["target"]["source"]
    quote, position = item["target"]["selector"]
    words = _selector(quote | position)
    return Cited(source["nt:version"], source["nt:sha256"], source["schema:url"] or source["id"], (words,))


def _appearance(row: Row) -> Cited:
    words = tuple(_divided(row["text"], row["spans"], " … "))
    return Cited(row["version"], row["sha256"], row["article"], words)


def _audited(row: Row) -> Cited:
    article = row["article"]
    words = [_selector(one) for one in article["furniture"]]
    words += [_selector(one) for evidence in row["hops_evidence"] for one in evidence]
    words += [_selector(one) for finding in row["findings"] for one in finding["evidence"]]
    for claim in row["attributions"]:
        for part in ("source", "cue", "content"):
            words += _divided(claim[f"{part}_text"], claim[part], " ")
    where = article["url"] or article["id"]
    return Cited(article["version"], article["sha256"], where, tuple(words))


def _selector(row: Row) -> Selector:
    return _placed(row["start"], row["end"], row["exact"], row["prefix"], row["suffix"])


def _placed(start: Any, end: Any, *words: Any) -> Selector:
    """Words in their place; raises TypeError where a stranger's report has something else there."""
    if not (isinstance(start, int) and isinstance(end, int) and all(isinstance(one, str) for one in words)):
        raise TypeError("no words in a place")
    return Selector(start, end, *words)


def _divided(text: str, spans: Sequence[Sequence[int]], joint: str) -> Iterator[Selector]:
    """The words of each span of a joined text; they come without context, so they hold in their place only."""
    at = 0
    for start, end in spans:
        yield _placed(start, end, text[at : at + end - start], "", "")
        at += end - start + len(joint)


def _merged(some: Iterator[Cited]) -> Iterator[Cited]:
    """Each version once, with all its words."""
    found: dict[tuple[str, str, str], list[Selector]] = {}
    for one in some:
        key = (one.version, one.sha256, one.where)
        if not all(isinstance(part, str) for part in key):
            raise TypeError("no version of an article")
        found.setdefault(key, []).extend(one.words)
    for key, words in found.items():
        yield Cited(*key, tuple(dict.fromkeys(words)))


def failures(one: Cited, article: Article | None) -> list[str]:
    """What of one cited version does not hold in what is stored of it, a line each; none where all does."""
    if article is None:
        return [
            f"{one.where}: the version {one.version} is not in this database; its {len(one.words)} places not found"
        ]
    found = []
    if article.sha256 != one.sha256:
        found.append(f"{one.where}: the stored text has changed: its digest is {article.sha256}, was {one.sha256}")
    lost = [words for words in one.words if _lost(words, article.text)]
    return found + [f"{one.where}: orphan: {quoted(at.exact, _CLIPPED)} [{at.start}, {at.end}]" for at in lost]


def _lost(words: Selector, text: str) -> bool:
    """Whether words are no longer where they were, nor with the same context at another place."""
    if words.prefix or words.suffix:
        return relocate(words, text) is None
    return text[words.start : words.end] != words.exact
