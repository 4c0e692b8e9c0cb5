"""Identifiers hold nothing but what every format can write."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Article, Outlet
from provenance.report.identifiers import article_id, iri, local, outlet_id, version_id


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_local_name_is_letters_digits_and_hyphens_whatever_it_names(one, other):
    assert re.fullmatch(r"speaker-[0-9a-f]{32}", local("speaker", one, other))
    assert local("speaker", one) != local("outlet", one)


def test_versions_of_one_article_are_one_article():
    first, second = Article("a", "One."), Article("a", "Two.")
    assert article_id(first) == article_id(second)
    assert version_id(first.version) != version_id(second.version)


def test_an_outlet_is_the_same_by_its_record_and_by_its_name():
    assert outlet_id(Outlet("ledger", "The Ledger")) == outlet_id("The Ledger")


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "data:text/html,x", "//host/x", "https://", "ftp://x.example/"]
)
def test_what_is_no_web_address_is_none(url):
    assert iri(url) is None


@given(st.text(st.characters(), max_size=30))
def test_an_iri_has_nothing_in_it_that_ends_one(path):
    found = iri("https://paper.example/" + path)
    assert found is not None
    assert not re.search(r"[\x00-\x20<>\"{}|\\^`]", found)
    found.encode("utf-8")
