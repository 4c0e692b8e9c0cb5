"""Tracing a quote."""

from collections.abc import Iterable
from typing import Any

import pytest

from provenance.chain import lineages, trace
from provenance.link import find
from provenance.model import Attribution, Chain, Claim, Outlet, OutletMention, Reading, Source, Span

SAID = "We knew about the cracked hull for eleven weeks and told nobody at the harbour office"
OTHERS = (
    "Our reporter met commuters on the quay who had waited since dawn for any boat at all.",
    "The mayor of Norvik declined to discuss compensation when reached at her summer cottage.",
)


def traced(corpus: Any, query: str = SAID) -> Chain:
    hits, near = find(query, corpus.passages)
    return trace(query, hits, corpus.readings, lineages(corpus.readings, corpus.passages, corpus.matches), near=near)


def names(corpus: Any, versions: Iterable[str]) -> list[str]:
    return [corpus.name(version) for version in versions]


def test_appearances_come_in_time_order_each_article_once(corpus, prose, quote):
    corpus.add("mirror", *prose[:3], quote, at="2024-05-03T09:00")
    corpus.add("gazette", *prose, quote, quote.replace("nobody", "no one"), at="2024-05-01T09:00")
    corpus.add("lantern", *OTHERS, at="2024-05-02T09:00")
    found = traced(corpus)
    assert [one.article.id for one in found.appearances] == ["gazette", "mirror"]
    assert [one.kind for one in found.appearances] == ["verbatim", "verbatim"]
    assert names(corpus, found.earliest) == ["gazette"]
    assert found.order_known


def test_a_copy_is_joined_to_its_parent_and_what_changed_is_told(corpus, prose, quote):
    corpus.add("gazette", *prose, quote, at="2024-05-01T09:00")
    corpus.add("mirror", *prose[:4], quote.replace("eleven weeks", "eleven days"), at="2024-05-01T10:00")
    found = traced(corpus)
    assert found.independent_origins == 1
    assert [edge.kind for edge in found.edges] == ["observed"]
    assert [one.changes for one in found.drift] == [("substituted",)]
    assert ("removed", "weeks") in found.drift[0].diff


def test_two_reporters_who_heard_it_are_two_origins(corpus, prose, quote):
    corpus.add("gazette", *prose, quote, at="2024-05-01T09:00")
    corpus.add("lantern", *OTHERS, quote, at="2024-05-01T10:00")
    assert traced(corpus).independent_origins == 2


def test_two_copies_of_one_text_that_is_not_here_are_one_origin(corpus, prose, quote):
    more = ("Divers photographed the rudder in murky water while tugs kept the vessel upright.", *OTHERS)
    corpus.add("gazette", prose[0], *prose[2:5], quote, *more[1:], at="2024-05-01T09:00")
    corpus.add("lantern", *prose[:3], prose[4], quote, *more[:2], at="2024-05-01T10:00")
    found = traced(corpus)
    assert [edge.kind for edge in found.edges] == []
    assert found.independent_origins == 1


def test_two_that_credit_one_outlet_that_is_not_here_are_one_origin(corpus, prose, quote):
    vesta = Outlet("vesta", "Vesta")
    for name, at, text in (("gazette", "09:00", prose[:2]), ("lantern", "10:00", OTHERS)):
        corpus.add(name, f"Vesta reported it. {quote}", *text, at=f"2024-05-01T{at}", named=[("Vesta", vesta, "cited")])
    found = traced(corpus)
    assert found.missing == ("Vesta",)
    assert found.independent_origins == 1
    assert {edge.parent_outlet for edge in found.edges} == {"Vesta"}


def test_a_credit_goes_to_the_outlet_s_own_article(corpus, prose, quote):
    gazette = Outlet("gazette", "The Gazette")
    parent = corpus.add("gazette", *prose, quote, outlet=gazette, at="2024-05-01T09:00")
    corpus.add(
        "lantern", f"The Gazette reported it. {quote}", *OTHERS, at="2024-05-01T10:00",
        named=[("The Gazette", gazette, "cited")],
    )  # fmt: skip
    found = traced(corpus)
    (stated,) = [edge for edge in found.edges if edge.kind == "stated"]
    assert stated.parent == parent
    assert found.missing == ()


def test_a_credit_of_the_claim_counts_wherever_it_stands_and_one_of_another_claim_does_not(corpus, prose, quote):
    filler = "\n\n".join(prose)
    text = f"{filler}\n\n{quote} That was reported by Vesta. The weather, Skylark reported, was fair."
    start = text.index("We knew")
    vesta, skylark = (
        OutletMention(Span(text.index(name), text.index(name) + len(name)), "cited", None, name, 0.9)
        for name in ("Vesta", "Skylark")
    )
    said = Attribution((), (), (Span(start, start + len(SAID)),), "direct", 0.9)
    corpus.add("gazette", text, at="2024-05-01T09:00")
    reading = corpus.readings.pop()
    claim = Claim("claim", said, Source("named-person", "Anna Berg"), ((vesta,),))
    corpus.readings.append(Reading(reading.article, (claim,), (vesta, skylark)))
    found = traced(corpus)
    assert found.missing == ("Vesta",)
    assert found.appearances[0].passage.speaker == "Anna Berg"


