"""Lists of rows as aligned text, JSONL, CSV or Parquet."""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from provenance.errors import InputError
from provenance.model import Article, Lineage, Outlet, Span
from provenance.printable import clean, dumped

__all__ = ["Row", "dump", "found_block", "found_row", "kinship_row", "outlet_row", "render", "sheet"]

Row = Mapping[str, Any]

# A spreadsheet takes a cell that begins so for a formula and runs it, maybe after dropping blanks. Where ";" or a tab
# parts its cells, as in much of Europe, one begins after each of these too, and after a line end inside a cell.
_FORMULA = re.compile(r"^(?='*[\t\r\n])|(^|[;\t\r\n])(?='*[ \xa0\"]*[=+\-@＝＋－＠])")
_WIDEST = 40  # characters of a column in text: a title still reads


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, list | tuple | dict):
        value = dumped(value)
    if not isinstance(value, str):
        return value
    return _FORMULA.sub(r"\1'", value.replace("\r\n", "\n").replace("\r", "\n"))  # no lone one is quoted by the writer


def _csv(rows: Iterable[Row]) -> bytes:
    kept = list(rows)
    return sheet(list(kept[0]), kept).encode("utf-8") if kept else b""


def sheet(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """CSV under these heads, each row as far as it has them; no cell is one that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8", "backslashreplace").decode("utf-8")


def _jsonl(rows: Iterable[Row]) -> bytes:
    return "".join(dumped(row) + "\n" for row in rows).encode("utf-8")


def _parquet(rows: Iterable[Row]) -> bytes:
    try:
        import pyarrow as pa  # an optional extra
        from pyarrow import parquet
    except ImportError as error:
        raise InputError("parquet needs the extra: pip install 'news-provenance[parquet]'") from error
    out = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist([dict(row) for row in rows]), out)
    return out.getvalue()


DUMPS: dict[str, Callable[[Iterable[Row]], bytes]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}


def dump(rows: Iterable[Row], style: str) -> bytes:
    """Every row in that format, none left out; raises InputError where an extra is missing."""
    return DUMPS[style](rows)


def _short(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(str(one) for one in value)
    text = "" if value is None else "yes" if value is True else "" if value is False else str(value)
    text = _printable(text)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _text(rows: list[Row]) -> str:
    heads = list(rows[0])
    cells = [[_short(row[head]) for head in heads] for row in rows]
    widths = [max(len(head), *(len(line[i]) for line in cells)) for i, head in enumerate(heads)]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(
        "  ".join(one.ljust(width) for one, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def render(rows: Iterable[Row], style: str, *, empty: str) -> str:
    """Rows for standard output, as "text", "jsonl" or "csv"; `empty` is said in text where there are none."""
    kept = list(rows)
    if style == "text":
        return _text(kept) if kept else _printable(empty)
    return dump(kept, style).decode("utf-8")


def found_row(article: Article, snippet: Span) -> dict[str, Any]:
    """A stored article that a search found, with the piece of its text to show."""
    return {
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "published": str(article.published) if article.published else None,
        "text": snippet.of(article.text),
        "where": article.url or article.name or article.id,
    }


def found_block(row: Row) -> str:
    """A `found_row` for people: what it is, where it is, and the words found in their place."""
    about = ", ".join(str(row[key]) for key in ("outlet", "published") if row[key])
    quoted = textwrap.wrap(_printable(str(row["text"])), 76, initial_indent="    ", subsequent_indent="    ")
    lines = (f"{row['title'] or '(no title)'}  {about}", f"  {row['where']}", *quoted)
    return "\n".join(_printable(line) for line in lines)


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in clean(text))


def kinship_row(lineage: Lineage) -> dict[str, Any]:
    """A lineage for people, in a line that fits a terminal; `shapes.lineage_row` is the whole of it."""
    article = lineage.article
    marks = {
        "credit gap": lineage.credit_gap,
        "circular": lineage.circular,
        "origin outside": lineage.origin_outside_corpus,
        "doubtful credit": bool(lineage.disagreements),
        "tie": bool(lineage.ties),
        "parent " + (lineage.review.verdict if lineage.review else ""): lineage.review is not None,
    }
    return {
        "article": article.outlet.name if article.outlet else article.title or article.name,
        "published": str(article.published)[:16].replace("T", " ") if article.published else "",
        "likeliest parent": lineage.parent_outlet or (lineage.parent.title if lineage.parent else None),
        "rests on": ", ".join(lineage.basis),
        "sure": f"{lineage.confidence:.2f}" if lineage.basis else "",
        "note": ", ".join(name for name, is_so in marks.items() if is_so),
    }


def outlet_row(outlet: Outlet) -> dict[str, Any]:
    """A record of the gazetteer in the columns of `data/outlets.csv`, lists joined with "|"."""
    return {
        "outlet_id": outlet.id,
        "name": outlet.name,
        "kind": outlet.kind,
        "country": outlet.country or "",
        "state_media": outlet.state_media,
        "domains": "|".join(outlet.domains),
        "languages": "|".join(outlet.languages),
        "aliases": "|".join(outlet.aliases),
    }
