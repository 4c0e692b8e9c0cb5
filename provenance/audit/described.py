"""What the words beside a name say of who somebody is: a title before it, an apposition or a place of work after it."""

from __future__ import annotations

import re
from functools import cache

from provenance.lexicon import source_nouns
from provenance.model import CitedSource, Span

__all__ = ["description", "is_named_body", "whole_description"]

_REACH = 90
"""characters beside a name in which it is looked for"""
_NAMED = 4
"""places of a full name that are looked at: who somebody is stands where they come in"""
_HONORIFICS = frozenset("mr mrs ms miss mx sir dame lord lady".split())
_WORD = re.compile(r"[^\W_][\w'’-]*")
# A noun phrase right before a name: it may go on with what somebody is of, and close with a comma.
_BEFORE = re.compile(r"(?:^|(?<=[.!?;:,\n\"“”(]))[^.!?;:,\n\"“”(]*,?\s*$")
_PARTY = re.compile(r"\s?\((?:R|D|I|Con|Lab|Lib Dem|SNP|Green)\b[^)\n]{0,20}\)|, (?:R|D|I)-[A-Z][\w.]*\w")
_AT_WORK = re.compile(r",? (?:of|from|at|with) (?:the )?[A-Z][\w'’&-]*(?: (?:[A-Z][\w'’&-]*|of|for|and|the))*")
_APPOSITION = re.compile(r",(?: (?:aged )?\d\d?,)? [a-zA-Z][^.!?;\n\"“”]*")
_AGE = re.compile(r"^ (?:aged )?\d\d?,")
_DETERMINER = re.compile(r" (?:an?|the|one|some|another|his|her|its|their|our)\b")
# What somebody who is this or that does, unlike "who pledged".
_DOES = re.compile(
    r" who (?:is|was|has been|had been|became|heads?|headed|leads?|led|runs?|ran|works?|worked|teaches|taught|"
    r"stud(?:ies|ied)|serves?|served|chairs?|chaired|owns?|owned|founded|directs?|manages?|managed|represents?|"
    r"advises?|advised|oversees)\b"
)
_SAID = re.compile(r"\b(?:said|says|told|tells|adds?|added|wrote|asked|spoke|met|and)\b")


@cache
def _roles() -> frozenset[str]:
    """Nouns and titles that say what a person is, folded."""
    nouns = source_nouns()
    titles = {title.casefold() for title in nouns["title"]}
    return frozenset((nouns["person"] | nouns["unnamed"] | titles) - _HONORIFICS)


@cache
def _bodies() -> frozenset[str]:
    """Nouns that say what a body is: department, police, campaign."""
    nouns = source_nouns()
    return nouns["organisation"] | frozenset(word.casefold() for word in nouns["name-of-body"])


def _has_role(phrase: str) -> bool:
    words = (word.casefold().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(phrase))
    return any(
        part in _roles() or part.removesuffix("s") in _roles() for word in words for part in (word, *word.split("-"))
    )


def is_named_body(name: str) -> bool:
    """Whether the name of an organisation holds a word for what it is ("Skerry Harbour Authority", not "Meridian")."""
    return any(word.casefold() in _bodies() for word in _WORD.findall(name))


def description(one: CitedSource, text: str) -> Span | None:
    """The words near a person's name that say who that is, None where none were found.

    Looked for beside the full name where it first stands, and beside the name where a statement is made.
    """
    for place in _places(one, text):
        found = _after(text, place.end) or _before(text, place.start)
        if found:
            return found
    return next((span for claim in one.claims for span in claim.attribution.source if _tells(span.of(text), one)), None)


def whole_description(one: CitedSource, text: str) -> str:
    """All that the text calls a source where it makes its statements, and how it describes it."""
    found = description(one, text) if one.source.kind == "named-person" else None
    said = (span.of(text) for claim in one.claims for span in claim.attribution.source)
    return " ".join(dict.fromkeys([one.name, *said, found.of(text) if found else ""]))


def _places(one: CitedSource, text: str) -> list[Span]:
    """Where the name stands: in full, then inside the words that name the source of a statement."""
    name = re.compile(rf"(?<!\w){re.escape(one.name)}(?!\w)")
    places = []
    for found in name.finditer(text):
        places.append(Span(*found.span()))
        if len(places) == _NAMED:
            break
    last = one.name.split()[-1:]
    for claim in one.claims:
        for span in claim.attribution.source:
            at = text.find(last[0], span.start, span.end) if last else -1
            if at >= 0:
                places.append(Span(at, at + len(last[0])))
    return places


def _before(text: str, start: int) -> Span | None:
    """A title or a phrase with a word for a role that leads up to the name: "Chief Justice", "the area chief, "."""
    line = text[max(0, start - _REACH, text.rfind("\n", 0, start) + 1) : start]
    # "Sen." and "Gov." are no ends of a sentence.
    found = _BEFORE.search(re.sub(r"\b([A-Z][a-z]{1,4})\.(?= )", r"\1 ", line))
    phrase = found.group() if found else ""
    for role in reversed([word for word in _WORD.finditer(phrase) if word.group().casefold() in _roles()]):
        rest = phrase[role.end() :]
        if _leads_on(rest):
            begin = start - len(phrase) + role.start()
            return Span(begin, begin + len(role.group()))
    return None


def _leads_on(rest: str) -> bool:
    """Whether what stands between a role and a name belongs to the role: other titles, "of mines and energy"."""
    words = _WORD.findall(rest)
    if not words:
        return True
    lead = words[0] in ("of", "for", "at", "in") or all(word[0].isupper() for word in words)
    return lead and not _SAID.search(re.sub(r"\b(?:of|for) [\w'’ -]+? and\b", "", rest))


def _after(text: str, end: int) -> Span | None:
    """A party, a place of work, or an apposition that holds a word for a role or tells something of who it is."""
    stop = text.find("\n", end)
    line = text[end : min(end + _REACH, stop if stop >= 0 else len(text))]
    found = _PARTY.match(line) or _AT_WORK.match(line) or _APPOSITION.match(line)
    if found is None:
        return None
    if found.re is not _APPOSITION:
        return Span(end + len(found.group()) - len(found.group().lstrip(" ,")), end + found.end())
    words = _AGE.sub("", found.group()[1:])
    told = words.split(",")[0]
    if not (_DOES.match(told) if told.startswith(" who") else _is_role(told)):
        return None
    begin = end + found.end() - len(words) + 1
    return Span(begin, begin + len(told.strip()))


def _is_role(words: str) -> bool:
    """Whether a noun phrase names a role: anywhere after "a" or "the", else in its first words."""
    if _SAID.match(words.strip()):
        return False
    return _has_role(words if _DETERMINER.match(words) else " ".join(words.split()[:4]))


def _tells(words: str, one: CitedSource) -> bool:
    """Whether the words for the source hold a role besides the name."""
    for part in one.name.split():
        words = words.replace(part, " ")
    return _has_role(words)
