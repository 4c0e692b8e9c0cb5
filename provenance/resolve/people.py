"""The people an article names: one canonical name each over all its mentions, with what it says they are.

A name counts as a person's where a title or a common given name opens it, or where its last word alone comes back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provenance import lexicon
from provenance.model import Span
from provenance.resolve.capitals import Name, find_runs, headline_end, plain
from provenance.resolve.nouns import BODY_NAMES, ORGANISATIONS, PLACES, TITLES
from provenance.resolve.person import GENDER_OF_WORD, Person, describe, gender_of

__all__ = ["Mentioned", "People", "find_people"]

# Surnames too, after a given name: "Jennifer Green", "Nathan Deal".
_ALSO_SURNAMES = frozenset(
    """Green Deal Hill Day West White Black Wall Blue Bell North Bush Young Mills Steel Royal Crown Palace Park
    Press""".split()
)
# What stands before the surname of one whom the article never names in full ("President Obama", "Mr. Farage").
_BEFORE_SURNAME = frozenset(
    """Mr Mrs Ms Miss Dr Sen Rep Gov Gen Col Lt Capt Sgt Maj President Senator Congressman Congresswoman Mayor Judge
    Premier Chancellor Pope Lord Lady Sir Dame Baroness Prince Princess Queen King Pastor Rabbi Imam Bishop Archbishop
    Cardinal Ayatollah Secretary Speaker Governor Representative Minister Justice Chairman Chairwoman Coach Sheriff Prof
    Professor Superintendent Supt Insp Det Detective Inspector Sergeant Captain Councillor Cllr Officer""".split()
)
# Of those, what one goes by who has no surname.
_PART_OF_NAME = frozenset("Pope King Queen Prince Princess".split())
_LIKE_PERSON = re.compile(
    r", \d\d?\b|,? \([RD]-|(?:,| ?[–—]| --?) ?(?:the|a|an|who|director|executive|president|professor|chief|head) "
)
_GENDER_OF_PRONOUN = {"he": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f"}
# "Qornath said that he", "Qornath and her team": the pronoun that comes next in the sentence is mostly the name's.
_OWN_PRONOUN = re.compile(r"(?:,[^,.;\n\"“”]{1,60},)?(?: [a-z]+){1,3} (he|she|his|her|himself|herself)\b")
_KIN = frozenset(
    "wife husband son daughter brother sister mother father ex-wife ex-husband niece nephew cousin".split()
)
_OFFICES = frozenset(
    """president candidate nominee senator governor minister mayor leader premier chancellor manager coach chief founder
    executive secretary judge""".split()
)
# Outweighs any number of mentions.
_RELATIVE = 1000
# A surname alone can also be found in a name of two words: "Defending Trump", "Then Shoigu".
_SHORT = 2


_Key = tuple[str, str]
"""first and last word of a name"""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A person named at a place, by the full name or a part of it."""

    span: Span
    person: Person


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

    def before(self, offset: int, reach: int, most: int = 60) -> list[Mentioned]:
        """Up to `most` mentions that end in the last `reach` characters before `offset`, the nearest first."""
        last = bisect_left(self.mentions, offset, key=lambda one: one.span.start)
        near = self.mentions[max(0, last - most) : last][::-1]
        return [one for one in near if offset - reach <= one.span.end <= offset]


@dataclass(frozen=True, slots=True)
class _Known:
    """The people so far by the parts of their names."""

    by_surname: dict[str, list[Person]]
    by_given: dict[str, list[Person]]
    by_both: dict[_Key, Person]


def _could_be_person(words: tuple[str, ...], *, given: bool) -> bool:
    clash = BODY_NAMES.intersection(words[1:] if given else words)
    if not 2 <= len(words) <= 4 or (clash - _ALSO_SURNAMES if given else clash) or words[-1] in PLACES:
        return False
    if words[0].casefold() in ORGANISATIONS:  # "Carmaker Vessla"
        return False
    acronym = words[-1].isupper() and len(words[-1]) > (3 if given else 1)
    return not acronym and len(words[-1].rstrip(".")) > 1


def _could_be_surname(word: str) -> bool:
    """Whether a single word after a title can be a surname: no body, place, adjective of a country or acronym."""
    if word in BODY_NAMES or word in PLACES or word in TITLES or word in lexicon.demonyms():
        return False
    return len(word) > 1 and not word.isupper() and word not in lexicon.countries()


