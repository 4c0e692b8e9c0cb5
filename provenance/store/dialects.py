"""The few statements that SQLite and PostgreSQL do not share, by the same names and with the same parameters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

__all__ = ["DIALECTS", "Dialect", "dialect_of", "folded"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """SQL for one engine; lists of numbers go in as JSON, for both engines take that apart in one statement."""

    placeholder: str
    """how a driver's own statement marks a value"""
    takes_nul: bool
    """whether the engine itself lets the character NUL into a text"""
    numbers: str
    """`:count` row numbers of {table} that nobody else gets, in one JSON list"""
    count_on: str | None
    """lets the next number of {table} follow the highest there is, where rows brought theirs along"""
    take_turn: str | None
    """waits until no other writer is busy with the article whose number of 63 bits is `:article`"""
    index_passages: tuple[str, ...]
    """moves the first `:batch` passages that wait for it into `passage_ids` and `passage_keys`"""
    holders: str
    """(key, JSON list of passages) for `:keys`, at most `:count` a key, from the {end} ASC or DESC; none
    superseded; keys of fewer than `:least` left out"""
    last_before: str
    """(place in `:asked`, JSON list of passages) for each key and passage of that list: at most `:count` that hold the
    key and come last before the passage; none superseded"""
    asked: str
    """the objects of a JSON list `:asked`, as the first of two tables; their fields are columns of {table}"""
    asked_for: str
    """the field {column} of such an object"""
    folds: bool
    """whether texts and queries must come without accents: this full-text index does not strip them itself"""
    add_text: str
    """enters title and text of the version `:number` for full-text search: `:title`, `:text`"""
    same_text: str | None
    """whether what is entered for a version is what `add_text` would enter; None where it cannot be asked so"""
    remove_text: str
    search: str
    """versions that hold the words of `:query`, best first, their text with found words between `:on` and `:off`"""
    size: str
    """bytes that the database takes"""


# The index keeps 32 bits of a key: a third less of the biggest table, for a candidate too many in some thousands, which
# is compared like the others. SQLite has no exclusive or; this is one.
_FOLDED: Final = "((({key} | ({key} >> 32)) - ({key} & ({key} >> 32))) & 4294967295) - 2147483648"


def folded(key: int) -> int:
    """A key as the index keeps it, the same as the statements above make of it."""
    return ((key ^ key >> 32) & 0xFFFFFFFF) - 0x80000000


_SQLITE: Final = Dialect(
    placeholder="?",
    takes_nul=True,
    numbers="""
        WITH RECURSIVE counted(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counted WHERE i < :count)
        SELECT json_group_array(i + (SELECT coalesce(max(number), 0) FROM {table})) FROM counted
    """,
    count_on=None,
    take_turn=None,  # one writer at a time anyway
    # In the order of the index: neighbours are written together, many times faster than as they come.
    index_passages=(
        """
        INSERT OR IGNORE INTO passage_ids (id, passage)
        SELECT passages.id, passages.number
        FROM (SELECT passage FROM passages_to_index ORDER BY passage LIMIT :batch) AS waiting
        JOIN passages ON passages.number = waiting.passage
        ORDER BY 1
        """,
        f"""
        INSERT OR IGNORE INTO passage_keys (key, passage)
        SELECT {_FOLDED.format(key="one.value")}, waiting.passage
        FROM (SELECT passage, keys FROM passages_to_index ORDER BY passage LIMIT :batch) AS waiting,
             json_each(waiting.keys) AS one
        ORDER BY 1, 2
        """,  # noqa: S608
        """
        DELETE FROM passages_to_index
        WHERE passage IN (SELECT passage FROM passages_to_index ORDER BY passage LIMIT :batch)
        """,
    ),
    holders="""
        SELECT held.key, json_group_array(held.passage)
        FROM json_each(:keys) AS wanted
        JOIN passage_keys AS held ON held.key = wanted.value AND held.passage IN (
            SELECT one.passage FROM passage_keys AS one
            WHERE one.key = wanted.value
              AND NOT EXISTS (SELECT 1 FROM passages_superseded AS old WHERE old.passage = one.passage)
            ORDER BY one.passage {end} LIMIT :count)
        -- Most keys have one holder: they are passed over before their holders are put in order.
        WHERE EXISTS (SELECT 1 FROM passage_keys AS few WHERE few.key = wanted.value LIMIT 1 OFFSET :least - 1)
        GROUP BY held.key HAVING count(*) >= :least
    """,
    last_before="""
        SELECT wanted.key, json_group_array(held.passage)
        FROM json_each(:asked) AS wanted
        JOIN passage_keys AS held ON held.key = json_extract(wanted.value, '$[0]') AND held.passage IN (
            SELECT one.passage FROM passage_keys AS one
            WHERE one.key = json_extract(wanted.value, '$[0]') AND one.passage < json_extract(wanted.value, '$[1]')
              AND NOT EXISTS (SELECT 1 FROM passages_superseded AS old WHERE old.passage = one.passage)
            ORDER BY one.passage DESC LIMIT :count)
        GROUP BY wanted.key
    """,
    asked="json_each(:asked) AS asked CROSS",  # which keeps SQLite from taking the other table first
    asked_for="json_extract(asked.value, '$.{column}')",
    folds=False,
    add_text="INSERT INTO article_search (rowid, title, text) VALUES (:number, :title, :text)",
    same_text=None,
    remove_text="""
        INSERT INTO article_search (article_search, rowid, title, text)
        SELECT 'delete', number, coalesce(title, ''), text FROM article_versions WHERE number = :number
    """,
    search="""
        SELECT rowid, highlight(article_search, 1, :on, :off)
        FROM article_search WHERE article_search MATCH :query
        ORDER BY bm25(article_search, 4.0, 1.0), rowid LIMIT :limit
    """,
    size="SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
)

