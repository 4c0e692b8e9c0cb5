"""`provenance verify`: the database held against its seals, and reports against theirs and against the database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from provenance.cli.output import print_text, say, watched
from provenance.cli.stamping import read, said
from provenance.errors import InputError, StoreError
from provenance.link import keys_by_passage
from provenance.making import manifest
from provenance.model import Article
from provenance.report.sealing import seal_of
from provenance.report.verifying import Cited, cited, failures, remarks
from provenance.report.wording import counted, plain
from provenance.store import Store, open_store
from provenance.timestamping import ENDING, checked, client

__all__ = ["reported", "stored"]


def stored(store: Store, name: str) -> str:
    """That all that is stored is as it was written, in one line; names what is not, and raises StoreError."""
    changed, seal = 0, None
    for one in watched(store.verify(keys_by_passage), "checked"):
        seal = one.seal
        changed += len(one.changed)
        for line in one.changed:
            print_text(plain(f"{one.what}: {line}"))
    if changed:
        raise StoreError(f"{name}: {counted(changed, 'thing')} not as written, each named above")
    versions = counted(store.counts()["article_versions"], "article version")
    return f"all that is stored of {versions} is as it was written; its seal is {seal}"


def reported(reports: Sequence[str], database: str, certificate: str | None = None) -> str:
    """That reports hold, a line each; names what does not, and raises InputError.

    The database is opened only where a report holds words that can be looked up in it; a time stamp beside a report is
    held against the `certificate`, where one is given.
    """
    certificates = None if certificate is None else read(certificate)
    with ExitStack() as opened:
        store = cache(lambda: opened.enter_context(open_store(database, create=False)))
        results = [_report(name, store, certificates, alone=len(reports) == 1) for name in reports]
    lost = [f"{one.name}: {line}" for one in results for line in one.lost]
    for one in results:
        for remark in one.remarks:
            say(plain(f"note: {one.name}: {remark}"))
    if lost:
        print_text("\n".join(map(plain, lost)))
        raise InputError(f"{', '.join(reports)}: {counted(len(lost), 'thing')} no longer as reported, each named above")
    return "\n".join(plain(f"{one.name}: {'; '.join(one.held)}") for one in results)


@dataclass(slots=True)
class _Result:
    """What became of one report, lines each."""

    name: str
    held: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """what is no fault of the report"""


def _report(name: str, store: Callable[[], Store], certificates: bytes | None, *, alone: bool) -> _Result:
    """What became of a report; of several, one that cannot be read is lost like the others."""
    result = _Result(name)
    try:
        data = read(name)
        _hold(data, store, result)
    except InputError as error:
        if alone:
            raise
        result.lost.append(str(error).removeprefix(f"{name}: "))
    else:
        _stamp(data, certificates, result)
    return result


def _stamp(data: bytes, certificates: bytes | None, result: _Result) -> None:
    """Hold a report against the time stamp beside it, which must be there where there are certificates to check it."""
    place = result.name + ENDING
    if certificates is None and not Path(place).exists():
        return
    client()  # that it is missing is not the report's fault
    try:
        result.held.append(said(checked(read(place), data, certificates, place)))
    except InputError as error:
        result.lost.append(str(error))


def _hold(data: bytes, store: Callable[[], Store], result: _Result) -> None:
    """Hold a report against its seal and its words against the stored texts."""
    name, seal = result.name, seal_of(data)
    if seal == "broken":
        result.lost.append("the file is not as it was written: its seal does not fit")
    elif seal == "holds":
        result.held.append("every byte is as it was written")
    words = _words(data, name, sealed=seal != "none")
    if words:
        _look_up(words, store(), result)
        if seal == "none":
            result.remarks.append("carries no seal: it was made by an earlier release; its words are looked up alone")
        result.remarks += _remarks(data, store())


def _words(data: bytes, name: str, *, sealed: bool) -> list[Cited]:
    """The words of a report with their places; none where it only has a seal. Raises InputError for neither."""
    try:
        return cited(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        if not sealed:
            raise InputError(f"{name}: not UTF-8 text (byte {error.start})") from error
    except InputError:
        if not sealed:
            raise
    return []


def _look_up(words: Sequence[Cited], store: Store, result: _Result) -> None:
    """Hold words against the stored texts."""
    lost = [line for one in words for line in failures(one, _stored(store, one))]
    result.lost += lost
    if not lost:
        places, texts = sum(len(one.words) for one in words), len({one.version for one in words})
        result.held.append(f"all {places:,} places in {texts:,} texts hold, word for word, and so do the digests")


def _stored(store: Store, one: Cited) -> Article | None:
    return next((reading.article for reading in store.readings([one.version])), None)


def _remarks(data: bytes, store: Store) -> list[str]:
    """How the report was made otherwise than it would be now."""
    now = manifest(store.versions(), {}, decisions=store.decisions())
    return remarks(data.decode("utf-8-sig"), now)