def _persons(text: str, names: Sequence[Name], speaking: Sequence[Span]) -> list[Person]:
    """Everyone named in full, in order of appearance; "Timothy J. Lund", "Timothy Lund" and "Tim Lund" are one."""
    alone = Counter(name.tokens[0] for name in names if len(name.tokens) == 1)
    found: dict[_Key, Person] = {}
    forms: dict[_Key, Counter[str]] = defaultdict(Counter)
    given = lexicon.first_names()
    for name in names:
        words = plain(name.tokens)
        if len(words) < 2 or not _could_be_person(words, given=words[0] in given):
            continue
        key = (words[0], words[-1])
        sure = words[0] in given or bool(name.titles and name.titles[-1] in TITLES) or alone[words[-1]] > 0
        sure = sure or _LIKE_PERSON.match(text, name.span.end) is not None or _speaks(name.span, speaking, text)
        if not sure and key not in found:
            continue
        person = found.setdefault(key, Person(" ".join(name.tokens), words[-1]))
        person.full.append(name.span)
        describe(person, text, name)
        forms[key][" ".join(name.tokens)] += 1
    for key, person in list(found.items()):
        bare = _without_adjective(person, found)
        if bare and bare is not person:
            _merge(bare, found.pop(key))
            forms.pop(key)
    _join_short_forms(found)
    for key, person in found.items():
        person.name = forms[key].most_common(1)[0][0]
        person.gender = gender_of(key[0], person.roles)
    return list(found.values())


def _join_short_forms(found: dict[_Key, Person]) -> None:
    """Makes "Tim Lund" and "Timothy Lund" one, by the form that is used most, the first of equals."""
    short_for = lexicon.nicknames()
    for given, surname in [key for key in found if key[0] in short_for]:
        for other in short_for[given]:
            both = [key for key in ((given, surname), (other, surname)) if key in found]
            if len(both) == 2:
                kept, gone = sorted(both, key=lambda key: (-len(found[key].full), found[key].full[0]))
                _merge(found[kept], found.pop(gone))


def _without_adjective(person: Person, found: Mapping[_Key, Person]) -> Person | None:
    """Whose name it is with a word before it: "Brave Ida Holm"."""
    words = person.name.split()
    return found.get((words[1], words[-1])) if len(words) > 2 and words[0] not in lexicon.first_names() else None


def _merge(person: Person, other: Person) -> None:
    """Lets what is known of `other` count for `person`."""
    person.full = sorted([*person.full, *other.full])
    person.roles |= other.roles
    person.owners |= other.owners


def _by_title_only(text: str, names: Sequence[Name], persons: Sequence[Person]) -> list[Person]:
    """People whom the article names only by a title and one name: "President Obama", "Pope Francis"."""
    genders: dict[str, set[str]] = defaultdict(set)
    for person in persons:
        for word in (person.surname, *_second_surname(person)):
            genders[word].add(person.gender)
    known = {person.name.split(maxsplit=1)[0] for person in persons}
    found: dict[str, Person] = {}
    for name in names:
        word, title = name.tokens[0], name.titles[-1] if name.titles else ""
        if len(name.tokens) > 1 or title not in _BEFORE_SURNAME or word in known or not _could_be_surname(word):
            continue
        gender = GENDER_OF_WORD.get(title.casefold(), "")
        if word in genders and (not gender or not genders[word].isdisjoint(("", gender))):
            continue
        called = f"{title} {word}" if title in _PART_OF_NAME or word in genders else word
        person = found.setdefault(called, Person(called, word))
        person.full.append(name.span)
        describe(person, text, name)
    for person in found.values():
        person.gender = gender_of("-", person.roles)
    return list(found.values())


def _speaks(name: Span, speaking: Sequence[Span], text: str) -> bool:
    """Whether a source ends with the name, or goes on with a description after a comma."""
    at = bisect_left(speaking, name.end, key=lambda one: one.start)
    if at == 0 or not speaking[at - 1].covers(name):
        return False
    return text[name.end : speaking[at - 1].end].lstrip(" ")[:1] in ("", ",", "(", "-", "–", "—")


def _of_that_surname(name: Name, carriers: Sequence[Person], text: str) -> Person | None:
    """Which of several a bare surname means: by Mr. or Mrs., else the one named in full nearby, else the weightiest."""
    titled = {GENDER_OF_WORD[title.casefold()] for title in name.titles if title.casefold() in GENDER_OF_WORD}
    fitting = [one for one in carriers if not titled or one.gender in titled or not one.gender]
    fitting = [one for one in fitting if one.full[0].start < name.span.start] or fitting
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    paragraph = text.rfind("\n", 0, name.span.start)
    near = [one for one in fitting if _named_between(one, paragraph, name.span.start)]
    if len(near) == 1:
        return near[0]
    return max(fitting, key=lambda one: (one.weight, -one.full[0].start))


def _named_between(person: Person, start: int, end: int) -> bool:
    last = bisect_left(person.full, end, key=lambda span: span.start)
    return last > 0 and person.full[last - 1].start > start


def find_people(text: str, taken: Iterable[Span], speaking: Iterable[Span]) -> People:
    """The people named in `text` (plain apostrophes), leaving out the spans `taken` by outlets.

    `speaking` are spans of sources: a capitalised name there is a person's sooner than elsewhere.
    """
    names = list(find_runs(text, sorted(taken)))
    headline = headline_end(text)
    inside = bisect_left(names, headline, key=lambda one: one.span.start)
    persons = _persons(text, names[inside:], sorted(speaking))
    known = _known(persons)
    persons = [one for one in _persons(text, names[:inside], ()) if not _parts_known(one, known)] + persons
    persons += _by_title_only(text, names[inside:], persons)
    known = _known(persons)
    _weigh(persons, names)
    full = {span.start: person for person in persons for span in person.full}
    mentions = []
    for name in names:
        if name.span.start in full:
            mentions.append(Mentioned(name.span, full[name.span.start]))
        elif name.span.start < headline:
            mentions += _in_headline(name, known)
        elif (person := _short(name, known, text)) is not None:
            mentions.append(Mentioned(name.span, person))
    _tell_genders(text, names, mentions)
    return People(tuple(persons), tuple(mentions))