# The index takes a megabyte of different words at most, so of a very long text only its beginning is found.
_WORDS: Final = """(setweight(to_tsvector('provenance_english', :title), 'A')
    || to_tsvector('provenance_english', left(:text, 200000)))"""

_POSTGRESQL: Final = Dialect(
    placeholder="%s",
    takes_nul=False,
    numbers="SELECT CAST(json_agg(nextval('{table}_number_seq')) AS text) FROM generate_series(1, :count)",
    count_on="SELECT setval('{table}_number_seq', coalesce(max(number), 0) + 1, false) FROM {table}",
    take_turn="SELECT pg_advisory_xact_lock(:article)",
    # In one statement, which sees one state of the table: another writer's passages are not deleted unread.
    index_passages=(
        f"""
        WITH moved AS (
            DELETE FROM passages_to_index
            WHERE passage IN (SELECT passage FROM passages_to_index ORDER BY passage LIMIT :batch FOR UPDATE)
            RETURNING passage, keys
        ), named AS (
            INSERT INTO passage_ids (id, passage)
            SELECT passages.id, passages.number FROM moved JOIN passages ON passages.number = moved.passage
            ON CONFLICT DO NOTHING)
        INSERT INTO passage_keys (key, passage)
        SELECT {_FOLDED.format(key="CAST(one AS bigint)")}, moved.passage
        FROM moved, json_array_elements_text(CAST(moved.keys AS json)) AS one
        ORDER BY 1, 2
        ON CONFLICT DO NOTHING
        """,  # noqa: S608
    ),
    holders="""
        SELECT CAST(wanted AS bigint), CAST(json_agg(held.passage) AS text)
        FROM json_array_elements_text(CAST(:keys AS json)) AS wanted, LATERAL (
            SELECT one.passage FROM passage_keys AS one
            WHERE one.key = CAST(wanted AS bigint)
              AND NOT EXISTS (SELECT 1 FROM passages_superseded AS old WHERE old.passage = one.passage)
            ORDER BY one.passage {end} LIMIT :count) AS held
        GROUP BY 1 HAVING count(*) >= :least
    """,
    last_before="""
        SELECT wanted.place - 1, CAST(json_agg(held.passage) AS text)
        FROM json_array_elements(CAST(:asked AS json)) WITH ORDINALITY AS wanted(pair, place), LATERAL (
            SELECT one.passage FROM passage_keys AS one
            WHERE one.key = CAST(wanted.pair ->> 0 AS bigint) AND one.passage < CAST(wanted.pair ->> 1 AS bigint)
              AND NOT EXISTS (SELECT 1 FROM passages_superseded AS old WHERE old.passage = one.passage)
            ORDER BY one.passage DESC LIMIT :count) AS held
        GROUP BY 1
    """,
    asked="json_populate_recordset(CAST(NULL AS {table}), CAST(:asked AS json)) AS asked",
    asked_for="asked.{column}",
    folds=True,
    add_text=f"INSERT INTO article_search (version, words) VALUES (:number, {_WORDS})",  # noqa: S608
    same_text=f"SELECT words = {_WORDS} FROM article_search WHERE version = :number",  # noqa: S608
    remove_text="DELETE FROM article_search WHERE version = :number",
    search="""
        SELECT best.version, ts_headline('provenance_english', texts.text, best.query,
                                         'HighlightAll=true, StartSel=' || :on || ', StopSel=' || :off)
        FROM (SELECT search.version, query, ts_rank(search.words, query) AS rank
              FROM article_search AS search, websearch_to_tsquery('provenance_english', :query) AS query
              WHERE search.words @@ query ORDER BY rank DESC, search.version LIMIT :limit) AS best
        JOIN article_versions AS texts ON texts.number = best.version
        ORDER BY best.rank DESC, best.version
    """,
    size="SELECT pg_database_size(current_database())",
)

DIALECTS: Final = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def dialect_of(connection: Connection) -> Dialect:
    """The statements for the engine at the other end."""
    return DIALECTS[connection.dialect.name]
