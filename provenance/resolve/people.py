"""The people an article names: one canonical name each over all its mentions, with what it says they are.

A name counts as a person's where a title or a common given name opens it, or where its last word alone comes back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from provenance import lexicon
from provenance.model import Span
from provenance.resolve.layout import overlapped
from provenance.resolve.nouns import BODY_NAMES, FUNCTION_WORDS, PERSONS, PLACES, TITLES, narrowed

__all__ = ["Mentioned", "People", "Person", "find_people"]

_WORD = r"[A-ZÀ-ÖØ-Þ](?:[^\W_]|['-](?=[^\W_]{2})|\.(?=[A-Z]\.))*\.?"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:de|da|van|von|der|den|bin|ibn|al|el|la|del|della|di|du|le|ter)[ -])*{_WORD})*")
_SUFFIXES = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Lt Gen Col Maj Capt Sgt Cpl Adm Cmdr Prof Rev Det Supt Insp Hon St".split()
)
# Surnames too, after a given name: "Jennifer Green", "Nathan Deal".
_ALSO_SURNAMES = frozenset("Green Deal Hill Day West White Black Wall Blue Bell North Bush Young".split())
_ROLE_BEFORE = re.compile(r"(?:[\w.'-]+ ){0,4}[\w'-]+,? $")
_APPOSITION = re.compile(
    r"(?: \([^)]{1,20}\))?,? (?:-- ?)?((?:the|a|an|who is|who was|one of|his|her|their|\d\d?,)?[^,.;:()\"“”\n]{3,90})"
)
_ROLE_OF_TITLE = {
    "sen": ("senator", "lawmaker"),
    "senator": ("lawmaker",),
    "rep": ("representative", "congressman", "congresswoman", "lawmaker"),
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
}
_GENDER_OF_WORD = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "sir": "m", "lady": "f", "lord": "m",
    "spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f", "congressman": "m",
    "congresswoman": "f", "businessman": "m", "businesswoman": "f", "king": "m", "queen": "f", "prince": "m",
    "princess": "f", "actress": "f", "mother": "f", "father": "m", "wife": "f", "husband": "m", "daughter": "f",
    "son": "m", "councilman": "m", "councilwoman": "f", "widow": "f",
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """One person of one article; `roles` are the folded words that the article uses for what they are."""

    name: str
    surname: str
    gender: str = ""
    """"m", "f", or "" where nothing tells"""
    roles: set[str] = field(default_factory=set)
    full: list[Span] = field(default_factory=list)
    """where the full name stands"""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person named at a place, by the full name or a part of it."""

    span: Span
    person: Person


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of capitalised words without the titles before it."""

    span: Span
    tokens: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """The people of one article and every place that names one, in text order."""

    persons: tuple[Person, ...]
    mentions: tuple[Mentioned, ...]

    def within(self, span: Span) -> list[Mentioned]:
        """Mentions that overlap `span`."""
        first = bisect_left(self.mentions, span.start, key=lambda one: one.span.end)
        last = bisect_left(self.mentions, span.end, key=lambda one: one.span.start)
        return [one for one in self.mentions[first:last] if one.span.overlaps(span)]

    def before(self, offset: int, reach: int) -> list[Mentioned]:
        """Mentions that end in the last `reach` characters before `offset`, the nearest first."""
        last = bisect_left(self.mentions, offset, key=lambda one: one.span.start)
        near = (one for one in reversed(self.mentions[:last]) if one.span.end <= offset)
        found = []
        for one in near:
            if one.span.end < offset - reach:
                break
            found.append(one)
        return found


def _split_titles(words: list[tuple[str, int]]) -> int:
    """How many leading words are titles or adjectives of a country, and no part of the name."""
    last_title = max((i for i, (word, _) in enumerate(words) if word.rstrip(".") in TITLES), default=-1)
    start = last_title + 1
    while start < len(words) and (words[start][0] in lexicon.demonyms() or _before_given_name(words, start)):
        start += 1
    return start


def _before_given_name(words: list[tuple[str, int]], at: int) -> bool:
    """Whether a body's word stands before a given name and a surname: "[Secretary of] State Tom Nides"."""
    return len(words) > at + 2 and words[at][0] in BODY_NAMES and words[at + 1][0] in lexicon.first_names()


