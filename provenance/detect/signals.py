"""What the linear tagger knows of a word before any cue is found: its form, its sentence, the marks around it."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provenance.detect.columns import BEYOND, Column, Columns, bucket, coming, latest, moved, stretches
from provenance.detect.words import CLOSES, OPENS, Words
from provenance.text import stem

__all__ = ["ALONE", "STOPS", "UNSEEN", "Forms", "Lexicon", "number", "signals"]

Brought = NDArray[np.float32]

_LOWER, _INITIAL, _UPPER, _TITLE, _MIXED, _DIGITS, _TITLE_COMPOUND, _COMPOUND, _MARK = range(9)
_NAMELIKE = (_UPPER, _TITLE, _TITLE_COMPOUND)
_NAMED, _ROLE = 3, 4
"""how a word calls somebody, beside 1 for a pronoun and 2 for a title: by name, by a word that often names sources"""
_PRONOUNS = frozenset("he she they we i it who you".split())
_HONORIFICS = frozenset("mr. mrs. ms. dr. sen. rep. gov. gen. mr mrs ms dr president senator secretary".split())
# Words that hold a sentence together: they are known by themselves, any other by what it looks like.
_FUNCTION = frozenset(
    """a an the this that these those my your his her its our their he she it they we i you who whom whose which what
    when where why how if whether while because since although though as than like so and or but nor not n't no yes
    to of in on at by for from with without about against between into through during before after above over under
    according is are was were be been being am 's has have had do does did will would can could may might must shall
    should there here also only just more most many some any all both each other such one two him me us them himself
    herself themselves itself , . ; : ? ! ... -- - – — ( ) [ ] " “ ” ' ‘ ’ '' `` « » „""".split()
)
_ENDINGS = ("ing", "ed", "ly", "s", "er", "ion")
STOPS = {mark: at for at, mark in enumerate([",", ".", ";", ":", "that", "to", "who", "which", "OPENS", "CLOSES"], 1)}
"""what may end or begin a part, and the number it goes by"""
_RARE_MARKS = frozenset("«»„‘’")
_REACH = 12
"""words in which the next stop is looked for"""
_BESIDE = 3
"""words in which a name or pronoun counts as beside"""


def number(text: str) -> int:
    """A number for a string, the same in every run; below 2**32."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


def _shape(form: str) -> int:
    if form.isalpha():
        if form.islower():
            return _LOWER
        if form.isupper():
            return _UPPER if len(form) > 1 else _INITIAL
        return _TITLE if form[0].isupper() else _MIXED
    if any(c.isdigit() for c in form):
        return _DIGITS
    if any(c.isalpha() for c in form):
        return _TITLE_COMPOUND if form[0].isupper() else _COMPOUND
    return _MARK + number(form[0])


def _look(low: str, shape: int) -> int:
    if low in _FUNCTION:
        return _MARK + number(low)
    ending = next((at for at, end in enumerate(_ENDINGS, 1) if low.endswith(end)), 0)
    return shape or -ending


def _facts(form: str) -> tuple[int, ...]:
    """From "low" to "stop"."""
    low = form.lower().replace("’", "'")
    shape = _shape(form)
    called = 1 if low in _PRONOUNS else 2 if low in _HONORIFICS else _NAMED if shape in _NAMELIKE else 0
    ends = number(low[-3:]), number(low[-2:])
    return number(low), number(stem(low)), *ends, shape, called, _look(low, shape), STOPS.get(low, 0)


_FORM = ("form", "low", "stem", "suffix", "ending", "shape", "called", "look", "stop", "likely", "cue", "source")
"""columns of a form: a number that holds as long as the process, facts, shares"""
ALONE = frozenset(_FORM) - {"form", "stop"}
"""columns that depend on nothing but the form; a quotation mark stops as what it opens or closes"""
_CUTS = np.array([0.02, 0.08, 0.2, 0.4, 0.7])
UNSEEN = 0.05
"""share of cues, and of sources, among words of which nothing is known"""
_FINE = 1000


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How often words of a stem are part of a cue, or of a source, where people marked both."""

    stems: NDArray[np.uint32]
    """numbers of the stems, in order"""
    cue: NDArray[np.float32]
    source: NDArray[np.float32]

    def shares(self, stems: Column) -> NDArray[np.int64]:
        """Of each stem: the share of cues, fine, and the shares of cues and of sources in six steps."""
        at = np.minimum(np.searchsorted(self.stems, stems), len(self.stems) - 1)
        known = self.stems[at] == stems
        cue, source = np.where(known, self.cue[at], UNSEEN), np.where(known, self.source[at], UNSEEN)
        return np.array([cue * _FINE, *(np.searchsorted(_CUTS, share, "right") for share in (cue, source))]).astype(int)


