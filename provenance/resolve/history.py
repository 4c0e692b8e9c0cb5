"""What was read of an article so far: sources with their places, so that later words can point back at them."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from provenance.model import Attribution, Source, Span
from provenance.resolve.layout import Layout, overlapped
from provenance.resolve.outlets import Found
from provenance.resolve.people import Mentioned, People
from provenance.resolve.person import Person

__all__ = ["ALSO", "FAR", "REACH", "Said", "Story", "told"]

# How far back, in characters, a pronoun may find whom it means: about three sentences of news copy.
REACH = 700
# "The senator" and "the poll" point further back.
FAR = 20_000
# No more sources than these are looked back over, so that a text of nothing else takes no longer than another.
_MOST = 100
_QUOTES = frozenset("\"“‘'«„")
# Between two names of one enumeration: a party, a comma or "and", a title ("(R-Utah) and Judiciary Chairman ").
ALSO = re.compile(
    r"(?:'s)?(?: ?\([^)\n]{1,30}\))?"
    r"(?:\s?(?:,|and|,\s?and|&|or)|, (?:an?|the|who|his|her|their) [^,;:\n]{3,80}, ?(?:and|or))"
    r"\s(?:(?:former|then|fellow|of|the|[A-Z][\w.'-]*)\s){0,6}"
)


@dataclass(frozen=True, slots=True)
class Said:
    """One source that was read: where it stands, who it is, and which person of the article."""

    span: Span
    source: Source
    person: Person | None
    until: int
    """where the words end that it speaks: one who is quoted at length spoke just now"""


def told(person: Person) -> Source:
    """The source that is this person."""
    return Source("named-person", person.name)


@dataclass(frozen=True)
class Story:
    """An article with its people and outlets, and the sources read so far."""

    layout: Layout
    people: People
    found: Sequence[Found]
    _read: list[Said] = field(default_factory=list)
    _sources: dict[int, Source] = field(default_factory=dict)
    written_out: dict[str, str] = field(default_factory=dict)
    """acronyms that were looked up, by the letters"""
    bodies: dict[str, bool] = field(default_factory=dict)
    """whether a name that was looked up is a company's or club's"""

    @property
    def text(self) -> str:
        """The text with plain apostrophes."""
        return self.layout.text

    def add(self, attribution: Attribution, span: Span, source: Source, person: Person | None) -> None:
        """Keeps the order of the text: nested attributions are not read in it."""
        self._sources[id(attribution)] = source
        until = max(span.end, *(one.end for one in attribution.content), span.end)
        insort(self._read, Said(span, source, person, until), key=lambda one: one.span)

    def last(self, at: int, *, reach: int = REACH) -> Iterator[Said]:
        """Sources named before `at` that spoke up to no more than `reach` before it, the nearest first."""
        before = bisect_left(self._read, at, key=lambda one: one.span.start)
        for i in range(before - 1, max(-1, before - 1 - _MOST), -1):
            if self._read[i].until < at - reach:
                return
            yield self._read[i]

    def speaker_around(self, span: Span, *, quoted: bool) -> Source | None:
        """Who says the innermost content that holds `span` (with `quoted`, only if it is a quotation)."""
        best: tuple[int, Source] | None = None
        for number in self.layout.near(span):
            outer = self.layout.attributions[number]
            source = self._sources.get(id(outer))
            if source is None:
                continue
            for one in outer.content:
                if one.covers(span) and (not quoted or self._quotes(one, span.start)):
                    best = min(best or (len(one), source), (len(one), source), key=lambda pair: pair[0])
        return best[1] if best else None

    def _quotes(self, content: Span, at: int) -> bool:
        """Whether a quotation that the content opens is still open at an offset."""
        before = self.text[content.start : at]
        straight = before.count('"') % 2 == 1
        return self._opens_quoted(content) and (straight or before.rfind("“") > before.rfind("”"))

    def _opens_quoted(self, span: Span) -> bool:
        return self.text[span.start : span.start + 1] in _QUOTES

    @cached_property
    def _quoted(self) -> list[Span]:
        spans = sorted(span for one in self.layout.attributions for span in one.content if self._opens_quoted(span))
        merged: list[Span] = []
        for span in spans:
            if merged and span.start < merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return merged

    def in_quotation(self, span: Span) -> bool:
        """Whether the span stands in somebody's quoted words."""
        return overlapped(self._quoted, span)

    @cached_property
    def by_role(self) -> dict[str, list[Person]]:
        """People by each folded word that says what they are, in order of appearance."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.persons:
            for role in person.roles:
                found[role].append(person)
        return found

    @cached_property
    def by_surname(self) -> dict[str, list[Person]]:
        """People by surname, in order of appearance."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people.persons:
            found[person.surname].append(person)
        return found

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each person is named in any way, by name."""
        found: dict[str, list[int]] = defaultdict(list)
        for one in self.people.mentions:
            found[one.person.name].append(one.span.start)
        return found

    def named(self, person: Person, start: int, end: int) -> int:
        """How often the person is named between two offsets."""
        places = self.places.get(person.name, [])
        return bisect_left(places, end) - bisect_left(places, start)

    def joined_before(self, at: int, reach: int) -> list[Mentioned]:
        """The people of the nearest enumeration before `at` ("Sens. Ann Lee and Bob Roe"), in text order, or none."""
        near = self.people.before(at, reach)
        run: list[Mentioned] = []
        for later, one in pairwise(near):
            joined = ALSO.fullmatch(self.text, one.span.end, later.span.start) is not None
            if joined:
                run = [one, *(run or [later])]
            elif run:
                break
        return run