def _known(persons: Iterable[Person]) -> _Known:
    known = _Known(defaultdict(list), defaultdict(list), {})
    for person in persons:
        for word in {person.surname, *_second_surname(person)}:
            known.by_surname[word].append(person)
        first = person.name.split(maxsplit=1)[0]
        if first != person.surname:
            known.by_given[first].append(person)
        known.by_both[first, person.surname] = person
    return known


def _parts_known(person: Person, known: _Known) -> bool:
    """Whether a headline's words are a name that the text has, run together with others: "Ida Holm Shuts"."""
    words = person.name.split()
    if len(words) == 2 and words[0] in lexicon.first_names() and words[0] not in known.by_surname:
        return (words[0], words[1]) in known.by_both
    return any(word in known.by_surname or word in known.by_given for word in words)


def _in_headline(name: Name, known: _Known) -> list[Mentioned]:
    """The people of the text whom a run of capitalised headline words names, by both names or by the surname."""
    found, at, i = [], name.span.start, 0
    while i < len(name.tokens):
        word = name.tokens[i]
        pair = known.by_both.get((word, name.tokens[i + 1])) if i + 1 < len(name.tokens) else None
        taken = 2 if pair else 1
        carriers = known.by_surname.get(word, ())
        person = pair or (max(carriers, key=lambda one: one.weight) if carriers else None)
        end = at + len(" ".join(name.tokens[i : i + taken]))
        if person:
            found.append(Mentioned(Span(at, end), person))
        at, i = end + 1, i + taken
    return found


def _weigh(persons: Iterable[Person], names: Sequence[Name]) -> None:
    """Sets the weights: relatives are called by their given names, so that the surname is free for whom it is about."""
    alone = Counter(name.tokens[0] for name in names if len(name.tokens) == 1)
    first: dict[str, Person] = {}
    for person in persons:
        known = first.setdefault(person.surname, person)
        first[person.surname] = min(known, person, key=lambda one: one.full[0].start)
    for person in persons:
        by_given = alone[person.name.split(maxsplit=1)[0]] if " " in person.name else 0
        office, kin = not _OFFICES.isdisjoint(person.roles), not _KIN.isdisjoint(person.roles)
        person.weight = len(person.full) + 2 * office - 2 * min(by_given, 2) - _RELATIVE * kin
        person.weight += first[person.surname] is person


def _tell_genders(text: str, names: Sequence[Name], mentions: Sequence[Mentioned]) -> None:
    """Genders that a "Ms." elsewhere tells, or the pronouns that follow the name, where the given name does not."""
    titles = {name.span.start: name.titles for name in names if name.titles}
    told: dict[int, Counter[str]] = defaultdict(Counter)
    for one in mentions:
        if one.person.gender:
            continue
        for title in titles.get(one.span.start, ()):
            told[id(one.person)][GENDER_OF_WORD.get(title.casefold(), "")] += 9
        own = _OWN_PRONOUN.match(text, one.span.end, one.span.end + 120)
        if own:
            told[id(one.person)][_GENDER_OF_PRONOUN[own.group(1)]] += 1
    for one in mentions:
        votes = told[id(one.person)]
        male, female = votes.get("m", 0), votes.get("f", 0)
        if not one.person.gender and male != female:
            one.person.gender = "m" if male > female else "f"


def _second_surname(person: Person) -> tuple[str, ...]:
    """The word before the last of a longer name: "Ms. Acosta" may be Melba Acosta Febo."""
    words = person.name.split()
    return tuple(word for word in words[-2:-1] if len(words) > 2 and len(word) > 2 and word[0].isupper())


def _is_body_word(name: Name, text: str) -> bool:
    """Whether a word of it is a body's: "the Hill" is none of a person, but what Hill says is Fiona Hill's."""
    if BODY_NAMES.isdisjoint(name.tokens):
        return False
    return name.tokens[0] not in _ALSO_SURNAMES or len(name.tokens) > 1 or _behind_article(text, name.span.start)


def _behind_article(text: str, at: int) -> bool:
    return text.endswith(("the ", "The "), 0, at)


def _short(name: Name, known: _Known, text: str) -> Person | None:
    """Whom a bare surname or given name means; "Then Shoigu" and "Defending Trump" end in one as well."""
    last = plain(name.tokens)[-1:]
    if not last or len(name.tokens) > _SHORT or _is_body_word(name, text):
        return None
    carriers = known.by_surname.get(last[0])
    if carriers and (len(name.tokens) == 1 or name.tokens[0] not in lexicon.first_names()):
        return _of_that_surname(name, carriers, text)
    given = known.by_given.get(last[0], []) if len(name.tokens) == 1 else []
    return given[0] if len(given) == 1 else None
