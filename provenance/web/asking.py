"""What pages and the JSON API are asked with, each with its limit."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from pydantic import AfterValidator

from provenance.printable import storable

__all__ = [
    "LATEST",
    "LONGEST_ADDRESS",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "LONGEST_QUOTE",
    "LONGEST_TEXT",
    "LONGEST_WORDS",
    "STORABLE",
    "Least",
    "Limit",
    "Number",
    "OutletId",
    "PageNumber",
    "Quote",
    "Version",
    "Where",
    "Words",
    "storable",
]

LONGEST_QUOTE = 5_000
"""characters of words to trace: a long paragraph has a fifth of it"""
LONGEST_TEXT = 500_000
"""characters of an article that is pasted: a book has as many"""
LONGEST_ADDRESS = 2_000
LATEST = 2**53
"""no review has a higher number"""
LONGEST_NAME, LONGEST_NOTE = 100, 2_000
LONGEST_WORDS = 500
_MOST_ROWS, _MOST_PAGES = 100, 1_000_000

STORABLE = AfterValidator(storable)
"""stands after the limits of a text: a validator before them would hide what they are"""

Quote = Annotated[str, Query(max_length=LONGEST_QUOTE, description="The words to look for."), STORABLE]
Words = Annotated[str, Query(max_length=LONGEST_WORDS, description="Words that title or text should hold."), STORABLE]
Where = Annotated[
    str,
    Query(min_length=1, max_length=LONGEST_ADDRESS, description="A stored article's URL, id or version."),
    STORABLE,
]
OutletId = Annotated[str, Query(alias="outlet", max_length=LONGEST_WORDS, description="An outlet's id."), STORABLE]
Version = Annotated[str, Path(max_length=LONGEST_ADDRESS, description="A version or id of an article."), STORABLE]
Least = Annotated[
    float, Query(ge=0, le=1, description="Leave out claims whose confidence is below this.", allow_inf_nan=False)
]
Number = Annotated[int, Path(ge=1, le=LATEST, description="The number of a review.")]
Limit = Annotated[int, Query(ge=1, le=_MOST_ROWS, description="At most so many.")]
PageNumber = Annotated[int, Query(alias="page", ge=1, le=_MOST_PAGES, description="Which page of the list, from 1.")]
