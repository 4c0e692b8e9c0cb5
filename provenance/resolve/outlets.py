"""Which names of the gazetteer are meant as outlets here, and which record each one is.

A weak name ("Time", "The Hill") needs a second sign: the words of a citation beside it, a link to the outlet, or the
same outlet named in full elsewhere. A name that several carry goes to the one of the article's own country.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from provenance import lexicon
from provenance.model import Article, Attribution, Outlet, Span
from provenance.resolve.layout import Layout, touches
from provenance.resolve.names import CAMERAS, Named, find_names
from provenance.text import fold

__all__ = ["Found", "beside", "find_outlets", "speaks"]

_MEDIUM = (
    r"(?:newspaper|magazine|news agency|news ?wire|agency|website|news site|site|network|broadcaster|channel|"
    r"station|daily|weekly|tabloid|radio|television|TV|wire service)"
)
_ENDS_IN_MEDIUM = re.compile(rf"\b{_MEDIUM}$")
_COMMA = re.compile(r",? [\"“]?")
# Wordings so particular to outlets that even a common word is one beside them.
_FIRM_BEFORE = re.compile(
    r"(?:\b(?:[Tt]old|[Tt]ells|[Aa]ccording to|interview(?:ed)? (?:with|on|by)|[Cc]iting|(?:reported|published|"
    r"obtained|revealed) (?:by|in)|h/t|via|host on|anchor on|seen on|aired on|appear\w* on|said on|"
    r"(?:reporter|writer|editor|columnist|correspondent|host) (?:for|at|with|of)|"
    r"(?:article|report|story|op-ed|essay|interview|piece|column|editorial|profile) (?:in|from|by|for|with))"
    rf"|\b\w+(?:ed|en|wn)(?: through| out| up)? by|outlets such as|\b{_MEDIUM}),? (?:the |a |an )?[\"“(]?$"
)
_FIRM_AFTER = re.compile(
    rf"^(?:[\"”)]? {_MEDIUM}\b"
    r"|(?:'s)? (?:poll|reporter|correspondent|anchor|columnist|editor|host|interview|op-ed|editorial|contributor|"
    r"commentator|cover story)s?\b"
    r"|'s [A-Z][\w-]+ [A-Z][\w'-]+\b"
    r"|,? (?:first |also |has |had |later |previously )?(?:reported|reports|wrote|writes)\b(?! (?:by|to)\b))"
)
# What cameras do, and what a broadcaster is told and says.
_SEEN_ON = re.compile(r"\b(?:seen|caught|captured|shown|filmed|recorded|viewed)(?: \w+)? (?:on|by) $")
_SAYS = re.compile(r",? (?:also |first |has |had )?(?:reported|reports|said|says|quoted|cited|aired|broadcast)\b")
_TOLD = re.compile(rf"(?:\b(?:told|[Aa]ccording to|interview with|by|citing)|{_MEDIUM}),? (?:the )?$")
# "Ministry of | Foreign Affairs": no magazine.
_FIELD_OF = re.compile(
    r"\b(?:[Mm]inist(?:ry|ries|ers?)|[Dd]epartment|[Ss]ecretary|[Uu]ndersecretary|[Cc]ommittee|[Cc]ouncil|[Cc]ommission|"
    r"[Cc]ommissioner|[Ii]nstitute|[Ss]chool|[Ff]aculty|[Cc]ent(?:er|re)|[Bb]ureau) (?:of|for|on) (?:the )?$"
)
# "the Namibian Broadcasting Corporation (NBC)": the text itself says what its letters stand for.
_WRITTEN_OUT = re.compile(
    r"\b((?:[A-Z][\w'&-]{0,30},? (?:(?:of|the|for|and|in|on) ){0,2}){2,7})\((?:the )?([A-Z]{2,6})\)"
)
# A show whose name is a common phrase or a person's: quoted, a network's, or seen on.
_SHOWN = re.compile(r"(?:[\"“]|'s? '?|\b(?:on|show|program|programme),? )$")
_CREDITED = re.compile(r"^ ?/ ?(?:Getty|AP|AFP|Reuters|Instagram|Shutterstock)")
_ENUMERATES = re.compile(r"(?:,? (?:and|or) |, )(?:the |The )?|/")
_ENUMERATED = re.compile(r"(?:(?:,? (?:and|or) |, )(?:the |The )?|/)$")
# A comma alone also ends "At CPAC, ": there an enumeration has to have begun.
_IN_LIST = re.compile(r"(?:,|such as|including|like|by|both|either) (?:the |The )?$")
_NEXT_CAPITAL = re.compile(r"^ (?!I\b)[A-Z][A-Za-z]")
_PREVIOUS_CAPITAL = re.compile(r"(?<![.!?:;\"“”(] )\b(?!The )[A-Z][\w'&-]* $")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Mayor|President|Governor|Senator|Judge|[Bb]illionaire|Lord|Lady|Sir)\.? $"
)
_LAST_WORD = re.compile(r"([A-Z][\w'-]*) $")
# After a lower "the" these mean a place or a thing far oftener than the outlet so called.
_COMMON = frozenset(
    """State City Press News Point Island Record Union Paper Week Nation Street Block Cut Root Wire Drive Shift
    Cable Bell Information Province Peninsula Reporter Messenger Hotline Edition Enterprise Mercury Spectrum
    Mirror Punch Scoop National Standard Star Sun Focus Report Local Blade Forward Dispatch Age Verge""".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """An outlet named at a place: the record, or None where the name fits several and nothing decides."""

    span: Span
    outlet: Outlet | None
    name: str
    confidence: float
    anaphor: bool = False
    """"the newspaper": a word that only points back"""


def beside(found: Sequence[Found], span: Span, margin: int = 0) -> Sequence[Found]:
    """Those of `found`, which is in text order, that overlap `span` or come within `margin` characters of it."""
    first = bisect_right(found, span.start - margin, key=lambda one: one.span.end)
    return found[first : bisect_left(found, span.end + margin, key=lambda one: one.span.start)]


def speaks(layout: Layout, attribution: Attribution, found: Found) -> bool:
    """Whether the outlet stands in the source, or in apposition right behind it ("the state news agency, Tass")."""
    if touches(attribution.source, found.span):
        return True
    last = max(attribution.source, default=None, key=lambda span: span.end)
    if last is None or not 1 <= found.span.start - last.end <= 3:
        return False
    return bool(
        _ENDS_IN_MEDIUM.search(layout.text[last.start : last.end])
        and _COMMA.fullmatch(layout.text[last.end : found.span.start])
    )


def _linked_outlets(article: Article) -> list[tuple[Span, Outlet]]:
    found = []
    for link in article.links:
        try:
            host = urlsplit(link.href).hostname or ""
        except ValueError:
            continue
        outlet = lexicon.outlet_by_domain(host)
        if outlet and link.span:
            found.append((link.span, outlet))
    return found


def _is_person(named: Named, before: str) -> bool:
    """Whether the name is a surname after a given name or a title: "Michael Bloomberg", "Mr. Fox"."""
    if " " in named.alias:
        return False
    word = _LAST_WORD.search(before)
    given = word is not None and word.group(1) in lexicon.first_names()
    return given or bool(_TITLED.search(before))


def _part_of_longer_name(before: str, after: str) -> bool:
    """Whether a capitalised word stands right before it or behind it ("Skerry Gazette", "Time Warner")."""
    return _ends_longer_name(before) or _NEXT_CAPITAL.match(after) is not None


def _ends_longer_name(before: str) -> bool:
    return _PREVIOUS_CAPITAL.search(before) is not None and _demonym_before(before) is None


def _demonym_before(before: str) -> str | None:
    """The country of an adjective among the last words ("the Russian state news agency, ")."""
    words = re.findall(r"[\w.'-]+", before[-60:])[-6:]
    known = lexicon.demonyms()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    hits = [known[word.removesuffix("'s")] for word in (*pairs, *words) if word.removesuffix("'s") in known]
    return hits[-1] if hits else None


def _weak_is_meant(named: Named, layout: Layout) -> bool:
    before, after = layout.before(named.span), layout.after(named.span)
    if named.alias == CAMERAS and (_SEEN_ON.search(before) or (not _SAYS.match(after) and not _TOLD.search(before))):
        return False
    if named.alias == "Local" and not before.endswith(("The ", "the ")):  # "Local reporters said"
        return False
    if named.programme and not (_SHOWN.search(before) or _FIRM_AFTER.match(after)):
        return False
    firm = bool(_FIRM_BEFORE.search(before[-80:]) or _FIRM_AFTER.match(after) or _CREDITED.match(after))
    if _ends_longer_name(before) or (_NEXT_CAPITAL.match(after) and not _FIRM_AFTER.match(after)):
        return False
    if named.alias.startswith("The "):
        return firm or bool(before.strip(" \"“'("))
    return firm and not (named.alias in _COMMON and not _FIRM_AFTER.match(after))


def _accepted(named: Sequence[Named], layout: Layout) -> list[Named]:
    linked = _linked_outlets(layout.article)
    others = _other_letters(layout.text)
    sure: list[Named] = []
    doubtful: list[Named] = []
    for one in named:
        refers_back = one.rule is not None and one.rule.type == "self-reference"
        before = layout.before(one.span)
        if refers_back or _is_person(one, before) or _FIELD_OF.search(before):
            continue
        if one.alias in others and not any(_fits(others[one.alias], outlet) for outlet in one.outlets):
            continue
        meant = not one.weak or _is_linked(one, linked) or _weak_is_meant(one, layout)
        (sure if meant else doubtful).append(one)
    certain = {outlet.id for one in sure for outlet in one.outlets if len(one.outlets) == 1}
    known = [one for one in doubtful if _known_elsewhere(one, certain, layout)]
    return _with_runs(sorted(sure + known, key=lambda one: one.span), doubtful, layout.text)


def _other_letters(text: str) -> dict[str, str]:
    """Letters that the text writes out, with what they stand for there."""
    found = {}
    for match in _WRITTEN_OUT.finditer(text):
        words = " ".join(match[1].split())
        if _initials(words).endswith(match[2]):
            found[match[2]] = words
    return found


def _fits(written_out: str, outlet: Outlet) -> bool:
    """Whether letters that are written out so can be those of this outlet: by its own names, else by their country."""
    own = [name for name in (outlet.name, *outlet.aliases) if _initials(name) == _initials(written_out)]
    if own:
        return any(fold(written_out).endswith(fold(name.removeprefix("The "))) for name in own)
    named = [lexicon.demonyms()[word] for word in written_out.split() if word in lexicon.demonyms()]
    return not named or outlet.country in named


def _initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in words if word[0].isupper() and word != "The") if len(words) > 1 else ""


def _is_linked(named: Named, linked: Sequence[tuple[Span, Outlet]]) -> bool:
    return any(span.overlaps(named.span) and outlet in named.outlets for span, outlet in linked)


def _with_runs(meant: list[Named], doubtful: Sequence[Named], text: str) -> list[Named]:
    """Doubtful names that stand in one enumeration with a sure one: "Time, Slate and the Drudge Report"."""
    ends, starts = {one.span.end for one in meant}, {one.span.start for one in meant}
    joined = []
    for one in reversed(doubtful):
        after = _ENUMERATES.match(text, one.span.end)
        if (
            after
            and after.group().strip() == ","
            and not _IN_LIST.search(text, max(0, one.span.start - 20), one.span.start)
        ):
            after = None
        before = _ENUMERATED.search(text, max(0, one.span.start - 12), one.span.start)
        if (after and after.end() in starts) or (before and before.start() in ends):
            joined.append(one)
            starts.add(one.span.start)
            ends.add(one.span.end)
    return sorted(meant + joined, key=lambda one: one.span)


def _known_elsewhere(named: Named, certain: set[str], layout: Layout) -> bool:
    """A short form of an outlet that the article names beyond doubt, where the form is no common word."""
    if not any(outlet.id in certain for outlet in named.outlets):
        return False
    before, after = layout.before(named.span), layout.after(named.span)
    distinct = named.alias.isupper() or named.alias.startswith("The ") or " " in named.alias or named.programme
    quoted = before.endswith(('"', "“")) if named.programme else True
    return distinct and quoted and not _part_of_longer_name(before, after)


def _choose(named: Named, layout: Layout, certain: dict[str, Outlet]) -> Outlet | None:
    """The one of several carriers that the article means, by what stands nearest to it."""
    if len(named.outlets) < 2:
        return named.outlets[0] if named.outlets else None
    elsewhere = [outlet for outlet in named.outlets if outlet.id in certain]
    country = _demonym_before(layout.before(named.span))
    beside = [outlet for outlet in named.outlets if country and outlet.country == country]
    own = layout.article.outlet
    at_home = [outlet for outlet in named.outlets if own and (outlet.id == own.id or outlet.country == own.country)]
    for group in (elsewhere, beside, at_home):
        if len(group) == 1:
            return group[0]
    default = named.rule.default if named.rule else None
    return next((outlet for outlet in named.outlets if outlet.id == default), None)


def _joined_with_article(text: str, span: Span) -> Span:
    """The name with the capital "The" before it."""
    return Span(span.start - 4, span.end) if text[max(0, span.start - 4) : span.start] == "The " else span


def find_outlets(layout: Layout) -> list[Found]:
    """Outlets and programmes of the gazetteer named in the article, in text order; spans never overlap."""
    meant = _accepted(find_names(layout.text), layout)
    certain = {outlet.id: outlet for outlet in _only(meant)}
    found = []
    for named in meant:
        outlet = _choose(named, layout, certain)
        name = outlet.name if outlet else named.span.of(layout.article.text)
        sure = 0.7 if named.weak else 0.95
        found.append(Found(_joined_with_article(layout.text, named.span), outlet, name, sure if outlet else 0.5))
    return found


def _only(meant: Iterable[Named]) -> list[Outlet]:
    return [one.outlets[0] for one in meant if len(one.outlets) == 1]