class Forms:
    """What is known of each form of a word by itself, worked out once a form.

    `brings` makes more of it: numbers for each form, from the columns of some. Row 0 stands for no word at all.
    """

    MOST = 1 << 16
    """forms kept, some 30 MB; then it starts anew"""

    def __init__(self, lexicon: Lexicon, brings: Callable[[Columns], Brought] | None = None) -> None:
        self._lexicon = lexicon
        self._brings = brings or (lambda columns: np.zeros((len(columns["form"]), 0), dtype=np.float32))
        self._forget()

    def _forget(self) -> None:
        nothing = np.full((len(_FORM), 1), BEYOND)
        self._numbers: dict[str, int] = {}
        self._known = nothing
        self._brought = self._brings(dict(zip(_FORM, nothing, strict=True)))

    def _learn(self, fresh: list[str]) -> None:
        numbers = range(len(self._numbers) + 1, len(self._numbers) + 1 + len(fresh))
        facts = np.array([(at, *_facts(form)) for at, form in zip(numbers, fresh, strict=True)], dtype=np.int64).T
        known = np.concatenate([facts, self._lexicon.shares(facts[_FORM.index("stem")])])
        self._known = np.concatenate([self._known, known], axis=1)
        self._brought = np.concatenate([self._brought, self._brings(dict(zip(_FORM, known, strict=True)))])
        self._numbers.update(zip(fresh, numbers, strict=True))

    def columns(self, forms: list[str]) -> Columns:
        """A column for each of `_FORM`, a row for each of `forms`."""
        if len(self._numbers) > self.MOST:
            self._forget()
        if fresh := [form for form in dict.fromkeys(forms) if form not in self._numbers]:
            self._learn(fresh)
        at = np.fromiter(map(self._numbers.__getitem__, forms), np.intp, len(forms))
        return dict(zip(_FORM, self._known.take(at, 1), strict=True))

    def brought(self, numbers: Column) -> Brought:
        """What the forms of those numbers bring, a row each."""
        return self._brought.take(numbers, 0)


def _likeliest(likely: Column, first: Column) -> Column:
    """For each word the likeliest cue of its sentence, the first of equals."""
    total = len(likely)
    ranked = likely * total + np.arange(total, 0, -1) - 1
    heads = np.flatnonzero(first == np.arange(total))
    top = np.maximum.reduceat(ranked, heads)
    best: Column = total - 1 - np.repeat(top, np.diff(heads, append=total)) % total
    return best


def _within(flags: Column, first: Column, end: Column, reach: int) -> tuple[Column, Column]:
    """For each word the nearest flagged one before and after it in its sentence; itself where none is within reach."""
    at = np.arange(len(flags))
    before, after = moved(latest(flags > 0), -1), moved(coming(flags > 0), 1, len(flags))
    left = np.where((before >= first) & (at - before <= reach), before, at)
    return left, np.where((after < end) & (after - at <= reach), after, at)


def _familiar(words: Words) -> list[str]:
    """The forms, with marks that the training articles hardly have as those they have, by what they do."""
    rare = [at for at, form in enumerate(words.forms) if form in _RARE_MARKS]
    if not rare:
        return words.forms
    known = list(words.forms)
    for at in rare:
        known[at] = {OPENS: "“", CLOSES: "”"}.get(int(words.quote[at]), known[at])
    return known


def signals(words: Words, forms: Forms) -> Columns:
    """Columns for finding cues; `first` and `end` are the sentence of each word."""
    found = forms.columns(_familiar(words))
    at = np.arange(len(words))
    first, end = stretches(words.sentence.astype(np.int64))
    for name in ("quote", "gap", "resumed"):
        found[name] = getattr(words, name).astype(np.int64)
    quote = found["quote"]
    names = np.zeros(found["form"].max() + 1, dtype=np.int64)
    names[found["form"][(at > first) & (found["called"] == _NAMED) & (moved(quote, -1) != OPENS)]] = 1
    best = _likeliest(found["likely"], first)
    stop = np.where(quote == OPENS, STOPS["OPENS"], np.where(quote == CLOSES, STOPS["CLOSES"], found["stop"]))
    left, right = _within(stop, first, end, _REACH)
    who = np.where(found["source"] > 1, np.maximum(found["called"], _ROLE), found["called"])
    who_left, who_right = _within(who, first, end, _BESIDE)
    return found | {
        "first": first,
        "end": end,
        "from_first": bucket(at - first),
        "to_end": bucket(end - 1 - at),
        "name": names[found["form"]],
        "from_best": bucket(at - best),
        "stop": stop,
        "stop_before": np.where(left < at, stop[left], 0),
        "stop_after": np.where(right > at, stop[right], 0),
        "who": who,
        "who_before": at - who_left,
        "who_after": who_right - at,
    }
