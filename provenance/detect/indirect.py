"""Attributions that hang on a cue word: one candidate a cue, its shape named, its content and source found around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from provenance.detect.content import clause_end, phrase_end, starts_clause
from provenance.detect.sources import Range, after, before, main_subject, to_the_mark
from provenance.detect.tokens import Tokens

__all__ = ["Candidate", "candidates"]

_BE = frozenset("is are was were be been being am 's 're isn't aren't wasn't weren't it's he's she's they're".split())
_TOLD = frozenset(
    """told tell tells telling asked ask asks asking assured assure assures assuring reminded reminds reminding informed
    informs informing warned warns warning urged urge urges urging promised promises promising advised advises advising
    emailed persuaded convinced notified accused accuses accusing texted""".split()
)
_TAIL = re.compile(r"(?:R|M#?|[ItO](?:[DANZ#OM(Lq]|\)|(?<=[NAL])[CI]|e)+|Ip)*")
_QUOTES = "QKFq"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible attribution in token ranges; `word` and `shape` are what its precision was counted by."""

    word: str
    shape: str
    source: Range | None
    cue: Range
    content: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class _Cue:
    """The verb group around one cue word: `first` to `last`, inside the sentence `lo` to `hi`."""

    word: str
    lo: int
    hi: int
    first: int
    at: int
    last: int
    prefix: str


def _group(t: Tokens, lo: int, hi: int, at: int) -> _Cue:
    first = at
    while first > lo and t.tags[first - 1] in "XR":
        first -= 1
    prefix = ""
    helpers = t.words[first:at]
    if t.tags[at] == "V":
        if any(word in _BE for word in helpers):
            prefix = "passive "
        elif first > lo and t.tags[first - 1] == "t":
            prefix = "to-"
            first -= 1
    elif t.tags[at] == "L":
        predicate = first < at and "X" in t.tags[first:at] and not helpers[-1].endswith("ly")
        prefix = "is " if predicate else "noun "
        first = first if predicate else at
    return _Cue(t.words[at], lo, hi, first, at, at + 1, prefix)


def _source(t: Tokens, cue: _Cue, known: Range | None) -> Range | None:
    """The cue's own subject, or the one that a participle, an infinitive or a second verb shares with the verb before."""
    left = t.tags[cue.first - 1] if cue.first > cue.lo else ""
    if cue.prefix == "noun ":
        return _owner(t, cue)
    if t.tags[cue.at] == "E" or cue.prefix == "to-" or left in ("C", "B", ""):
        shared = left not in ("A", "P") and not (left == "N" and t.tags[cue.at] == "E" and _with(t, cue))
        if shared:
            return known or main_subject(t, cue.lo, cue.hi if cue.first - cue.lo < 2 else cue.first)
    found = before(t, cue.lo, cue.first)
    if found is None and left == ",":
        return known or main_subject(t, cue.lo, cue.first)
    return found


_GOVERNED = re.compile(r"([XR]*[VvdE])R*(?:D|[NAdRL#]){0,4}$")


def _owner(t: Tokens, cue: _Cue) -> Range | None:
    """Whose noun it is: "the mayor's claim", "his claim", or the subject of the verb it is the object of."""
    first = cue.at
    while first > cue.lo and t.tags[first - 1] in "NAdRL#":
        first -= 1
    if first > cue.lo and t.tags[first - 1] == "Z":
        return before(t, cue.lo, first)
    if first > cue.lo and t.words[first - 1] in _OWN:
        return first - 1, first
    governed = _GOVERNED.search(t.tags, max(cue.lo, cue.at - 8), cue.at)
    return before(t, cue.lo, governed.start()) if governed else None


def _owned(t: Tokens, source: Range, at: int) -> bool:
    return t.tags[source[1] - 1] == "Z" or not any(tag in "VvdEX" for tag in t.tags[source[1] : at])


