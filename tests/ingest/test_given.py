import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.given import outlet_at, outlet_called, time_given
from provenance.lexicon import outlet_by_domain
from provenance.model import Outlet

GUARDIAN = outlet_by_domain("theguardian.com")


@pytest.mark.parametrize("name", ["The Guardian", "the guardian", "theguardian.com", "www.theguardian.com"])
def test_an_outlet_can_be_called_by_name_or_domain(name):
    assert outlet_called(name) == GUARDIAN


def test_an_outlet_can_be_called_by_its_slug():
    assert GUARDIAN is not None
    assert outlet_called(GUARDIAN.id) == GUARDIAN


def test_a_name_that_several_carry_means_the_one_at_the_address():
    paper = outlet_by_domain("thetimes.co.uk") or outlet_by_domain("thetimes.com")
    assert outlet_called("The Times", "https://www.thetimes.com/x") == paper
    assert outlet_called("The Times", "https://www.nytimes.com/x") == outlet_by_domain("nytimes.com")


def test_an_unknown_outlet_is_one_of_its_own():
    assert outlet_called(" Skerry Post ") == Outlet("skerry-post", "Skerry Post")


def test_unknown_outlets_of_one_name_are_told_apart_by_their_addresses():
    one, other = (outlet_called("Skerry Post", address) for address in ("https://post.example/1", "skerry.example"))
    assert one == Outlet("post.example", "Skerry Post", domains=("post.example",))
    assert other.id == "skerry.example"


def test_an_address_or_a_domain_leads_to_its_outlet():
    assert outlet_at("https://www.theguardian.com/uk/1") == outlet_at("theguardian.com") == GUARDIAN
    assert outlet_at(None) is None
    assert outlet_at("http://[broken") is None


@given(st.text(max_size=40))
def test_any_name_gives_an_outlet(name):
    assert outlet_called(name).name is not None


def test_a_time_is_read_with_the_outlets_country():
    assert str(time_given("03/04/2024", GUARDIAN)) == "2024-04-03"
