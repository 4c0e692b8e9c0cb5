"""From tags to attributions: parts are cleaned, linked and grouped, and each group says how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from provenance.detect.kinds import kind_of
from provenance.detect.linker import Links
from provenance.detect.tags import CONTENT, CUE, SOURCE, Part
from provenance.detect.words import CLOSES, OPENS, OUTSIDE, Words
from provenance.model import AttributionKind

__all__ = ["Group", "cleaned", "grouped", "kind"]

_BRIEF = 3
"""words: content that no cue announces and is shorter is noise more often than not"""


@dataclass(slots=True)
class Group:
    """The parts of one attribution, as word ranges, and what was seen while they were put together."""

    cue: Part | None
    source: Part | None
    contents: list[Part] = field(default_factory=list)
    linked: float = 1.0
    """likelihood of the least likely of its links"""


def _count(words: Words, part: Part) -> int:
    return sum(form[0].isalnum() for form in words.forms[slice(*part)])


def cleaned(words: Words, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The parts put right: contents hold a word, and are joined where one untagged word keeps them apart; a source or
    a cue ends with its paragraph.
    """
    out: list[tuple[int, int, int]] = []
    for role, first, last in found:
        if role != CONTENT:
            out.append((role, first, _within(words, first, last)))
        elif out and out[-1][0] == CONTENT and first - out[-1][2] == 1 and _goes_on(words, out[-1][2]):
            if _count(words, (first, last)):
                out[-1] = (CONTENT, out[-1][1], last)
        elif _count(words, (first, last)):
            out.append((CONTENT, first, last))
    return out


def _within(words: Words, first: int, last: int) -> int:
    """Where the part ends that starts at `first`, its paragraph's end at the latest."""
    inside = int(words.paragraph[first])
    return next((at for at in range(first, last) if words.paragraph[at] != inside), last)


def _goes_on(words: Words, between: int) -> bool:
    """Whether the one word between two contents can be part of both."""
    return words.sentence[between - 1] == words.sentence[between + 1] and words.quote[between] not in (OPENS, CLOSES)


def _joined(words: Words, contents: list[Part], taken: set[int]) -> list[Part]:
    """Contents of one attribution in order, those joined that two words at most keep apart in their sentence."""
    out: list[Part] = []
    for first, last in sorted(contents):
        before = out[-1] if out else None
        if (
            before
            and first - before[1] <= 2
            and words.sentence[first] == words.sentence[before[0]]
            and not any(at in taken for at in range(before[1], first))
        ):
            out[-1] = (before[0], last)
        else:
            out.append((first, last))
    return out


def _orphans(words: Words, orphans: list[Part], sources: list[Part], used: set[Part]) -> Iterator[Group]:
    """Contents that no cue announces: theirs is the nearest source of the paragraph that no cue has."""
    free = [one for one in sources if one not in used]
    for first, last in orphans:
        if _count(words, (first, last)) < _BRIEF:
            continue
        near = [one for one in free if words.paragraph[one[0]] == words.paragraph[first]]
        nearest = min(near, key=lambda one: max(one[0] - last, first - one[1]), default=None)
        if nearest is not None:
            free.remove(nearest)
        yield Group(None, nearest, [(first, last)], 0.5)


def grouped(words: Words, found: list[tuple[int, int, int]], links: Links) -> list[Group]:
    """Attributions in the order of their contents; `links` were made for the parts `found`."""
    by = {role: [(first, last) for one, first, last in found if one == role] for role in (SOURCE, CUE, CONTENT)}
    groups = []
    for cue, source, sure in zip(by[CUE], links.source, links.source_sure, strict=True):
        groups.append(Group(cue, by[SOURCE][source] if source >= 0 else None, [], float(sure)))
    orphans = []
    for content, cue, sure in zip(by[CONTENT], links.cue, links.cue_sure, strict=True):
        if cue >= 0:
            groups[cue].contents.append(content)
            groups[cue].linked = min(groups[cue].linked, float(sure))
        else:
            orphans.append(content)
    taken = {at for role in (SOURCE, CUE) for part in by[role] for at in range(*part)}
    whole = [one for one in groups if _says_enough(words, one)]
    used = {one.source for one in groups if one.source}
    whole += _orphans(words, orphans, by[SOURCE], used)
    for one in whole:
        one.contents = _joined(words, one.contents, taken)
    return sorted(whole, key=lambda one: one.contents[0])


def _says_enough(words: Words, one: Group) -> bool:
    """A single word outside quotation marks is not taken for what somebody said."""
    many = sum(_count(words, part) for part in one.contents) >= 2
    return bool(one.contents) and (many or any(words.quote[first] != OUTSIDE for first, _ in one.contents))


def kind(words: Words, contents: list[Part]) -> AttributionKind:
    """The kind of content given as ranges of words."""
    spelled = [at for part in contents for at in range(*part) if words.forms[at][0].isalnum()]
    quoted = sum(words.quote[at] != OUTSIDE for at in spelled)
    return kind_of(quoted, len(spelled) - quoted)
