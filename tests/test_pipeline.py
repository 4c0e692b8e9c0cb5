"""The stages together: what is stored, what is linked, what is found again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from provenance import pipeline
from provenance.detect import detect
from provenance.errors import FetchError, InputError
from provenance.ingest import read
from provenance.model import Article, Attribution, Link, Metric, Page, Skipped, Span
from provenance.store import Store, open_store
from provenance.workers import Apply, Workers, here

FERRY = Path(__file__).resolve().parents[1] / "examples" / "ferry"
QUOTE = "the north pier will not survive another winter without new piles of oak"
TEXT = f"“I have told them that {QUOTE},” harbour master Eli Strand said on Friday.\nThe pier was built in 1911."


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db") as opened:
        yield opened


def article(number: int, text: str = TEXT, **more: object) -> Article:
    url = f"https://paper{number}.example/pier"
    return replace(Article(id=f"a{number}", text=text, title=f"Pier {number}", url=url, name=url), **more)  # type: ignore[arg-type]


def add(store: Store, *articles: Article) -> list[str]:
    done: list[str] = [
        one.status for one in pipeline.add(store, articles, detector=detect) if isinstance(one, pipeline.Kept)
    ]
    list(pipeline.link_new(store))
    return done


def test_the_same_article_again_is_unchanged_and_other_words_are_a_revision(store):
    assert add(store, article(1)) == ["added"]
    assert add(store, article(1)) == ["unchanged"]
    assert add(store, article(1, text=TEXT + "\nIt is closed.")) == ["revised"]
    assert len(list(store.articles())) == 1
    assert len(list(store.articles(every_version=True))) == 2


def test_an_article_is_known_by_its_address_whatever_id_it_comes_with(store):
    add(store, article(1))
    moved = article(1, text=TEXT + "\nIt is closed.", id="another", url="http://www.paper1.example/pier?utm_source=x")
    assert add(store, moved) == ["revised"]
    assert [one.id for one in store.articles()] == ["a1"]


def made_of(data: bytes, text: str = TEXT) -> Article:
    return article(1, text, page=Page(data, url="https://paper1.example/pier"))


@pytest.mark.parametrize("side_by_side", [False, True])
def test_the_page_of_an_article_is_kept_and_again_only_if_its_bytes_changed(store, side_by_side):
    with ExitStack() as processes:
        apply: Apply = processes.enter_context(Workers(2)) if side_by_side else here
        given: list[Article | Skipped] = [
            made_of(b"one"),
            made_of(b"one"),
            Skipped("x", "empty", "x: empty"),
            article(2),
            made_of(b"other advertisements"),
            made_of(b"revised", text=TEXT + "\nIt is closed."),
        ]
        done = list(pipeline.add(store, given, detector=detect, apply=apply))
    assert [one.status for one in done if isinstance(one, pipeline.Kept)] == [
        *("added", "unchanged", "added", "unchanged", "revised")
    ]
    assert [page.data for page in store.captures] == [b"one", b"other advertisements", b"revised"]
    assert all(one.article.page is None for one in done if isinstance(one, pipeline.Kept))


def test_a_page_stays_here_when_its_article_is_read_elsewhere():
    sent = pipeline.task(made_of(b"x" * 1_000_000), detect)
    assert len(pickle.dumps(sent)) < 10_000


def test_an_article_that_is_read_anew_keeps_its_page_and_the_new_one(store):
    assert pipeline.keep(store, made_of(b"one"), detect).status == "added"
    assert pipeline.keep(store, made_of(b"two"), lambda _: []).status == "reread"
    assert [page.data for page in store.captures] == [b"one", b"two"]


def test_words_that_nobody_carries_show_what_says_the_same_in_others_and_count_nowhere(store):
    other = "The ferry to Holm runs twice a day in winter, the council said, and carries eleven cars."
    add(store, article(1), article(2, text=other))
    chain = pipeline.trace(store, "Without oak piles, another winter will finish off the old northern pier")
    assert chain.appearances == ()
    assert [one.article.id for one in chain.near_misses] == ["a1"]
    assert chain.near_misses[0].kind == "reworded"
    assert pipeline.trace(store, "Whales were seen from the lighthouse").near_misses == ()


def test_a_traced_quote_is_found_in_every_carrier_even_two_hundred(store):
    add(store, *(article(number) for number in range(200)))
    chain = pipeline.trace(store, QUOTE)
    assert len(chain.appearances) == 200
    assert not chain.order_known


def test_a_quote_that_nobody_carries_gives_an_empty_chain_in_an_empty_corpus_too(store):
    assert pipeline.trace(store, QUOTE).appearances == ()
    add(store, article(1))
    chain = pipeline.trace(store, "seven swans swam silently south beyond the sandbanks")
    assert (chain.appearances, chain.earliest, chain.independent_origins) == ((), (), 0)


@pytest.mark.parametrize("quote", ["", "…", "pier", "oak " * 10_000])
def test_odd_quotes_are_answered(store, quote):
    add(store, article(1))
    assert pipeline.trace(store, quote).query == quote


@pytest.mark.parametrize(
    ("asked", "said"), [("pier", True), ("the PIER", True), ("piers", False), ("submarine", False)]
)
def test_a_word_or_two_are_found_where_they_stand(store, asked, said):
    add(store, article(1, text="“We shall close the pier before the gales,” the mayor said."))
    assert bool(pipeline.trace(store, asked).appearances) is said


def test_linking_again_finds_what_was_found(store):
    add(store, *(one for one in read(str(FERRY)) if isinstance(one, Article)))
    before = list(store.matches())
    list(pipeline.relink(store))
    assert sorted(store.matches(), key=lambda one: (one.a, one.b)) == sorted(before, key=lambda one: (one.a, one.b))
    assert before


def test_articles_added_one_by_one_are_linked_as_those_added_at_once(store, tmp_path):
    articles = [one for one in read(str(FERRY)) if isinstance(one, Article)]
    add(store, *articles)
    with open_store(tmp_path / "other.db") as other:
        for one in articles:
            add(other, one)
        assert {(m.a, m.b, m.kind) for m in other.matches()} == {(m.a, m.b, m.kind) for m in store.matches()}


def test_links_are_followed_as_many_steps_as_asked_and_a_dead_one_is_skipped(store):
    def linked(number: int, *to: str) -> Article:
        return article(number, links=tuple(Link(url, "I", Span(1, 2)) for url in to))

    pages = {
        "https://paper2.example/pier": linked(2, "https://paper3.example/pier"),
        "https://paper3.example/pier": linked(3, "https://paper4.example/pier"),
    }

    def fetch(url: str) -> list[Article]:
        if url not in pages:
            raise FetchError(f"{url}: nothing answers there; check the address")
        return [pages[url]]

    start = [linked(1, "https://paper2.example/pier", "https://gone.example/")]
    outcomes = list(pipeline.add(store, start, detector=detect, follow=2, fetch=fetch))
    assert [one.article.id for one in outcomes if isinstance(one, pipeline.Kept)] == ["a1", "a2", "a3"]
    assert [one.where for one in outcomes if isinstance(one, Skipped)] == ["https://gone.example/"]


def by_quotes(article: Article) -> list[Attribution]:
    """A detector of one's own: the first quotation of a text, which nobody says."""
    start, end = article.text.find("“"), article.text.find("”")
    return [Attribution((), (), (Span(start, end + 1),), "direct", 0.3)] if end > start > -1 else []


