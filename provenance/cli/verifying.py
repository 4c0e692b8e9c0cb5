"""`provenance verify`: reports read back, and their words held against the database."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from provenance.cli.output import print_text
from provenance.errors import InputError
from provenance.model import Article
from provenance.report.verifying import Cited, cited, failures
from provenance.report.wording import counted
from provenance.store import Store

__all__ = ["verified"]


def verified(store: Store, reports: Iterable[str]) -> str:
    """That all words of the reports hold, in one line; names what does not, and raises InputError."""
    read = {name: cited(_text(name), name) for name in reports}
    lost = [line for some in read.values() for one in some for line in failures(one, _stored(store, one))]
    versions = {one.version for some in read.values() for one in some}
    places = sum(len(one.words) for some in read.values() for one in some)
    if lost:
        print_text("\n".join(lost))
        raise InputError(f"{', '.join(read)}: {counted(len(lost), 'thing')} no longer as reported, each named above")
    return f"all {places:,} places in {len(versions):,} texts hold, word for word, and so do the digests"


def _text(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8 text (byte {error.start})") from error


def _stored(store: Store, one: Cited) -> Article | None:
    return next((reading.article for reading in store.readings([one.version])), None)
