"""Commands killed at any moment: what they leave behind is whole, and run again they end as if nothing had been."""

from __future__ import annotations

import random
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.databases import running
from tests.killing import KINDS, Kind, prepared, round_at

__all__ = ["killed", "moments"]

KILLS = {
    "add": 14,  # whose processes load for seconds
    "add --jobs 2": 10,
    "link": 24,
    "link --all": 24,
    "db upgrade, 0001": 22,
    "db upgrade, 0002": 22,
    "db copy": 22,
    "db backup": 24,
}
"""of each kind on each engine: 300 in all, as there is no `db backup` of a server"""
SEED = 3
_AT_ONCE = 0.02
"""seconds of computing after which the first one comes, before the program has read its first line"""


def killed(_: Path, work: Path) -> None:
    """Commands of the real command line killed at moments spread over their run, on SQLite and on PostgreSQL."""
    chance = random.Random(SEED)
    total: Counter[str] = Counter()
    with ExitStack() as servers:
        for engine, server in (("sqlite", None), ("postgresql", servers.enter_context(running()))):
            for number, kind in enumerate(KINDS.values()):
                if server is None or kind.name != "db backup":
                    folder = work / f"{engine}{number}"
                    folder.mkdir()
                    total += _kind(engine, kind, folder, server, chance)
    print(f"N {total['kills']} kills, {total['wrong']} of them with something that is not as it must be")


def _kind(engine: str, kind: Kind, folder: Path, server: str | None, chance: random.Random) -> Counter[str]:
    began = time.perf_counter()
    done: Counter[str] = Counter()
    with prepared(kind, folder, server) as start:
        for moment in moments(KILLS[kind.name], start.seconds, chance):
            one = round_at(start, moment)
            done.update((one.done, "kills", *(["wrong"] if one.wrong else [])))
            for line in one.wrong:
                print(f"  {kind.name} on {engine} at {one.moment:.3f} s: {line}")
    by_then = ", ".join(f"{what} {done[what]}" for what in ("nothing", "some", "all"))
    print(
        f"{engine:10} {kind.name:16} N {done['kills']} over {start.seconds:.2f} s of computing; done by then: "
        f"{by_then}; wrong {done['wrong']} ({time.perf_counter() - began:.0f} s)",
        flush=True,
    )
    return done


def moments(count: int, seconds: float, chance: random.Random) -> list[float]:
    """So many moments of a run that takes so long: one at once, the others one in each equal part of it."""
    part = seconds / count
    return [_AT_ONCE, *((number + chance.random()) * part for number in range(1, count))]
