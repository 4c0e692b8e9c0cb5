"""What was reviewed as JSON, whole: it must be known again, and be there still, when no detector finds it any more."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any, NamedTuple

from provenance.model import Attribution, Claim, Decision, Outlet, OutletMention, Passage, Source, Span, Spans

__all__ = ["Found", "finding", "found"]


class Found(NamedTuple):
    """What a cell holds, by the names of the fields of a decision; `spans` are those of its review."""

    spans: Spans
    words: tuple[str, ...]
    claim: Claim | None
    passages: tuple[Passage, ...]


def finding(decision: Decision) -> str:
    """What a decision was about as a cell; the review of the claim is left out."""
    claim = None if decision.claim is None else asdict(replace(decision.claim, review=None))
    kept = {
        "spans": [asdict(span) for span in decision.review.spans],
        "words": decision.words,
        "claim": claim,
        "passages": [asdict(passage) for passage in decision.passages],
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def found(cell: str) -> Found:
    """What a cell holds."""
    kept = json.loads(cell)
    claim = None if kept["claim"] is None else _claim(kept["claim"])
    passages = tuple(Passage(**_with_spans(passage, ("spans",))) for passage in kept["passages"])
    return Found(_spans(kept["spans"]), tuple(kept["words"]), claim, passages)


def _claim(kept: dict[str, Any]) -> Claim:
    return Claim(
        id=kept["id"],
        attribution=Attribution(**_with_spans(kept["attribution"], ("source", "cue", "content", "antecedent"))),
        source=Source(**_with_outlet(kept["source"])),
        ways=tuple(tuple(_mention(step) for step in way) for way in kept["ways"]),
        declined_comment=kept["declined_comment"],
    )


def _mention(kept: dict[str, Any]) -> OutletMention:
    claim = kept["claim"]
    places = {"span": Span(**kept["span"]), "claim": None if claim is None else Span(**claim)}
    return OutletMention(**_with_outlet(kept) | places | {"chain": tuple(kept["chain"])})


def _with_outlet(kept: dict[str, Any]) -> dict[str, Any]:
    record = kept["outlet"]
    if record is None:
        return kept
    lists = {name: tuple(record[name]) for name in ("aliases", "domains", "languages")}
    return kept | {"outlet": Outlet(**record | lists)}


def _with_spans(kept: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return kept | {name: _spans(kept[name]) for name in names}


def _spans(kept: list[dict[str, int]]) -> Spans:
    return tuple(Span(**span) for span in kept)
