from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import NotAnArticle
from provenance.ingest.plaintext import article_from_text, clean, level
from provenance.lexicon import outlet_by_domain
from provenance.model import Article
from tests.ingest.site import STORY

BODY = "\n\n".join(STORY)


def read(text: str, **known: Any) -> Article:
    return article_from_text(clean(text), name="story.txt", **known)


def marked(article: Article) -> list[tuple[str, str]]:
    return [(one.kind, one.span.of(article.text)) for one in article.furniture]


def names(article: Article) -> list[str]:
    return [one.name for one in article.authors]


def test_everything_that_is_not_body_is_marked_and_nothing_is_cut_out():
    text = "\n".join(
        [
            "Mayor says: crane of Marlow must come down",
            "Written by Jo Li",
            "Feb.6 - 2024 6:15 PM CET",
            "Photo: Port of Marlow",
            "crane of Marlow must come down",
            "Trending Now",
            STORY[0],
            "READ MORE: The crane's last captain",
            STORY[1],
            STORY[2],
            "The crane seen from the sea. (AP Photo/Al Roe)",
            STORY[3],
            "Al Roe contributed to this report.",
            "Jo Li is a reporter in Marlow.",
        ]
    )
    article = read(text)
    assert article.text == text
    assert article.title == "Mayor says: crane of Marlow must come down"
    assert names(article) == ["Jo Li"]
    assert str(article.published) == "2024-02-06T18:15+01:00"
    assert article.published is not None
    assert article.published.basis == "date-line"
    assert marked(article) == [
        ("title", "Mayor says: crane of Marlow must come down"),
        ("byline", "Written by Jo Li"),
        ("date", "Feb.6 - 2024 6:15 PM CET"),
        ("photo-credit", "Photo: Port of Marlow"),
        ("kicker", "crane of Marlow must come down"),
        ("promo", "Trending Now"),
        ("promo", "READ MORE: The crane's last captain"),
        ("photo-credit", "The crane seen from the sea. (AP Photo/Al Roe)"),
        ("tagline", "Al Roe contributed to this report."),
        ("tagline", "Jo Li is a reporter in Marlow."),
    ]


@pytest.mark.parametrize(
    ("head", "authors", "published"),
    [
        ("# Crane to close\n\nBy **Jo Li** | 6 February 2024", ["Jo Li"], "2024-02-06"),
        ("CRANE TO CLOSE\nBy JO LI and AL ROE\n6 Feb 2024 09.15", ["Jo Li", "Al Roe"], "2024-02-06T09:15"),
        ("Crane to close\n\nJo Li in Hull\nTue 6 Feb 2024 09.15 GMT", ["Jo Li"], "2024-02-06T09:15+00:00"),
        ("World news\nCrane to close\n6 February 2024", [], "2024-02-06"),
        ("Crane to close\nThe council has decided at last.\nBy Jo Li\n6 Feb 2024", ["Jo Li"], "2024-02-06"),
        ("Crane to close.\nBy Jo Li", ["Jo Li"], "None"),
        ("Crane to close\n6 Feb 2024 | By Jo Li", ["Jo Li"], "2024-02-06"),
        ("Title: Crane to close\nAuthor: Jo Li\nDate: 2024-02-06T09:15Z", ["Jo Li"], "2024-02-06T09:15+00:00"),
        (
            "Crane to close\n\nBy\n\nJo Li\n\nPublished on\n6 Feb 2024\n\n3 min read\n\nFacebook",
            ["Jo Li"],
            "2024-02-06",
        ),
        ("Crane to close\nJo Li\nPolitical Correspondent\n6 February 2024", ["Jo Li"], "2024-02-06"),
        ('---\ntitle: "Crane to close"\ndate: 2024-02-06\nauthor: Jo Li\n---', ["Jo Li"], "2024-02-06"),
    ],
)
def test_heads_are_written_in_many_ways(head, authors, published):
    article = read(f"{head}\n\n{BODY}")
    assert str(article.title).rstrip(".").casefold() == "crane to close"
    assert names(article) == authors
    assert str(article.published) == published
    body = article.text.index(STORY[0])
    assert all(one.span.end <= body for one in article.furniture)


def test_a_label_on_a_line_of_its_own_belongs_to_what_it_labels():
    article = read(f"Crane to close\n\nUpdated\n\n7 Feb 2024\n\n{BODY}")
    assert (article.published, str(article.updated)) == (None, "2024-02-07")
    assert marked(article)[1:] == [("date", "Updated\n\n7 Feb 2024")]


def test_a_header_block_can_name_address_and_outlet():
    article = read(f"Headline: Crane to close\nURL: https://www.theguardian.com/crane\nSource: The Guardian\n\n{BODY}")
    assert article.url == "https://www.theguardian.com/crane"
    assert article.outlet == outlet_by_domain("theguardian.com")
    assert [kind for kind, _ in marked(article)] == ["title", "kicker", "kicker"]


