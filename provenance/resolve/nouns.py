"""Nouns that tell what kind of source a phrase names, as English news copy uses them (`data/source_nouns.csv`)."""

from __future__ import annotations

import re

from provenance import lexicon

__all__ = [
    "BODY_NAMES",
    "DOCUMENTS",
    "FIGURES",
    "FUNCTION_WORDS",
    "GROUPS",
    "ORGANISATIONS",
    "PERSONS",
    "PLACES",
    "TITLES",
    "UNNAMED",
    "WITHHELD",
    "head_noun",
    "narrowed",
    "singular",
]

_KINDS = lexicon.source_nouns()

# One person by what they are. Before a name it is a title, alone it points back or stays unnamed.
PERSONS = _KINDS["person"]
# Plurals of these are specific people of whom the article keeps or has no names: "officials", not "voters".
UNNAMED = _KINDS["unnamed"]
# Of those, the ones whose names are usually held back on purpose.
WITHHELD = _KINDS["withheld"]
GROUPS = _KINDS["group"]
DOCUMENTS = _KINDS["document"]
ORGANISATIONS = _KINDS["organisation"]
# In capitals these make a name that of a body, a place or a thing, never of a person.
BODY_NAMES = _KINDS["name-of-body"]
# Last words of places' names, which no person's name ends in.
PLACES = _KINDS["place"]
# Capitalised words that stand before a person's name and are no part of it.
TITLES = _KINDS["title"]
FUNCTION_WORDS = _KINDS["function"]

FIGURES = re.compile(
    r"^(?:(?:about|nearly|almost|some|roughly|around|over|more than|less than|fewer than|just|only|another|at least|"
    r"the other) )*"
    r"(?:\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|"
    r"eigh|nine)teen|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|half|most|many|several|few|dozens|hundreds|thousands|"
    r"millions|majorit\w+|a (?:third|quarter|majority|plurality|group|number|handful|dozen|lot))\b"
)
# Where a noun phrase goes on with what only narrows it down.
_CUT = re.compile(
    r"\s(?:of|for|from|at|in|on|with|to|by|close to|familiar with|who|whom|whose|which|that|said|led|including|such as|"
    r"about|against|among|around|behind|between|near|over|under|inside|outside|within|working|seeking|handling|"
    r"speaking|briefed|involved|conducted|released|published|obtained|when|while|being|based|is|are|was|were|has|have|had|both)\s"
    r"|[,(:;]|\s[-–—]+\s?|[–—]"
)


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


def narrowed(phrase: str) -> str:
    """The phrase up to what only narrows it down.

    >>> narrowed("a senator from Ohio who runs for president")
    'a senator'
    """
    return _CUT.split(phrase, maxsplit=1)[0]


def head_noun(phrase: str) -> str:
    """The last word of a noun phrase before what only narrows it down, folded, possessive and quotation marks off.

    >>> head_noun("A senior official of the ministry")
    'official'
    """
    words = re.findall(r"[^\W_][\w.'-]*", narrowed(phrase))
    return words[-1].removesuffix("'s").rstrip(".'").casefold() if words else ""
