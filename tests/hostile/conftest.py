"""One database of attacking articles for all, and every report that can be made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance import link, pipeline
from provenance.audit import audit
from provenance.model import Manifest, Reading
from provenance.report import Corpus, Report
from provenance.store import Store, open_store
from tests.hostile.articles import FAMILY, decided, filled, quote_of, reading
from tests.hostile.payloads import PAYLOADS, STORABLE
from tests.report.odd import MAKERS, REVIEW

__all__ = ["MANIFEST", "attacked", "reports"]

ALL, KEPT = list(PAYLOADS.values()), list(STORABLE.values())
MANIFEST = Manifest("1", datetime(2024, 7, 2, tzinfo=UTC), (("trace", "".join(ALL)),), (("a", "b"),), "sha256:0", 9)


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which every payload is in every field once, with decisions, links and a second version of one."""
    with open_store(tmp_path_factory.mktemp("hostile") / "evil.db") as store:
        made = [reading(number, KEPT) for number in range(len(KEPT))]
        for number, one in enumerate(made):
            _keep(store, one, filled(number, KEPT)["detector"])
        _keep(store, replace(made[0], article=replace(made[0].article, title="Another title")), "rules")
        list(pipeline.link_new(store))
        for number in range(1, len(made), 2):
            pipeline.review(store, decided(number, KEPT, made[number]))
        yield store


def _keep(store: Store, one: Reading, detector: str) -> None:
    pieces = link.passages(one)
    store.add(one, pieces, link.keys_by_passage(pieces), detector=detector)


@pytest.fixture(scope="session")
def reports(attacked: Store) -> list[Report]:
    """An audit of each article, also of those that no database keeps, a chain of each family, and the corpus."""
    made: list[Report] = []
    for number in range(len(ALL)):
        one = reading(number, ALL)
        judged = replace(one.claims[0], review=decided(number, ALL, one))
        made.append(audit(replace(one, claims=(judged,), rejected=(judged,))))
    made += [audit_of(attacked, number) for number in range(0, len(KEPT), 3 * FAMILY)]
    made += [pipeline.trace(attacked, quote_of(family)) for family in range(0, len(KEPT) // FAMILY, 3)]
    made.append(Corpus(*pipeline.audit_corpus(attacked)))
    made += [make(payload, REVIEW) for make in MAKERS.values() for payload in ALL[len(KEPT) :]]
    return made


def audit_of(store: Store, number: int) -> Report:
    """The audit of a stored one, beside what it shares with its family."""
    (article,) = store.latest(limit=1, offset=number)
    return pipeline.audit_stored(store, article)
