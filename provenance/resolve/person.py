"""One person of an article, and what the words around the name say: offices, age, whose spokesman, man or woman."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from provenance import lexicon
from provenance.model import Span
from provenance.resolve.capitals import OFFICE_OF, OFFICE_REACH, Name
from provenance.resolve.nouns import FUNCTION_WORDS, PERSONS, narrowed, singular

__all__ = ["GENDER_OF_WORD", "Person", "describe", "gender_of"]

_ROLE_BEFORE = re.compile(r"(?:[\w.'-]+ ){0,4}[\w'-]+,? $")
_SENTENCE_END = re.compile(r"(?<=[a-z]{3})\. ")
_APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?,? (?:-- ?)?((?:the|a|an|who is|who was|one of|his|her|their|\d\d?,)?[^,.;:()\"“”\n]{3,90})"
)
_AGE = re.compile(r"(?:, (?:aged |who is )?| \()(\d\d?)\b(?! [a-z])")
_AGE_BEFORE = re.compile(r"\b(\d\d?)-year-old (?:\w+ ){0,3}$")
_ROLE_OF_TITLE = {
    "sen": ("senator", "lawmaker"),
    "senator": ("lawmaker",),
    "sens": ("senator", "lawmaker"),
    "rep": ("representative", "congressman", "congresswoman", "lawmaker"),
    "reps": ("representative", "congressman", "congresswoman", "lawmaker"),
    "justice": ("judge",),
    "gov": ("governor",),
    "gen": ("general",),
    "lt": ("lieutenant",),
    "col": ("colonel",),
    "dr": ("doctor",),
    "prof": ("professor",),
    "rev": ("reverend", "pastor"),
    "sgt": ("sergeant",),
    "capt": ("captain",),
    "cllr": ("councillor",),
    "supt": ("superintendent", "officer"),
    "det": ("detective", "officer"),
}
GENDER_OF_WORD = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "lord": "m", "dame": "f", "baroness": "f",
    "spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f", "congressman": "m",
    "congresswoman": "f", "businessman": "m", "businesswoman": "f", "king": "m", "queen": "f", "prince": "m",
    "princess": "f", "actress": "f", "mother": "f", "father": "m", "wife": "f", "husband": "m", "daughter": "f",
    "son": "m", "councilman": "m", "councilwoman": "f", "widow": "f", "widower": "m", "sister": "f", "brother": "m",
    "grandmother": "f", "grandfather": "m", "girlfriend": "f", "boyfriend": "m", "ex-wife": "f", "ex-husband": "m",
    "niece": "f", "nephew": "m", "aunt": "f", "uncle": "m", "nun": "f", "monk": "m", "pope": "m", "imam": "m",
    "policeman": "m", "policewoman": "f", "alderman": "m", "fisherman": "m",
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """One person of one article; `roles` are the folded words that the article uses for what they are."""

    name: str
    surname: str
    gender: str = ""
    """"m", "f", or "" where nothing tells"""
    roles: set[str] = field(default_factory=set)
    owners: set[str] = field(default_factory=set)
    """folded names beside the roles: whose lawyer, spokesman or wife the person is"""
    full: list[Span] = field(default_factory=list)
    """where the full name stands"""
    weight: int = 0
    """how well a bare surname fits, where several carry it"""


def describe(person: Person, text: str, name: Name) -> None:
    """Adds what is said of the person: titles, "campaign manager" before the name, "a senator from Ohio" after it."""
    found: set[str] = set()
    for title in name.titles:
        folded = title.casefold()
        found |= {folded, *_ROLE_OF_TITLE.get(folded, ())}
    before = _ROLE_BEFORE.search(text, max(0, name.span.start - 60), name.span.start)
    if (
        before
        and (words := _words(_SENTENCE_END.split(before.group())[-1]))
        and singular(words[-1].casefold()) in PERSONS
    ):
        breaks = [i for i, word in enumerate(words) if word.casefold() in FUNCTION_WORDS]
        found |= _own_roles(person, words[breaks[-1] + 1 if breaks else 0 :])
    office = OFFICE_OF.search(text, max(0, name.span.start - OFFICE_REACH), name.span.start)
    if office:
        found.add(office["office"].casefold())
    age = _AGE_BEFORE.search(text, max(0, name.span.start - 30), name.span.start) or _AGE.match(text, name.span.end)
    if age:
        found.add(f"{age[1]}-year-old")
    after = _APPOSITION.match(text, name.span.end, name.span.end + 120)
    if after and after.group().lstrip(" ").startswith((",", "-", "(")):
        words = _words(narrowed(after.group(1)))
        if not PERSONS.isdisjoint(word.casefold() for word in words):
            found |= _own_roles(person, words)
            person.owners |= {word.casefold() for word in _words(after.group(1)) if word[0].isupper()}
    person.roles |= found - FUNCTION_WORDS


def _words(phrase: str) -> list[str]:
    """The words of a phrase, "'s" as one of them."""
    return re.findall(r"'s\b|\w[\w-]*", phrase)


def _own_roles(person: Person, words: list[str]) -> set[str]:
    """The folded words behind the last possessive: "the nominee's eldest daughter" is no nominee."""
    owned = max((i for i, word in enumerate(words) if word == "'s"), default=-1) + 1
    person.owners |= {word.casefold() for word in words if word[0].isupper()}
    return {singular(word.casefold()) for word in words[owned:]} | {word.casefold() for word in words[owned:]}


def gender_of(name: str, roles: Iterable[str]) -> str:
    """Tell "m", "f" or "" by what the person is said to be, else by the given name."""
    for word in sorted(roles):  # in one order, whatever the set's: the first that tells decides
        if word in GENDER_OF_WORD:
            return GENDER_OF_WORD[word]
    return lexicon.first_names().get(name.split(maxsplit=1)[0], "")