def test_another_detector_reads_a_stored_article_again_and_the_same_one_does_not(store):
    assert add(store, article(1)) == ["added"]
    stored = article(1)
    assert store.detector(stored) == "rules"
    renamed = article(1, name="elsewhere", notes=("a note of today",))
    assert pipeline.keep(store, renamed, by_quotes).status == "reread"
    assert store.detector(stored) == "by_quotes"
    assert store.reading(stored.version).article == stored
    assert [claim.source.referent for claim in store.reading(stored.version).claims] == [None]
    assert pipeline.keep(store, stored, by_quotes).status == "unchanged"
    assert pipeline.keep(store, stored).status == "unchanged"
    assert pipeline.reread(store, stored, detect).status == "reread"
    assert [claim.source.referent for claim in store.reading(stored.version).claims] == ["Eli Strand"]


def test_reading_again_and_back_leaves_what_adding_does(store):
    articles = [one for one in read(str(FERRY)) if isinstance(one, Article)]
    add(store, *articles)

    def state() -> tuple[object, ...]:
        matches = {(frozenset((one.a, one.b)), one.kind) for one in store.matches()}
        return list(store.readings()), sorted(store.passages(), key=lambda one: one.id), matches

    before = state()
    for detector in (by_quotes, detect):
        assert {one.status for one in pipeline.add(store, articles, detector=detector)} == {"reread"}  # type: ignore[union-attr]
        list(pipeline.link_new(store))
    assert state() == before


def test_an_article_is_read_with_the_default_detector_if_none_is_named(store):
    assert pipeline.keep(store, article(1)).status == "added"
    assert store.detector(article(1)) == pipeline.name_of(pipeline.detector_named())


