"""Every name of the gazetteer that stands in a text, before anyone asks whether it is meant as an outlet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from provenance import lexicon
from provenance.model import Outlet, Span

__all__ = ["CAMERAS", "Named", "find_names", "plain_apostrophes"]

# Hundreds of names begin with an article, so that word alone would not narrow anything down.
_FIRST = re.compile(r"(?:([Tt])he )?([^\W_]+)")
# Organisations of the gazetteer that news names without citing: platforms, governments, think tanks.
_NOT_MEDIA = frozenset({"social-platform", "official", "think-tank", "monitor-ngo", "press-release-wire"})
# Short acronyms that mean nothing else in English news: the `weak` mark of the gazetteer is for the other 600.
_HOUSEHOLD = frozenset("AP UPI NBC CBS ABC ITV NDTV PTI ANSA TASS Interfax Anadolu Yonhap KCNA Bloomberg".split())
_AT_ADDRESS = frozenset("@#_")
CAMERAS = "CCTV"
"""a broadcaster in China; elsewhere mostly what a shop has over its door"""


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a place, every outlet that carries it, and how much the name alone says."""

    span: Span
    alias: str
    outlets: tuple[Outlet, ...]
    weak: bool
    """accepted only beside other evidence"""
    rule: lexicon.AmbiguousAlias | None = None
    programme: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    alias: str
    outlets: tuple[Outlet, ...]
    weak: bool
    exact: bool
    """other capitals than these are another word ("Time", "TIME", "time")"""
    rule: lexicon.AmbiguousAlias | None = None
    programme: bool = False


def plain_apostrophes(text: str) -> str:
    """`text` with one kind of apostrophe and blank, every offset kept."""
    return text.replace("\u2019", "'").replace("\u2018", "'").replace("\xa0", " ")


def _entry(alias: str, carriers: tuple[Outlet, ...], rule: lexicon.AmbiguousAlias | None) -> _Entry:
    weak = rule is not None and (rule.weak or rule.type in ("weak", "self-reference")) and alias not in _HOUSEHOLD
    weak = weak or alias == CAMERAS or alias.removeprefix("The ") in lexicon.demonyms()
    short = len(alias) < 6 and " " not in alias
    return _Entry(alias, carriers, weak, exact=short or rule is not None, rule=rule)


def _bare(alias: str) -> str:
    """The alias folded and without its article: where "The Independent" is weak, "Independent" is so all the more."""
    return alias.casefold().removeprefix("the ")


def _gazetteer_entries() -> list[_Entry]:
    rules = lexicon.ambiguous_aliases()
    by_fold = {_bare(alias): rule for alias, rule in rules.items()}
    found = []
    for alias, carriers in lexicon.aliases().items():
        # "WHO" is hardly ever the station: what a body is called, too, is no outlet's name.
        media = all(outlet.kind not in _NOT_MEDIA for outlet in carriers)
        if media and len(alias) > 1 and not alias.isdigit() and alias not in lexicon.demonyms():
            found.append(_entry(plain_apostrophes(alias), carriers, rules.get(alias) or by_fold.get(_bare(alias))))
    return found


def _with_and_without_article(entries: list[_Entry]) -> list[_Entry]:
    known = {entry.alias for entry in entries}
    found = list(entries)
    for entry in entries:
        bare = entry.alias.removeprefix("The ")
        if bare != entry.alias and bare not in known and bare not in lexicon.demonyms():
            certain = " " in bare and not entry.weak
            found.append(_Entry(bare, entry.outlets, not certain, entry.exact, entry.rule, entry.programme))
    return found


def _key(first: re.Match[str], *, article: bool) -> str:
    """A first word with its capital kept and the rest folded, the article before it where that belongs to the name."""
    word = first.group(2)
    return (first.group(1) if article else "") + word[0] + word[1:].casefold()


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """Entries by their folded first word, the longest alias first (some 60 ms the first time)."""
    entries = {entry.alias: entry for entry in _gazetteer_entries()}
    for name, show in lexicon.programmes().items():
        carriers = (show.outlet,) if show.outlet else ()
        known = entries.get(plain_apostrophes(name))
        entries[plain_apostrophes(name)] = (
            replace(known, programme=True)
            if known
            else _Entry(plain_apostrophes(name), carriers, show.plain, exact=True, programme=True)
        )
    found: dict[str, list[_Entry]] = {}
    for entry in _with_and_without_article(list(entries.values())):
        first = _FIRST.match(entry.alias)
        if first:
            found.setdefault(_key(first, article=first.group(1) is not None), []).append(entry)
    return {word: tuple(sorted(group, key=lambda e: -len(e.alias))) for word, group in found.items()}


@cache
def _opening() -> re.Pattern[str]:
    """A word that can open a name: with a capital, a digit or no case at all, or one of the few in small letters."""
    small = sorted(word for word in _index() if word[0].islower() and not word[1:2].isupper())
    return re.compile(rf"(?<![^\W_])(?:([Tt])he )?([^\W_a-z][^\W_]*+|(?:{'|'.join(map(re.escape, small))})(?![^\W_]))")


def _same_words(entry: _Entry, text: str, start: int) -> bool:
    """Letter for letter, or in other capitals where the name is long enough to be nothing else."""
    alias = entry.alias
    if text.startswith(alias, start):
        return True
    there = text[start : start + len(alias)]
    if entry.exact or there.casefold() != alias.casefold():
        return False
    return all(b.isupper() or not a.isupper() for a, b in zip(_initials(alias), _initials(there), strict=False))


def _initials(words: str) -> list[str]:
    return [word[0] for word in words.split()]


def _bounded(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or after.isalnum() or after == "@" or (before and before in _AT_ADDRESS):
        return False
    if before not in ("/", "."):
        return True
    chunk = text[max(0, start - 40) : start].rsplit(None, 1)[-1]
    return before == "/" and "." not in chunk and "//" not in chunk


def _at(text: str, start: int, entries: tuple[_Entry, ...]) -> Named | None:
    for entry in entries:
        end = start + len(entry.alias)
        if _same_words(entry, text, start) and _bounded(text, start, end):
            return Named(Span(start, end), entry.alias, entry.outlets, entry.weak, entry.rule, entry.programme)
    return None


def find_names(text: str) -> list[Named]:
    """Names of outlets and programmes in `text`, the longest at each place, in one pass from left to right.

    `text` has plain apostrophes (`plain_apostrophes`). Addresses ("@nytimes", "bbc.co.uk/x") are left out.
    """
    index = _index()
    found: list[Named] = []
    done = 0
    for first in _opening().finditer(text):
        article = first.group(1)
        if first.start(2) < done:
            continue
        with_article = index.get(_key(first, article=True)) if article else None
        bare = index.get(_key(first, article=False))
        named = _at(text, first.start(), with_article) if with_article else None
        named = named or (_at(text, first.start(2), bare) if bare else None)
        if named:
            found.append(named)
            done = named.span.end
    return found
