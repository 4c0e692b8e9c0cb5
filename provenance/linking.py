"""Linking what is stored: what is new, or the whole corpus at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import islice

from provenance import link
from provenance.model import Match, Moment
from provenance.store import Issued, Store
from provenance.text import WordCodes

__all__ = ["link_new", "relink"]

_AT_ONCE = 20_000
"""passages waiting from which on it pays to link everything at once"""
LINK_BATCH = 2_000  # passages verified and committed together: some megabytes, and little work lost when stopped


def link_new(store: Store) -> Iterator[int]:
    """Link every passage that is not linked yet to those that share its words; yields how many were done so far.

    Where most of a corpus waits, all of it is linked at once.
    """
    waiting, stored = store.waiting()
    if waiting > _AT_ONCE and waiting > stored / 2:
        yield from _link_all(store)
        return
    done = skip = 0
    series: dict[str, str] = {}
    published: dict[str, Moment] = {}
    while batch := store.unlinked(limit=LINK_BATCH, skip=skip) or store.unlinked(limit=LINK_BATCH):
        candidates = store.earlier(
            link.keys_by_passage(batch), per_key=link.LONGEST, hubs=link.HUBS, share=link.LEAST_SHARE
        )
        versions = {one.article for found in (batch, *candidates.values()) for one in found} - series.keys()
        for version, issued in store.issued(versions).items():
            series[version] = issued.series
            if issued.published:
                published[version] = issued.published
        matches: list[Match] = []
        codes = WordCodes()
        for passage in batch:
            matches += link.link(passage, candidates[passage.id], series=series, published=published, codes=codes)
        taken = store.save_matches(matches, [passage.id for passage in batch])
        # Another program that links too began where this one did: each goes on somewhere else.
        skip = 0 if taken == len(batch) else random.randrange(max(store.waiting()[0], 1))  # noqa: S311  # anywhere
        done += taken
        yield done


def relink(store: Store) -> Iterator[int]:
    """Forget every match and link the whole corpus again."""
    store.clear_matches()
    yield from _link_all(store)


def _link_all(store: Store) -> Iterator[int]:
    """Link all passages with one another: many times faster than one by one, at some 600 MB of memory a million."""
    issued: dict[str, Issued] = {}
    said, prose = link.Pile(strict=False), link.Pile(strict=False)
    ids = {said: link.Packed(), prose: link.Packed()}
    for passage in store.passages():
        version = passage.article
        if version not in issued:
            issued |= store.issued([version])
        pile = prose if passage.kind == "sentence" else said
        ids[pile].append(passage.id)
        published = issued[version].published
        pile.add(passage.text, issued[version].series, link.days(published) if published else None)
    for pile, names in ids.items():
        pairs = ((names[one.a], names[one.b]) for one in pile.alike(longest=link.LONGEST))
        while some := list(islice(pairs, LINK_BATCH)):
            passages = {passage.id: passage for passage in store.passages({one for pair in some for one in pair})}
            store.save_matches(list(link.pairs((passages[a], passages[b]) for a, b in some)), [])
            yield 0
    for names in ids.values():
        for first in range(0, len(names), LINK_BATCH):
            store.save_matches([], names[first : first + LINK_BATCH])
    yield sum(map(len, ids.values()))
