"""The word lists and the gazetteer of `data/`, loaded once.

The environment variable PROVENANCE_OUTLETS names a CSV file of further outlets, in the columns of `data/outlets.csv`;
a row there replaces the shipped one of the same `outlet_id`.
"""

from __future__ import annotations

import csv
import hashlib
import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from provenance.errors import InputError
from provenance.model import Outlet

__all__ = [
    "AmbiguousAlias",
    "CueCount",
    "MeasuredRecall",
    "Programme",
    "aliases",
    "ambiguous_aliases",
    "countries",
    "cues",
    "demonyms",
    "digests",
    "first_names",
    "measured_recall",
    "nicknames",
    "outlet_by_domain",
    "outlet_by_id",
    "outlets",
    "outlets_like",
    "programmes",
    "rarity",
    "source_nouns",
]

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class AmbiguousAlias:
    """A name that needs context before it means an outlet.

    collision: several outlets carry it (by the country of the citing article, else `default`).
    weak: a common word or short acronym, accepted only beside other evidence.
    self-reference: "The Times", the nearest earlier full name or the outlet's own.
    generic: "the newspaper", only ever refers back.
    """

    alias: str
    type: Literal["collision", "weak", "self-reference", "generic"]
    weak: bool
    outlet_ids: tuple[str, ...]
    countries: tuple[str, ...]
    default: str | None


@dataclass(frozen=True, slots=True)
class Programme:
    """A named news or talk programme; it counts as its network, where it has one in the gazetteer.

    plain: the name is a common phrase ("This Week"), accepted only beside other evidence.
    """

    name: str
    outlet: Outlet | None
    plain: bool


@dataclass(frozen=True, slots=True)
class CueCount:
    """How a cue word fared in one shape ("that", "after quote", "passive to"); `*` stands for all words or shapes."""

    tried: int
    right: int
    effect: float
    """log-odds of the shape, or what the word adds to it; 0 for a pair"""


@dataclass(frozen=True, slots=True)
class MeasuredRecall:
    """How many of the attributions that people marked in a corpus a detector finds."""

    recall: float
    """percent"""
    attributions: int
    corpus: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _cells(name: str) -> Iterator[list[str]]:
    """The rows of one of our own lists, without its heading: a dictionary for each would take three times as long."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        yield from rows


def _outlet_rows() -> list[dict[str, str]]:
    rows = {row["outlet_id"]: row for row in _rows("outlets.csv")}
    own = os.environ.get("PROVENANCE_OUTLETS")
    if own:
        try:
            extra = _rows(str(Path(own).resolve()))
            rows |= {row["outlet_id"]: row for row in extra if row["name"]}
        except OSError as error:
            raise _unreadable(own, error) from error
        except (UnicodeDecodeError, KeyError, csv.Error) as error:
            columns = "outlet_id, name, aliases, domains, country, languages, kind, state_media"
            raise InputError(f"{own}: not a gazetteer file; it needs the columns {columns}") from error
    return list(rows.values())


def _unreadable(own: str, error: OSError) -> InputError:
    return InputError(f"{own}: the gazetteer cannot be read ({error.strerror}); check the path")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the gazetteer (about 2,300; some 15 ms the first time)."""
    return tuple(
        Outlet(
            id=row["outlet_id"],
            name=row["name"],
            country=row.get("country") or None,
            kind=row.get("kind") or "unknown",
            state_media=row.get("state_media") or "unknown",
            aliases=_parts(row.get("aliases") or ""),
            domains=_parts(row.get("domains") or ""),
            languages=_parts(row.get("languages") or ""),
        )
        for row in _outlet_rows()
    )


@cache
def _by_id() -> dict[str, Outlet]:
    return {outlet.id: outlet for outlet in outlets()}


def outlet_by_id(outlet_id: str) -> Outlet | None:
    """The outlet of that slug, or None."""
    return _by_id().get(outlet_id)


@cache
def _by_domain() -> dict[str, Outlet]:
    found = {
        row["short_domain"]: _by_id()[row["outlet_id"]]
        for row in _rows("shortdomains.csv")
        if row["outlet_id"] in _by_id()
    }
    found.update({domain: outlet for outlet in outlets() for domain in outlet.domains})
    return found


def outlet_by_domain(host: str) -> Outlet | None:
    """The outlet that owns a host name, by its longest known suffix ("cooking.nytimes.com", then "nytimes.com").

    >>> outlet_by_domain("www.reuters.com").name
    'Reuters'
    """
    labels = host.lower().rstrip(".").split(".")
    known = _by_domain()
    for start in range(len(labels) - 1):
        outlet = known.get(".".join(labels[start:]))
        if outlet:
            return outlet
    return None