def _names(text: str, taken: Sequence[Span]) -> Iterable[_Name]:
    for match in _NAME.finditer(text):
        for run in _runs(_words(match.group(), match.start())):
            start = _split_titles(run)
            kept = run[start:]
            if not kept:
                continue
            span = Span(kept[0][1], kept[-1][1] + len(kept[-1][0]))
            if not overlapped(taken, span):
                yield _Name(span, tuple(word for word, _ in kept), tuple(word.rstrip(".") for word, _ in run[:start]))


def _words(name: str, at: int) -> list[tuple[str, int]]:
    """The words of a name that begins at `at`, with where each begins."""
    words = name.split(" ")
    return list(zip(words, accumulate((len(word) + 1 for word in words), initial=at), strict=False))


def _runs(words: list[tuple[str, int]]) -> Iterable[list[tuple[str, int]]]:
    """The words, cut where one ends its sentence ("beat Trump. Clinton") or is no part of a name ("Graham Says")."""
    run: list[tuple[str, int]] = []
    for word, at in words:
        bare = word.rstrip(".")
        if bare.casefold() in FUNCTION_WORDS and word not in lexicon.first_names():
            yield from [run] if run else []
            run = []
            continue
        ends = (
            word.endswith(".")
            and len(bare) > 2
            and bare not in _ABBREVIATED
            and word not in _SUFFIXES
            and "." not in bare
        )
        run.append((bare if ends else word, at))
        if ends:
            yield run
            run = []
    if run:
        yield run


