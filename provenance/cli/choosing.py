"""Which article, claim or link is meant: by its number in a list, or by its words; and the lists to choose from."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from provenance import reviewing
from provenance.errors import InputError
from provenance.model import Article, Claim, Lineage, Review, Subject, Verdict
from provenance.report.wording import address, clip, decided, heading, outlet_name, plain, quoted
from provenance.store import Store
from provenance.text import words as words_of

__all__ = ["chosen", "claim_line", "decided_by", "done", "link_line", "listed", "named", "parent_lines", "stored"]

T = TypeVar("T")

_VERDICTS: dict[str, Verdict] = {"accept": "accepted", "reject": "rejected", "relabel": "relabelled"}
_SHOWN = 5
"""candidates that an error names"""


def stored(store: Store, where: str) -> Article:
    """The stored article of that URL, file or id; raises InputError where there is none."""
    article = store.find(where)
    if article is None:
        raise InputError(
            f"{where}: is not stored; add it with `provenance add`, or look for it: provenance search WORDS"
        )
    return article


def named(by: str | None) -> str:
    """Who decides: the name given, else that of the login; it may come out empty."""
    if by is not None:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user on this machine
        return ""


def decided_by(by: str | None, verdict: str, **more: Any) -> Callable[[Subject, tuple[str, str]], Review]:
    """What is given of a decision, to be completed with what it is about; it is made now."""

    def said(about: Subject, subject: tuple[str, str]) -> Review:
        return Review(about, subject, _VERDICTS[verdict], named(by), datetime.now(UTC), **more)

    return said


def done(number: int, review: Review, line: str) -> str:
    """What is said when a decision is kept."""
    called = ", ".join(one for one in (review.label, review.source_class) if one)
    return (
        f"{review.verdict}{f' to {plain(called)}' if called else ''}: {line}\n"
        f"review {number} by {plain(review.by)}; take it back with: provenance review undo {number}"
    )


def chosen(some: Sequence[T], line: Callable[[T], str], what: str, number: int | None, words: str | None) -> T:
    """The one of `some` that is meant; raises InputError that says what to type where that is none or several."""
    if not some:
        raise InputError(f"there is no {what} to decide on here")
    if number is not None:
        if not 1 <= number <= len(some):
            raise InputError(f"--number {number}: there are {len(some)}; without a verdict they are listed")
        return some[number - 1]
    found = list(range(len(some)))
    if words is not None:
        asked = f" {' '.join(words_of(words))} "
        found = [at for at in found if asked.strip() and asked in f" {' '.join(words_of(line(some[at])))} "]
    if len(found) == 1:
        return some[found[0]]
    if not found:
        raise InputError(f"“{words}”: no {what} here has these words; without a verdict they are listed")
    shown = "; ".join(f"{at + 1} is {clip(line(some[at]), 70)}" for at in found[:_SHOWN])
    more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    raise InputError(f"{len(found)} could be meant, say which with --number: {shown}{more}")


def listed(some: Sequence[T], line: Callable[[T], str]) -> str:
    """All of `some`, numbered as `--number` takes them."""
    return "\n".join(f"{number:>3}  {line(one)}" for number, one in enumerate(some, 1))


def claim_line(article: Article) -> Callable[[Claim], str]:
    """How a claim of this article reads in a list: who, what, and what was decided about it."""

    def line(claim: Claim) -> str:
        text = article.text
        said = " … ".join(plain(span.of(text)) for span in reviewing.words_of(claim))
        who = claim.source.referent or " ".join(plain(span.of(text)) for span in claim.attribution.source)
        return _with(f"{plain(who) or 'nobody named'}: {quoted(said, 400)}", decided(claim.review))

    return line


def link_line(shared: reviewing.Shared) -> str:
    """How a link reads in a list: the words of both passages."""
    both = f"{quoted(shared.one.text, 300)} = {quoted(shared.other.text, 300)} ({shared.match.kind})"
    return _with(both, decided(shared.review))


def parent_lines(lineage: Lineage) -> str:
    """The parent of an article with what speaks for it, and what was decided."""
    parent, outlet = lineage.parent, lineage.parent_outlet
    if parent is None:
        lines = [f"no parent in this corpus{f'; taken from {plain(outlet)}' if outlet else ''}"]
    else:
        lines = [f"parent: {outlet_name(parent)}: {clip(heading(parent), 100)}", f"        {plain(address(parent))}"]
    if lineage.basis:
        lines.append(f"        {', '.join(lineage.basis)}; {lineage.confidence:.2f}")
    if lineage.review:
        lines.append(f"        {decided(lineage.review)}")
    lines += [f"or:     {outlet_name(one)}: {plain(address(one))}" for one in lineage.ties]
    wrong = {
        f"not:    {plain(edge.parent_outlet or edge.parent or '')}, {decided(edge.review)}": None
        for edge in lineage.rejected
    }
    return "\n".join([*lines, *wrong])


def _with(said: str, review: str) -> str:
    return f"{said} [{review}]" if review else said
