"""Whom photo credits name."""

from __future__ import annotations

import pytest

from provenance.model import Article, Furniture, Span
from provenance.resolve import resolve
from provenance.resolve.layout import lay_out
from provenance.resolve.pictures import find_credited


@pytest.mark.parametrize(
    ("line", "name", "outlet_id"),
    [
        ("Photo: Harbour Archive", "Harbour Archive", None),
        ("Photo credit: Ann Lee", "Ann Lee", None),
        ("(Picture by the town of Skerry)", "the town of Skerry", None),
        ("Image courtesy of Skerry Line.", "Skerry Line", None),
        ("Photo: Reuters", "Reuters", "reuters"),
    ],
)
def test_a_photo_credit_is_a_mention_with_the_role_of_a_credit(line, name, outlet_id):
    text = f"{line}\nThe pier was closed on Monday after a crack was found."
    article = Article(id="x", text=text, furniture=(Furniture("photo-credit", Span(0, len(line))),))
    (mention,) = resolve(article, []).mentions
    assert (mention.role, mention.name, mention.span.of(text)) == ("credit", name, name)
    assert (mention.outlet.id if mention.outlet else None) == outlet_id


def test_a_photo_line_without_a_name_credits_nobody():
    article = Article(id="x", text="File photo\nThe pier.", furniture=(Furniture("photo-credit", Span(0, 10)),))
    assert resolve(article, []).mentions == ()


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Zyx Archive", "Photograph by Zyx Archive", "Image courtesy of Zyx Archive", "Picture from Zyx Archive",
        "Pic: Zyx Archive", "Illustration: Zyx Archive", "Graphic by Zyx Archive", "Video: Zyx Archive.",
        "Credit: Zyx Archive", "(Photos via Zyx Archive)", "Photo credit | Zyx Archive",
    ],
)  # fmt: skip
def test_a_credit_line_is_known_by_its_first_words(line):
    text = f"The quay is shut.\n{line}"
    article = Article("x", text, furniture=(Furniture("photo-credit", Span(18, len(text))),))
    (one,) = find_credited(lay_out(article, []), [])
    assert (one.name, one.span.of(text), one.confidence, one.outlet) == ("Zyx Archive", "Zyx Archive", 0.9, None)
