"""Tampers with a database and with reports a thousand times, each time in one place, and counts what `verify` names.

    python -m tests.bench.tampering PAGES_DIR [HOW_OFTEN [SEED]]

PAGES_DIR holds pages; the example's articles and decisions come on top, so that every table has rows. A value is
changed by one bit, or a row is removed or added, through SQL; or one bit of a report is changed. Fails unless each is
named with its table, or its file; a row of the engine's full-text index that leads to nothing may go unnamed where
every word is found as before, and is counted apart. Bits of the database's bare file are told apart: named, harmless
(nothing that is stored is another), or missed.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from provenance import ingest, pipeline, report
from provenance.cli import verifying
from provenance.errors import ProvenanceError
from provenance.link import keys_by_passage
from provenance.model import Article, Review
from provenance.report import Corpus
from provenance.report.wording import plain
from provenance.reviewing import claims
from provenance.shipped import shipped
from provenance.store import Store, open_store

HOW_OFTEN = 1_000
IN_STORE, OVER_CLI = 0.7, 0.03
BARE = 60
PAGES = 4
"""beside the example's: enough to have every kind of row, and few enough to look through a thousand times"""
_KINDS = ("changed", "changed", "changed", "changed", "removed", "added")


def built(pages: Path, home: Path) -> Path:
    """A database with rows in every table: linked, revised, decided on, and some that wait."""
    path = home / "news.db"
    detector = pipeline.detector_named("rules")
    examples = [one for one in ingest.read_all([str(shipped("examples"))]) if isinstance(one, Article)]
    others = islice((one for one in ingest.read_all([str(pages)]) if isinstance(one, Article)), PAGES)
    with open_store(path) as store:
        for one in (*examples[:-1], *others):
            pipeline.keep(store, one, detector)
        list(pipeline.link_new(store))
        pipeline.keep(store, replace(examples[0], text=examples[0].text + " More is to come."), detector)
        list(pipeline.link_new(store))
        _decide(store, examples[1])
        pipeline.keep(store, examples[-1], detector)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _decide(store: Store, article: Article) -> None:
    """Some decisions about what an article states, the last of them taken back."""
    made = [
        pipeline.review(store, Review("attribution", (article.version, claim.id), "accepted", "Ada", datetime.now(UTC)))
        for claim in claims(store, article)[:3]
    ]
    pipeline.undo(store, made[-1], "Ben")


# --- in the store ---


@dataclass(frozen=True, slots=True)
class Tampering:
    """One thing that was done to a file, and what ought to be named for it."""

    where: str
    how: str
    effect: bool = True