def _plain(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Name words without a suffix."""
    return tuple(token for token in tokens if token not in _SUFFIXES)


def _could_be_person(name: _Name) -> bool:
    words = _plain(name.tokens)
    known = words[:1] and words[0] in lexicon.first_names()
    bodies = BODY_NAMES - _ALSO_SURNAMES if known else BODY_NAMES
    if not 2 <= len(words) <= 4 or not bodies.isdisjoint(words) or words[-1] in PLACES:
        return False
    return not any(word.isupper() and len(word) > 3 for word in words[-1:]) and len(words[-1].rstrip(".")) > 1


def _roles_around(text: str, name: _Name) -> set[str]:
    """Words that say what the person is: titles, "campaign manager" before the name, "a senator from Ohio" after it."""
    found: set[str] = set()
    for title in name.titles:
        folded = title.casefold()
        found |= {folded, *_ROLE_OF_TITLE.get(folded, ())}
    line = text.rfind("\n", 0, name.span.start) + 1
    before = _ROLE_BEFORE.search(text, max(line, name.span.start - 60), name.span.start)
    words = re.findall(r"[\w-]+", before.group().casefold()) if before else []
    if words and words[-1] in PERSONS:
        breaks = [i for i, word in enumerate(words) if word in FUNCTION_WORDS]
        found |= set(words[breaks[-1] + 1 if breaks else 0 :])
    after = _APPOSITION.match(text, name.span.end, name.span.end + 120)
    if after and after.group().lstrip(" ").startswith((",", "-", "(")):
        words = re.findall(r"[\w-]+", narrowed(after.group(1)).casefold())
        if PERSONS.intersection(words):
            found |= set(words)
    return found - FUNCTION_WORDS


def _gender(name: str, roles: Iterable[str]) -> str:
    for word in sorted(roles):  # in one order, whatever the set's: the first that tells decides
        if word in _GENDER_OF_WORD:
            return _GENDER_OF_WORD[word]
    return lexicon.first_names().get(name.split(maxsplit=1)[0], "")


def _persons(text: str, names: Sequence[_Name], speaking: Sequence[Span]) -> list[Person]:
    """Everyone named in full, in order of appearance; "Donald J. Trump" and "Donald Trump" are one."""
    alone = Counter(name.tokens[0] for name in names if len(name.tokens) == 1)
    found: dict[tuple[str, str], Person] = {}
    forms: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    given = lexicon.first_names()
    for name in names:
        if not _could_be_person(name):
            continue
        words = _plain(name.tokens)
        key = (words[0], words[-1])
        sure = words[0] in given or bool(name.titles and name.titles[-1] in TITLES) or alone[words[-1]] > 0
        sure = sure or _followed_like_person(text, name.span.end) or _speaks(name.span, speaking, text)
        if not sure and key not in found:
            continue
        person = found.setdefault(key, Person(" ".join(name.tokens), words[-1]))
        person.full.append(name.span)
        person.roles |= _roles_around(text, name)
        forms[key][" ".join(name.tokens)] += 1
    for key, person in found.items():
        person.name = forms[key].most_common(1)[0][0]
        person.gender = _gender(key[0], person.roles)
    return list(found.values())


def _followed_like_person(text: str, end: int) -> bool:
    """An age ("Quina Jones, 25,") or a party ("(R-Ohio)") or a description after the name."""
    return (
        re.match(
            r", \d\d?\b|,? \([RD]-|, (?:the|a|an|who|director|executive|president|professor|chief|head) ",
            text[end : end + 16],
        )
        is not None
    )


def _speaks(name: Span, speaking: Sequence[Span], text: str) -> bool:
    """Whether a source ends with the name, or goes on with a description after a comma."""
    at = bisect_left(speaking, name.end, key=lambda one: one.start)
    if at == 0 or not speaking[at - 1].covers(name):
        return False
    return text[name.end : speaking[at - 1].end].lstrip(" ")[:1] in ("", ",", "(", "-")


def _of_that_surname(name: _Name, carriers: Sequence[Person], text: str) -> Person | None:
    """Which of several a bare surname means: by Mr. or Mrs., else the one named in full nearby, else most often."""
    titled = {_GENDER_OF_WORD[title.casefold()] for title in name.titles if title.casefold() in _GENDER_OF_WORD}
    fitting = [one for one in carriers if not titled or one.gender in titled or not one.gender]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    paragraph = text.rfind("\n", 0, name.span.start)
    near = [one for one in fitting if _named_between(one, paragraph, name.span.start)]
    if len(near) == 1:
        return near[0]
    return max(fitting, key=lambda one: (len(one.full), -one.full[0].start))


def _named_between(person: Person, start: int, end: int) -> bool:
    last = bisect_left(person.full, end, key=lambda span: span.start)
    return last > 0 and person.full[last - 1].start > start


def find_people(text: str, taken: Iterable[Span], speaking: Iterable[Span]) -> People:
    """The people named in `text` (plain apostrophes), leaving out the spans `taken` by outlets.

    `speaking` are spans of sources: a capitalised name there is a person's sooner than elsewhere.
    """
    names = list(_names(text, sorted(taken)))
    persons = _persons(text, names, sorted(speaking))
    by_surname: dict[str, list[Person]] = defaultdict(list)
    by_given: dict[str, list[Person]] = defaultdict(list)
    for person in persons:
        for word in {person.surname, *_second_surname(person)}:
            by_surname[word].append(person)
        by_given[person.name.split(maxsplit=1)[0]].append(person)
    full = {span: person for person in persons for span in person.full}
    named = ((name.span, full.get(name.span, _short(name, by_surname, by_given, text))) for name in names)
    return People(tuple(persons), tuple(Mentioned(span, person) for span, person in named if person is not None))


def _second_surname(person: Person) -> tuple[str, ...]:
    """The word before the last of a longer name: "Ms. Acosta" may be Melba Acosta Febo."""
    words = person.name.split()
    return tuple(word for word in words[-2:-1] if len(words) > 2 and len(word) > 2 and word[0].isupper())


def _short(
    name: _Name, by_surname: dict[str, list[Person]], by_given: dict[str, list[Person]], text: str
) -> Person | None:
    """Whom a bare surname or given name means; "Then Shoigu" and "Defending Trump" end in one as well."""
    last = _plain(name.tokens)[-1:]
    if not last or len(name.tokens) > 2 or any(word in BODY_NAMES for word in name.tokens):
        return None
    carriers = by_surname.get(last[0])
    if carriers and (len(name.tokens) == 1 or name.tokens[0] not in lexicon.first_names()):
        return _of_that_surname(name, carriers, text)
    given = by_given.get(last[0], []) if len(name.tokens) == 1 else []
    return given[0] if len(given) == 1 else None
