"""Runs of capitalised words that can be names: titles split off, sentences and verbs kept out, headlines marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from provenance import lexicon
from provenance.model import Span
from provenance.resolve.layout import overlapped
from provenance.resolve.nouns import BODY_NAMES, FUNCTION_WORDS, PLACES, TITLES

__all__ = ["OFFICE_OF", "OFFICE_REACH", "Name", "find_runs", "headline_end", "plain"]

_WORD = r"[A-ZÀ-ÖØ-ÞŁŠŽ](?:[^\W_]++|['-](?=[^\W_]{2})|\.(?=[A-Z]\.))*\.?"
_NAME = re.compile(
    rf"{_WORD}(?: (?:(?:de|da|dos|van|von|der|den|bin|ibn|al|el|la|del|della|di|du|le|ter|ten|ap)[ -])*{_WORD})*"
)
_NO_PERSONS = BODY_NAMES | PLACES
_BASED = re.compile(r"-(?:based|born|backed|owned|led|run)$")
_SUFFIXES = frozenset({"Jr.", "Sr.", "Jr", "Sr", "II", "III", "IV"})
_ABBREVIATED = frozenset(
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Lt Gen Col Maj Capt Sgt Cpl Adm Cmdr Prof Rev Det Supt Insp Hon St".split()
)
# Function words that are surnames behind a given name: "Theresa May", "Huey Long".
_SURNAMES = frozenset("May Long Few More Still".split())
_OFFICE = (
    r"(?i:Secretary|Minister|Speaker|Chief|Director|President|Leader|Head|Chancellor|Archbishop|Bishop|Mayor|Governor|"
    r"Commissioner|Ambassador|Envoy|Chairman|Chairwoman|Chair|Prosecutor)"
)
_FIELD = r"(?:[A-Z][\w-]+(?:,| and)? )"
_OF = rf"\b(?P<office>{_OFFICE}) (?:of|for|to) (?:the )?"
OFFICE_OF = re.compile(rf"{_OF}{_FIELD}{{1,5}}$")
"""an office with a name in it, whose holder comes next: "Secretary of State | Tom Nides" """
OFFICE_REACH = 90
"""characters in which an office and its field stand before a name"""
_OF_OFFICE = re.compile(rf"{_OF}{_FIELD}{{0,4}}$")
_PORTFOLIOS = frozenset(
    """Affairs Agriculture Commerce Communications Culture Defence Defense Development Economy Education Emergencies
    Energy Environment Finance Fisheries Foreign Health Home Housing Immigration Industry Interior Internal Justice
    Labor Labour Planning Science Security Social Sport Sports State Technology Tourism Trade Transport Transportation
    Welfare Youth""".split()
)
# A longer first line is a paragraph, and shorter words are small in any headline.
_LONGEST_HEADLINE = 200
_SMALL = 4
_TITLE_CASE = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words without the titles before it."""

    span: Span
    tokens: tuple[str, ...]
    titles: tuple[str, ...]


