"""Cues behind their content: `"…," X said`, `"…," said X, who …`, `…, according to X`, `…, he said, …`."""

from __future__ import annotations

import re

from provenance.detect.candidate import Candidate
from provenance.detect.content import clause_end, starts_clause
from provenance.detect.groups import Group
from provenance.detect.sources import TOLD, after, to_the_mark
from provenance.detect.tokens import QUOTED, Range, Tokens

__all__ = ["according", "addressee", "behind", "inverted", "tail"]

_TAIL = re.compile(r"(?:R|M#?|[ItO](?:[DANZ#OM(Lq]|\)|(?<=[NAL])[CI]|e)+|Ip)*")
_ADVERBIAL = 25
"""tokens looked at for "at a rally in Ohio on Monday" """
_APART = 30
"""tokens between a speaker with all that is said of him and the quotation that goes on"""
_LONGEST_TITLE = 5  # words: a longer quoted run is speech even if each word has a capital


def addressee(g: Group, start: int) -> int:
    """Past "Reuters" in "told Reuters that"; `start` where no one is addressed."""
    if g.word not in TOLD or start >= g.hi or g.t.tags[start] not in "ADNZPp#Lq":
        return start
    found = after(g.t, start, g.hi)
    return found[1] if found else start


def tail(t: Tokens, start: int, hi: int) -> int:
    """Past "on Monday", "in a statement", "at a rally in Ohio"."""
    found = _TAIL.match(t.tags, start, min(hi, start + _ADVERBIAL))
    return found.end() if found else start


def _preceding(g: Group, until: int) -> tuple[Range, ...]:
    """Content before `until` from the sentence's start, without an opening "But"; from a colon on if a quotation."""
    tags, start = g.t.tags, g.lo
    while until > start and tags[until - 1] in ",-":
        until -= 1
    quote = until - 1
    if quote > start and tags[quote] in QUOTED and tags[quote - 1] in ":-(":
        start = quote
    while start < until and tags[start] in "BC,":
        start += 1
    return ((start, until),) if until > start else ()


def _has(t: Tokens, where: Range, letters: str) -> bool:
    return any(tag in letters for tag in t.tags[slice(*where)])


def _rest(g: Group, at: int, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """What the cue interrupted: `…, he said, REST`, or the quotation that goes on behind it.

    Anything may go on where what came before has no verb yet ("In May, he said, REST").
    """
    t = g.t
    if at >= g.hi or t.tags[at] not in ",:-":
        goes_on = "QKF"
    else:
        at += 1
        whole = _has(t, content[0], "XVvdP")
        goes_on = "QKFqXVvdTtIORL" if whole else "QKFqXVvdTtIORLADNZPWS#"
        if _has(t, content[0], QUOTED):
            goes_on = QUOTED
    if at >= g.hi or t.tags[at] not in goes_on or _is_title(t, at):
        return ()
    return ((at, g.hi if t.tags[at] in "QKF" else clause_end(t, at, g.hi)),)


def _is_title(t: Tokens, at: int) -> bool:
    """Whether the token is the quoted name of a book or a programme: a few words, each with a capital."""
    if t.tags[at] not in QUOTED:
        return False
    words = t.text[t.starts[at] : t.ends[at]].strip("\"'“”‘’`., ").split(None, _LONGEST_TITLE)
    return len(words) <= _LONGEST_TITLE and all(word[:1].isupper() or len(word) < 4 for word in words)


def _quoted_before(t: Tokens, at: int) -> bool:
    return t.tags[at - 1] in QUOTED or (at > 1 and t.tags[at - 2] in QUOTED)


def behind(g: Group, source: Range | None) -> Candidate | None:
    """The forms `"…," X said`, `…, X said on Monday` and `…, X said, …`."""
    t = g.t
    if not source or source[1] > g.first or source[0] <= g.lo or t.tags[source[0] - 1] not in ",QKFq":
        return None
    end = tail(t, addressee(g, g.last), g.hi)
    after_comma = t.tags[source[0] - 1] == "K"
    if not (after_comma or end >= g.hi or t.tags[end] in ",.;:-)SQKFC"):
        return None
    content = _preceding(g, source[0])
    if not content:
        return None
    while after_comma and end < g.hi and t.tags[end] not in ",.;:-QKF":
        end += 1
    rest = _rest(g, end, content)
    shape = "after quote" if _quoted_before(t, source[0]) else "parenthesis" if rest else "after content"
    return Candidate(g.word, g.reading + shape, source, g.cue, content + rest)


def _may_invert(g: Group) -> bool:
    """Whether a subject can follow: `, said X` after a comma or a quotation, and no clause that X said."""
    t = g.t
    if g.left not in tuple(",QKFq") or g.first != g.at or g.last >= g.hi or g.is_participle or g.word in TOLD:
        return False
    if t.tags[g.last] not in "ADNZPW#RdL":
        return False
    return _quoted_before(t, g.first) or not starts_clause(t, g.last, g.hi)


def inverted(g: Group) -> Candidate | None:
    """The forms `"…," said X, who …` and `…, said X`."""
    t = g.t
    source = to_the_mark(t, g.last, g.hi) if _may_invert(g) else None
    content = _preceding(g, g.first) if source else ()
    if not source or not content:
        return None
    end = source[1]
    if g.left == "," and end < g.hi and t.tags[end] not in ",.;-":
        return None
    if not _quoted_before(t, g.first):
        return Candidate(g.word, "inverted", source, g.cue, content)
    while end < g.hi and t.tags[end] not in QUOTED and end - source[1] < _APART:
        end += 1
    goes_on = end < g.hi and t.tags[end] in "QKF" and t.tags[end - 1] in ",.-:" and not _is_title(t, end)
    rest = ((end, g.hi),) if goes_on else ()
    return Candidate(g.word, "inverted quote", source, g.cue, content + rest)


def according(g: Group) -> Candidate | None:
    """The forms `According to X, …`, `…, according to X` and `…, according to X, …`."""
    t, at = g.t, g.at
    source = to_the_mark(t, at + 2, g.hi) if t.words[at + 1 : at + 2] == ["to"] else None
    if not source:
        return None
    if at <= g.lo + 1 or t.tags[at - 1] in "CBS":
        return _opening(g, _until_content(t, source, g.hi))
    content = _preceding(g, at)
    if not content:
        return None
    comma = t.tags.find(",", source[0], g.hi)
    rest = _rest(g, comma, content) if comma > 0 else ()
    if rest and (t.tags[comma + 1] in "XVvd" or not _has(t, content[0], "XVvdP")):
        return Candidate("according to", "parenthesis", (source[0], comma), (at, at + 2), content + rest)
    return Candidate("according to", "closing", source, (at, at + 2), content)


def _opening(g: Group, source: Range) -> Candidate | None:
    start = source[1]
    if start < g.hi and g.t.tags[start] == ",":
        start += 1
    end = clause_end(g.t, start, g.hi) if start < g.hi else start
    if end <= start:
        return None
    return Candidate("according to", "opening", source, (g.at, g.at + 2), ((start, end),))


def _until_content(t: Tokens, source: Range, hi: int) -> Range:
    """`source` up to the comma behind which a clause starts; an apposition before it belongs to the source."""
    first = comma = t.tags.find(",", source[0], source[1] + 1)
    while comma >= 0:
        if starts_clause(t, comma + 1, hi):
            return source[0], comma
        comma = t.tags.find(",", comma + 1, source[1] + 1)
    closed = t.tags[source[1] : source[1] + 1] == ","
    return source if closed or first < 0 else (source[0], first)
