"""Whom photo credits name."""

from __future__ import annotations

import pytest

from provenance.model import Article, Furniture, Span
from provenance.resolve import resolve


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
