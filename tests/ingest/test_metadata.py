import pytest

from provenance.ingest import metadata
from provenance.ingest.parsed import Parsed, parse_page
from provenance.ingest.publisher import outlet_of
from tests.ingest.invented import HEADLINE, PARAGRAPHS, URL, jsonld, page, paragraphs


def parsed(html: str, url: str | None = URL) -> Parsed:
    return parse_page(html, url=url, where="page")


def title_of(html: str, url: str = URL) -> str | None:
    one = parsed(html, url)
    return metadata.title(one.node, one.head, outlet_of(url, one.head.site_name))


def authors_of(html: str, *bylines: str) -> list[str]:
    one = parsed(html)
    found = metadata.authors(one.data, one.node, one.head, (one.byline, *bylines), outlet_of(URL, one.head.site_name))
    return [author.name for author in found]


def og(name: str, value: str) -> str:
    return f'<meta property="og:{name}" content="{value}">'


SITE = og("site_name", "Ellery Lantern")


def test_the_headline_of_structured_data_comes_first():
    assert (
        title_of(page(jsonld(headline="Ferry burns &amp; sinks") + og("title", "Social title")))
        == "Ferry burns & sinks"
    )


def test_a_headline_for_search_engines_gives_way_to_what_readers_see_twice():
    assert title_of(page(jsonld(headline="Ferry fire: what we know") + og("title", HEADLINE))) == HEADLINE


def test_two_spellings_of_one_headline_do_not_outvote_structured_data():
    head = jsonld(headline="‘Sea Bird’ burns") + og("title", "'Sea Bird' burns")
    assert title_of(page(head, title="'Sea Bird' burns")) == "‘Sea Bird’ burns"


@pytest.mark.parametrize(
    "suffix", [" - Ellery Lantern", " | Ellery Lantern", " — The Ellery Lantern", " | ELLERY LANTERN"]
)
def test_the_sites_name_is_taken_off_a_title(suffix):
    assert title_of(page(SITE + og("title", HEADLINE + suffix))) == HEADLINE


@pytest.mark.parametrize("own", ["War - and peace", "Ferry | bus", "Fire – a history"])
def test_a_headlines_own_dashes_stay(own):
    assert title_of(page(SITE + og("title", own))) == own


def test_the_gazetteers_names_of_the_outlet_are_taken_off_too():
    assert title_of(page(og("title", "Ferry burns - The New York Times")), "https://www.nytimes.com/x") == "Ferry burns"


def test_a_headline_that_was_cut_off_with_dots_is_completed():
    assert title_of(page(jsonld(headline="Night ferry to Skarholm…"))) == HEADLINE


def test_a_page_without_any_title_has_none():
    html = page().replace(f"<h1>{HEADLINE}</h1>", "").replace(f"<title>{HEADLINE} - Ellery Lantern</title>", "")
    assert title_of(html) is None


def test_people_and_organisations_of_structured_data_are_the_authors():
    author = [
        {"@type": "Person", "name": "Ingrid Vale"},
        {"@type": "Organization", "name": "The Canadian Press"},
        "Oona Marsh",
    ]
    assert authors_of(page(jsonld(author=author))) == ["Ingrid Vale", "The Canadian Press", "Oona Marsh"]


def test_meta_tags_then_the_visible_byline_name_them_otherwise():
    byline = '<div class="byline">By Tomas Reyne</div>' + paragraphs(*PARAGRAPHS)
    assert authors_of(page('<meta name="author" content="Ingrid Vale">', byline)) == ["Ingrid Vale"]
    assert authors_of(page('<meta property="article:author" content="https://x.example/vale">', byline)) == [
        "Tomas Reyne"
    ]
    assert authors_of(page()) == []


def test_the_outlet_itself_gives_way_to_people_of_the_byline():
    head = SITE + jsonld(author={"@type": "Organization", "name": "Ellery Lantern"})
    assert authors_of(page(head, '<p class="author">Tomas Reyne</p>' + paragraphs(*PARAGRAPHS))) == ["Tomas Reyne"]
    assert authors_of(page(head), "Tomas Reyne/Oona Marsh") == ["Tomas Reyne", "Oona Marsh"]
    assert authors_of(page(head)) == ["Ellery Lantern"]


def test_a_byline_that_names_all_and_more_is_believed():
    body = '<p class="byline">By INGRID VALE, TOMAS REYNE and OONA MARSH</p>' + paragraphs(*PARAGRAPHS)
    assert authors_of(page(jsonld(author="Ingrid Vale, Tomas Reyne"), body)) == [
        "INGRID VALE",
        "TOMAS REYNE",
        "OONA MARSH",
    ]
    assert authors_of(page(jsonld(author="Peter Lund"), body)) == ["Peter Lund"]


@pytest.mark.parametrize("line", ["AFP, PORT ELLERY", "By Ingrid Vale"])
def test_a_byline_need_not_be_marked_if_it_stands_under_the_headline_and_reads_like_one(line):
    assert parsed(page(body=f"<div>{line}</div>" + paragraphs(*PARAGRAPHS))).byline == line


def test_the_biography_of_an_author_is_no_byline():
    assert parsed(page(after='<div class="author-bio">Ingrid Vale writes on ships</div>')).byline == ""


@pytest.mark.parametrize(
    ("html", "code"),
    [
        (page(), "en"),
        (page().replace(' lang="en-GB"', ""), None),
        (page(og("locale", "no_NO")).replace(' lang="en-GB"', ""), "no"),
        (page(jsonld(inLanguage="de-AT")).replace(' lang="en-GB"', ""), "de"),
    ],
)
def test_the_language_is_the_primary_one_that_the_markup_names(html, code):
    one = parsed(html)
    assert metadata.language(one.node, one.head, one.tree) == code


@pytest.mark.parametrize(
    ("href", "canonical"),
    [
        ("/harbour/ferry-2", "https://lantern.example/harbour/ferry-2"),
        ("//other.example/x", "https://other.example/x"),
        ("javascript:alert(1)", None),
        ("http://[broken", None),
        ("/harbour/a ;", "https://lantern.example/harbour/a"),
        ("data:text/html,x", None),
    ],
)
def test_a_canonical_address_is_absolute_and_of_the_web_or_none(href, canonical):
    assert parsed(page(f'<link rel="canonical" href="{href}">')).head.canonical == canonical


def test_of_several_articles_the_one_at_this_address_is_the_pages():
    blocks = jsonld(headline="Other", url="https://lantern.example/other") + jsonld(
        headline="Mine", mainEntityOfPage=URL
    )
    assert parsed(page(blocks)).node["headline"] == "Mine"


def test_what_several_blocks_say_of_one_article_is_put_together():
    one = parsed(
        page(jsonld(headline="Mine", url=URL) + jsonld(datePublished="2024-02-06", mainEntityOfPage={"@id": URL}))
    )
    assert (one.node["headline"], one.node["datePublished"]) == ("Mine", "2024-02-06")


def test_a_page_of_many_articles_has_none_of_its_own():
    assert parsed(page("".join(jsonld(headline=f"Story {n}") for n in range(4)))).node == {}
