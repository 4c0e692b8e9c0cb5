"""What changed between some words and the words they were taken from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from provenance.model import Drift, Passage
from provenance.text import changes, words

__all__ = ["drift"]

_HEDGES = frozenset(
    """may might could would perhaps maybe possibly possible potentially potential probably probable likely unlikely
    allegedly alleged reportedly apparently apparent seemingly seems seem seemed appears appear appeared suggests
    suggest suggested purportedly purported presumably supposedly believed thought expected unconfirmed preliminary
    roughly about around approximately nearly almost some if unless""".split()
)
_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions
    billion billions trillion dozen dozens half third quarter double triple twice""".split()
)

Part = tuple[Literal["same", "removed", "added"], str]


def drift(parent: Passage, child: Passage) -> Drift:
    """How `child` differs from `parent`, word by word.

    `diff` runs over both in order: what is `same` or `removed` has the words of the parent, what is `same` or `added`
    those of the child (the child's own letters and punctuation where they are the same). `changes`, in this order:
    trimmed, extended, substituted, speaker_changed, hedge_lost, number_changed.
    """
    gaps = [
        (removed.of(parent.text).strip(), added.of(child.text).strip(), same.of(child.text).strip())
        for removed, added, same in changes(parent.text, child.text)
    ]
    removed = [word for before, _, _ in gaps for word in words(before)]
    added = [word for _, after, _ in gaps for word in words(after)]
    swaps = [(words(before), words(after)) for before, after, _ in gaps if before and after]
    seen = {
        "trimmed": any(before and not after for before, after, _ in gaps),
        "extended": any(after and not before for before, after, _ in gaps),
        "substituted": bool(swaps),
        "speaker_changed": _another(parent.speaker, child.speaker),
        "hedge_lost": bool(_HEDGES.intersection(removed) - set(added)),
        "number_changed": any(_number_changed(before, after) for before, after in swaps),
    }
    parts = tuple(part for gap in gaps for part in _parts(*gap))
    return Drift(parent.id, child.id, tuple(name for name, is_so in seen.items() if is_so), parts)


def _parts(removed: str, added: str, same: str) -> Iterator[Part]:
    if removed:
        yield "removed", removed
    if added:
        yield "added", added
    if same:
        yield "same", same


def _numbers(some: list[str]) -> list[str]:
    return [word for word in some if word in _NUMBER_WORDS or any(c.isdigit() for c in word)]


def _number_changed(before: list[str], after: list[str]) -> bool:
    was, now = _numbers(before), _numbers(after)
    return bool(was and now) and was != now


def _another(before: str | None, after: str | None) -> bool:
    """Whether two names are of different people: "Shoigu" and "Sergei Shoigu" are not."""
    if not before or not after:
        return False
    was, now = set(words(before)), set(words(after))
    return not (was <= now or now <= was)
