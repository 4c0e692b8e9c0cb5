"""The tables as statements need them: their columns and types, read from `db/sqlite.sql`.

`tables.py` declares the same as SQLModel classes. Those bring a validator and an object mapper, which take longer to
load than most commands take to run; so they are left to the migrations, the tests, and whoever wants rows as objects.
The file is what the migrations make (`snapshot.py`); a test keeps all three equal.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Float, Integer, LargeBinary, String, TableClause, column
from sqlalchemy import table as table_of
from sqlalchemy.types import TypeEngine

from provenance.shipped import shipped

__all__ = ["SNAPSHOT", "STATEMENT_END", "snapshot_statements", "tables"]

SNAPSHOT = "sqlite.sql"
"""the file in `db/` that makes a new SQLite database at once"""
STATEMENT_END = ";\n\n"

_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "BLOB": LargeBinary,
    "BOOLEAN": Boolean,
    "FLOAT": Float,
    "INTEGER": Integer,
    "VARCHAR": String,
}
_TABLE = re.compile(r"CREATE TABLE (\w+) \(")
# A column of its own line, or one that a later migration added, which SQLite writes behind everything else.
_COLUMN = re.compile(rf'(?:^\t|, )"?(\w+)"? ({"|".join(_TYPES)})\b', re.MULTILINE)


def snapshot_statements() -> list[str]:
    """The statements that make every table, index and view of a new SQLite database."""
    made = (shipped("db") / SNAPSHOT).read_text(encoding="utf-8").split(STATEMENT_END)
    return [sql for sql in made if sql]


@cache
def tables() -> dict[str, TableClause]:
    """Every table by its name, the columns in their order."""
    found = {}
    for sql in snapshot_statements():
        made = _TABLE.match(sql)
        if made:
            columns = [column(name, _TYPES[kind]()) for name, kind in _COLUMN.findall(sql)]
            found[made[1]] = table_of(made[1], *columns)
    return found
