from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Metric, Moment, Outlet
from provenance.report import wording


@given(st.text())
def test_cleaned_text_holds_nothing_that_drives_a_terminal_and_can_be_written(text):
    made = wording.clean(text)
    assert not any(ord(c) < 32 and c not in "\t\n" for c in made)
    assert not set("\x1b\x7f\x9b\u202e\u2066") & set(made)
    made.encode("utf-8")


@given(st.text(), st.integers(2, 40))
def test_clipped_text_keeps_to_its_limit_and_to_one_line(text, limit):
    made = wording.clip(text, limit)
    assert len(made) <= limit
    assert "\n" not in made


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host/x", "https://", "", None, " http://x"],
)
def test_only_web_addresses_become_links(url):
    assert wording.safe_href(url) is None


def test_a_web_address_cannot_break_out_of_markup():
    href = wording.safe_href("https://x.example/a\"><script>' (b) `c` <d>\x1b")
    assert href is not None
    assert not set("\"'<> ()`\x1b") & set(href)
    assert href.startswith("https://x.example/a%22%3E%3Cscript%3E")


@pytest.mark.parametrize(
    ("precision", "zoned", "said"),
    [
        ("second", True, "2024-03-01 08:15 UTC"),
        ("minute", False, "2024-03-01 08:15 zone unknown"),
        ("day", True, "2024-03-01"),
        ("year", True, "2024"),
    ],
)
def test_a_time_reads_no_more_exact_than_it_is_known(precision, zoned, said):
    assert wording.when(Moment(datetime(2024, 3, 1, 8, 15, 9, tzinfo=UTC), precision, "given", zoned)) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "nothing to count"), (True, "yes"), (False, "no"), (0.5, "50 %"), (1.0, "100 %"), (3, "3"), ("4+", "4+")],
)
def test_a_figure_reads_as_a_person_writes_it(value, said):
    assert wording.metric_value(Metric("x", value, 1, "d")) == said


def test_a_share_is_followed_by_its_interval():
    share = Metric("x", 0.5, 4, "d", interval=(0.15004, 0.84996))
    assert wording.metric_value(share) == "50 % (15-85 %)"
    assert wording.metric_interval(Metric("x", 0.5, 4, "d")) == ""


def test_numbers_in_a_figures_name_are_a_range():
    assert wording.metric_name(Metric("stories_with_1_2_sources", 0.5, 4, "d")) == "Stories with 1-2 sources"


def test_an_outlet_says_only_what_is_known_of_it():
    assert wording.outlet_note(Outlet("x", "X")) == ""
    assert wording.outlet_note(Outlet("x", "X", "RU", "news-agency", "state-controlled")) == (
        "news agency, RU, state-controlled"
    )
    assert wording.outlet_note(Outlet("x", "X", None, "broadcaster", "public-service")) == "broadcaster, public-service"


def test_quoted_words_counts_each_quotation_once_and_indirect_speech_never(audited):
    text = audited.reading.article.text
    assert [wording.quoted_words(cited, text) for cited in audited.sources] == [4, 0, 0]


def test_an_article_without_title_goes_by_its_first_words(draft):
    assert wording.heading(draft("It rained\nall day.").article) == "It rained all day."


def test_descent_says_who_was_taken_from_and_who_is_credited(corpus):
    said = [wording.descent(lineage) for lineage in corpus.lineages]
    assert said[0] == "Taken from Vesta, whose own article is not in this corpus. Credited in the text: nobody."
    assert said[1].startswith(
        "Likeliest parent in this corpus: “Headline 0” of NorPress, 2024-03-01 08:00 UTC (observed)."
    )
    assert said[4] == "No earlier article in this corpus was found that the text was taken from."
