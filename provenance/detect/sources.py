"""Who: the noun phrase before or after a cue, as token ranges found over the letters of `tokens`."""

from __future__ import annotations

import re

from provenance.detect.tokens import Range, Tokens

__all__ = ["TOLD", "after", "before", "main_subject", "to_the_mark"]

TOLD = frozenset(
    """told tell tells telling asked ask asks asking assured assure assures assuring reminded reminds reminding informed
    informs informing warned warns warning urged urge urges urging promised promises promising advised advises advising
    emailed persuaded convinced notified accused accuses accusing texted""".split()
)
"""verbs that name the one who is spoken to: "told Reuters that" """

_FAR = 40
"""tokens that a source and what stands between may take; longer ones are not noun phrases"""
_LISTED = 30  # tokens of "Ann Lee, Bo Ray and" before the last of a list
_OPENING = 2
"""tokens that may stand before a sentence's subject: "But", "Still," """
_NOMINAL = "ADNZ#OdLq"
_LIST = re.compile(r"(?<![^BST.,:;QKF])(?:[DNAZ#L]+,)+C?$")
_TIME = re.compile(r"(?:R*I?D?R*M#?)+$")
_VERBAL = "VEvdX"


def _nominal_start(t: Tokens, lo: int, at: int) -> int:
    """Leftmost token of the noun phrase that ends before `at`."""
    first = at
    while first > lo:
        tag = t.tags[first - 1]
        if tag in _NOMINAL or _is_modifier(t, first - 1, lo) or (first < at and _links(t, lo, first - 1)):
            first -= 1
        elif tag == ")" and t.tags.rfind("(", lo, first) > max(lo, first - 8):
            first = t.tags.rfind("(", lo, first)
        else:
            break
    return first


def _links(t: Tokens, lo: int, at: int) -> bool:
    """Whether the token joins the noun before it to the one behind: "people | in | Ohio", "friends | and | foes"."""
    tag, left = t.tags[at], t.tags[at - 1] if at > lo else ""
    if tag == "M":
        return t.tags[at + 1] in "NA#L" and left != "D"
    if tag in "It":
        return left in tuple("AN#)ZpLqD")
    return tag == "C" and left in tuple("ANZ#)Lq") and _joins(t, lo, at)


def _is_modifier(t: Tokens, at: int, lo: int) -> bool:
    """A participle inside a noun phrase: "polling data", "a source speaking to Fox", "a report released Monday"."""
    tag, follow = t.tags[at], t.tags[at + 1 : at + 2]
    behind_noun = at > lo and t.tags[at - 1] in "NAL"
    if tag == "e":
        return follow in ("N", "A", "L") or (behind_noun and follow in ("t", "I"))
    return tag == "V" and behind_noun and follow in ("I", "M", "R") and t.words[at].endswith("ed")


def _joins(t: Tokens, lo: int, at: int) -> bool:
    """Whether the "and" at `at` joins nouns: no verb stands before it in its clause."""
    start = max(lo, at - _FAR)
    clause = max(t.tags.rfind(mark, start, at) for mark in ";:BST-") + 1
    return not any(tag in _VERBAL for tag in t.tags[max(start, clause) : at])


def _without_opening(t: Tokens, first: int, at: int) -> int:
    """Where the subject starts in "In a statement Lee": past the prepositional phrase that the phrase opens with."""
    for i in range(at - 1, first + 1, -1):
        opens = t.tags[i] == "D" or (t.tags[i] == "A" and t.tags[i - 1] != "A")
        if opens and t.tags[i - 1] in "NAM#":
            return i
    return at


def _is_noun_phrase(t: Tokens, first: int, last: int) -> bool:
    return first < last and any(tag in "ANDZ#Lq" for tag in t.tags[first:last])


def _strip(t: Tokens, first: int, at: int) -> Range | None:
    """The phrase without what cannot open it; an adverb or a participle may if a noun follows ("former aides")."""
    tags = t.tags
    while first < at and tags[first] in "RCO,d":
        if tags[first] in "Rd" and tags[first + 1 : first + 2] in ("N", "A"):
            break
        first += 1
    if first < at and tags[first] in "It":
        first = _without_opening(t, first, at)
    return (first, at) if _is_noun_phrase(t, first, at) else None


def _plain(t: Tokens, lo: int, at: int) -> Range | None:
    """The noun phrase that ends right before `at`, without apposition."""
    if at <= lo:
        return None
    if t.tags[at - 1] in "PWTp":
        return at - 1, at
    found = _strip(t, _nominal_start(t, max(lo, at - _FAR), at), at)
    if not found:
        return None
    first = found[0]
    window = t.tags[max(lo, first - _LISTED) : first]
    listed = _LIST.search(window) if "C" in t.tags[first - 1 : at] and t.tags[at - 1] in "ANL" else None
    if listed:
        first -= len(window) - listed.start()
    elif first - 1 > lo and t.tags[first - 1] in _VERBAL:
        first = _relative_head(t, lo, first)
    return first, at


