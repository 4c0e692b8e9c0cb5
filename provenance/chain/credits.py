"""Whom an article credits: by name, by link, by an agency's line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from provenance.model import Article, Evidence, Outlet, OutletMention, Reading, Role, Span
from provenance.text import first_sentences, paragraphs

__all__ = ["Credit", "addresses", "credits_of", "linked_addresses", "outlet_keys"]

# Words of a sentence that credits somebody, whatever its wording.
_CREDITING_WORDS = re.compile(
    r"\b(?:accord\w*|report\w*|cit(?:e[sd]?|ing)|sources?|publish\w*|contribut\w*|said|says|told|credit\w*|first|via|"
    r"quot(?:e[sd]?|ing)|courtesy|originally|appeared|agency|news|writ(?:es?|ing|ten)|wrote|reveal\w*|learn\w*|"
    r"disclos\w*|per|broke|stor(?:y|ies)|dispatch\w*|coverage|not(?:e[sd]?|ing)|states?d?)\b|[(—–]",
    re.IGNORECASE,
)
# Words right before or after a name that make it the source, where the name was read as no more than a mention.
_SOURCE_NEXT = re.compile(r"\b(?:citing|quoting|per|via)\s+(?:the\s+)?$", re.IGNORECASE)
_SOURCE_AT = re.compile(
    r"\s+(?:(?:was|is)\s+(?:the\s+)?first\s+to|ha[sd]\s+learn\w+|first\s+reported|broke)\b", re.IGNORECASE
)
_BEFORE = 20
"""characters before a name in which such words are looked for"""
_SHORTEST_NAME = 2
_AROUND = 60
"""characters before and after a name in which such words are looked for"""

# Roles in which an outlet is named as where words or facts were had from. A photo credit is not one.
_CREDITING: frozenset[Role] = frozenset({"cited", "wire", "venue", "poll"})
# A credit for the story stands in its opening, or in a short line of its own at the end; others are for a detail.
_OPENING_SENTENCES = 3
_LINE_WORDS = 12
_LAST_LINES = 2


@dataclass(frozen=True, slots=True)
class Credit:
    """One outlet that an article credits, with the words that do so.

    `for_story` where the credit is for the article as a whole (its opening, an agency's line, a tagline); `wire` where
    it is an agency's dateline or credit of this very text.
    """

    name: str
    keys: frozenset[str]
    wire: bool
    for_story: bool
    evidence: Evidence
    mentions: tuple[OutletMention, ...] = ()


def outlet_keys(outlet: Outlet | None, name: str = "") -> frozenset[str]:
    """What an outlet is recognised by: its record and its name, for a mention may name it without being resolved."""
    known = outlet.name if outlet else name
    return frozenset({*((outlet.id,) if outlet else ()), *(("name:" + known.casefold(),) if known else ())})


def credits_of(reading: Reading, related: Iterable[Outlet] = ()) -> tuple[Credit, ...]:
    """The outlets that an article credits, each once, in the order of the text; its own outlet is none.

    `related` are outlets whose articles carry words of this one: that tells that "Lawfare" or "Prime" is the outlet,
    though the name alone could mean anything.
    """
    article = reading.article
    own = outlet_keys(article.outlet)
    found: dict[frozenset[str], Credit] = {}
    for credit in (*_from_page(article), *_from_text(reading), *_from_names(article, related)):
        if credit.keys and not credit.keys & own:
            known = found.get(credit.keys)
            found[credit.keys] = _joined(known, credit) if known else credit
    return tuple(found.values())


def _from_page(article: Article) -> Iterator[Credit]:
    for wire in article.wire:
        where = Evidence(article.version, (wire.span,) if wire.span else (), wire.evidence)
        yield Credit(wire.outlet.name, outlet_keys(wire.outlet), wire=True, for_story=True, evidence=where)


def _from_text(reading: Reading) -> Iterator[Credit]:
    text, version = reading.article.text, reading.article.version
    opening = _opening(text)
    for mention in reading.mentions:
        if mention.role in _CREDITING or (mention.role == "mention" and _as_source(text, mention.span)):
            wire = mention.role == "wire"
            yield Credit(
                mention.name,
                outlet_keys(mention.outlet, mention.name),
                wire=wire,
                for_story=wire or (mention.role in ("cited", "mention") and _for_story(text, mention.span, opening)),
                evidence=Evidence(version, (mention.span,), mention.role),
                mentions=(mention,),
            )


def _as_source(text: str, name: Span) -> bool:
    before = text[max(0, name.start - _BEFORE) : name.start]
    return bool(_SOURCE_NEXT.search(before) or _SOURCE_AT.match(text, name.end))


def _from_names(article: Article, related: Iterable[Outlet]) -> Iterator[Credit]:
    """Names of `related` outlets in sentences that credit somebody."""
    text = article.text
    opening = _opening(text)
    for outlet in related:
        for name in (outlet.name, *outlet.aliases):
            at = text.find(name) if len(name) >= _SHORTEST_NAME else -1
            if at < 0 or not _whole(text, at, at + len(name)):
                continue
            span = Span(at, at + len(name))
            if _CREDITING_WORDS.search(text, max(0, at - _AROUND), span.end + _AROUND):
                where = Evidence(article.version, (span,), "cited")
                story = _for_story(text, span, opening)
                yield Credit(outlet.name, outlet_keys(outlet), wire=False, for_story=story, evidence=where)
                break


def _whole(text: str, start: int, end: int) -> bool:
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())


def _opening(text: str) -> int:
    """Where the opening of the text ends."""
    spans = first_sentences(text, _OPENING_SENTENCES)
    return spans[-1].end if spans else 0


def _for_story(text: str, span: Span, opening: int) -> bool:
    return span.end <= opening or _tagline(text, span)


def _tagline(text: str, span: Span) -> bool:
    """Whether the words stand in one of the last lines, and a short one."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    line, after = (text[start:end], text[end:]) if end >= 0 else (text[start:], "")
    return len(line.split()) <= _LINE_WORDS and len(paragraphs(after)) < _LAST_LINES


def _joined(one: Credit, other: Credit) -> Credit:
    return Credit(
        one.name,
        one.keys,
        wire=one.wire or other.wire,
        for_story=one.for_story or other.for_story,
        evidence=Evidence(
            one.evidence.article, tuple(sorted({*one.evidence.spans, *other.evidence.spans})), one.evidence.note
        ),
        mentions=(*one.mentions, *other.mentions),
    )


def _address(url: str) -> str:
    """A URL without what does not tell pages apart: scheme, "www.", query, fragment, closing slash."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    path = parts.path.rstrip("/")
    return f"{host}{path}" if host and path else ""


def addresses(article: Article) -> frozenset[str]:
    """Every address under which the article is known, for comparing."""
    return _comparable((article.url, article.fetched_url, article.canonical_url))


def linked_addresses(article: Article) -> dict[str, Evidence]:
    """The addresses that the article's body links to, with the anchor that does so."""
    return {
        address: Evidence(article.version, (link.span,) if link.span else (), link.anchor)
        for link in reversed(article.links)
        if (address := _address(link.href))
    }


def _comparable(urls: Iterable[str | None]) -> frozenset[str]:
    return frozenset(address for url in urls if url and (address := _address(url)))