class Tamperer:
    """Does one thing by chance to a copy of a database."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self._chance = chance
        with contextlib.closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            virtual = {name for name, sql in rows if sql.startswith("CREATE VIRTUAL")}
            self._tables = sorted({name for name, _ in rows} - virtual)
            self._columns = {name: list(connection.execute(f"PRAGMA table_info({name})")) for name in self._tables}
            self._counts = {
                name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in self._tables
            }

    def once(self, path: Path) -> Tampering:
        """Change one value by one bit, remove a row or add one, whichever the tables allow."""
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            while True:
                name, how = self._chance.choice(self._tables), self._chance.choice(_KINDS)
                if self._counts[name]:
                    with contextlib.suppress(sqlite3.IntegrityError):
                        done = getattr(self, f"_{how}")(connection, name)
                        if done:
                            return Tampering(name, done)

    def _row(self, connection: sqlite3.Connection, name: str) -> list[Any]:
        at = self._chance.randrange(self._counts[name])
        return list(connection.execute(f"SELECT * FROM {name} LIMIT 1 OFFSET {at}").fetchone())

    def _key(self, name: str, row: list[Any]) -> tuple[str, list[Any]]:
        """A row by its key: the condition and its values."""
        keys = [(column[1], value) for column, value in zip(self._columns[name], row, strict=True) if column[5]]
        return " AND ".join(f"{key} = ?" for key, _ in keys), [value for _, value in keys]

    def _changed(self, connection: sqlite3.Connection, name: str) -> str:
        row = self._row(connection, name)
        place = self._chance.randrange(len(row))
        value = _flipped(row[place], self._chance)
        if value is None:
            return ""
        where, key = self._key(name, row)
        column = self._columns[name][place][1]
        cell = "CAST(? AS TEXT)" if isinstance(row[place], str) else "?"
        connection.execute(f"UPDATE {name} SET {column} = {cell} WHERE {where}", [value, *key])
        (now,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        return f"{column}: {row[place]!r:.60} -> {value!r:.60}, {now} rows"

    def _removed(self, connection: sqlite3.Connection, name: str) -> str:
        where, key = self._key(name, self._row(connection, name))
        connection.execute(f"DELETE FROM {name} WHERE {where}", key)
        return f"removed {key}"

    def _added(self, connection: sqlite3.Connection, name: str) -> str:
        """The same row once more, under another key."""
        row = self._row(connection, name)
        unique = {"version", "record"}
        for place, (_, column, _, _, _, key) in enumerate(self._columns[name]):
            if isinstance(row[place], int) and key:
                row[place] += self._chance.randrange(1, 2_000)
            elif isinstance(row[place], str) and (key or column in unique):
                row[place] += "x"
        connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        return f"added {row!r:.80}"


def _flipped(value: Any, chance: random.Random) -> Any:
    """A value with one bit of one of its bytes turned over; None where it has none, or would be no value."""
    if isinstance(value, int):
        return value ^ 1 << chance.randrange(max(value.bit_length(), 1))
    data = struct.pack(">d", value) if isinstance(value, float) else value
    data = bytearray(data.encode() if isinstance(data, str) else data or b"")
    if not data:
        return None
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    if not isinstance(value, float):
        return bytes(data)
    (found,) = struct.unpack(">d", data)
    return None if math.isnan(found) else found


def named(path: Path) -> list[str]:
    """What `verify` names of a database."""
    lines: list[str] = []
    try:
        with open_store(path, create=False) as store:
            for one in store.verify(keys_by_passage):
                lines += [f"{one.what}: {line}" for line in one.changed]
    except ProvenanceError as error:
        lines.append(f"alembic_version, sqlite: {error}")
    return lines


def told(lines: list[str], table: str) -> bool:
    """Whether one of them is about that table; the tables of the full-text index go by its name."""
    return any((table if not table.startswith("article_search") else "article_search") in line for line in lines)


def found(path: Path) -> list[Any] | None:
    """What full-text search finds for every word there is; None where it fails."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        asked = "SELECT rowid, bm25(article_search) FROM article_search WHERE article_search MATCH ? ORDER BY 2, 1"
        try:
            connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, article_search, row)")
            words = connection.execute("SELECT term, doc, cnt FROM temp.words").fetchall()
            return [words, *(connection.execute(asked, (f'"{term}"',)).fetchall() for term, *_ in words)]
        except sqlite3.Error:
            return None


def bare(path: Path, original: Path, chance: random.Random) -> Tampering:
    """Turn over one bit of the bare file."""
    data = bytearray(original.read_bytes())
    place = chance.randrange(len(data))
    data[place] ^= 1 << chance.randrange(8)
    path.write_bytes(data)
    return Tampering("sqlite", f"byte {place}, page {place // 4096 + 1}")


