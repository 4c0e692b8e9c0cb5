"""Attributions of the articles in a JSONL file, for a scorer.

    python tests/bench/attributions.py GOLD.jsonl > PRED.jsonl

Each line keeps `id` and `text`; offsets are into that text. The CPU time an article goes to standard error.
"""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from provenance.detect import DETECTORS
from provenance.model import Article, Attribution, Span


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _row(one: Attribution) -> dict[str, Any]:
    return {
        "source": _pairs(one.source),
        "cue": _pairs(one.cue),
        "content": _pairs(one.content),
        "kind": one.kind,
        "confidence": one.confidence,
    }


def main(path: str, detector: str = "rules") -> None:
    """Write one line an article."""
    detect = DETECTORS[detector]
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    start = time.process_time()
    for line in lines:
        given = json.loads(line)
        found = detect(Article(id=given["id"], text=given["text"]))
        print(json.dumps({"id": given["id"], "text": given["text"], "attributions": [_row(one) for one in found]}))
    spent = 1000 * (time.process_time() - start) / max(1, len(lines))
    print(f"{len(lines)} articles, {spent:.1f} ms each", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:3])
