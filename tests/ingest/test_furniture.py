import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.ingest.furniture import (
    dateline_of,
    field_of,
    is_photo_credit,
    is_promo,
    is_section,
    is_tagline,
    looks_like_headline,
)

BODY = (
    "The council voted on Tuesday to take down the old harbour crane.",
    '"We had no choice," Mayor Ada Brook told the Skerry Post.',
    "Share prices of the port fell by 3 percent.",
    "Comments by the mayor angered the dockers.",
    "Photos show the damage to the crane.",
    "Get up early, the dockers say.",
    "The report was published on Monday by the ministry.",
    "Credit was tight, and the sources of money had run dry.",
    "Picture this: a city without a port.",
    "The mayor (see above) and her deputy (a photographer) were there.",
    "Support for the crane came from all sides.",
    "Sources close to the mayor said she would resign.",
)


@pytest.mark.parametrize("line", BODY)
def test_running_text_is_no_furniture(line):
    assert not is_photo_credit(line)
    assert not is_promo(line)
    assert not is_tagline(line)
    assert not is_section(line)
    assert not looks_like_headline(line)
    assert field_of(line) is None
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Wikipedia Commons",
        "(Photo by Jo Li/Getty Images)",
        "Image credit: Port of Marlow",
        "PHOTO | JO LI",
        "Photograph: Jo Li/The Guardian",
        "Picture courtesy of the port",
        "Image source, Getty Images",
        "[Photo: Jo Li]",
        "File photo",
        "Getty.",
        "Jo Li / Reuters.",
        "AP Photo/Jo Li",
        "© Jo Li/AFP",
        "Credit: Jo Li",
        "The crane in May. (AP Photo/Jo Li)",
        "The crane seen from the sea. REUTERS/Jo Li",
        "The crane, before it was painted. Photo: Jo Li",
    ],
)
def test_a_picture_credit_is_one(line):
    assert is_photo_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Trending Now",
        "ALSO READ",
        "READ MORE: The crane's last captain",
        "Read also: The port's debts",
        "Related: The port's debts",
        "More on this story",
        "Sign up for our newsletter",
        "Subscribe to the Skerry Post today.",
        "Follow us on Facebook",
        "Follow Jo Li on Twitter @joli.",
        "Advertisement",
        "Story continues below advertisement",
        "- Share this article",
    ],
)
def test_a_teaser_is_one(line):
    assert is_promo(line)


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Jo Li; Editing by Al Roe",
        "(Additional reporting by Jo Li in Hull)",
        "With files from The Canadian Press",
        "With additional reporting by Jo Li",
        "Jo Li contributed to this report.",
        "This story was originally published by the Skerry Post.",
        "The article first appeared in the Skerry Post.",
        "Contributing: Jo Li and Al Roe, Skerry Post.",
        "Source: Tass",
        "© 2024 The Associated Press. All rights reserved.",
        "— AFP",
        "(with agencies)",
        "AFP/Reuters",
        "-30-",
        "ENDS",
    ],
)
def test_a_tagline_is_one(line):
    assert is_tagline(line)


@pytest.mark.parametrize("line", ["World news", "BREAKING", "Politics / Europe", "# Sport"])
def test_a_heading_over_the_headline_is_one(line):
    assert is_section(line)
    assert not is_section(line + " of the harbour crane")


@pytest.mark.parametrize(
    "line",
    [
        "Harbour crane to come down",
        "# Harbour crane to come down",
        "HARBOUR CRANE TO COME DOWN",
        "Who will take down the crane?",
        "Mayor: ‘We had no choice’",
        "Crane Comes Down After Eighty Years in Marlow.",
        "Crane sold to the U.S.",
        "The crane comes down...",
    ],
)
def test_a_headline_is_one(line):
    assert looks_like_headline(line)


def test_a_dateline_begins_a_body_and_is_no_headline():
    assert dateline_of("LONDON, Feb 6 (Reuters) - The crane came down.") == "LONDON, Feb 6 (Reuters) -"
    assert dateline_of("BEIJING, Feb. 6, 2024 (Xinhua) -- The crane came down.") == "BEIJING, Feb. 6, 2024 (Xinhua) -"
    assert dateline_of("ST. JOHN'S — The crane came down.") == "ST. JOHN'S — "
    assert not looks_like_headline("LONDON (Reuters) - The crane comes down")


def test_a_header_field_has_a_name_and_a_value():
    assert field_of("Author: Jane Doe") == ("author", "Jane Doe")
    assert field_of('title: "The crane"') == ("title", "The crane")
    assert field_of("Weather: rain") is None
    assert field_of("Title:") is None


@given(st.text(alphabet="aA (/)[:.©|-1é\u2014 byphotoREUTERS", max_size=600))
def test_no_line_takes_long_or_breaks(line):
    for reader in (is_photo_credit, is_promo, is_tagline, is_section, looks_like_headline, dateline_of, field_of):
        reader(line)