def outlets_like(part: str) -> list[Outlet]:
    """Outlets with `part` in their name, an alias or a domain, whatever the case; all of them for an empty part."""
    wanted = part.casefold()
    return [
        one for one in outlets() if any(wanted in name.casefold() for name in (one.name, *one.aliases, *one.domains))
    ]


@cache
def aliases() -> dict[str, tuple[Outlet, ...]]:
    """Name or alias, letter for letter as outlets write it, to every outlet that carries it."""
    found: dict[str, dict[str, Outlet]] = {}
    for outlet in outlets():
        for name in (outlet.name, *outlet.aliases):
            found.setdefault(name, {})[outlet.id] = outlet
    return {name: tuple(carriers.values()) for name, carriers in found.items()}


@cache
def ambiguous_aliases() -> dict[str, AmbiguousAlias]:
    """Aliases that need context, by the alias as written; "The Times" refers back before it is merely weak."""
    rows = sorted(_rows("ambiguous.csv"), key=lambda row: row["type"] != "weak")
    return {
        row["alias"]: AmbiguousAlias(
            alias=row["alias"],
            type=row["type"],  # type: ignore[arg-type]  # the file is ours: its four types are tested
            weak=row["weak"] == "1",
            outlet_ids=_parts(row["outlet_ids"]),
            countries=_parts(row["countries"]),
            default=row["default_outlet_id"] or None,
        )
        for row in rows
    }


@cache
def _word_rarity() -> tuple[dict[str, float], float]:
    counts = {word: int(sentences) for word, sentences in _cells("word_counts.csv")}
    total = counts.pop("")
    rarest = math.log(total / (min(counts.values()) - 1))
    return {word: math.log(total / n) for word, n in counts.items()}, rarest


def rarity(word: str) -> float:
    """How much it tells that two texts share a folded word: the log of one in how many sentences of news hold it.

    "the" tells nothing, a word that the counts lack as much as any word can.

    >>> rarity("the") < 1 < rarity("president") < rarity("waterboarding")
    True
    """
    known, rarest = _word_rarity()
    return known.get(word, rarest)


@cache
def programmes() -> dict[str, Programme]:
    """Named programmes of `data/programmes.csv` by name as written."""
    return {
        row["programme"]: Programme(row["programme"], outlet_by_id(row["outlet_id"]), row["plain"] == "1")
        for row in _rows("programmes.csv")
    }


@cache
def demonyms() -> dict[str, str]:
    """Adjective of a country ("Russian", "North Korean") to its ISO 3166 code."""
    return {row["adjective"]: row["country"] for row in _rows("demonyms.csv")}


@cache
def countries() -> frozenset[str]:
    """Names of countries in English."""
    return frozenset(row["name"] for row in _rows("demonyms.csv"))


@cache
def first_names() -> dict[str, str]:
    """Common given names: "m", "f", or "" where the name does not tell."""
    return {row["name"]: row["gender"] for row in _rows("first_names.csv")}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Short forms of given names to the names that they are short for: Tim, Ted (Edward, Theodore)."""
    found: dict[str, set[str]] = {}
    for row in _rows("nicknames.csv"):
        found.setdefault(row["nickname"], set()).add(row["name"])
    return {short: frozenset(names) for short, names in found.items()}


@cache
def cues() -> dict[tuple[str, str], CueCount]:
    """Counts by cue word and shape (some 6,000 rows; about 30 ms the first time)."""
    return {
        (cue, shape): CueCount(int(tried), int(right), float(effect))
        for cue, shape, tried, right, effect in _cells("cues.csv")
    }


def digests() -> tuple[tuple[str, str], ...]:
    """Every word list and model by name, with the digest of its file as `sha256:<hex>`; outlets of your own last."""
    sums = (DATA / "sha256sums.txt").read_text(encoding="utf-8").splitlines()
    shipped = [(name, f"sha256:{digest}") for digest, name in (line.split() for line in sums)]
    own = os.environ.get("PROVENANCE_OUTLETS")
    return (*sorted(shipped), *([_digest_of(own)] if own else []))


def _digest_of(own: str) -> tuple[str, str]:
    try:
        return f"own {Path(own).name}", "sha256:" + hashlib.sha256(Path(own).read_bytes()).hexdigest()
    except OSError as error:
        raise _unreadable(own, error) from error


@cache
def source_nouns() -> dict[str, frozenset[str]]:
    """Words that tell what kind of source a phrase names, by kind: person, unnamed, withheld, group, document, ..."""
    found: dict[str, set[str]] = {}
    for row in _rows("source_nouns.csv"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def measured_recall() -> dict[str, MeasuredRecall]:
    """What was measured of each detector, by its name; `python -m tests.bench FOLDER attributions` prints it anew."""
    return {
        row["detector"]: MeasuredRecall(float(row["recall"]), int(row["attributions"]), row["corpus"])
        for row in _rows("recall.csv")
    }