def plain(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Name words without a suffix.

    >>> plain(("Ida", "Holm", "Jr."))
    ('Ida', 'Holm')
    """
    return tuple(token for token in tokens if token not in _SUFFIXES)


def find_runs(text: str, taken: Sequence[Span]) -> Iterator[Name]:
    """Every run of capitalised words outside the spans `taken` (in order), in text order."""
    for match in _NAME.finditer(text):
        if " " not in match.group():
            word = _alone(match.group())
            span = Span(match.start(), match.start() + len(word))
            if word and not overlapped(taken, span):
                yield Name(span, (word,), ())
            continue
        words = match.group().split(" ")
        starts = accumulate((len(word) + 1 for word in words), initial=match.start())
        of_office = _OF_OFFICE.search(text, max(0, match.start() - OFFICE_REACH), match.start()) is not None
        for run in _runs(list(zip(words, starts, strict=False))):
            first = max(_titles(run), _field(run) if of_office and run[0][1] == match.start() else 0)
            kept = run[first:]
            if not kept:
                continue
            span = Span(kept[0][1], kept[-1][1] + len(kept[-1][0]))
            if not overlapped(taken, span):
                titles = tuple(word.rstrip(".") for word, _ in run[:first])
                yield Name(span, tuple([word for word, _ in kept]), titles)


@lru_cache(maxsize=8192)  # the same few words open most sentences of the news
def _alone(word: str) -> str:
    """A capitalised word by itself, without the sentence's full stop; nothing if it is a title or no name at all."""
    run = next(_runs([(word, 0)]), [])
    return "".join([token for token, _ in run[_titles(run) :]])


def _runs(words: list[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """The words, cut where one ends its sentence ("beat Trump. Clinton") or is no part of a name ("Graham Says")."""
    run: list[tuple[str, int]] = []
    for number, (word, at) in enumerate(words, 1):
        bare = word.rstrip(".")
        if _is_function(word, bare, run, alone=len(words) == 1, last=number == len(words)):
            if run:
                yield run
            run = []
            continue
        ends = word[-1] == "." and len(bare) > 2 and bare not in _ABBREVIATED and word not in _SUFFIXES
        ends = ends and "." not in bare
        run.append((bare if ends else word, at))
        if ends:
            yield run
            run = []
    if run:
        yield run


def _is_function(word: str, bare: str, run: list[tuple[str, int]], *, alone: bool, last: bool) -> bool:
    """Whether a capitalised word only opens a sentence: no initial ("Jill A. Martin"), no name ("Theresa May")."""
    if word == "He" and not last:  # "He Jianxiong": behind the pronoun no word has a capital
        return False
    if bare.casefold() not in FUNCTION_WORDS or word in lexicon.first_names() or (run and word[-1] == "."):
        return False
    return not (bare in _SURNAMES and (alone or (len(run) > 0 and run[-1][0] in lexicon.first_names())))


def _titles(words: list[tuple[str, int]]) -> int:
    """How many leading words are titles or adjectives of a country, and no part of the name ("Patty Judge")."""
    given = lexicon.first_names()
    last = len(words) - 1
    titled = -1
    for i, (word, _) in enumerate(words):
        if word.rstrip(".") in TITLES and not (i == last > 0 and words[i - 1][0] in given):
            titled = i
    start = titled + 1
    while start <= last and (words[start][0] in lexicon.demonyms() or _BASED.search(words[start][0])):
        start += 1
    return _behind_body(words, start)


def _behind_body(words: list[tuple[str, int]], start: int) -> int:
    """Where a given name and a surname begin behind a body's name: "State | Tom Nides", "Ocean Florida | Abby Dunn"."""
    given = lexicon.first_names()
    if start < len(words) and words[start][0] not in given:
        for at in range(start + 1, len(words) - 1):
            if words[at][0] in given and words[at - 1][0] in _NO_PERSONS:
                return at
    return start


def _field(words: list[tuple[str, int]]) -> int:
    """How many words say what an office is of, before the name of its holder: "[Minister of] Foreign Affairs Ida Holm".

    They are a country or what ministries are called after, or a given name that is known comes next.
    """
    given, countries = lexicon.first_names(), lexicon.countries()
    found = 0
    for at in range(1, len(words)):
        if at < len(words) - 1 and (words[at][0] in given or " ".join(word for word, _ in words[:at]) in countries):
            return at
        if found == at - 1 and words[at - 1][0] in _PORTFOLIOS:
            found = at
    return found


def headline_end(text: str) -> int:
    r"""Where a headline in title case ends that opens the text, or 0: its capitals do not tell what is a name.

    >>> headline_end("Ida Holm Shuts Old Quay\nMayor Ida Holm shut the quay.")
    23
    """
    end = text.find("\n", 0, _LONGEST_HEADLINE)
    if end < 0 or not text[end:].strip():
        return 0
    line = text[:end]
    words = [word for word in re.findall(r"[^\W\d_][\w'-]*", line) if len(word) >= _SMALL]
    return end if words and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words) else 0
