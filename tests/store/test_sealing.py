"""Seals are counted right whoever writes, and however many do at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from provenance.errors import StoreError
from provenance.model import Match, Span
from provenance.store import open_store
from tests.store.samples import STORY, piece
from tests.store.test_verifying import known_keys, named

COUNT = 12


def test_many_writers_at_once_leave_everything_as_written(made: str):
    def add(at: int) -> None:
        with open_store(made, wait=20) as store:
            for turn in range(3):  # three versions of each of half as many articles, two writers at each
                store.add(*piece(f"n{at // 2}", f"{STORY} {at} {turn}"), detector="rules")

    def link(_: int) -> None:
        with open_store(made, wait=20) as store:
            for _turn in range(3):
                waiting = store.unlinked()
                pairs = pairwise(waiting)
                found = [Match(a.id, b.id, 80.0, "edited", Span(0, 3), Span(0, 3)) for a, b in pairs]
                store.save_matches(found, [one.id for one in waiting])

    with ThreadPoolExecutor(COUNT) as pool:
        going = [pool.submit(add, at) for at in range(COUNT)] + [pool.submit(link, at) for at in range(3)]
        for one in going:
            one.result()
    with open_store(made) as store:
        assert store.how_many() == COUNT // 2
        assert named(store) == []


def test_what_failed_leaves_no_seal(made: str, monkeypatch: pytest.MonkeyPatch):
    with open_store(made) as store:
        store.add(*piece("one"))

        def fails(*_: object, **__: object) -> None:
            raise OSError("disk")

        with monkeypatch.context() as patched:
            patched.setattr("provenance.store.sealing.keep", fails)
            with pytest.raises(StoreError):
                store.add(*piece("two"))
        assert not store.has(piece("two")[0].article)
        assert [one.what for one in store.verify(known_keys) if one.changed] == []
