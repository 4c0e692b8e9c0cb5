"""Whom an article credits: by name, by link, by an agency's line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from provenance.model import Article, Evidence, Outlet, OutletMention, Reading, Role, Span
from provenance.text import sentences

__all__ = ["Credit", "addresses", "credits_of", "linked_addresses", "outlet_keys"]

# Roles in which an outlet is named as where words or facts were had from. A photo credit is not one.
_CREDITING: frozenset[Role] = frozenset({"cited", "wire", "venue", "poll"})
# A credit for the story stands in its opening or is a line of its own; later ones are for a detail.
_OPENING_SENTENCES = 4
_LINE_WORDS = 12


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


def credits_of(reading: Reading) -> tuple[Credit, ...]:
    """The outlets that an article credits, each once, in the order of the text; its own outlet is none."""
    article = reading.article
    own = outlet_keys(article.outlet)
    found: dict[frozenset[str], Credit] = {}
    for credit in (*_from_page(article), *_from_text(reading)):
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
    spans = sentences(text)
    opening = spans[min(_OPENING_SENTENCES, len(spans)) - 1].end if spans else 0
    for mention in reading.mentions:
        if mention.role in _CREDITING:
            wire = mention.role == "wire"
            yield Credit(
                mention.name,
                outlet_keys(mention.outlet, mention.name),
                wire=wire,
                for_story=wire
                or (mention.role == "cited" and (mention.span.end <= opening or _alone(text, mention.span))),
                evidence=Evidence(version, (mention.span,), mention.role),
                mentions=(mention,),
            )


def _alone(text: str, span: Span) -> bool:
    """Whether the words stand in a short line of their own, as taglines do."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return len(text[start : end if end >= 0 else len(text)].split()) <= _LINE_WORDS


def _joined(one: Credit, other: Credit) -> Credit:
    return Credit(
        one.name,
        one.keys,
        wire=one.wire or other.wire,
        for_story=one.for_story or other.for_story,
        evidence=Evidence(one.evidence.article, (*one.evidence.spans, *other.evidence.spans), one.evidence.note),
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
