"""Articles, what they state, and the passages that link them.

The first revision.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, view and index, the full-text index included."""
    _articles()
    _page_statements()
    _claims()
    _passages()
    if op.get_bind().dialect.name == "sqlite":
        _full_text_on_sqlite()
        _views("group_concat")
    else:
        _full_text_on_postgresql()
        _views("string_agg")


def _number(name: str, refers_to: str | None = None, **options: Any) -> sa.Column[Any]:
    target = (sa.ForeignKey(refers_to),) if refers_to else ()
    return sa.Column(name, NUMBER, *target, **options)


def _text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.String(), nullable=options.pop("nullable", False), **options)


def _integer(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=options.pop("nullable", False), **options)


def _place(name: str = "position") -> sa.Column[Any]:
    return _integer(name, primary_key=True)


def _flag(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean(), nullable=options.pop("nullable", False), **options)


def _moment(name: str) -> tuple[sa.Column[Any], ...]:
    return (
        _text(name, nullable=True),
        _text(f"{name}_precision", nullable=True),
        _text(f"{name}_basis", nullable=True),
        _flag(f"{name}_zoned", nullable=True),
    )


def _of_version(table: str, *columns: sa.Column[Any]) -> None:
    """A table whose rows belong to an article version and lie beside one another."""
    version = _number("version", "article_versions.number", primary_key=True)
    op.create_table(table, version, *columns, sqlite_with_rowid=False)


