"""What kind of source a phrase names when it holds no person and no outlet: read from its head noun."""

from __future__ import annotations

import re
from functools import cache

from provenance import lexicon
from provenance.model import SourceClass
from provenance.resolve.nouns import (
    DOCUMENTS,
    FIGURES,
    FUNCTION_WORDS,
    GROUPS,
    ORGANISATION_NAMES,
    ORGANISATIONS,
    PERSONS,
    UNNAMED,
    head_noun,
)

__all__ = ["class_of_phrase", "core", "singular"]

_LEAD = re.compile(r"^(?:[\"“”'(\s]+)")
_ONE = re.compile(r"^(?:an?|one|another|the|this|that|his|her|their|its|our|my|some|each|every|the (?:same|other))\s", re.IGNORECASE)
_SELF = re.compile(r"^(?:this (?:article|story|column|newspaper|reporter|writer|author|piece)|I|we|my|our)$", re.IGNORECASE)
_BODY_OF = re.compile(r"^(?:[A-Z][\w.'-]+ )+(?:of|for) (?:the )?[A-Z][\w.'-]+(?: [A-Z][\w'-]+| and)*$")
_CAPITALS = re.compile(r"^(?:[A-Z]\.?){2,6}s?$")
_PLACES = frozenset("Moscow Washington Kremlin Kyiv Kiev Beijing London Brussels Berlin Paris Tehran Ankara Jerusalem Pyongyang Tokyo".split())
# Bodies that a single capitalised word names.
_BODIES = frozenset("Congress Senate House Parliament Pentagon Kremlin Capitol Treasury Interpol Europol Hamas Hezbollah Taliban WikiLeaks Wikileaks".split())


@cache
def _countries() -> frozenset[str]:
    return lexicon.countries() | {"America", "England", "Scotland", "Wales", "U.S.", "US", "U.K.", "UK", "EU", "U.N."}


def singular(noun: str) -> str:
    """A folded noun without its plural ending, as far as English is regular.

    >>> singular("agencies"), singular("officials"), singular("boss")
    ('agency', 'official', 'boss')
    """
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith("men"):
        return noun[:-3] + "man"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def core(phrase: str) -> str:
    """The phrase without opening marks, article and possessive."""
    bare = _LEAD.sub("", phrase.strip()).rstrip(" ,.;:\"”")
    bare = re.sub(r"^(?:the|a|an)\s", "", bare, flags=re.IGNORECASE)
    return bare.removesuffix("'s").removesuffix("'")


def _of_noun(phrase: str, noun: str) -> SourceClass | None:
    one = singular(noun)
    plural = one != noun
    if noun in DOCUMENTS:
        return "document"
    if plural and one in UNNAMED and not FIGURES.match(phrase.casefold().removeprefix("the ")) and noun not in GROUPS:
        return "unnamed-person"
    if noun in GROUPS and not (_ONE.match(phrase) and noun in PERSONS):
        return "group"
    if noun in PERSONS:
        return "unnamed-person"
    if noun in ORGANISATIONS:
        return "named-organisation"
    if plural and one in UNNAMED:
        return "unnamed-person"
    return "group" if plural and (one in PERSONS or one in ORGANISATIONS) else None


def _of_name(bare: str) -> SourceClass | None:
    """The class of a phrase that is a capitalised name, or None where its last word is none."""
    words = [word for word in re.split(r"\s", re.split(r"\s(?:of|for|and|at|in)\s|[,(]", bare)[0]) if word]
    if not words or not words[-1][0].isupper():
        return None
    if bare in _countries() or words[-1] in _BODIES | _PLACES or any(word in ORGANISATION_NAMES for word in words):
        return "named-organisation"
    if _CAPITALS.match(words[-1]) or words[-1].isupper() and len(words[-1]) > 1:
        return "named-organisation"
    if words[-1] in lexicon.demonyms():
        return "group"
    return "named-person" if len(words) <= 3 else "named-organisation"


def class_of_phrase(phrase: str) -> SourceClass:
    """The class that the words alone give.

    >>> [class_of_phrase(p) for p in ("a senior official", "Republicans", "the report", "the Justice Department")]
    ['unnamed-person', 'group', 'document', 'named-organisation']
    """
    stripped = _LEAD.sub("", phrase.strip())
    if not re.search(r"\w", stripped):
        return "none"
    if _SELF.match(stripped):
        return "self"
    bare = core(stripped)
    if _BODY_OF.match(bare):
        return "named-organisation"
    noun = head_noun(bare if bare else stripped)
    by_noun = _of_noun(stripped, noun)
    if by_noun:
        return by_noun
    if FIGURES.match(stripped.casefold()) or noun in ("percent", "%"):
        return "group"
    by_name = _of_name(bare)
    if by_name:
        return by_name
    return "none" if noun in FUNCTION_WORDS or not noun else _leftover(stripped, noun)


def _leftover(phrase: str, noun: str) -> SourceClass:
    if singular(noun) != noun:
        return "group"
    return "document" if phrase[:1].islower() or _ONE.match(phrase) else "none"