def _with(t: Tokens, cue: _Cue) -> bool:
    return "with" in t.words[max(cue.lo, cue.first - 6) : cue.first]


_OWN = frozenset("his her their its my our".split())


def _addressee(t: Tokens, cue: _Cue, start: int) -> int:
    """Past "Reuters" in "told Reuters that"."""
    if cue.word not in _TOLD or start >= cue.hi or t.tags[start] not in "ADNZPp#Lq":
        return start
    found = after(t, start, cue.hi)
    return found[1] if found else start


def _tail(t: Tokens, start: int, hi: int) -> int:
    """Past "on Monday", "in a statement", "at a rally in Ohio"."""
    found = _TAIL.match(t.tags, start, min(hi, start + 25))
    return found.end() if found else start


def _closes(t: Tokens, at: int, hi: int) -> bool:
    return at >= hi or t.tags[at] in ",.;:-)SQKFC"


def _preceding(t: Tokens, cue: _Cue, until: int) -> tuple[Range, ...]:
    """Content that stands before `until`, from the sentence's start, without a final comma and an opening "But"."""
    start = cue.lo
    while until > start and t.tags[until - 1] in ",-":
        until -= 1
    if until > start and t.tags[until - 1] in _QUOTES:
        quote = until - 1
        if quote > start and t.tags[quote - 1] in ":-(":
            start = quote
    while start < until and t.tags[start] in "BC,":
        start += 1
    return ((start, until),) if until > start else ()