def test_undated_articles_come_last_and_the_order_is_not_known(corpus, prose, quote):
    corpus.add("undated", *OTHERS, quote)
    corpus.add("gazette", *prose, quote, at="2024-05-01T09:00")
    found = traced(corpus)
    assert [one.article.id for one in found.appearances] == ["gazette", "undated"]
    assert names(corpus, found.earliest) == ["gazette"]
    assert not found.order_known


def test_one_day_is_a_tie(corpus, prose, quote):
    corpus.add("lantern", *OTHERS, quote, at="2024-05-01")
    corpus.add("gazette", *prose, quote, at="2024-05-01")
    corpus.add("late", quote, at="2024-05-09")
    found = traced(corpus)
    assert sorted(names(corpus, found.earliest)) == ["gazette", "lantern"]
    assert not found.order_known


def test_in_a_tie_a_child_stands_after_its_parent(corpus, prose, quote):
    corpus.add("aardvark", *prose[:3], quote, at="2024-05-01")
    corpus.add("gazette", *prose, *OTHERS, quote, at="2024-05-01")
    found = traced(corpus)
    assert [one.article.id for one in found.appearances] == ["gazette", "aardvark"]
    assert names(corpus, found.earliest) == ["gazette", "aardvark"]


def test_only_undated_articles_are_all_earliest(corpus, prose, quote):
    corpus.add("gazette", *prose, quote)
    corpus.add("lantern", *OTHERS, quote)
    found = traced(corpus)
    assert len(found.earliest) == 2
    assert not found.order_known


def test_a_quote_that_nobody_carries_shows_what_comes_near(corpus, prose, quote):
    corpus.add("gazette", *prose, quote, at="2024-05-01T09:00")
    found = traced(corpus, "We heard about the sunken hull some fifty weeks before telling anyone at the county office")
    assert found.appearances == ()
    assert (found.earliest, found.independent_origins, found.order_known) == ((), 0, True)
    assert [one.article.id for one in found.near_misses] == ["gazette"]


def test_an_article_that_carries_the_words_is_no_near_miss_too(corpus, prose, quote):
    corpus.add("gazette", quote, quote.replace("eleven weeks and told nobody at", "years"), at="2024-05-01T09:00")
    found = traced(corpus)
    assert [one.article.id for one in found.appearances] == ["gazette"]
    assert found.near_misses == ()


def test_the_same_article_under_two_addresses_appears_twice(corpus, prose, quote):
    gazette = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose, quote, outlet=gazette, at="2024-05-01T09:00")
    corpus.add("gazette-mobile", *prose, quote, outlet=gazette, at="2024-05-01T09:00")
    assert len(traced(corpus).appearances) == 2


@pytest.mark.parametrize("query", ["", "…", "x"])
def test_a_query_without_words_gives_an_empty_chain(corpus, prose, query):
    corpus.add("gazette", *prose, at="2024-05-01T09:00")
    assert traced(corpus, query).appearances == ()


def test_credits_that_lead_back_make_the_chain_circular(corpus, prose, quote):
    gazette, courier = Outlet("gazette", "The Gazette"), Outlet("courier", "The Courier")
    for name, at, own, other in (("gazette", "08:00", gazette, courier), ("courier", "10:00", courier, gazette)):
        corpus.add(
            name, quote, *prose, f"{other.name} reported it.", outlet=own, at=f"2024-05-01T{at}",
            named=[(other.name, other, "cited")],
        )  # fmt: skip
    found = traced(corpus)
    assert found.circular
    assert found.missing == ()


def test_a_wire_credit_is_told_from_a_citation(corpus, prose, quote):
    vesta = Outlet("vesta", "Vesta")
    corpus.add("gazette", f"(Vesta) {quote}", *prose[:2], at="2024-05-01T09:00", named=[("Vesta", vesta, "wire")])
    corpus.add("lantern", f"Vesta said. {quote}", *OTHERS, at="2024-05-01T10:00", named=[("Vesta", vesta, "cited")])
    assert sorted(edge.kind for edge in traced(corpus).edges) == ["stated", "wire"]


def test_two_articles_of_one_outlet_are_one_origin(corpus, prose, quote):
    paper = Outlet("gazette", "The Gazette")
    corpus.add("gazette", *prose[:2], quote, outlet=paper, at="2024-05-01T09:00")
    corpus.add("lantern", *OTHERS, quote, outlet=paper, at="2024-05-02T09:00")
    corpus.add("beacon", quote, at="2024-05-03T09:00")
    assert traced(corpus).independent_origins == 2


def test_of_two_times_the_earlier_comes_first_whoever_took_from_whom(corpus, prose, quote):
    corpus.add("aardvark", *prose[:3], quote, at="2024-05-01T09:00")
    corpus.add("gazette", *prose, *OTHERS, quote, at="2024-05-01T08:59")
    assert [one.article.id for one in traced(corpus).appearances] == ["gazette", "aardvark"]


def test_in_a_tie_of_three_each_stands_after_the_one_it_took_from(corpus, prose, quote):
    corpus.add("aardvark", *prose[:2], quote, at="2024-05-01")
    corpus.add("beacon", *prose[:4], quote, at="2024-05-01")
    corpus.add("gazette", *prose, *OTHERS, quote, at="2024-05-01")
    order = [one.article.id for one in traced(corpus).appearances]
    assert order[0] == "gazette"
    assert sorted(order[1:]) == ["aardvark", "beacon"]
