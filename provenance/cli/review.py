"""`provenance review`: accept, reject or relabel what the program found, with a name and a date, for good."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from provenance.cli.everyday import OutcomeFormat
from provenance.cli.options import Db, database
from provenance.cli.output import json_lines, print_text

__all__ = ["review_app"]

review_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Accept, reject or relabel what was found, kept with who and when on every re-run.",
    epilog="Leave out the verdict to see what there is to decide, numbered.",
)


class Verdict(StrEnum):
    """What a person decides, as it is typed."""

    accept = "accept"
    reject = "reject"
    relabel = "relabel"


class ParentVerdict(StrEnum):
    """What a person decides about a parent, as it is typed; another one is named with --is."""

    accept = "accept"
    reject = "reject"


Where = Annotated[str, typer.Argument(metavar="ARTICLE", help="A stored article's URL, file or id.")]
Decided = Annotated[
    Verdict | None,
    typer.Argument(metavar="accept|reject|relabel", help="Without it they are listed.", show_default=False),
]
Number = Annotated[
    int | None, typer.Option("--number", "-n", min=1, help="Which one, as they are listed.", show_default=False)
]
Words = Annotated[str | None, typer.Option("--words", help="Which one, by some of its words.", show_default=False)]
By = Annotated[
    str | None,
    typer.Option("--by", envvar="PROVENANCE_REVIEWER", metavar="NAME", help="Who decides; else your login name."),
]
Note = Annotated[str, typer.Option("--note", help="Why, for those who read it later.", show_default=False)]


@review_app.command()
def attribution(
    context: typer.Context,
    where: Where,
    verdict: Decided = None,
    number: Number = None,
    words: Words = None,
    name: Annotated[str | None, typer.Option("--as", metavar="NAME", help="relabel: who the source is.")] = None,
    kind: Annotated[
        str | None,
        typer.Option("--class", metavar="CLASS", help="relabel: the source's class, such as `unnamed-person`."),
    ] = None,
    by: By = None,
    note: Note = "",
    db: Db = None,
) -> None:
    """Decide who is said to have said what."""
    from provenance import reviewing
    from provenance.cli import choosing
    from provenance.store import open_store

    _labelled(verdict, name or kind)
    with open_store(database(context, db), create=False) as store:
        article = choosing.stored(store, where)
        some, line = reviewing.claims(store, article), choosing.claim_line(article)
        if verdict is None:
            print_text(choosing.listed(some, line) or "no attribution was found in it")
            return
        claim = choosing.chosen(some, line, "attribution", number, words)
        subject = (article.version, claim.id)
        said = choosing.decided_by(by, verdict.value, note=note, label=name, source_class=kind)
        review = said("attribution", subject)
        print_text(choosing.done(reviewing.review(store, review), review, line(replace(claim, review=None))))


@review_app.command()
def link(
    context: typer.Context,
    where: Where,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other article.")],
    verdict: Decided = None,
    number: Number = None,
    words: Words = None,
    kind: Annotated[
        str | None,
        typer.Option("--as", metavar="KIND", help="relabel: `verbatim`, `edited`, `contained` or `reworded`."),
    ] = None,
    by: By = None,
    note: Note = "",
    db: Db = None,
) -> None:
    """Decide which words two articles share."""
    from provenance import reviewing
    from provenance.cli import choosing
    from provenance.store import open_store

    _labelled(verdict, kind)
    with open_store(database(context, db), create=False) as store:
        some = reviewing.links(store, choosing.stored(store, where), choosing.stored(store, other))
        if verdict is None:
            print_text(choosing.listed(some, choosing.link_line) or "no passages of these two are linked")
            return
        one = choosing.chosen(some, choosing.link_line, "link", number, words)
        review = choosing.decided_by(by, verdict.value, note=note, label=kind)("link", (one.match.a, one.match.b))
        line = choosing.link_line(replace(one, review=None))
        print_text(choosing.done(reviewing.review(store, review), review, line))


@review_app.command()
def parent(
    context: typer.Context,
    where: Where,
    verdict: Annotated[
        ParentVerdict | None,
        typer.Argument(metavar="accept|reject", help="Without it the parent is shown.", show_default=False),
    ] = None,
    other: Annotated[
        str | None, typer.Option("--parent", metavar="OTHER", help="The parent that is meant; else the one it has now.")
    ] = None,
    true: Annotated[
        str | None,
        typer.Option("--is", metavar="OTHER|OUTLET", help="The true parent: a stored article, or an outlet's name."),
    ] = None,
    by: By = None,
    note: Note = "",
    db: Db = None,
) -> None:
    """Decide what an article was taken from."""
    from provenance import pipeline, reviewing
    from provenance.cli import choosing
    from provenance.store import open_store

    if (true is not None) and (verdict is not None or other is not None):
        raise typer.BadParameter("--is names the parent: give neither a verdict nor --parent with it")
    with open_store(database(context, db), create=False) as store:
        article = choosing.stored(store, where)
        lineage = pipeline.lineage(store, article)
        if verdict is None and true is None:
            print_text(choosing.parent_lines(lineage))
            return
        meant = choosing.stored(store, other) if other else lineage.parent
        said = choosing.decided_by(by, verdict.value if verdict else "relabel", note=note, label=true)
        review = said("parent", (article.version, meant.version if meant else ""))
        number = reviewing.review(store, review)
        print_text(choosing.done(number, review, choosing.parent_lines(pipeline.lineage(store, article))))


@review_app.command("list")
def list_reviews(
    context: typer.Context,
    style: Annotated[OutcomeFormat, typer.Option("--format", "-f", help="How to print it.")] = OutcomeFormat.text,
    db: Db = None,
) -> None:
    """List every decision and what has become of it."""
    from provenance import pipeline
    from provenance.report.reviews import listed_block, listed_row
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        found = pipeline.reviews(store)
    if style is OutcomeFormat.jsonl:
        json_lines(map(listed_row, found))
    else:
        print_text("\n".join(map(listed_block, found)) or "nothing was decided yet: provenance review --help")


@review_app.command()
def undo(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the decision, as `list` shows it.")],
    by: By = None,
    db: Db = None,
) -> None:
    """Take back a decision; it stays in the list."""
    from provenance import pipeline
    from provenance.cli import choosing
    from provenance.store import open_store

    with open_store(database(context, db), create=False) as store:
        pipeline.undo(store, number, choosing.named(by))
    print_text(f"review {number} taken back")


def _labelled(verdict: Verdict | None, label: str | None) -> None:
    """Raises BadParameter where a label comes without `relabel`, or the other way round."""
    if (verdict is Verdict.relabel) != (label is not None):
        raise typer.BadParameter("relabel goes with what it should be called: relabel --as NAME")
