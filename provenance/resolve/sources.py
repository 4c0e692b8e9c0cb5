"""Who each source span stands for, read in text order: names, roles, pronouns and words that point back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.model import Attribution, Source, SourceClass, Span, length
from provenance.resolve.anonymity import anonymity_reason, descriptor, is_insider, is_withheld
from provenance.resolve.bodies import campaign, document_name, is_body, organisation_name
from provenance.resolve.capitals import OFFICE_OF
from provenance.resolve.classes import class_of_phrase, core
from provenance.resolve.history import ALSO, Story, told
from provenance.resolve.known_by import known_by
from provenance.resolve.layout import Layout, hull
from provenance.resolve.nouns import DOCUMENTS, PERSONS, head_noun, singular
from provenance.resolve.outlets import Found, beside, speaks
from provenance.resolve.people import Mentioned, People
from provenance.resolve.pronouns import Meant, before_relative, pronoun

__all__ = ["read_sources"]

_POSSESSED = re.compile(
    r"^'s?\s+(?![\"“,.;])\w|^\s+(?!and\b|or\b|who\b|whose\b|of\b|at\b|in\b|from\b|for\b|with\b|on\b|has\b|"
    r"have\b|said\b|himself\b|herself\b|also\b|then\b|--|the\b)[A-Za-z]"
)
_NARROWS = re.compile(
    r"\b(?:of|for|to|by|from|with|against|about|on|like|than|between|backing|supporting|representing|including|"
    r"near|behind|analyzing|analysing|and has|as|both|under|around|over|at|in|after|"
    r"before)\s(?:[\w'-]+\s){0,2}(?:[A-Z][\w.'-]*\s){0,6}[\"“(]*$"
    r"|\b(?:who|that|which)\s[^,]*$"
)
_WORK = re.compile(
    r"^(?:'s)?\s(?:[\w-]+\s){0,2}?(?:article|story|report|editorial|editorials|editorial board|column|piece|"
    r"account|reporters?|coverage|investigation|analysis|newspaper|website|news agency|magazine|network|study)s?\b",
    re.IGNORECASE,
)
_SURVEY = re.compile(
    r"^(?:'s)?[\s/-](?:[\w.'-]+[\s/-]){0,5}?(?:poll|polls|survey|surveys|average|forecast|data|database|transcript)\b"
)
# What a source span may begin with beside the source itself.
_LEADING = re.compile(r"(?:according to|as told to|by|from|among|with|for|as|to|in|and|but|even|that)\s", re.IGNORECASE)
_LETTERS = re.compile(r"[A-Z]{2,}")
_CONTRACTED = re.compile(r"(?<=\w)'(?:s|d|ll|ve|re|m)$")
# "The nominee and his aides": whoever is named first speaks.
_AND_HIS = re.compile(r"\s(?:and|or)\s(?:his|her|their|its)\s")
_EDITORS = re.compile(r"\beditorial board\b")
_ARTICLE = frozenset({"article", "story", "editorial", "column", "piece", "profile", "op-ed"})
# "An editorial in The Skerry Gazette" is the outlet speaking.
_ARTICLE_IN = re.compile(
    r"\b(?:article|story|editorial|column|piece|profile|op-ed)s?(?: [a-z]+)? (?:in|by|from|on|for|at) (?:the )?[\"“(]*$"
)
_DEFINITE = re.compile(r"(?:the|his|her|this|that|[A-Z][\w.]*'s)\s|[A-Z]", re.IGNORECASE)
# Characters between a name and what stands in apposition to it: a comma, a blank, a quotation mark.
_APPOSED = 4
# Parts of one source further apart than this have other words between them.
_SPLIT = 60


def _whole(attribution: Attribution) -> Span | None:
    """The source from end to end; of parts that stand far apart the first."""
    whole = hull(attribution.source)
    if whole is None or len(attribution.source) == 1:
        return whole
    first = min(attribution.source)
    return whole if len(whole) <= length(attribution.source) + _SPLIT else first


@dataclass(frozen=True, slots=True)
class _Reader:
    story: Story

    def read(self, attribution: Attribution) -> Source:
        """The source of one attribution; an empty span is no source, and a floating quote inherits its speaker."""
        span = _whole(attribution)
        if span is None:
            whole = hull(attribution.content)
            inherited = next(self.story.last(whole.start), None) if whole and attribution.floating else None
            return inherited.source if inherited else Source("none")
        source, person = self._of_span(attribution, self._without_leading(span))
        self.story.add(attribution, span, source, person)
        return source

    def _without_leading(self, span: Span) -> Span:
        lead = _LEADING.match(self.story.text, span.start, span.end)
        return Span(lead.end(), span.end) if lead and lead.end() < span.end else span

    def _of_span(self, attribution: Attribution, span: Span) -> Meant:
        phrase = self.story.text[span.start : span.end]
        bare = _CONTRACTED.sub("", phrase.strip(' ,."“”'))
        if _LETTERS.fullmatch(bare):  # the WHO is no "who", the US no "us"
            return self._named(attribution, span)
        words = bare.casefold()
        meant = pronoun(self.story, span, words)
        if meant:
            return meant
        before = before_relative(self.story, span, words)
        if isinstance(before, Span):
            return self._relative(attribution, before)
        return before or self._named(attribution, span)

    def _relative(self, attribution: Attribution, before: Span) -> Meant:
        """What the noun phrase before "who" or "which" names; a word that names nothing has no name either."""
        source, person = self._named(attribution, before)
        if source.kind == "none":
            return Source("group"), None
        if source.kind == "document" and head_noun(before.of(self.story.text)) not in DOCUMENTS:
            return Source("document"), None
        return source, person

    def _named(self, attribution: Attribution, span: Span) -> Meant:
        """Who a phrase that is no pronoun names or describes."""
        phrase = self.story.text[span.start : span.end]
        running = campaign(self.story, span, phrase)
        if running:
            return Source("named-organisation", running), None
        heads = self._head_people(span)
        if heads:
            return self._people(heads)
        outlet = self._head_outlet(span) or self._apposed_outlet(attribution)
        return (outlet, None) if outlet else self._phrase(span, phrase)

    def _people(self, heads: Sequence[Mentioned]) -> Meant:
        people = list({one.person.name: one.person for one in heads}.values())
        first = heads[0]
        alone = len(people) == 1 and not first.person.roles
        if alone and is_body(self.story, first.span.start, people[0].name, person=True):
            return Source("named-organisation", people[0].name), None
        return Source("named-person", "; ".join(one.name for one in people)), people[0]

    def _head_people(self, span: Span) -> list[Mentioned]:
        """People whom the phrase is about, and not merely named in it ("a lawyer for Smith", "Smith's campaign")."""
        text = self.story.text
        heads: list[Mentioned] = []
        for one in self.story.people.within(span):
            before, after = text[span.start : one.span.start], text[one.span.end : span.end]
            if _POSSESSED.match(after):
                continue
            joined = heads and ALSO.fullmatch(text, heads[-1].span.end, one.span.start)
            if heads and not joined:
                continue
            if _NARROWS.search(before) and not (joined or OFFICE_OF.search(before)):
                continue
            heads.append(one)
        return heads

    def _head_outlet(self, span: Span) -> Source | None:
        text = self.story.text
        named: list[Found] = []
        for one in beside(self.story.found, span):
            before, after = text[span.start : one.span.start], text[one.span.end : span.end]
            if (_NARROWS.search(before) and not _ARTICLE_IN.search(before)) or _SURVEY.match(after):
                continue
            if not _WORK.match(after) and _POSSESSED.match(after):
                continue
            named.append(one)
        if not named:
            return None
        names = dict.fromkeys(one.name for one in named)
        return Source("outlet", "; ".join(names), outlet=named[0].outlet)

    def _apposed_outlet(self, attribution: Attribution) -> Source | None:
        whole = hull(attribution.source) or Span(0, 0)
        near = beside(self.story.found, whole, _APPOSED)
        named = next((one for one in near if speaks(self.story.layout, attribution, one)), None)
        inside = named and any(span.covers(named.span) for span in attribution.source)
        return Source("outlet", named.name, outlet=named.outlet) if named and not inside else None

    def _phrase(self, span: Span, phrase: str) -> Meant:
        phrase = _AND_HIS.split(phrase, maxsplit=1)[0]
        kind = class_of_phrase(phrase)
        noun = head_noun(core(phrase))
        if noun in _ARTICLE or _EDITORS.search(phrase):
            outlet = next((one.source for one in self.story.last(span.start) if one.source.kind == "outlet"), None)
            return outlet or Source("document", core(phrase)), None
        if kind in ("unnamed-person", "group") and singular(noun) == noun and _DEFINITE.match(phrase.strip()):
            person = known_by(self.story, span, phrase, noun) if noun in PERSONS or noun.endswith("-old") else None
            if person:
                return told(person), person
        if kind == "self":
            return Source("self"), None
        if kind == "group" and is_insider(phrase):
            kind = "unnamed-person"
        if kind == "named-person" and is_body(self.story, span.start, core(phrase), person=False):
            kind = "named-organisation"
        sentence = self.story.layout.around(span)
        withheld = kind in ("unnamed-person", "group") and is_withheld(phrase, sentence, group=kind == "group")
        return (
            Source(
                kind,
                self._referent(kind, span, phrase),
                anonymous=withheld,
                anonymous_descriptor=descriptor(phrase) if withheld else None,
                anonymity_reason=anonymity_reason(sentence) if withheld else None,
            ),
            None,
        )

    def _referent(self, kind: SourceClass, span: Span, phrase: str) -> str | None:
        if kind == "document":
            return document_name(self.story, span, phrase)
        if kind == "named-organisation":
            return organisation_name(self.story, span, phrase)
        return core(phrase).split(",", maxsplit=1)[0].strip() or None if kind == "named-person" else None


def read_sources(layout: Layout, people: People, found: Sequence[Found]) -> list[Source]:
    """The source of every attribution of the layout, in its order."""
    reader = _Reader(Story(layout, people, found))
    return [reader.read(attribution) for attribution in layout.attributions]
