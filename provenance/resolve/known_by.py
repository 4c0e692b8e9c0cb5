"""Whom words like "the senator", "the candidate" and "his wife" mean, among the people an article has named."""

from __future__ import annotations

import re

from provenance.model import Span
from provenance.resolve.history import FAR, Story
from provenance.resolve.nouns import FUNCTION_WORDS, PERSONS
from provenance.resolve.person import Person
from provenance.resolve.pronouns import he_or_she

__all__ = ["known_by"]

# Words with which news copy varies the name of whoever it just spoke of.
_VARIATION = frozenset(
    """candidate nominee businessman businesswoman billionaire millionaire tycoon mogul lawmaker politician leader
    mother father frontrunner front-runner democrat republican veteran author star actor actress contender hopeful
    incumbent diplomat libertarian striker midfielder defender goalkeeper keeper winger skipper golfer singer rapper
    comedian novelist entrepreneur teenager pensioner champion native peer backbencher player forward quarterback
    pitcher""".split()
)
# Who runs for an office is called any of these.
_CANDIDATES = frozenset("candidate nominee contender hopeful frontrunner front-runner".split())
_MALE = frozenset("businessman father actor".split())
_FEMALE = frozenset("businesswoman mother actress".split())
# Before a title these make it another one: the president is not the vice president.
_LESSER = frozenset({"vice", "deputy", "former", "assistant", "candidate", "nominee", "contender", "ex-president"})
# Offices so high that who was close to them is not meant by them.
_HIGHEST = frozenset({"president", "secretary", "minister", "chancellor", "premier"})
# Offices that an article may take as known of whom it is about.
_HEADS = frozenset({"president", "minister", "chancellor", "premier", "mayor", "governor"})
_KIN = frozenset(
    """wife husband son daughter brother sister mother father ex-wife ex-husband niece nephew cousin girlfriend
    boyfriend widow widower grandmother grandfather aunt uncle partner""".split()
)
# Nobody in particular, or nobody yet: "the next president".
_NOBODY = re.compile(r"(?:[Aa]ny|[Nn]o|[Ee]ach|[Ee]very|(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er) (?:next|new|future))\s")
_NEW = re.compile(r"(?:an?|one|another|some)\s", re.IGNORECASE)
_OWNED = re.compile(r"(?:(?P<whose>his|her)|(?P<who>[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,3})'s?)\s", re.IGNORECASE)
_GENDER = {"his": "m", "her": "f"}
# A headline or lead may speak of "a judge" whom a later paragraph names.
_OPENING = 700
# How often whom an article is about is named before it calls them by their office alone.
_WELL_KNOWN = 3
# Words that vary a name stand close to it.
_LATELY = 1_500


def known_by(story: Story, span: Span, phrase: str, noun: str) -> Person | None:
    """The one person said to be a senator before, for "the senator"; the last to speak where several are."""
    if _NOBODY.match(phrase.strip()):
        return None
    new = _NEW.match(phrase.strip()) is not None
    carriers = story.by_role.get(noun, [])
    owned = _OWNED.match(phrase.strip())
    if owned:
        return _owned(story, span, owned, [one for one in carriers if one.full[0].start < span.start or noun in _KIN])
    if new or not any(one.full[0].start < span.start for one in carriers):
        alone = len(carriers) == 1 and span.start < _OPENING
        return carriers[0] if alone else None if new else _varied(story, span, noun)
    asked = {word for word in re.findall(r"[\w-]+", phrase.casefold()) if word not in FUNCTION_WORDS}
    last = enumerate(story.last(span.start, reach=FAR))
    spoke = {said.person.name: -rank for rank, said in last if said.person is not None}
    fitting = [one for one in carriers if one.full[0].start < span.start]
    best = max(fitting, key=lambda one: (_fit(asked, one), spoke.get(one.name, -999), -one.full[0].start))
    return best if noun not in _HIGHEST or _fit(asked, best) > 0 else None


def _fit(asked: set[str], person: Person) -> int:
    """How many of the words asked for the article uses of a person, less those that make it another office."""
    return len(asked & person.roles) - len((person.roles & _LESSER) - asked)


def _owned(story: Story, span: Span, owned: re.Match[str], carriers: list[Person]) -> Person | None:
    """Whose wife or lawyer somebody is: who has that role beside the owner's name, or the only one beside none."""
    if owned["whose"]:
        owner = he_or_she(story, span, _GENDER[owned["whose"].casefold()])[1]
        name = owner.surname.casefold() if owner else ""
    else:
        name = owned["who"].split()[-1].casefold()
    beside = [one for one in carriers if name in one.owners or (name == one.surname.casefold() and len(carriers) == 1)]
    free = [one for one in carriers if not one.owners]
    chosen = beside or (free if len(carriers) == 1 else [])
    return chosen[0] if len(chosen) == 1 else None


def _varied(story: Story, span: Span, noun: str) -> Person | None:
    """Who runs for office, for "the candidate"; else who was named most just before, the last speaker sooner."""
    if noun in _CANDIDATES or noun in _HEADS:
        running = {one.name: one for role in _CANDIDATES for one in story.by_role.get(role, ())}
        others = [one for one in story.people.persons if one.roles.isdisjoint(PERSONS)]
        people, since = (noun in _CANDIDATES and list(running.values())) or others or story.people.persons, 0
    elif noun in _VARIATION or noun.endswith("-old"):
        people = list({one.person.name: one.person for one in story.people.before(span.start, _LATELY)}.values())
        since = span.start - _LATELY
    else:
        return None
    gender = "m" if noun in _MALE else "f" if noun in _FEMALE else ""
    fitting = [one for one in people if not gender or one.gender in ("", gender)]
    last = next((said.person for said in story.last(span.start) if said.person), None)
    counts = [(story.named(one, since, span.start) + 2 * (one is last), -i, one) for i, one in enumerate(fitting)]
    best = max(counts, default=None, key=lambda ranked: ranked[:2])
    return best[2] if best and best[0] >= (_WELL_KNOWN if noun in _HEADS else 1) else None
