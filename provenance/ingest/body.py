"""The body of an article: what trafilatura takes for it, tidied, with the paragraphs it lost put back."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

import trafilatura
from lxml.html import HtmlElement

from provenance.text import fold

__all__ = ["body_text", "letters_of", "tidy", "without_furniture"]

# Marks that are seen on no page and that the extractor takes out.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]+")
# Lines that are no words of the article, letter for letter; whatever is longer may be.
_CHROME = frozenset(
    """advertisement|advertisement - scroll to continue|article content|story continues below|comments|loading...
    |story continues below advertisement|read more|read more:|continue reading|recommended videos|share|share this
    |share this article|related|related articles|related stories|most read|popular|sign up|subscribe|subscribe now
    |subscribe now!|log in|print|save|more from the web|you may also like|you may also like...|scroll to continue
    |listen to this article""".replace("\n    ", "").split("|")
)
_LONGEST_CHROME = max(map(len, _CHROME))
_CALL = re.compile(
    r"\b(?:sign up|subscribe|newsletters?|click here|download (?:the|our) app|follow us|our app|privacy policy"
    r"|cookies?|log in|all rights reserved|read more|whatsapp)\b",
    re.IGNORECASE,
)
# From this many elements on, trafilatura's comparison with jusText takes seconds: it is quadratic in siblings.
_FAST_FROM = 10_000
_HEAD = 4
# How far above a paragraph the box may be that it shares with its neighbours.
_LEVELS = 6
_RECOGNISED = 40
# Above the first kept paragraph stand bylines and dates too; a lede is longer.
_LEDE = 8
_MOST_LETTERS = 300_000


def letters_of(text: str) -> str:
    """`text` without blanks and unseen marks, composed: what two renderings of the same words have in common."""
    if not text.isascii():
        text = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return "".join(text.split())


def body_text(tree: HtmlElement, elements: int) -> list[str]:
    """The article's paragraphs in the order of the page, `elements` being the size of that; [] if there are none."""
    document = trafilatura.bare_extraction(tree, include_comments=False, fast=elements > _FAST_FROM)
    text = document.text if document is not None and not isinstance(document, dict) else None
    lines = tidy(text or "")
    if lines and sum(map(len, lines)) <= _MOST_LETTERS:
        lines = _with_lost_paragraphs(tree, lines)
    return lines


def tidy(text: str) -> list[str]:
    """The lines of `text` with words in them, composed, with single blanks, without unseen marks and the site's own."""
    composed = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    lines = (" ".join(line.split()) for line in composed.split("\n"))
    return [line for line in lines if line and (len(line) > _LONGEST_CHROME or fold(line) not in _CHROME)]


def without_furniture(lines: list[str], own: Iterable[str]) -> list[str]:
    """`lines` without those at the top that only repeat the title or a name of the byline."""
    known = {letters_of(fold(words)).removeprefix("by") for words in own}
    return [
        line for at, line in enumerate(lines) if at >= _HEAD or letters_of(fold(line)).removeprefix("by") not in known
    ]


def _with_lost_paragraphs(tree: HtmlElement, lines: list[str]) -> list[str]:
    """`lines` with each `<p>` put back that stands as a kept neighbour does, in the same box."""
    letters = [letters_of(line) for line in lines]
    whole, ends = "".join(letters), list(accumulate(map(len, letters)))
    paragraphs = list(tree.iter("p"))
    texts = [" ".join(element.text_content().split()) for element in paragraphs]
    kept = [_line_of(letters_of(text), whole, ends) for text in texts]
    found = [number for number, line in enumerate(kept) if line is not None]
    before: dict[int, list[str]] = {}
    for number, text in enumerate(texts):
        at = bisect_left(found, number)
        if kept[number] is None and at < len(found) and not _is_chrome(text):
            following, previous = found[at], found[at - 1] if at else None
            alike = _same_standing(paragraphs[number], paragraphs[following])
            if previous is None:
                alike = alike and text.count(" ") >= _LEDE
            else:
                alike = alike and _same_standing(paragraphs[number], paragraphs[previous])
            if alike:
                before.setdefault(kept[following] or 0, []).append(text)
    return [one for number, line in enumerate(lines) for one in (*before.get(number, ()), line)]


def _is_chrome(text: str) -> bool:
    return " " not in text or fold(text) in _CHROME or bool(_CALL.search(text))


def _line_of(letters: str, whole: str, ends: list[int]) -> int | None:
    """The line in which a paragraph stands, whole or with its beginning or its end; None if it does not."""
    for part in (letters, letters[:_RECOGNISED], letters[-_RECOGNISED:]):
        at = whole.find(part) if part else -1
        if at >= 0:
            return bisect_right(ends, at)
    return None


def _same_standing(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two paragraphs hang equally deep, through the same tags, in one box near them."""
    for _ in range(_LEVELS):
        up, other_up = one.getparent(), other.getparent()
        if up is None or other_up is None or up.tag != other_up.tag or up.tag == "body":
            return False
        if up is other_up:
            return True
        one, other = up, other_up
    return False