def _rest(t: Tokens, cue: _Cue, at: int, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """What a parenthesis interrupted: `…, he said, REST`, or the quotation that goes on behind it."""
    start, end = content[0]
    if at < cue.hi and t.tags[at] in ",:-":
        at += 1
        goes_on = "QKFqXVvdTtIORL"
        if any(tag in _QUOTES for tag in t.tags[start:end]):
            goes_on = "QKFq"
        elif not any(tag in "XVvdP" for tag in t.tags[start:end]):
            goes_on = "QKFqXVvdTtIORLADNZPWS#"
    else:
        goes_on = "QKF"
    if at >= cue.hi or t.tags[at] not in goes_on or _is_title(t, at):
        return ()
    return ((at, clause_end(t, at, cue.hi) if t.tags[at] not in "QKF" else cue.hi),)


def _is_title(t: Tokens, at: int) -> bool:
    """Whether the quoted run is the name of a book or a programme: a few words, each with a capital."""
    words = t.text[t.starts[at] : t.ends[at]].strip("\"'“”‘’`., ").split()
    return len(words) < 6 and all(word[:1].isupper() or len(word) < 4 for word in words)


def _behind_content(t: Tokens, cue: _Cue, source: Range | None) -> Candidate | None:
    """`"…," X said.` and `…, X said on Monday.`"""
    if not source or source[1] > cue.first or source[0] <= cue.lo or t.tags[source[0] - 1] not in ",QKFq":
        return None
    end = _tail(t, _addressee(t, cue, cue.last), cue.hi)
    if not _closes(t, end, cue.hi) and t.tags[source[0] - 1] != "K":
        return None
    content = _preceding(t, cue, source[0])
    if not content:
        return None
    while end < cue.hi and t.tags[source[0] - 1] == "K" and t.tags[end] not in ",.;:-QKF":
        end += 1
    quoted = t.tags[source[0] - 1] in _QUOTES or t.tags[source[0] - 2] in _QUOTES
    rest = _rest(t, cue, end, content)
    shape = "after quote" if quoted else ("parenthesis" if rest else "after content")
    return Candidate(cue.word, cue.prefix + shape, source, (cue.first, cue.last), content + rest)


def _inverted(t: Tokens, cue: _Cue) -> Candidate | None:
    """`"…," said X, who …`; `…, said X.`"""
    if cue.word in _TOLD:
        return None
    if cue.first <= cue.lo or t.tags[cue.first - 1] not in ",QKFq" or cue.first != cue.at:
        return None
    if cue.last >= cue.hi or t.tags[cue.last] not in "ADNZPW#RdL":
        return None
    if t.tags[cue.first - 1] == "," and t.tags[cue.first - 2] not in "QKF" and starts_clause(t, cue.last, cue.hi):
        return None
    source = to_the_mark(t, cue.last, cue.hi)
    if not source:
        return None
    end = source[1]
    if end < cue.hi and t.tags[end] not in ",.;-" and t.tags[cue.first - 1] == ",":
        return None
    quoted = t.tags[cue.first - 1] in _QUOTES or t.tags[cue.first - 2] in _QUOTES
    rest: tuple[Range, ...] = ()
    while end < cue.hi and t.tags[end] not in _QUOTES and end - source[1] < 30 and quoted:
        end += 1
    if end < cue.hi and t.tags[end] in "QKF" and t.tags[end - 1] in ",.-:" and not _is_title(t, end):
        rest = ((end, cue.hi),)
    content = _preceding(t, cue, cue.first)
    if not content or (t.tags[cue.at] == "E"):
        return None
    return Candidate(cue.word, "inverted quote" if quoted else "inverted", source, (cue.first, cue.last), content + rest)


def _following(t: Tokens, cue: _Cue, source: Range | None) -> Candidate | None:
    """`X said that …`, `X said: "…"`, `X called for …`."""
    start = _addressee(t, cue, cue.last)
    told = "told " if start > cue.last else ""
    tail = _tail(t, start, cue.hi)
    if tail < cue.hi and tail > start and (t.tags[tail] in "T:" + _QUOTES or (t.tags[tail] == "," and t.tags[tail + 1 : tail + 2] in ("Q", "K", "F"))):
        start = tail
    while start < cue.hi and t.tags[start] in "RM":
        start += 1
    if start < cue.hi and t.tags[start] == "," and start + 1 < cue.hi:
        start += 1
        if t.tags[start] not in _QUOTES + "T" and not _as(t, cue, source):
            return None
        told = "as " if _as(t, cue, source) else told
    if start >= cue.hi or t.tags[start] in ".;)":
        return None
    shape, end = _shape_and_end(t, start, cue)
    if shape is None or end <= start:
        return None
    if t.tags[start] in ":-":
        start += 1
        while start < end and t.tags[start] == "\n":
            start += 1
        if end <= start:
            return None
    bare = "" if source else " without source"
    content: tuple[Range, ...] = ((start, end),)
    if shape == "gap":
        content = (*_antecedent(t, cue, source), *content)
    return Candidate(cue.word, cue.prefix + told + shape + bare, source, (cue.first, cue.last), content)


def _antecedent(t: Tokens, cue: _Cue, source: Range | None) -> tuple[Range, ...]:
    """What the clause is about that a cue interrupts: "a plan | he said | would fail"; "which | he said | failed"."""
    if not source or source[0] <= cue.lo or source[1] > cue.first:
        return ()
    found = before(t, cue.lo, source[0])
    return (found,) if found else ()


def _as(t: Tokens, cue: _Cue, source: Range | None) -> bool:
    return bool(source) and source is not None and source[0] > cue.lo and t.words[source[0] - 1] == "as"


def _shape_and_end(t: Tokens, start: int, cue: _Cue) -> tuple[str | None, int]:
    tag = t.tags[start]
    hi = cue.hi
    if tag == "T":
        return "that", clause_end(t, start, hi)
    if tag in _QUOTES:
        return "quote", clause_end(t, start, hi)
    if tag in ":-":
        return "colon", hi
    if tag == "t":
        return "to", phrase_end(t, start + 1, hi)
    if tag == "S":
        return t.words[start], clause_end(t, start, hi)
    if tag in "IO":
        return t.words[start], phrase_end(t, start + 1, hi)
    if tag in "Ee":
        return "ing", phrase_end(t, start, hi)
    if tag in "VvX":
        return "gap", phrase_end(t, start, hi)
    if tag in "CB,":
        return None, start
    if starts_clause(t, start, hi):
        return "clause", clause_end(t, start, hi)
    return "object", phrase_end(t, start, hi)


def _passive_content(t: Tokens, cue: _Cue, found: Candidate | None, source: Range | None) -> Candidate | None:
    """`He was accused of lying`: what is said is the subject and the rest; who says it is not there, or behind "by"."""
    if not source:
        return None
    rest = found.content if found else ()
    shape = found.shape if found else cue.prefix + "end"
    agent = None
    if "passive by" in shape:
        agent = after(t, cue.last + 1, cue.hi)
        start = agent[1] if agent else cue.last
        rest = ((start, phrase_end(t, start, cue.hi)),) if agent and start < cue.hi and t.tags[start] in "ItS" else ()
    return Candidate(cue.word, shape, agent, (cue.first, cue.last), (source, *rest))


def _according(t: Tokens, cue: _Cue) -> Candidate | None:
    """`According to X, …`; `…, according to X`."""
    at = cue.at
    source = to_the_mark(t, at + 2, cue.hi)
    if not source:
        return None
    if at <= cue.lo + 1 or t.tags[at - 1] in "CBS":
        source = _until_comma(t, source, cue.hi)
        start = source[1] + (t.tags[source[1] : source[1] + 1] == ",")
        content = ((start, clause_end(t, start, cue.hi)),) if start < cue.hi else ()
        shape = "opening"
    else:
        content = _preceding(t, cue, at)
        shape = "closing"
        comma = t.tags.find(",", source[0], cue.hi)
        rest = _rest(t, cue, comma, content) if comma > 0 and content else ()
        if rest and t.tags[comma + 1] in "XVvd" or (rest and not any(tag in "XVvdP" for tag in t.tags[slice(*content[0])])):
            source, content, shape = (source[0], comma), content + rest, "parenthesis"
    if not content or content[0][0] >= content[0][1]:
        return None
    return Candidate("according to", shape, source, (at, at + 2), content)


def _until_comma(t: Tokens, source: Range, hi: int) -> Range:
    """`source` up to the comma behind which the content starts: not one that only sets off an apposition."""
    comma = t.tags.find(",", *source)
    if comma < 0 or (t.tags[source[1] : source[1] + 1] == "," and not starts_clause(t, comma + 1, hi)):
        return source
    return source[0], comma


_RAISING = frozenset("appear appears appeared appearing seem seems seemed seeming".split())


def _alternatives(t: Tokens, cue: _Cue, source: Range | None) -> list[Candidate]:
    if cue.word == "according":
        found = _according(t, cue) if t.words[cue.at + 1 : cue.at + 2] == ["to"] else None
        return [found] if found else []
    following = _following(t, cue, source)
    if cue.prefix == "passive " or cue.word in _RAISING:
        following = _passive_content(t, cue, following, source)
    found = [following]
    if cue.prefix in ("", "passive "):
        found += [_inverted(t, cue), _behind_content(t, cue, source)]
    return [one for one in found if one]


def candidates(t: Tokens, lo: int, hi: int) -> Iterator[list[Candidate]]:
    """The candidates of the sentence `lo` to `hi`, one list of alternative readings a cue, left to right."""
    known: Range | None = None
    for match in _CUE.finditer(t.tags, lo, hi):
        cue = _group(t, lo, hi, match.start())
        source = _source(t, cue, known)
        if source and cue.prefix == "noun ":
            cue = replace(cue, prefix="own noun " if _owned(t, source, cue.at) else "object noun ")
        elif source:
            known = source
        found = _alternatives(t, cue, source)
        for one in found:
            if one.shape == "inverted quote":
                known = one.source
        if found:
            yield found


_CUE = re.compile("[VEL]")