def _articles() -> None:
    op.create_table(
        "outlets",
        _number("number", primary_key=True),
        _text("id"),
        _text("name"),
        _text("country", nullable=True),
        _text("kind"),
        _text("state_media"),
        _text("aliases"),
        _text("domains"),
        _text("languages"),
        _text("record", unique=True),
    )
    op.create_index("ix_outlets_id", "outlets", ["id"])
    op.create_table(
        "article_versions",
        _number("number", primary_key=True),
        _text("version", unique=True),
        _text("article"),
        _flag("current"),
        _text("title", nullable=True),
        _number("outlet", "outlets.number"),
        _text("url", nullable=True),
        _text("fetched_url", nullable=True),
        _text("canonical_url", nullable=True),
        *_moment("published"),
        *_moment("updated"),
        *_moment("first_seen"),
        _text("language", nullable=True),
        _text("notes"),
        _text("name"),
        _text("page_sha256", nullable=True),
        _text("text_sha256"),
        _text("text"),
    )
    op.create_index("ix_article_versions_article", "article_versions", ["article"])
    op.create_index("ix_article_versions_outlet", "article_versions", ["outlet"])
    current = sa.text("current")
    op.create_index(
        "one_current_version",
        "article_versions",
        ["article"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )


def _page_statements() -> None:
    op.create_table(
        "article_addresses",
        _text("address", primary_key=True),
        _number("version", "article_versions.number", primary_key=True),
        _integer("rank"),
        sqlite_with_rowid=False,
    )
    _of_version("authors", _place(), _text("name"), _text("kind"))
    _of_version(
        "links",
        _place(),
        _text("href"),
        _text("anchor"),
        _integer("starts", nullable=True),
        _integer("ends", nullable=True),
    )
    _of_version(
        "wire_credits",
        _place(),
        _number("outlet", "outlets.number", nullable=False),
        _text("basis"),
        _integer("starts", nullable=True),
        _integer("ends", nullable=True),
        _text("evidence"),
    )
    _of_version("furniture", _place(), _text("kind"), _integer("starts"), _integer("ends"))


def _claims() -> None:
    _of_version(
        "attributions",
        _place(),
        _text("claim"),
        _text("kind"),
        sa.Column("confidence", sa.Float(), nullable=False),
        _flag("floating"),
        _flag("anaphoric"),
        _text("source_class"),
        _text("referent", nullable=True),
        _flag("anonymous"),
        _text("anonymous_descriptor", nullable=True),
        _text("anonymity_reason", nullable=True),
        _number("outlet", "outlets.number"),
        _flag("declined_comment"),
        _text("source_words"),
        _text("cue_words"),
        _text("content_words"),
    )
    _of_version(
        "attribution_spans",
        _place("attribution"),
        _text("part", primary_key=True),
        _place(),
        _integer("starts"),
        _integer("ends"),
    )
    _of_version(
        "outlet_mentions",
        _place(),
        _text("role"),
        _number("outlet", "outlets.number"),
        _text("name"),
        _text("words"),
        _integer("starts"),
        _integer("ends"),
        sa.Column("confidence", sa.Float(), nullable=False),
        _integer("claim_starts", nullable=True),
        _integer("claim_ends", nullable=True),
        _text("chain"),
    )
    _of_version(
        "attribution_ways",
        _place("attribution"),
        _place("way"),
        _place(),
        _integer("mention", nullable=True),
    )


def _passages() -> None:
    op.create_table(
        "passages",
        _number("number", primary_key=True),
        _text("id"),
        _number("version", "article_versions.number", nullable=False),
        _text("kind"),
        _text("spans"),
        _text("text"),
        _text("speaker", nullable=True),
        _text("claim", nullable=True),
    )
    op.create_index("ix_passages_version", "passages", ["version"])
    passage = _number("passage", "passages.number", nullable=False)
    op.create_table("passage_ids", _text("id", primary_key=True), passage, sqlite_with_rowid=False)
    op.create_table(
        "passage_keys",
        _number("key", primary_key=True),
        _number("passage", primary_key=True),
        sqlite_with_rowid=False,
    )
    waiting = _number("passage", "passages.number", primary_key=True)
    op.create_table("passages_to_index", waiting, _text("keys"))
    op.create_table("passages_to_link", _number("passage", "passages.number", primary_key=True))
    op.create_table("passages_superseded", _number("passage", "passages.number", primary_key=True))
    op.create_table(
        "matches",
        _number("a", "passages.number", primary_key=True),
        _number("b", "passages.number", primary_key=True),
        sa.Column("score", sa.Float(), nullable=False),
        _text("kind"),
        *(_integer(name) for name in ("a_starts", "a_ends", "b_starts", "b_ends")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_matches_b", "matches", ["b"])


def _full_text_on_sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(title, text, content='article_versions',"
        " content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')"
    )


def _full_text_on_postgresql() -> None:
    """English stems without stop words, as SQLite's porter tokenizer has them: "to be or not to be" is found."""
    op.execute("CREATE TEXT SEARCH DICTIONARY provenance_stems (TEMPLATE = snowball, Language = english)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION provenance_english (COPY = pg_catalog.english)")
    op.execute(
        "ALTER TEXT SEARCH CONFIGURATION provenance_english ALTER MAPPING FOR asciiword, word, hword, asciihword,"
        " hword_part, hword_asciipart WITH provenance_stems"
    )
    op.execute(
        "CREATE TABLE article_search (version BIGINT PRIMARY KEY REFERENCES article_versions (number),"
        " words TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX article_search_words ON article_search USING gin (words)")


def _views(joined: str) -> None:
    """`joined` is the engine's name for the aggregate that joins texts, one of two above."""
    op.execute(f"""
        CREATE VIEW articles AS
        SELECT v.article AS id, v.title, o.name AS outlet, v.published,
               (SELECT {joined}(name, ', ')
                FROM (SELECT name FROM authors WHERE version = v.number ORDER BY position) AS names) AS authors,
               v.url, v.language, v.updated, v.first_seen, v.notes, v.version, v.text
        FROM article_versions AS v
        LEFT JOIN outlets AS o ON o.number = v.outlet
        WHERE v.current
    """)  # noqa: S608
    op.execute(f"""
        CREATE VIEW sourcing AS
        SELECT v.title AS article, o.name AS outlet, v.published,
               coalesce(t.referent, t.anonymous_descriptor, nullif(t.source_words, '')) AS speaker, t.source_class,
               t.source_words, t.cue_words, t.content_words,
               (SELECT {joined}(steps, '; ')
                FROM (SELECT {joined}(name, ' > ') AS steps
                      FROM (SELECT w.way, m.name
                            FROM attribution_ways AS w
                            JOIN outlet_mentions AS m ON m.version = w.version AND m.position = w.mention
                            WHERE w.version = t.version AND w.attribution = t.position
                            ORDER BY w.way, w.position) AS named
                      GROUP BY way ORDER BY way) AS ways) AS via,
               t.anonymous, t.anonymity_reason, t.kind, t.confidence, v.url, v.version
        FROM attributions AS t
        JOIN article_versions AS v ON v.number = t.version AND v.current
        LEFT JOIN outlets AS o ON o.number = v.outlet
    """)  # noqa: S608
    op.execute("""
        CREATE VIEW outlets_cited AS
        SELECT cited.*, (SELECT count(*) FROM article_versions AS own JOIN outlets AS owner ON owner.number = own.outlet
                         WHERE own.current AND owner.name = cited.outlet) AS own_articles_stored
        FROM (SELECT coalesce(o.name, m.name) AS outlet, max(o.country) AS country, max(o.kind) AS kind,
                     max(o.state_media) AS state_media, count(DISTINCT m.version) AS articles_citing,
                     count(*) AS mentions
              FROM outlet_mentions AS m
              JOIN article_versions AS v ON v.number = m.version AND v.current
              LEFT JOIN outlets AS o ON o.number = m.outlet
              WHERE m.role = 'cited'
              GROUP BY coalesce(o.name, m.name)) AS cited
    """)
    op.execute("""
        CREATE VIEW shared_passages AS
        SELECT m.kind, m.score, a.text AS a_text, b.text AS b_text,
               ao.name AS a_outlet, av.published AS a_published, a.speaker AS a_speaker, av.title AS a_article,
               bo.name AS b_outlet, bv.published AS b_published, b.speaker AS b_speaker, bv.title AS b_article,
               av.url AS a_url, bv.url AS b_url
        FROM matches AS m
        JOIN passages AS a ON a.number = m.a
        JOIN passages AS b ON b.number = m.b
        JOIN article_versions AS av ON av.number = a.version
        JOIN article_versions AS bv ON bv.number = b.version
        LEFT JOIN outlets AS ao ON ao.number = av.outlet
        LEFT JOIN outlets AS bo ON bo.number = bv.outlet
    """)
