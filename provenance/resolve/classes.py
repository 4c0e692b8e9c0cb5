"""What kind of source a phrase names when it holds no person and no outlet: read from its head noun."""

from __future__ import annotations

import re
from functools import cache

from provenance import lexicon
from provenance.model import SourceClass
from provenance.resolve.nouns import (
    BODY_NAMES,
    DOCUMENTS,
    FIGURES,
    FUNCTION_WORDS,
    GROUPS,
    ORGANISATIONS,
    PERSONS,
    PLACES,
    UNNAMED,
    head_noun,
    narrowed,
    singular,
)

__all__ = ["class_of_phrase", "core"]

_LEAD = re.compile(r"^(?:[\"“”'(\s]+)")
_ARTICLE = re.compile(r"^(?:the|a|an)\s", re.IGNORECASE)
_ONE = re.compile(
    r"^(?:an?|one|another|the|this|that|his|her|their|its|our|my|some|each|every|the (?:same|other))\s", re.IGNORECASE
)
_SELF = re.compile(
    r"^(?:this (?:article|story|column|newspaper|reporter|writer|author|piece)|I|we|my|our)$", re.IGNORECASE
)
_ACRONYM = re.compile(r"^(?:[A-Z]\.?){2,}s?$")
# "Ministry of Foreign Affairs spokesperson", "Vessla Corp (VC) officials": what stands last is the head.
_OF_BODY = re.compile(
    r"(?:[A-Z][\w'&.-]*,? )+(?:(?:of|for) (?:the )?(?:[A-Z][\w.'&-]*,? |and )+|\([^)]*\) )(?P<noun>[a-z-]+)$"
)
# "WeWork", "SoftBank", but not "McConnell".
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|O['’])[A-Z])[A-Z][a-z]+[A-Z]")
# "Big Machine Records" are no records, and "Lehman Brothers" no brothers.
_FIRM = re.compile(r"(?:[A-Z][\w'&.-]* )+(?:Records|Brothers)$")
_BODY_OF = re.compile(r"^(?:[A-Z][\w.'-]+ )+(?:of|for) (?:the )?[A-Z][\w.'-]+(?: [A-Z][\w'-]+| and)*$")
# "a caller", "the 29-year-old": one person, by the ending.
_DOER = re.compile(r"(?:[^aeiou]er|or|ist|ian|eer|woman|man|-old)$")
# What "that" seems to refer to in "a report on 11 March that said": a date says nothing.
_DATE = re.compile(
    r"(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: \d{1,2})?(?:,? \d{4})?"
)
# Things that end like doers.
_THINGS = frozenset(
    """answer border cancer center chapter computer corner cover danger differ dinner disaster order letter matter
    murder number offer office paper power poster quarter river server shelter summer terror thunder tower war water
    weather winter wonder anger corridor error factor favor flavor floor harbor honor horror humor labor major mirror
    motor rumor sector tumor vapor color list""".split()
)
_NAME_ENDS = re.compile(r"\s(?:of|for|and|at|in)\s|[,(]")
# Capitals that stand for their governments, and bodies that a single capitalised word names.
_BODIES = frozenset(
    """Moscow Washington Kremlin Kyiv Kiev Beijing London Brussels Berlin Paris Tehran Ankara Jerusalem Pyongyang Tokyo
    Islamabad Delhi Riyadh Doha Cairo Damascus Baghdad Kabul Caracas Havana Ottawa Canberra Rome Madrid Warsaw Budapest
    Athens Minsk Tbilisi Yerevan Baku Hanoi Seoul Taipei Manila Jakarta Abuja Nairobi Pretoria Dublin Edinburgh Cardiff
    Stormont Holyrood Westminster Whitehall Gaza Kashmir Crimea Catalonia Quebec Ontario
    Congress Senate House Parliament Pentagon Capitol Treasury Interpol Europol Hamas Hezbollah Taliban WikiLeaks
    Wikileaks America England Scotland Wales EU Nato Nasa Unesco Unicef Fifa Uefa Opec Ofcom Ofgem Ofsted Defra Acas
    Reddit TikTok Chelsea Everton Tottenham Spurs""".split()
)


@cache
def _states() -> frozenset[str]:
    return lexicon.countries() | {"U.S.", "US", "U.K.", "UK", "U.N.", "UN"}


def core(phrase: str) -> str:
    """The phrase without opening marks, article and possessive.

    >>> core("the ministry's")
    'ministry'
    """
    bare = _LEAD.sub("", phrase.strip()).rstrip(' ,.;:"”')
    return _ARTICLE.sub("", bare).removesuffix("'s").removesuffix("'")


def _of_noun(phrase: str, noun: str) -> SourceClass | None:
    """The class that a known head noun gives; plurals of unnamed people are people, of other people a group."""
    one = singular(noun)
    plural = one != noun
    by_list: tuple[tuple[bool, SourceClass], ...] = (
        (noun in DOCUMENTS, "document"),
        (plural and one in UNNAMED and noun not in GROUPS, "unnamed-person"),
        (noun in GROUPS and not (_ONE.match(phrase) and noun in PERSONS), "group"),
        (noun in PERSONS, "unnamed-person"),
        (noun in ORGANISATIONS, "named-organisation"),
        (plural and one in UNNAMED, "unnamed-person"),
        (plural and (one in PERSONS or one in ORGANISATIONS), "group"),
    )
    return next((kind for known, kind in by_list if known), None)


def _of_name(bare: str) -> SourceClass | None:
    """The class of a phrase that is a capitalised name, or None where its last word is none."""
    words = _NAME_ENDS.split(narrowed(bare), maxsplit=1)[0].split()
    if not words or not words[-1][0].isupper() or len(bare) < 2:
        return None
    if bare.casefold() in FUNCTION_WORDS and not bare.isupper():  # "Much" opens a sentence, and is no name
        return None
    # "Progressive groups encouraging Ida Holm", "Republicans and the Quay Lives movement"
    described = (_of_noun(bare, word) for word in words if word.islower())
    known = "group" if words[-1].casefold() in GROUPS else next((kind for kind in described if kind), None)
    return known or _of_capitals(bare, words)


def _of_capitals(bare: str, words: list[str]) -> SourceClass:
    """The class of a name by its `words`, up to what only narrows it down."""
    last = words[-1]
    is_state = not _states().isdisjoint((bare, " ".join(words)))  # "Norway and Nigeria"
    if is_state or last in _BODIES or not BODY_NAMES.isdisjoint(re.findall(r"[\w'-]+", bare)):
        return "named-organisation"
    one = singular(last.casefold())
    # "Seafarers at the ferry": a plural that is capitalised for opening the sentence.
    if words == [last] and one != last.casefold() and (last != bare or _DOER.search(one)):
        return "group"
    # "Statistics Canada", and not "Michael Jordan".
    if len(words) > 1 and last in lexicon.countries() and words[0] not in lexicon.first_names():
        return "named-organisation"
    acronym = _ACRONYM.match(last) or (last.isupper() and len(last) > 1) or (words == [last] and _CAMEL.match(last))
    if acronym or last in PLACES:
        return "named-organisation"
    if last in lexicon.demonyms():
        return "group"
    return "named-person" if len(words) <= 3 else "named-organisation"


def class_of_phrase(phrase: str) -> SourceClass:
    """The class that the words alone give.

    >>> [class_of_phrase(p) for p in ("a senior official", "Republicans", "the report", "the Justice Department")]
    ['unnamed-person', 'group', 'document', 'named-organisation']
    """
    stripped = _LEAD.sub("", phrase.strip())
    bare = core(stripped)
    if not re.search(r"\w", bare) or _DATE.fullmatch(bare):
        return "none"
    if _SELF.match(stripped):
        return "self"
    of_body, noun = _OF_BODY.match(bare), head_noun(bare)
    if of_body and singular(noun) not in PERSONS:  # "Member of House panel" is a member
        noun = of_body["noun"]
    if _BODY_OF.match(bare) and not (singular(noun) in PERSONS and " of " in bare):
        return "named-organisation"
    if re.search(r"(?<![\w.'&-])[A-Z][\w.'&-]* Group$", bare) or _FIRM.match(bare):
        return "named-organisation"
    counted: SourceClass | None = "group" if FIGURES.match(stripped.casefold()) else None
    return _of_noun(stripped, noun) or counted or _of_name(bare) or _of_unknown_noun(stripped, noun)


def _of_unknown_noun(phrase: str, noun: str) -> SourceClass:
    if not noun or noun in FUNCTION_WORDS:
        return "none"
    if noun == "percent" or singular(noun) != noun:
        return "group"
    if _DOER.search(noun) and noun not in _THINGS:
        return "unnamed-person"
    return "document" if phrase[:1].islower() or _ONE.match(phrase) else "none"