def test_the_outlet_behind_the_headline_is_no_part_of_it():
    article = read(f"Crane to close - The Guardian\n\n{BODY}")
    assert article.title == "Crane to close"
    assert article.outlet == outlet_by_domain("theguardian.com")
    assert read(f"Crane to close | Skerry Post\n\n{BODY}").title == "Crane to close"
    assert read(f"Crane to close - by order\n\n{BODY}").title == "Crane to close - by order"


def test_wire_copy_begins_with_its_dateline():
    article = read(f"LONDON, Feb 6, 2024 (Reuters) - {BODY}\n\n(Reporting by Jo Li; Editing by Al Roe)")
    assert article.title is None
    assert str(article.published) == "2024-02-06"
    assert article.published is not None
    assert article.published.basis == "dateline"
    assert "Reuters" in [credit.outlet.name for credit in article.wire]
    assert marked(article) == [("tagline", "(Reporting by Jo Li; Editing by Al Roe)")]


def test_a_dateline_without_a_year_gives_no_date():
    assert read(f"LONDON, Feb 6 (Reuters) - {BODY}").published is None


def test_a_sentence_above_a_dateline_is_the_headline():
    assert read(f"Crane must come down.\n\nLONDON (Reuters) - {BODY}").title == "Crane must come down."


@pytest.mark.parametrize("text", [BODY, STORY[0], " ".join(STORY)])
def test_a_text_without_a_head_has_no_title_and_is_all_body(text):
    article = read(text)
    assert (article.title, article.authors, article.published, article.furniture) == (None, (), None, ())


def test_a_date_in_the_body_is_not_the_articles():
    article = read(f"Crane to close\n\n{BODY}\n\nTuesday, May 3, 2016.\n\n{STORY[0]}\n\n{STORY[2]}")
    assert article.published is None


def test_what_is_known_beside_the_text_wins():
    own = outlet_by_domain("bbc.co.uk")
    article = read(f"Crane to close\n\n{BODY}", title="Crane to close", url="https://bbc.co.uk/1", outlet=own)
    assert (article.url, article.outlet) == ("https://bbc.co.uk/1", own)
    assert marked(article) == [("title", "Crane to close")]
    assert read(BODY, title="Another headline").furniture == ()
    assert read(BODY, title=STORY[0].rstrip(".")).furniture == ()  # named after its first sentence, which stays body


def test_identity_is_the_address_where_there_is_one():
    one, other = read(BODY, url="https://a.example/1"), read(BODY + " More.", url="https://a.example/1")
    assert one.id == other.id
    assert one.version != other.version
    assert read(BODY).id != read(BODY + " More.").id


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t\n", "empty"),
        ("Hello there", "no-text"),
        ("1234 5678 " * 50, "no-text"),
        ("a = b + 1; // " * 40 + "{}[]()<>|&^%$#@!~" * 30, "not-an-article"),
    ],
)
def test_what_holds_no_article_is_refused_with_its_reason(text, reason):
    with pytest.raises(NotAnArticle, match=r"story\.txt: ") as caught:
        read(text)
    assert caught.value.reason == reason


def test_cleaning_keeps_the_words_and_one_kind_of_line_end():
    assert clean("\ufeffOne\r\ntwo\rthr\x00ee\x0cfour\u2028five\x1b") == "One\ntwo\nthree\nfour\nfive"
    assert clean("lone \ud800 surrogate") == "lone \ufffd surrogate"


def test_paragraphs_broken_at_a_fixed_width_become_lines():
    start = "The council of Marlow Sands voted on Tuesday to take down"
    end = "the old harbour crane, which has stood there for 80 years."
    rest = "\n\nWork begins in March.\n\n- one\n- two\n"
    assert clean(start + "\n" + end + rest) == start + " " + end + rest
    assert clean("Title of it\n" + start + "\n" + end) == "Title of it\n" + start + "\n" + end


@given(st.text(max_size=300))
def test_levelling_keeps_every_offset(text):
    levelled = level(text)
    assert len(levelled) == len(text)
    assert all(a == b for a, b in zip(text, levelled, strict=True) if a.isalnum() and a.isascii())
    levelled.encode("utf-8")


@given(
    st.lists(
        st.sampled_from([*STORY, "By Jo Li", "6 Feb 2024", "Title: x", "---", "Photo: y", "\t", "ABC - D"]), max_size=12
    )
)
def test_furniture_is_in_order_and_never_overlaps(lines):
    try:
        article = read("\n".join(lines))
    except NotAnArticle:
        return
    spans = [one.span for one in article.furniture]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(article.text).strip() == span.of(article.text) for span in spans)
