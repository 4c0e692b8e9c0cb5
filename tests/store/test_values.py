"""A reading read back equals the one that was stored, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from functools import partial
from typing import Any, TypeVar

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from provenance import model
from provenance.model import Moment, Passage, Reading, Span
from provenance.store import Store

# What every database stores: all of Unicode but NUL and halves of surrogate pairs.
T = TypeVar("T")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
some = partial(st.none().__or__)


def built(cls: type[T], /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Values of a kind with every field drawn: a field that the model gains must be drawn, and stored, too."""
    known = {name for name, one in cls.__dataclass_fields__.items() if one.init}  # type: ignore[attr-defined]
    assert fields.keys() == known
    return st.builds(cls, **fields)


def tuples(elements: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(elements, max_size=3).map(tuple)


offsets = st.integers(0, 2**31 - 1)
spans = built(Span, start=offsets, end=offsets)
shares = st.floats(0, 1)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = built(
    Moment,
    at=st.datetimes(timezones=zones),
    precision=st.sampled_from(["second", "minute", "day", "month", "year"]),
    basis=texts,
    zoned=st.booleans(),
)


outlets = built(
    model.Outlet,
    id=texts,
    name=texts,
    country=some(texts),
    kind=texts,
    state_media=texts,
    aliases=tuples(texts),
    domains=tuples(texts),
    languages=tuples(texts),
)
times = st.datetimes(timezones=zones)
pages = built(
    model.Page,
    data=st.binary(max_size=300),
    url=some(texts),
    fetched_url=some(texts),
    redirects=tuples(texts),
    media_type=some(texts),
    headers=tuples(st.tuples(texts, texts)),
    retrieved=some(times),
    name=texts,
    status=some(st.integers(0, 999)),
    memento=some(times),
)
articles = built(
    model.Article,
    id=texts,
    text=texts,
    title=some(texts),
    url=some(texts),
    fetched_url=some(texts),
    canonical_url=some(texts),
    outlet=some(outlets),
    authors=tuples(built(model.Author, name=texts, kind=st.sampled_from(["person", "organisation"]))),
    published=some(moments),
    updated=some(moments),
    first_seen=some(moments),
    language=some(texts),
    language_confidence=some(shares),
    wire=tuples(built(model.WireCredit, outlet=outlets, basis=texts, span=some(spans), evidence=texts)),
    links=tuples(built(model.Link, href=texts, anchor=texts, span=some(spans))),
    furniture=tuples(built(model.Furniture, kind=st.sampled_from(["title", "byline", "tagline"]), span=spans)),
    notes=tuples(texts),
    name=texts,
    page_sha256=some(texts),
    page=some(pages),
)
mentions = built(
    model.OutletMention,
    span=spans,
    role=st.sampled_from(["cited", "poll", "venue", "wire", "own", "mention", "credit"]),
    outlet=some(outlets),
    name=texts,
    confidence=shares,
    claim=some(spans),
    chain=tuples(texts),
)
attributions = built(
    model.Attribution,
    source=tuples(spans),
    cue=tuples(spans),
    content=tuples(spans),
    kind=st.sampled_from(["direct", "indirect", "mixed"]),
    confidence=shares,
    floating=st.booleans(),
    anaphoric=st.booleans(),
    antecedent=tuples(spans),
)
sources = built(
    model.Source,
    kind=st.sampled_from(["named-person", "group", "none"]),
    referent=some(texts),
    anonymous=st.booleans(),
    anonymous_descriptor=some(texts),
    anonymity_reason=some(texts),
    outlet=some(outlets),
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    named = draw(tuples(mentions))
    ways = tuples(tuples(st.sampled_from(named))) if named else st.just(())
    claims = tuples(claims_with(ways))
    return draw(built(Reading, article=articles, claims=claims, mentions=st.just(named), rejected=st.just(())))


def claims_with(ways: st.SearchStrategy[Any]) -> st.SearchStrategy[model.Claim]:
    """Claims as they are read: what people decided about them is kept apart."""
    return built(
        model.Claim,
        id=texts,
        attribution=attributions,
        source=sources,
        ways=ways,
        declined_comment=st.booleans(),
        review=st.none(),
    )


def passages(version: str) -> st.SearchStrategy[list[Passage]]:
    one = built(
        Passage,
        id=st.integers(0, 9).map(lambda number: model.digest(version, str(number))),
        article=st.just(version),
        kind=st.sampled_from(["quote", "content", "sentence"]),
        spans=tuples(spans),
        text=texts,
        speaker=some(texts),
        claim=some(texts),
    )
    return st.lists(one, max_size=3, unique_by=lambda passage: passage.id)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data())
def test_what_goes_in_comes_back(store: Store, data: st.DataObject):
    reading = data.draw(readings())
    version = reading.article.version
    pieces = data.draw(passages(version))
    assume(not store.has(reading.article))
    page = reading.article.page
    store.add(reading, pieces, {}, page=page)
    found = store.reading(version)
    assert found.article.page is None
    assert page is None or list(store.captures)[-1] == page
    assert found == reading
    assert [str(moment) for moment in moments_of(found)] == [str(moment) for moment in moments_of(reading)]
    assert list(store.passages(articles=[version])) == pieces


reviews = built(
    model.Review,
    about=st.sampled_from(["attribution", "link", "parent"]),
    subject=st.tuples(texts, texts),
    verdict=st.sampled_from(["accepted", "rejected", "relabelled"]),
    by=texts,
    at=st.datetimes(timezones=zones),
    label=some(texts),
    note=texts,
    spans=tuples(spans),
    source_class=some(texts),
)
decisions = built(
    model.Decision,
    number=st.just(0),
    review=reviews,
    article=texts,
    other=some(texts),
    words=tuples(texts),
    claim=some(claims_with(tuples(tuples(mentions)))),
    passages=passages("version").map(tuple),
    undone=st.none(),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(decision=decisions)
def test_a_decision_comes_back_as_it_went_in(store: Store, decision: model.Decision):
    number = store.add_review(decision)
    found = store.decisions([decision.article])[-1]
    assert found == replace(decision, number=number)
    assert found.review.at.utcoffset() == decision.review.at.utcoffset()


def moments_of(reading: Reading) -> list[Moment | None]:
    return [reading.article.published, reading.article.updated, reading.article.first_seen]
