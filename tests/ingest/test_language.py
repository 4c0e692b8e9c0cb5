from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.language import language_of, with_language
from provenance.ingest.verbatim import article_from_row
from provenance.model import Article

ENGLISH = (
    "The harbour master said on Monday that the crane would not be used again before the summer, and that the company"
    " which owns it had been told so twice."
)
GERMAN = (
    "Der Hafenmeister sagte am Montag, dass der Kran vor dem Sommer nicht mehr benutzt werde und dass die Firma, der er"
    " gehört, zweimal gewarnt worden sei. Niemand habe darauf geantwortet."
)
FRENCH = (
    "Le capitaine du port a déclaré lundi que la grue ne serait plus utilisée avant l’été et que la société qui en est"
    " propriétaire avait été avertie deux fois sans répondre."
)
RUSSIAN = (
    "Начальник порта заявил в понедельник, что кран не будет использоваться до лета и что компания, которой он"
    " принадлежит, была дважды предупреждена, но никто из её представителей на это не ответил."
)
CHINESE = "港务局局长星期一表示，这台起重机在夏天之前不会再使用，拥有它的公司已经两次收到警告，但是没有任何人作出答复。"


@pytest.mark.parametrize(
    ("text", "language"), [(ENGLISH, "en"), (GERMAN, "de"), (FRENCH, "fr"), (RUSSIAN, "ru"), (CHINESE, "zh")]
)
def test_a_text_says_what_language_it_is_in(text, language):
    found = language_of(text)
    assert found is not None
    assert found[0] == language
    assert 0.9 <= found[1] <= 0.99


def test_capitals_are_no_other_language():
    assert language_of(ENGLISH.upper()) == ("en", 0.99)
    found = language_of(GERMAN.upper())
    assert found is not None
    assert found[0] == "de"


@pytest.mark.parametrize(
    "text",
    ["", "Hafenkran gesperrt", "17 : 3, 1 900 000 — 42 % " * 40, "\x00\ud800 \u202e" * 50, RUSSIAN + " " + FRENCH],
    ids=["empty", "few words", "no letters", "control characters", "two scripts"],
)
def test_too_little_nothing_to_read_and_a_mixture_are_not_guessed_at(text):
    assert language_of(text) is None


def test_the_text_wins_over_the_page_and_a_note_says_that_little_can_be_expected():
    article = with_language(Article("a", GERMAN, language="en", notes=("paywall",)))
    assert article.language == "de"
    assert article.language_confidence is not None
    sure = f"{article.language_confidence:.2f}"
    said = f"in German ({sure}): attributions are looked for in English, expect few and doubt them"
    assert article.notes == ("paywall", said)


def test_where_the_text_does_not_tell_the_page_does():
    article = Article("a", "Hafenkran gesperrt", language="de")
    assert with_language(article) == article


def test_an_english_article_has_no_note():
    assert with_language(Article("a", ENGLISH, language="de")).notes == ()


def test_a_line_of_the_filter_may_name_its_language():
    assert article_from_row({"id": "a", "text": "Nei.", "language": "no"}).language == "no"
    named = article_from_row({"id": "a", "text": ENGLISH, "language": "no"})
    assert (named.language, named.language_confidence) == ("en", 0.99)


def written(alphabet: str) -> st.SearchStrategy[str]:
    return st.lists(st.text(alphabet, min_size=1, max_size=9), max_size=60).map(" ".join)


@given(
    st.sampled_from(
        ["etaoinshrdlu", "äöüßeinrst", "оеаинтсрвл", "ايلمنوترب", "のはをがたに", "ক\u09be\u09f0", "\ud800\x00a1.\n"]
    ).flatmap(written)
)
def test_any_text_is_answered_and_never_too_surely(text):
    found = language_of(text)
    assert found is None or (found[0].isalpha() and 0.9 <= found[1] <= 0.99)