def test_claims_that_are_less_sure_than_asked_for_are_left_out_and_the_audit_says_so(store):
    reading = pipeline.read(article(1), detect)
    sure = min(claim.attribution.confidence for claim in reading.claims)
    assert pipeline.confident(reading, sure) == reading
    assert pipeline.confident(reading, sure + 0.001).claims == ()
    audit = pipeline.audit(reading, detector="rules", least=sure + 0.001)
    assert audit.sources == ()
    assert audit.reading.article.notes == (f"1 of 1 attributions left out: their confidence is below {sure + 0.001:g}",)
    assert [(one.value, one.n) for one in audit.metrics if one.name == "detector"] == [("rules", 0)]


def test_a_claim_left_out_gives_a_traced_quote_no_speaker(store):
    add(store, article(1))
    assert [one.passage.speaker for one in pipeline.trace(store, QUOTE).appearances] == ["Eli Strand"]
    assert [one.passage.speaker for one in pipeline.trace(store, QUOTE, least=1).appearances] == [None]


def test_a_stored_audit_rests_on_the_detector_that_read_the_article(store):
    pipeline.keep(store, article(1), by_quotes)
    first = pipeline.audit_stored(store, article(1)).metrics[0]
    assert (first.name, first.value, first.n) == ("detector", "by_quotes", 1)


def test_claims_of_a_text_in_another_language_are_doubted_as_far_as_it_is_another_language():
    sure = pipeline.read(article(1, language="en", language_confidence=0.95), detect)
    doubted = pipeline.read(article(1, language="de", language_confidence=0.95), detect)
    named = pipeline.read(article(1, language="de"), detect)
    ratio = doubted.claims[0].attribution.confidence / sure.claims[0].attribution.confidence
    assert ratio == pytest.approx(0.05)
    assert named.claims == sure.claims == pipeline.read(article(1), detect).claims


def test_an_unknown_detector_is_answered_with_those_there_are():
    with pytest.raises(InputError, match="rules"):
        pipeline.detector_named("oracle")


def figures_of(store: Store, outlet: str | None = None) -> dict[str, Metric]:
    return {metric.name: metric for metric in pipeline.audit_corpus(store, outlet=outlet)[1]}


def test_a_corpus_is_audited_with_the_recall_of_what_read_it(store):
    add(store, article(1), article(2, text="The ferry to Holm runs twice a day in winter and carries eleven cars."))
    lineages, figures = pipeline.audit_corpus(store)
    assert [one.article.id for one in lineages] == ["a1", "a2"]
    found = {metric.name: metric for metric in figures}
    assert (found["stories_with_no_source"].value, found["stories_with_no_source"].n) == (0.5, 2)
    assert "The detector rules finds 61.2 %" in (found["stories_with_no_source"].caveat or "")


def test_one_outlets_part_is_counted_alone_and_compared_with_all(store):
    list(pipeline.add(store, read(str(FERRY)), detector=detect))
    list(pipeline.link_new(store))
    every, own = figures_of(store), figures_of(store, outlet="coastlinetoday.example")
    assert (every["credit_gap_rate"].value, every["credit_gap_rate"].n) == (0.1111, 9)
    assert (own["credit_gap_rate"].value, own["credit_gap_rate"].n) == (1.0, 1)
    assert own["agency_derived_rate"].value == 1.0
    assert figures_of(store, outlet="meridian WIRE")["agency_derived_rate"].value is None


def test_an_outlet_that_nothing_is_of_is_answered_with_those_there_are(store):
    with pytest.raises(InputError, match="Echo: no stored article is of that outlet; none has one"):
        pipeline.audit_corpus(store, outlet="Echo")
    list(pipeline.add(store, read(str(FERRY)), detector=detect))
    with pytest.raises(InputError, match="there are: Coastline Today, Island Mirror"):
        pipeline.audit_corpus(store, outlet="Echo")


def test_an_empty_corpus_and_one_article_without_a_date_are_audited(store):
    assert pipeline.audit_corpus(store)[0] == ()
    add(store, article(1))
    assert figures_of(store)["original_rate"].value == 1.0


def test_a_stored_audit_knows_the_articles_that_share_its_words_and_what_its_detector_misses(store):
    list(pipeline.add(store, read(str(FERRY)), detector=detect))
    list(pipeline.link_new(store))
    one = next(one for one in store.articles() if one.outlet and one.outlet.name == "Coastline Today")
    audit = pipeline.audit_stored(store, one)
    found = {metric.name: metric for metric in audit.metrics}
    assert found["independent_origins"].n > 2
    assert found["credits_its_source"].value is False
    assert found["verbatim_reuse"].value == pytest.approx(0.8, abs=0.01)
    assert "mostly-verbatim" in {finding.rule for finding in audit.findings}
    assert "61.2 %" in (found["unsourced_share"].caveat or "")