def _relative_head(t: Tokens, lo: int, first: int) -> int:
    """Start of "those who sketched out paths" when the phrase found was only "paths"."""
    for i in range(first - 1, max(lo, first - 12), -1):
        if t.tags[i] in ",;:BSQKF.-":
            break
        if t.tags[i] == "W" and i > lo and t.tags[i - 1] in "ANpD":
            head = _strip(t, _nominal_start(t, lo, i), i)
            return head[0] if head else first
    return first


def _apposition(t: Tokens, lo: int, at: int) -> Range | None:
    """`Name, the minister,` or `Name, who won,` before `at`, the closing mark at `at - 1`.

    The nearest mark that can open it, unless one further left follows the sentence's first noun phrase: an apposition
    may hold another ("Ann Lee, who advises Acme, a bank, said").
    """
    mark = t.tags[at - 1]
    opened = at - 1
    nearest: Range | None = None
    for _ in range(3):
        opened = t.tags.rfind(mark, max(lo, opened - _FAR), opened)
        if opened <= lo:
            break
        head = _plain(t, lo, opened)
        if not head or t.tags[opened - 1] not in "ANZ#)PpML":
            continue
        whole = _with_apposition(t, head, opened, at)
        if whole and (nearest is None or head[0] - lo < _OPENING):
            nearest = whole
    return nearest


def _with_apposition(t: Tokens, head: Range, opened: int, at: int) -> Range | None:
    inner = t.tags[opened + 1]
    joined = inner == "C" and t.tags[opened] == "-"
    if joined or t.words[opened + 1] == "including" or inner in "DWA#NdZLO":
        return head[0], at
    return head if inner in "IeEtRSV" else None


def before(t: Tokens, lo: int, at: int) -> Range | None:
    """The source that ends before token `at` (where the verb group starts), not reaching left of `lo`."""
    time = _TIME.search(t.tags, max(lo, at - 6), at)
    if time and time.start() > lo and t.tags[time.start() - 1] in "ANPZ),#LWVdXRp":
        if t.tags[time.start() - 1] in "Vd":
            dated = _plain(t, lo, time.start())
            return (dated[0], at) if dated else None
        at = time.start()
        while at > lo and t.tags[at - 1] in "XR":
            at -= 1
    if at > lo and t.tags[at - 1] in ",-":
        return _apposition(t, lo, at)
    return _plain(t, lo, at)


def _reach(t: Tokens, at: int, hi: int) -> int:
    """End of the noun phrase at `at` with all that belongs to it, up to a mark or a name's "in", "at", "to"."""
    end = at
    while end < hi and end - at < _FAR and t.tags[end] not in ",.;:-QKFSBT":
        if t.tags[end] in "It" and end > at and t.tags[end - 1] == "A":
            break
        end += 1
    return end


def to_the_mark(t: Tokens, at: int, hi: int) -> Range | None:
    """The source that starts at `at` and closes its clause: "said | Mary Polak, the minister, who …"."""
    tags = t.tags
    if at < hi and tags[at] in "PWp":
        return at, at + 1
    end = _reach(t, at, hi)
    if not _is_noun_phrase(t, at, end):
        return None
    while end + 1 < hi and tags[end] == "," and end - at < _FAR and tags[end + 1] in "DAN#ZLWOq":
        stop = end + 1
        while stop < hi and stop - end < _FAR and tags[stop] not in ",.;:-QKF":
            stop += 1
        end = stop
    return at, end


def _belongs(t: Tokens, at: int) -> bool:
    tag = t.tags[at]
    return tag in "ADNZ#OdC)(Lqt" or (tag in "RI" and t.tags[at + 1 : at + 2] not in ("M", ",", "."))


def after(t: Tokens, at: int, hi: int) -> Range | None:
    """The bare noun phrase that starts at `at`: "told | the Daily News | that"."""
    if at < hi and t.tags[at] in "PWp":
        return at, at + 1
    end = at
    while end < hi and end - at < _FAR and _belongs(t, end):
        end += 1
    while end > at and t.tags[end - 1] in "ICRDOt(":
        end -= 1
    return (at, end) if _is_noun_phrase(t, at, end) else None


_SUBJECT = re.compile(
    r"(?:[DNM#A]{0,3}[RM]{1,2}#?,|[RCBS]|I[^,.;]{1,30},|[Ee][^,.;]{1,30},|,)*"
    r"(P|W|(?:[DN#ZL]|A|d(?=[NAL]))+(?:O[DNA#ZL]+)*(?:C[DNA#ZL]+(?=[VvdX]))?)(,[DNLA][^,.;]{1,25},(?=R*[VvXd]))?"
)


def main_subject(t: Tokens, lo: int, at: int) -> Range | None:
    """The first noun phrase of the clause that starts at `lo`: who "…, and said" or "…, saying" goes back to."""
    found = _SUBJECT.match(t.tags, lo, at)
    return (found.start(1), found.end(2) if found.group(2) else found.end(1)) if found else None
