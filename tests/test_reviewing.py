"""What people decide outlives other detectors, other links and other versions, and counts wherever it is about."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from provenance import pipeline, reviewing
from provenance.detect import detect
from provenance.errors import InputError, StoreError
from provenance.ingest import read
from provenance.model import Article, Attribution, Claim, Review, Span
from provenance.store import Store, open_store

FERRY = Path(__file__).resolve().parents[1] / "examples" / "ferry"
QUOTE = "We knew in March that the ramp was failing, and we chose to wait for the summer money"
NOON = datetime(2024, 6, 3, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "ferry.db"
    with open_store(path) as opened:
        list(pipeline.add(opened, read(str(FERRY)), detector=detect))
        list(pipeline.link_new(opened))
    return path


@pytest.fixture
def store(story: Path, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "news.db").write_bytes(story.read_bytes())
    with open_store(tmp_path / "news.db") as opened:
        yield opened


def of(store: Store, outlet: str) -> Article:
    return next(one for one in store.articles() if one.outlet and outlet in one.outlet.name)


def said(store: Store, article: Article, words: str) -> Claim:
    return next(
        claim
        for claim in reviewing.claims(store, article)
        if any(words in span.of(article.text) for span in claim.attribution.content)
    )


def decide(store: Store, about: Any, subject: tuple[str, str], verdict: Any, by: str = "Ada", **more: Any) -> int:
    return pipeline.review(store, Review(about, subject, verdict, by, NOON, **more))


def on_claim(store: Store, article: Article, words: str, verdict: Any, **more: Any) -> int:
    return decide(store, "attribution", (article.version, said(store, article, words).id), verdict, **more)


def on_parent(store: Store, child: Article, parent: Article | None, verdict: Any, **more: Any) -> int:
    return decide(store, "parent", (child.version, parent.version if parent else ""), verdict, **more)


def standings(store: Store) -> list[str]:
    return [one.standing for one in pipeline.reviews(store)]


def nothing(article: Article) -> list[Attribution]:
    """A detector that finds nothing."""
    return []


def quotes_only(article: Article) -> list[Attribution]:
    """A detector of other borders: quoted words without the speaker."""
    found, start = [], article.text.find("“")
    while start >= 0:
        end = article.text.find("”", start)
        found.append(Attribution((), (), (Span(start + 1, end),), "direct", 0.3))
        start = article.text.find("“", end)
    return found


# --- attributions ---


def test_a_decision_is_kept_with_who_and_when_and_the_words_it_is_about(store):
    ledger = of(store, "Ledger")
    number = on_claim(store, ledger, "Nobody from our side", "accepted", by="  Ada \n Lind ", note=" heard it ")
    (one,) = pipeline.reviews(store)
    assert (one.decision.number, one.decision.review.by, one.decision.review.note) == (number, "Ada Lind", "heard it")
    assert one.decision.review.at == NOON
    assert "Nobody from our side" in one.decision.words[0]
    assert [span.of(ledger.text) for span in one.decision.review.spans] == list(one.decision.words)
    assert (one.article, one.standing) == (ledger, "counts")


def test_a_rejected_attribution_is_in_no_figure_and_speaks_for_no_passage(store):
    ledger = of(store, "Ledger")
    before = pipeline.audit_stored(store, ledger)
    speaker = next(one.passage.speaker for one in pipeline.trace(store, QUOTE).appearances if one.article == ledger)
    on_claim(store, ledger, "We knew in March", "rejected")
    on_claim(store, ledger, "Nobody from our side", "rejected")
    after = pipeline.audit_stored(store, ledger)
    assert len(after.reading.claims) == len(before.reading.claims) - 2
    assert len(after.reading.rejected) == 2
    assert after.metrics != before.metrics
    assert speaker == "Ilse Varga"
    found = next(one.passage.speaker for one in pipeline.trace(store, QUOTE).appearances if one.article == ledger)
    assert found is None


def test_a_relabelled_source_is_the_speaker_in_a_trace_and_in_an_audit(store):
    wire = of(store, "Meridian")
    on_claim(store, wire, "We knew in March", "relabelled", label="Eve Moe")
    assert "Eve Moe" in {cited.name for cited in pipeline.audit_stored(store, wire).sources}
    appearance = next(one for one in pipeline.trace(store, QUOTE).appearances if one.article == wire)
    assert appearance.passage.speaker == "Eve Moe"


def test_whoever_accepts_what_was_relabelled_accepts_the_label(store):
    wire = of(store, "Meridian")
    on_claim(store, wire, "We knew in March", "relabelled", label="Eve Moe")
    on_claim(store, wire, "We knew in March", "accepted", by="Bo")
    claim = said(store, wire, "We knew in March")
    assert claim.source.referent == "Eve Moe"
    assert claim.review is not None
    assert (claim.review.verdict, claim.review.by) == ("accepted", "Bo")
    assert standings(store) == ["replaced", "counts"]


def test_what_a_person_found_right_stays_whatever_the_least_confidence(store):
    ledger = of(store, "Ledger")
    on_claim(store, ledger, "Nobody from our side", "accepted")
    audit = pipeline.audit_stored(store, ledger, least=1.0)
    assert [claim.review.by for claim in audit.reading.claims if claim.review] == ["Ada"]
    assert len(audit.reading.claims) == 1


def test_another_detector_loses_no_decision(store):
    ledger = of(store, "Ledger")
    on_claim(store, ledger, "Nobody from our side", "accepted")
    on_claim(store, ledger, "We knew in March", "rejected")
    on_claim(store, ledger, "published on Friday", "relabelled", label="Eve Moe")
    before = [claim for claim in reviewing.claims(store, ledger) if claim.review]
    pipeline.reread(store, ledger, nothing)
    (reading,) = pipeline.readings(store, [ledger.version])
    # What outlets are there for is read anew, so only the way that the words came may differ.
    right = [replace(claim, ways=()) for claim in before if claim.review and claim.review.verdict != "rejected"]
    assert [replace(claim, ways=()) for claim in reading.claims] == right
    assert standings(store) == ["kept", "gone", "kept"]
    pipeline.reread(store, ledger, quotes_only)
    (reading,) = pipeline.readings(store, [ledger.version])
    assert ["We knew in March" in span.of(ledger.text) for c in reading.rejected for span in c.attribution.content] == [
        True
    ]
    assert [claim.review.verdict for claim in reading.claims if claim.review] == ["accepted", "relabelled"]
    assert standings(store) == ["counts", "counts", "kept"]
    pipeline.reread(store, ledger, detect)
    assert [claim for claim in reviewing.claims(store, ledger) if claim.review] == before
    assert standings(store) == ["counts"] * 3


def test_a_newer_version_of_the_article_takes_the_decisions_along(store):
    ledger = of(store, "Ledger")
    on_claim(store, ledger, "Nobody from our side", "rejected")
    on_claim(store, ledger, "We knew in March", "accepted")
    changed = ledger.text.replace("Nobody from our side", "No one from our side")
    newer = replace(ledger, text="Updated.\n\n" + changed)
    assert pipeline.keep(store, newer, detect).status == "revised"
    (reading,) = pipeline.readings(store, [newer.version])
    assert reading.rejected == ()
    assert [claim.review.verdict for claim in reading.claims if claim.review] == ["accepted"]
    assert standings(store) == ["gone", "counts"]


def test_taking_a_decision_back_brings_back_what_counted_before(store):
    ledger = of(store, "Ledger")
    on_claim(store, ledger, "Nobody from our side", "accepted")
    second = on_claim(store, ledger, "Nobody from our side", "rejected", by="Bo")
    pipeline.undo(store, second, "Ada")
    review = said(store, ledger, "Nobody from our side").review
    assert review is not None
    assert (review.verdict, review.by) == ("accepted", "Ada")
    assert standings(store) == ["counts", "undone"]
    with pytest.raises(StoreError, match="taken back before, by Ada"):
        pipeline.undo(store, second, "Ada")


def test_two_people_decide_at_once_and_the_later_one_counts(store, tmp_path):
    ledger = of(store, "Ledger")
    subject = (ledger.version, said(store, ledger, "Nobody from our side").id)

    def accept(name: str) -> list[int]:
        with open_store(tmp_path / "news.db") as own:
            return [decide(own, "attribution", subject, "accepted", by=name) for _ in range(5)]

    with ThreadPoolExecutor(2) as pool:
        numbers = [number for some in pool.map(accept, ("Ada", "Bo")) for number in some]
    assert sorted(numbers) == list(range(1, 11))
    assert standings(store) == ["replaced"] * 9 + ["counts"]


# --- parents and links ---


def test_a_rejected_parent_stays_rejected_through_everything(store):
    coastline, wire = of(store, "Coastline"), of(store, "Meridian")
    assert pipeline.lineage(store, coastline).parent == wire
    on_parent(store, coastline, wire, "rejected")

    def parent() -> Any:
        inside = pipeline.lineage(store, coastline).parent
        whole = next(one.parent for one in pipeline.lineages(store) if one.article.id == coastline.id)
        assert (inside and inside.id) == (whole and whole.id)
        return whole

    assert parent() is None or parent().id != wire.id
    list(pipeline.relink(store))
    assert parent() is None or parent().id != wire.id
    pipeline.keep(store, replace(wire, text=wire.text + "\n\nThe ramp was shut on Tuesday."), detect)
    list(pipeline.link_new(store))
    assert parent() is None or parent().id != wire.id
    chain = pipeline.trace(store, QUOTE)
    assert {edge.child for edge in chain.rejected} == {coastline.version}
    assert not any(
        edge.child == coastline.version and edge.parent == of(store, "Meridian").version for edge in chain.edges
    )
    assert standings(store) == ["counts"]


def test_an_accepted_parent_that_shares_no_word_is_the_parent_in_an_audit_too(store):
    quayside, wire = of(store, "Quayside"), of(store, "Meridian")
    on_parent(store, quayside, wire, "accepted")
    audit = pipeline.audit_stored(store, quayside)
    assert audit.lineage is not None
    assert audit.lineage.parent == wire
    assert audit.lineage.review is not None


@pytest.mark.parametrize("label", ["url", "id", "version"])
def test_the_true_parent_is_named_by_its_address_its_id_or_its_version(store, label):
    coastline, gazette = of(store, "Coastline"), of(store, "Gazette")
    on_parent(store, coastline, of(store, "Meridian"), "relabelled", label=getattr(gazette, label))
    assert pipeline.lineage(store, coastline).parent == gazette
    (one,) = pipeline.reviews(store)
    assert (one.other, one.decision.review.label) == (gazette, gazette.version)


def test_the_true_parent_can_be_an_outlet_that_has_nothing_here(store):
    coastline = of(store, "Coastline")
    on_parent(store, coastline, of(store, "Meridian"), "relabelled", label="The Far Sound")
    found = pipeline.lineage(store, coastline)
    assert (found.parent, found.parent_outlet, found.origin_outside_corpus) == (None, "The Far Sound", True)


def shared(store: Store) -> list[reviewing.Shared]:
    return reviewing.links(store, of(store, "Lantern"), of(store, "Meridian"))


def test_a_rejected_link_is_in_no_export_and_no_lineage_even_after_all_is_linked_again(store):
    before = len(list(pipeline.matches(store)))
    some = shared(store)
    decide(store, "link", (some[0].one.id, some[0].other.id), "rejected")
    rejected = [one for one in shared(store) if one.review]
    assert rejected
    assert len(list(pipeline.matches(store))) == before - len(rejected)
    list(pipeline.relink(store))
    assert len(list(pipeline.matches(store))) == before - len(rejected)
    lantern = pipeline.lineage(store, of(store, "Lantern"))
    assert [edge.review.about for edge in lantern.rejected if edge.review] == ["link"]
    everything, _ = pipeline.audit_corpus(store)
    (same,) = (one for one in everything if one.article == lantern.article)
    assert same.rejected == lantern.rejected
    assert standings(store) == ["counts"]


def test_a_link_can_be_of_another_kind(store):
    one = shared(store)[-1]
    decide(store, "link", (one.other.id, one.one.id), "relabelled", label="reworded")
    (found,) = [
        (match, review) for match, review in pipeline.matches(store) if {match.a, match.b} == {one.match.a, one.match.b}
    ]
    assert found[0].kind == "reworded"
    assert found[1] is not None
    assert found[1].by == "Ada"


def test_a_link_survives_another_reading_of_its_articles(store):
    one = next(one for one in shared(store) if one.one.kind == one.other.kind == "quote")
    decide(store, "link", (one.one.id, one.other.id), "rejected")
    for outlet in ("Lantern", "Meridian"):
        pipeline.reread(store, of(store, outlet), quotes_only)
    list(pipeline.link_new(store))
    assert any(found.review for found in shared(store))
    assert standings(store) == ["counts"]


# --- what cannot be decided ---


@pytest.mark.parametrize("by", ["", "  ", "\n"])
def test_nobody_decides_nothing(store, by):
    ledger = of(store, "Ledger")
    with pytest.raises(InputError, match="nobody is named"):
        on_claim(store, ledger, "Nobody from our side", "accepted", by=by)
    with pytest.raises(InputError, match="nobody is named"):
        pipeline.undo(store, 1, by)
    assert pipeline.reviews(store) == []


@pytest.mark.parametrize(
    ("about", "subject", "message"),
    [
        ("attribution", ("0" * 32, "x"), "no such article"),
        ("attribution", (None, "x"), "no such attribution"),
        ("link", ("x", "y"), "not linked"),
        ("parent", ("0" * 32, ""), "no such article"),
        ("parent", (None, ""), "no parent in this corpus"),
        ("parent", (None, None), "cannot be its own parent"),
    ],
)
def test_what_is_not_there_cannot_be_decided_on(store, about, subject, message):
    version = of(store, "Ledger").version
    first, second = (version if one is None else one for one in subject)
    with pytest.raises(InputError, match=message) as failed:
        decide(store, about, (first, second), "accepted")
    assert "\n" not in str(failed.value)
    assert pipeline.reviews(store) == []


def test_labels_must_be_labels(store):
    ledger, one = of(store, "Ledger"), shared(store)[0]
    with pytest.raises(InputError, match="human: no class of sources; there are: named-person"):
        on_claim(store, ledger, "Nobody from our side", "relabelled", source_class="human")
    with pytest.raises(InputError, match="instead"):
        on_claim(store, ledger, "Nobody from our side", "relabelled", label=" ")
    with pytest.raises(InputError, match="same: no kind of link; there are: verbatim"):
        decide(store, "link", (one.one.id, one.other.id), "relabelled", label="same")
    with pytest.raises(InputError, match="is not stored; add it first"):
        on_parent(store, ledger, None, "relabelled", label="https://nowhere.example/x")
    assert pipeline.reviews(store) == []


def test_times_are_kept_in_one_zone(store):
    ledger = of(store, "Ledger")
    at = datetime(2024, 6, 3, 14, tzinfo=timezone(timedelta(hours=2)))
    subject = (ledger.version, said(store, ledger, "Nobody from our side").id)
    pipeline.review(store, Review("attribution", subject, "accepted", "Ada", at))
    (one,) = pipeline.reviews(store)
    assert one.decision.review.at == at
    assert one.decision.review.at.tzinfo == UTC
