import pytest

from provenance.errors import NotAnArticle
from provenance.ingest.problems import looks_like_html
from tests.ingest.invented import HEADLINE, PARAGRAPHS, URL, extract, jsonld, page, paragraphs

CONSENT = (
    "We and our 700 partners store and/or access information on a device, such as cookies, and process personal data, "
    "such as unique identifiers, for personalised advertising and content, with your consent."
)
WALL = "Subscribe to continue reading. Already a subscriber? Log in."
NEVER = "Sorry, we can’t find that page. It may have been moved or deleted; try the search box, or one of our stories."


def refusal(html: str, url: str | None = URL) -> NotAnArticle | None:
    try:
        extract(html, url)
    except NotAnArticle as refused:
        return refused
    return None


def reason(html: str, url: str | None = URL) -> str | None:
    refused = refusal(html, url)
    return refused.reason if refused else None


def bare(body: str, title: str = "Ellery Lantern", head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"


TEASERS = "".join(
    f'<section><h2><a href="/{n}">Harbour story {n}</a></h2><p>The {n}th story from the harbour, by us.</p></section>'
    for n in range(20)
)


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("", "empty"),
        (" \n\t ", "empty"),
        ("Just a line of plain text, without any markup.", "wrong-type"),
        ('{"title": "Ferry", "body": "It burns."}', "wrong-type"),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "wrong-type"),
        ("%PDF-1.4 1 0 obj << /Type /Catalog >>", "wrong-type"),
        (bare(""), "no-text"),
        (bare(paragraphs("Two words.")), "no-text"),
        (
            bare(f"<div><h1>We value your privacy</h1>{paragraphs(CONSENT)}</div>", "Before you continue"),
            "consent-wall",
        ),
        (bare(f"<main><h1>Oops</h1>{paragraphs(NEVER)}</main>", "Page not found"), "soft-404"),
        (
            bare('<noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>'),
            "needs-javascript",
        ),
        (bare('<div id="__next"></div><script src="/main.js"></script>', HEADLINE), "needs-javascript"),
        (bare("<p>Enable JavaScript and cookies to continue</p>", "Just a moment..."), "needs-javascript"),
        (
            bare("<h1>Access Denied</h1><p>You have no permission to see this on this server.</p>", "Access denied"),
            "blocked",
        ),
        (bare(TEASERS), "not-an-article"),
        (bare(paragraphs(WALL), head=jsonld(headline=HEADLINE, isAccessibleForFree=False)), "paywall"),
    ],
)
def test_what_is_no_article_is_refused_for_what_it_is_in_one_line(html, why):
    refused = refusal(html)
    assert refused is not None
    assert refused.reason == why
    assert str(refused).startswith("page.html: ")
    assert "\n" not in str(refused)


def test_the_root_of_a_site_is_no_article_unless_it_says_so():
    assert reason(page(), "https://lantern.example/") == "not-an-article"
    assert reason(page(), "https://lantern.example/?p=12") is None
    assert reason(page(jsonld(headline=HEADLINE)), "https://lantern.example/") is None


def test_an_article_with_many_teasers_below_it_is_one():
    assert reason(page(jsonld(headline=HEADLINE), after=TEASERS)) is None
    assert reason(page('<meta property="og:type" content="article">', after=TEASERS)) is None


def test_a_short_brief_is_an_article_if_its_page_says_so():
    brief = paragraphs("The night ferry to Skarholm sails again from Monday.")
    assert reason(page(jsonld(headline=HEADLINE), brief)) is None
    assert reason(bare(brief)) == "no-text"


@pytest.mark.parametrize(
    "sentence",
    [
        "The firm stores cookies on a device without consent, say privacy activists, and sells the data to partners.",
        "The page was not found in the archive, the librarian said, and a 404 error is all that is left of it today.",
    ],
)
def test_a_story_about_cookies_or_lost_pages_is_a_story(sentence):
    assert reason(page(jsonld(headline=HEADLINE), paragraphs(sentence, *PARAGRAPHS))) is None
    assert (
        reason(page(body=paragraphs(*PARAGRAPHS, *(f"{text} And so on." for text in PARAGRAPHS * 3), sentence))) is None
    )


def test_an_opening_before_a_paywall_is_stored_with_a_note():
    locked = page(jsonld(headline=HEADLINE, isAccessibleForFree=False), paragraphs(PARAGRAPHS[0]))
    walled = page(body=paragraphs(*PARAGRAPHS[:2]), after=f'<div class="paywall">{paragraphs(WALL)}</div>')
    for html in (locked, walled):
        article = extract(html)
        assert article.notes == ("paywall: only the opening is here",)
        assert PARAGRAPHS[0] in article.text


def test_an_article_in_full_behind_a_metered_paywall_has_no_note():
    long = paragraphs(
        *PARAGRAPHS, *(f"{text} So it is." for text in PARAGRAPHS), *(f"Then, {text}" for text in PARAGRAPHS)
    )
    assert extract(page(jsonld(headline=HEADLINE, isAccessibleForFree=False), long)).notes == ()
    assert extract(page(jsonld(headline=HEADLINE, isAccessibleForFree=True), after=paragraphs(WALL))).notes == ()


@pytest.mark.parametrize(
    ("data", "html"),
    [
        (b"<!DOCTYPE html><html>", True),
        ("<html><body><p>Ferry</p>".encode("utf-16"), True),
        (b"<!-- saved -->" + b" " * 9000 + b"<html>", True),
        (b"He wrote 3 < 4 and <sic> in a text.", False),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', False),
        (bytes(range(256)) * 40 + b"<p>", False),
        (b"", False),
    ],
)
def test_markup_is_told_from_text_feeds_and_noise(data, html):
    assert looks_like_html(data) is html