def contents(path: Path) -> list[Any] | None:
    """All that is stored, and how it is made; None where that cannot be read."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.text_factory = bytes
            if connection.execute("PRAGMA integrity_check").fetchall() != [(b"ok",)]:
                return None
            made = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY name").fetchall()
            tables = [name.decode() for kind, name, sql in made if kind == b"table" and b"VIRTUAL" not in sql]
            return [made, *(connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables)]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


# --- in reports ---


def written(path: Path, home: Path) -> list[Path]:
    """Every kind of report in every format."""
    made = []
    with open_store(path) as store:
        articles = list(store.articles())
        figures = pipeline.audit_corpus(store)
        values: dict[str, report.Report] = {
            "quote": pipeline.trace(store, "harbour"),
            "article": pipeline.audit_stored(store, articles[0]),
            "corpus": Corpus(*figures),
        }
        manifest = pipeline.manifest(store.versions(), {"asked": "bench"}, decisions=store.decisions())
        for kind, value in values.items():
            for ending, style in report.ENDINGS.items():
                place = home / f"{kind}{ending}"
                text = report.render(value, style, manifest)
                if style != "csv" or text.count("\n") > 1:
                    place.write_text(text, encoding="utf-8")
                    made.append(place)
    return made


def flipped(place: Path, chance: random.Random) -> Tampering:
    """Turn over one bit of a report; what stood there stands in `how`."""
    data = bytearray(place.read_bytes())
    at = chance.randrange(len(data))
    before = bytes(data[max(0, at - 12) : at + 12])
    data[at] ^= 1 << chance.randrange(8)
    place.write_bytes(data)
    return Tampering(place.name, f"byte {at} in {before!r}")


def lost(place: Path, database: Path) -> str:
    """What `verify` says of a report that does not hold, empty where it does."""
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            verifying.reported([str(place)], str(database))
    except ProvenanceError as error:
        return f"{out.getvalue()}{error}"
    return ""


def over_cli(database: Path, *reports: Path) -> tuple[int, str]:
    """The exit code of the command itself, and what it says."""
    command = [sys.executable, "-m", "provenance", "--db", str(database), "verify", *map(str, reports)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


# --- all of it ---


def main(pages: Path, how_often: int = HOW_OFTEN, seed: int = 7) -> None:
    """Print how many were named, and what was not; exit with 1 where that is not all."""
    logging.disable(logging.CRITICAL)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as work:
        home = Path(work)
        database = built(pages, home)
        assert named(database) == []
        # From a copy: whoever asks has the passages indexed that wait for it.
        reports = written(Path(shutil.copy(database, home / "asked.db")), home)
        assert [lost(one, database) for one in reports] == [""] * len(reports)
        in_store = round(how_often * IN_STORE)
        missed = store_missed(database, home / "copy.db", in_store, chance)
        missed += reports_missed(reports, database, how_often - in_store, chance)
        without = sum(not one.effect for one in missed)
        named_ones = how_often - len(missed)
        print(f"N {how_often}: named {named_ones}, not named {len(missed)}, {without} of these without effect")
        for one in missed:
            print(f"  not named: {one.where}: {one.how}", flush=True)
        print(f"bits of the bare file, N {BARE}: {bare_file(database, home / 'copy.db', chance)}")
    if any(one.effect for one in missed):
        sys.exit("something was changed and not named")


def store_missed(database: Path, copy: Path, how_often: int, chance: random.Random) -> list[Tampering]:
    """What was done to the database and not named; prints how often each table was met."""
    tamperer = Tamperer(database, chance)
    met: Counter[str] = Counter()
    missed: list[Tampering] = []
    words = found(database)
    for _ in range(how_often):
        shutil.copy(database, copy)
        done = tamperer.once(copy)
        met[done.where] += 1
        lines = named(copy)
        if chance.random() < OVER_CLI:
            code, said = over_cli(copy)
            lines = lines if code == 1 and all(line in said for line in map(plain, lines)) else []
        if not told(lines, done.where):
            same = done.where.startswith("article_search") and not lines and found(copy) == words
            missed.append(replace(done, how=f"{done.how}; named: {lines[:2]}", effect=not same))
    print(f"database, N {how_often} in {len(met)} tables ({', '.join(f'{name} {met[name]}' for name in sorted(met))})")
    return missed


def reports_missed(reports: list[Path], database: Path, how_often: int, chance: random.Random) -> list[Tampering]:
    """What was done to reports and not named."""
    missed = []
    for _ in range(how_often):
        place = chance.choice(reports)
        before = place.read_bytes()
        done = flipped(place, chance)
        said = lost(place, database)
        if chance.random() < OVER_CLI:
            code, printed = over_cli(database, place)
            said = said if code == 1 and place.name in printed else ""
        if place.name not in said:
            missed.append(done)
        place.write_bytes(before)
    print(f"reports, N {how_often} in {len(reports)} files of {len(report.RENDERERS)} formats")
    return missed


def bare_file(database: Path, copy: Path, chance: random.Random) -> str:
    """How many bits of the bare file are named, how many change nothing, and where the others are."""
    before = contents(database)
    came: Counter[str] = Counter()
    for _ in range(BARE):
        for beside in copy.parent.glob(f"{copy.name}-*"):
            beside.unlink()
        done = bare(copy, database, chance)
        if named(copy):
            came["named"] += 1
        elif contents(copy) == before:
            came["harmless"] += 1
        else:
            came["missed"] += 1
            print(f"  missed: {done.how}")
    return ", ".join(f"{kind} {came[kind]}" for kind in ("named", "harmless", "missed"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
