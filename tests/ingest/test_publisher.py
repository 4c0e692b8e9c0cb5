import pytest

from provenance.ingest.publisher import outlet_of, same_house
from provenance.model import Outlet


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/x", "Reuters"),
        ("https://cooking.nytimes.com/recipes/1", "The New York Times"),
        ("http://APNEWS.com:80/article/x", "Associated Press"),
    ],
)
def test_the_gazetteer_knows_the_owner_of_an_address(url, name):
    outlet = outlet_of(url, "Something else")
    assert outlet is not None
    assert outlet.name == name


def test_an_unknown_domain_is_an_outlet_of_its_own_named_as_the_page_does():
    assert outlet_of("https://www.ellerylantern.co.uk/a", "Ellery Lantern") == Outlet(
        "ellerylantern.co.uk", "Ellery Lantern", domains=("ellerylantern.co.uk",)
    )


@pytest.mark.parametrize("site_name", ["", "https://www.lantern.example", "x" * 61])
def test_a_site_name_that_is_none_gives_way_to_the_domain(site_name):
    outlet = outlet_of("https://lantern.example/a", site_name)
    assert outlet is not None
    assert outlet.name == "lantern.example"


@pytest.mark.parametrize(
    ("url", "identity"),
    [
        ("https://harbourwatch.substack.com/p/ferry", "harbourwatch.substack.com"),
        ("https://harbour.blogspot.co.uk/2024/ferry", "harbour.blogspot.co.uk"),
        ("https://www.medium.com/harbour-watch/ferry-1", "medium.com/harbour-watch"),
        ("https://medium.com/@vale/ferry-1", "medium.com/@vale"),
        ("https://sites.google.com/view", "sites.google.com/view"),
    ],
)
def test_on_a_platform_the_publication_is_the_outlet_and_never_the_platform(url, identity):
    outlet = outlet_of(url, "")
    assert outlet is not None
    assert outlet.id == identity


def test_without_an_address_the_sites_name_decides():
    known, unknown = outlet_of(None, "Reuters"), outlet_of(None, "Ellery Lantern")
    assert known is not None
    assert known.id == "reuters"
    assert unknown == Outlet("ellery-lantern", "Ellery Lantern")
    assert outlet_of(None, "") is None


@pytest.mark.parametrize(
    ("site_name", "same"),
    [("Ellery Lantern", False), ("Reuters News", True), ("U.S.", True), ("", True), ("Lantern", True)],
)
def test_a_page_of_another_name_is_of_another_house(site_name, same):
    reuters = outlet_of("https://www.reuters.com/", "")
    assert reuters is not None
    assert same_house(reuters, "https://www.reuters.com/x", site_name) is same


def test_a_word_of_the_host_is_enough_to_be_of_the_house():
    outlet = Outlet("x", "Skarholm Post")
    assert same_house(outlet, "https://ellery-times.example/x", "Ellery Evening")
