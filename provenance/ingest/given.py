"""What a person or a record says about an article: its outlet and its time, in their words."""

from __future__ import annotations

import re

from provenance.errors import InputError
from provenance.ingest.byline import known_outlet
from provenance.ingest.dates import parse_moment
from provenance.ingest.publisher import outlet_of
from provenance.lexicon import ambiguous_aliases, outlet_by_id
from provenance.model import Moment, Outlet
from provenance.text import words

__all__ = ["outlet_at", "outlet_called", "time_given"]

_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.IGNORECASE)


def outlet_at(address: str | None) -> Outlet | None:
    """The outlet at a URL or a bare domain; None where there is no such address."""
    whole = f"https://{address}" if address and _DOMAIN.fullmatch(address) else address
    try:
        return outlet_of(whole, "") if whole else None
    except ValueError:  # an unclosed IPv6 bracket
        return None


def outlet_called(name: str, address: str | None = None) -> Outlet:
    """The outlet of that name, slug or domain; where several carry the name, the one at `address`, else the usual one.

    A name that the gazetteer lacks makes an outlet of its own: one of that name at another address is another.
    """
    name = name.strip()
    there = outlet_at(address)
    meant = ambiguous_aliases().get(name)
    if meant and there and outlet_by_id(there.id):
        return there
    known = known_outlet(name) or outlet_by_id(name.lower())
    if known:
        return known
    if _DOMAIN.fullmatch(name):
        return outlet_at(name) or Outlet(name, name)
    usual = outlet_by_id(meant.default) if meant and meant.default else None
    if usual:
        return usual
    unlisted = there is not None and outlet_by_id(there.id) is None
    own = there.id if there and unlisted else "-".join(words(name)) or name
    return Outlet(own, name, domains=there.domains if there else ())


def time_given(written: str, outlet: Outlet | None) -> Moment:
    """The moment that a person gave; `InputError` where it is none."""
    moment = parse_moment(written, basis="given", country=outlet.country if outlet else None)
    if moment is None:
        raise InputError(f"{written!r} is no time of publication; write it as 2024-02-06 or 2024-02-06T09:15+01:00")
    return moment
