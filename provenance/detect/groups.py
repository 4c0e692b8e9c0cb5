"""The group of words around one cue ("has repeatedly said", "was accused", "his claim") and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from provenance.detect.sources import before, main_subject
from provenance.detect.tokens import Range, Tokens

__all__ = ["Group", "group", "subject"]

_BE = frozenset("is are was were be been being am 's 're isn't aren't wasn't weren't it's he's she's they're".split())
_OWN = frozenset("his her their its my our".split())
_GOVERNED = re.compile(r"([XR]*[VvdE])R*(?:D|[NAdRL#]){0,4}$")


@dataclass(frozen=True, slots=True)
class Group:
    """Tokens `first` to `last` with the cue word at `at`, inside the sentence `lo` to `hi`.

    `reading` opens the name of the shape: "" for a finite verb or a participle, "passive ", "to-", "is " for a
    predicate ("is confident"), "noun ", "own noun " ("his claim"), "object noun " ("made the claim").
    """

    t: Tokens
    lo: int
    hi: int
    first: int
    at: int
    last: int
    reading: str

    @property
    def word(self) -> str:
        """The cue word in lower case."""
        return self.t.words[self.at]

    @property
    def cue(self) -> Range:
        """The whole group."""
        return self.first, self.last

    @property
    def left(self) -> str:
        """The letter of the token before the group, "" where the sentence starts."""
        return self.t.tags[self.first - 1] if self.first > self.lo else ""

    @property
    def is_participle(self) -> bool:
        """Whether the cue is an -ing form."""
        return self.t.tags[self.at] == "E"


def group(t: Tokens, lo: int, hi: int, at: int) -> Group:
    """The group of the cue at token `at`, with the helping verbs and adverbs before it."""
    first = at
    while first > lo and t.tags[first - 1] in "XR":
        first -= 1
    helpers = t.words[first:at]
    if t.tags[at] == "L":
        predicate = "X" in t.tags[first:at] and not helpers[-1].endswith("ly")
        return Group(t, lo, hi, first if predicate else at, at, at + 1, "is " if predicate else "noun ")
    if t.tags[at] == "V" and any(word in _BE for word in helpers):
        return Group(t, lo, hi, first, at, at + 1, "passive ")
    if t.tags[at] == "V" and first > lo and t.tags[first - 1] == "t":
        return Group(t, lo, hi, first - 1, at, at + 1, "to-")
    return Group(t, lo, hi, first, at, at + 1, "")


def subject(g: Group, known: Range | None) -> tuple[Group, Range | None]:
    """Whose words they are, and the group with its reading made exact.

    A participle, an infinitive or a second verb shares the source `known` from the verb before it.
    """
    if g.reading == "noun ":
        return _of_noun(g)
    if g.is_participle or g.reading == "to-" or g.left in ("C", "B", ""):
        own = g.left in ("A", "P") or (g.left == "N" and g.is_participle and _after_with(g))
        if not own:
            opens = g.first - g.lo < 2
            return g, known or main_subject(g.t, g.lo, g.hi if opens else g.first)
    found = before(g.t, g.lo, g.first)
    if found is None and g.left == ",":
        found = known or main_subject(g.t, g.lo, g.first)
    return g, found


def _of_noun(g: Group) -> tuple[Group, Range | None]:
    """Whose noun it is: "the mayor's claim", "his claim", or of the subject of the verb that has it for its object."""
    t, first = g.t, g.at
    while first > g.lo and t.tags[first - 1] in "NAdRL#":
        first -= 1
    if first > g.lo and t.words[first - 1] in _OWN:
        return replace(g, reading="own noun "), (first - 1, first)
    if first > g.lo and t.tags[first - 1] == "Z":
        found = before(t, g.lo, first)
        return (replace(g, reading="own noun "), found) if found else (g, None)
    governed = _GOVERNED.search(t.tags, max(g.lo, g.at - 8), g.at)
    found = before(t, g.lo, governed.start()) if governed else None
    return (replace(g, reading="object noun "), found) if found else (g, None)


def _after_with(g: Group) -> bool:
    """Whether the participle has its own subject: "with 47 per cent saying"."""
    return "with" in g.t.words[max(g.lo, g.first - 6) : g.first]
