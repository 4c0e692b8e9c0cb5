import pytest

from provenance.ingest.credits import page_credits
from provenance.ingest.parsed import parse_page
from tests.ingest.invented import PARAGRAPHS, URL, jsonld, page, paragraphs


def credited(html: str) -> set[tuple[str, str]]:
    return {(credit.outlet.id, credit.basis) for credit in page_credits(parse_page(html, url=URL, where="page"))}


@pytest.mark.parametrize(
    "node",
    [
        {"author": {"@type": "Organization", "name": "Reuters"}},
        {"author": [{"@type": "Person", "name": "Ingrid Vale"}, {"@type": "Person", "name": "Reuters"}]},
        {"author": "Ingrid Vale, Reuters"},
        {"creator": "Reuters"},
        {"sourceOrganization": {"@type": "NewsMediaOrganization", "name": "Reuters"}},
        {"creditText": "Reuters"},
        {"provider": {"@type": "Organization", "name": "Reuters"}},
        {"isBasedOn": "https://www.reuters.com/world/x"},
        {"isBasedOn": {"@type": "NewsArticle", "url": "https://www.reuters.com/world/x"}},
    ],
)
def test_structured_data_credits_an_agency_in_many_ways(node):
    assert credited(page(jsonld(**node))) == {("reuters", "json-ld")}


@pytest.mark.parametrize(
    "tag",
    [
        '<meta name="author" content="Reuters">',
        '<meta name="syndication-source" content="https://www.reuters.com/world/x">',
        '<meta name="original-source" content="https://www.reuters.com/world/x">',
    ],
)
def test_meta_tags_credit_an_agency(tag):
    assert credited(page(tag)) == {("reuters", "meta")}


def test_a_canonical_address_of_another_outlet_is_evidence_of_syndication():
    assert credited(page('<link rel="canonical" href="https://www.reuters.com/world/x">')) == {("reuters", "canonical")}


def test_a_visible_byline_credits_an_agency():
    body = '<div class="byline">Associated Press in Port Ellery</div>' + paragraphs(*PARAGRAPHS)
    assert credited(page(body=body)) == {("associated-press", "byline")}


@pytest.mark.parametrize(
    "notice", ["© 2024 The Associated Press. All rights reserved.", "Copyright 2024 AP", "&copy; 2024, AP"]
)
def test_a_copyright_notice_of_an_agency_with_its_year_counts(notice):
    assert credited(page(after=f"<small>{notice}</small>")) == {("associated-press", "credit-line")}


@pytest.mark.parametrize(
    "html",
    [
        page(after="<small>© AFP via Getty Images</small>"),
        page(after="<small>© 2024 Ellery Lantern</small>"),
        page('<meta name="author" content="(Image: Reuters)">'),
        page(jsonld(publisher={"@type": "Organization", "name": "The New York Times"})),
        page(jsonld(author="Ingrid Vale", isBasedOn="https://journal.example/study")),
        page('<link rel="canonical" href="https://lantern.example/other">'),
    ],
)
def test_pictures_publishers_and_studies_are_no_credits(html):
    assert credited(html) == set()
