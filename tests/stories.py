"""A corpus of invented articles that share sentences and quotes with one another."""

from __future__ import annotations

import json
import random
from pathlib import Path

__all__ = ["stories", "written"]

_OUTLETS = ("The Harbour Post", "Northern Wire", "Quay Street Journal", "The Tidewater Echo")
_PEOPLE = ("Ilse Brandt", "Eli Strand", "Mona Reyes", "Tor Vang", "Ada Lind")
_PLACES = "Vik Holm Skarholm Ellery Sorrel Brann Torsvik Ulvoy Nesset Hamna Lindvik Aukra Dalsoy Fenring".split()
_LIKE = "worn late idle costly narrow rusty crowded empty borrowed repaired unlit silent heavy broken".split()
_THINGS = (
    "pumps hulls bearings ramps winches timetables lifeboats engines inspectors mechanics tickets crews ferries "
    "piers captains cranes cables buoys lanterns boilers propellers harbours"
).split()
_DID = "replaced blocked followed outnumbered delayed emptied overtook surprised crossed exhausted resembled".split()
_DIFFERENT = 150
"""sentences that a story is told in"""


def stories(count: int, sentences: int, *, revised: bool = False) -> list[dict[str, str]]:
    """Articles of six stories, each with so many sentences and a quote; `revised` ones have a sentence more."""
    chance = random.Random(11)
    made = []
    for number in range(count):
        story = number % 6
        lines = [_sentence(story, chance.randrange(_DIFFERENT)) for _ in range(sentences)]
        lines.append(f"“{_sentence(story, chance.randrange(9))[:-1]},” said {_PEOPLE[story % 5]}, who runs the pier.")
        lines.append(f"According to {_OUTLETS[number % 4]}, route {number} was closed for {number + 3} days.")
        if revised:
            lines.append(f"The owner of route {number} has promised to reply.")
        made.append(
            {
                "url": f"https://paper{number % 4}.example/{number}",
                "outlet": _OUTLETS[(number + story) % 4],
                "published": f"2024-05-{number % 28 + 1:02}T08:00:00+00:00",
                "title": f"Route {number} halted{' again' if revised else ''}",
                "text": "\n\n".join(lines),
            }
        )
    return made


def _sentence(story: int, number: int) -> str:
    chance = random.Random(story * _DIFFERENT + number)
    like, did = chance.sample(_LIKE, 3), chance.sample(_DID, 2)
    things, places = chance.sample(_THINGS, 4), chance.sample(_PLACES, 2)
    return (
        f"{like[0].title()} {things[0]} at {places[0]} {did[0]} {chance.randrange(3, 90)} {like[1]} {things[1]}, "
        f"and {like[2]} {things[2]} off {places[1]} {did[1]} {things[3]}."
    )


def written(path: Path, rows: list[dict[str, str]]) -> Path:
    """The articles as a file of one a line."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path
