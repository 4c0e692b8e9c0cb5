"""What is linked depends on the order in which articles were stored, and on nothing else."""

from __future__ import annotations

import random
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest

from provenance import pipeline
from provenance.detect import detect
from provenance.model import Article, Match
from provenance.store import Store, open_store

CORE = "freighter Northern Pelican struck the disused breakwater"
OPENINGS = (
    "Fog was thick when the Danish", "Nobody aboard noticed that the", "Last Friday the overloaded", "A rusty",
    "Coastguards believe the chartered", "Insurers confirmed that the", "Bound for Skarholm, the empty", "Twice the",
)  # fmt: skip
ENDINGS = (
    "and lost two anchors.", "before the pilot arrived from Vik.", "near Ellery, spilling fertiliser.", "again.",
    "while its captain slept below.", "at walking pace and stuck there.", "and blocked the ferry berth.", "on Tuesday.",
)  # fmt: skip
COUNT = 90
"""articles, of which each carries the crowded words: twice as many as all are compared of"""


def articles() -> list[Article]:
    chance = random.Random(5)
    made = []
    for number in range(COUNT):
        text = "\n\n".join(f"{chance.choice(OPENINGS)} {CORE} {chance.choice(ENDINGS)}" for _ in range(2))
        url = f"https://paper{number % 40}.example/{number}"
        made.append(Article(id=f"a{number}", text=text, title=f"Aground {number}", url=url, name=url))
    return made


def add(store: Store, some: Iterable[Article], portion: int) -> None:
    rest = iter(some)
    while now := list(islice(rest, portion)):
        list(pipeline.add(store, now, detector=detect))
        list(pipeline.link_new(store))


def links(where: str | Path) -> set[Match]:
    with open_store(where) as store:
        return set(store.matches())


@pytest.fixture
def at_once(tmp_path: Path) -> set[Match]:
    """What is found where everything is stored first and linked at once."""
    with open_store(tmp_path / "at_once.db") as store:
        add(store, articles(), COUNT)
        list(pipeline.relink(store))
        return set(store.matches())


@pytest.mark.parametrize("portion", [1, 7, COUNT])
def test_articles_in_portions_are_linked_as_all_at_once(where: str, portion: int, at_once: set[Match]):
    with open_store(where) as store:
        add(store, articles(), portion)
    assert links(where) == at_once
    assert len(at_once) < COUNT * COUNT  # of two passages in each article not all pairs by far


def test_programs_that_add_and_link_at_the_same_time_leave_nothing_out(where: str, tmp_path: Path):
    some = articles()
    open_store(where).close()

    def work(first: int) -> None:
        with open_store(where) as store:
            add(store, some[first::3], 4)

    programs = [Thread(target=work, args=(first,)) for first in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join()
    with open_store(where) as store:
        stored = list(dict.fromkeys(passage.article for passage in store.passages()))
    by_version = {one.version: one for one in some}
    with open_store(tmp_path / "one.db") as store:
        add(store, [by_version[version] for version in stored], COUNT)
    assert links(where) == links(tmp_path / "one.db")
