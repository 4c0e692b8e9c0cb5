"""`provenance timestamp`: an authority's word that a report was there at a time, kept beside it."""

from __future__ import annotations

from pathlib import Path

from provenance.errors import InputError
from provenance.ingest.posting import posted
from provenance.placing import placed
from provenance.report.sealing import seal_of
from provenance.timestamping import ENDING, MEDIA_TYPE, Stamp, checked, stamped

__all__ = ["read", "said", "stamp"]


def stamp(report: str, authority: str, certificate: str | None, *, allow_private: bool) -> str:
    """Have a report stamped and keep that beside it; says where, when and by whom.

    Raises InputError where it has a stamp, which being older is worth more, and where the authority gives none.
    """
    data, place = read(report), report + ENDING
    if Path(place).exists():
        raise InputError(f"{place}: exists already, and the older stamp is worth more; move it away to have another")
    if seal_of(data) == "broken":
        raise InputError(f"{report}: is not as it was written, its seal does not fit; stamp the report itself")
    roots = None if certificate is None else read(certificate)

    def ask(request: bytes) -> bytes:
        return posted(authority, request, MEDIA_TYPE, allow_private=allow_private)

    made = stamped(data, ask, authority)
    found = checked(made, data, roots, authority)
    with placed(place) as write:
        write(made)
    return f"written: {place}, {said(found)}"


def said(stamp: Stamp) -> str:
    """A stamp in words."""
    by = f"by {stamp.by}" if stamp.trusted else f"as {stamp.by} is said to have signed; check it with --certificate"
    return f"stamped {stamp.at.isoformat(sep=' ')} {by}"


def read(name: str) -> bytes:
    """The bytes of a file; raises InputError where it cannot be read."""
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name}: cannot be read ({error.strerror})") from error
