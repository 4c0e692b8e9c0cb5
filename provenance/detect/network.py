"""The accurate tagger: a small transformer (MiniLM, narrowed) over windows of word pieces, run by ONNX Runtime."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from provenance.detect.pieces import CLS, SEP, SIGNS, pieces, signs
from provenance.detect.rounds import Rounds, likeliest
from provenance.detect.tags import OUTSIDE, TAGS, Part, Scores, Tagged, legal
from provenance.detect.words import Numbers, Words
from provenance.shipped import shipped

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["WINDOW", "scores", "tagged", "windows"]

WINDOW = 256
"""pieces of a window, its two ends included: what the network was trained on"""
_SURELY = 20.0
"""log-odds of no part at all, where the network is not asked"""
_SHORT = 60
"""words; a window this short says too little of itself"""
_DISTINCT, _SPELLED = 0.15, 0.1
"""Shares of words that differ, and that are letters and more than one: in 4,600 windows of news at least .31, .25."""


@cache
def session() -> InferenceSession:
    """The network, loaded once; one thread, for a corpus is shared out over processes."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The graph is laid out by hand; the further fusions made it slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(shipped("data") / "tagger.onnx", options, providers=["CPUExecutionProvider"])


def windows(lengths: Numbers, sentence: Numbers, room: int, opening: int | None = None) -> Iterator[Part]:
    """Word ranges of at most `room` pieces that start with sentences where a sentence does not fill a window.

    The first one holds at most `opening` pieces, if that is given.
    """
    reach = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    borders = np.flatnonzero(np.diff(sentence, prepend=-1))
    first, limit = 0, opening or room
    while first < len(lengths):
        last = max(first + 1, int(np.searchsorted(reach, reach[first] + limit, "right")) - 1)
        if last < len(lengths):
            border = int(borders[np.searchsorted(borders, last, "right") - 1])
            if border >= first + (last - first) // 2 and border > first:
                last = border
        yield first, last
        first, limit = last, room


def _is_prose(forms: list[str]) -> bool:
    """False for a window of repetition or of noise, which holds no attribution and may be the whole of a huge page."""
    if len(forms) < _SHORT:
        return True
    distinct = len({form.lower() for form in forms})
    spelled = sum(len(form) > 1 and form.isalpha() for form in forms)
    return distinct > _DISTINCT * len(forms) and spelled > _SPELLED * len(forms)


def scores(words: Words) -> Scores:
    """Log-probability of each tag for each word, words × TAGS."""
    rows, sign = pieces(words), signs(words)
    lengths = np.fromiter(map(len, rows), dtype=np.int32, count=len(rows))
    found = np.zeros((len(words), TAGS), dtype=np.float32)
    found[:, OUTSIDE] = _SURELY
    run = session().run
    seen: dict[bytes, Scores] = {}  # a page that repeats itself is read once
    for first, last in windows(lengths, words.sentence, WINDOW - 2):
        if not _is_prose(words.forms[first:last]):
            continue
        flat = np.array([[CLS, *(row for word in rows[first:last] for row in word), SEP]], dtype=np.int32)
        marks = np.full_like(flat, SIGNS - 1)
        marks[0, 1:-1] = np.repeat(sign[first:last], lengths[first:last])
        places = np.arange(flat.shape[1], dtype=np.int32)[None]
        window = flat.tobytes() + marks.tobytes() + lengths[first:last].tobytes()
        if window not in seen:
            (out,) = run(None, {"rows": flat, "signs": marks, "places": places})
            begins = np.cumsum(lengths[first:last]) - lengths[first:last] + 1
            seen[window] = out[0, begins]
        found[first:last] = seen[window]
    found -= found.max(1, keepdims=True, initial=-np.inf)
    found -= np.log(np.exp(found).sum(1, keepdims=True))
    return found


def tagged(words: Words) -> Tagged:
    """The likeliest tags of the words."""
    logs = scores(words)
    tags = likeliest(logs, legal(), Rounds.of(words.paragraph))
    return Tagged(tags, np.exp(logs[np.arange(len(tags)), tags]))
