"""The word lists and the gazetteer of `data/`, loaded once."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from provenance.model import Outlet

__all__ = ["AmbiguousAlias", "aliases", "ambiguous_aliases", "outlet_by_domain", "outlet_by_id", "outlets"]

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
    type: Literal["collision", "weak", "self-reference", "generic", "type"]
    weak: bool
    outlet_ids: tuple[str, ...]
    countries: tuple[str, ...]
    default: str | None


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the gazetteer (about 2,300; some 15 ms the first time)."""
    return tuple(
        Outlet(
            id=row["outlet_id"],
            name=row["name"],
            country=row["country"] or None,
            kind=row["kind"] or "unknown",
            state_media=row["state_media"] or "unknown",
            aliases=_parts(row["aliases"]),
            domains=_parts(row["domains"]),
            languages=_parts(row["languages"]),
        )
        for row in _rows("outlets.csv")
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
    """Aliases that need context, by the alias as written."""
    return {
        row["alias"]: AmbiguousAlias(
            alias=row["alias"],
            type=row["type"],  # type: ignore[arg-type]  # the file is ours: its five types are tested
            weak=row["weak"] == "1",
            outlet_ids=_parts(row["outlet_ids"]),
            countries=_parts(row["countries"]),
            default=row["default_outlet_id"] or None,
        )
        for row in _rows("ambiguous.csv")
    }
