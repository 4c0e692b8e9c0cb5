"""Who each source span stands for, read in text order: names, roles, pronouns and words that point back."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from provenance.model import Attribution, Source, SourceClass, Span
from provenance.resolve.anonymity import anonymity_reason, descriptor, is_insider, is_withheld
from provenance.resolve.classes import class_of_phrase, core
from provenance.resolve.layout import Layout, hull
from provenance.resolve.nouns import FUNCTION_WORDS, PERSONS, head_noun, singular
from provenance.resolve.outlets import Found, beside, speaks
from provenance.resolve.people import Mentioned, People, Person

__all__ = ["read_sources"]

_HE = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset({"they", "their", "them", "the group", "both"})
_IT = frozenset({"it", "its"})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
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
_ALSO_HEAD = re.compile(r"^(?:'s)?\s?(?:,|and|,\s?and|&|or)\s(?:[A-Z][\w.'-]*\s){0,3}$")
_WORK = re.compile(
    r"^(?:'s)?\s(?:[\w-]+\s){0,2}?(?:article|story|report|editorial|editorials|editorial board|column|piece|"
    r"account|reporters?|coverage|investigation|analysis|newspaper|website|news agency|magazine|network|study)s?\b",
    re.IGNORECASE,
)
_SURVEY = re.compile(
    r"^(?:'s)?[\s/-](?:[\w.'-]+[\s/-]){0,5}?(?:poll|polls|survey|surveys|average|forecast|data|database|transcript)\b"
)
# The last noun phrase before a relative pronoun, its article and adjectives cut short.
_NOUN_PHRASE = re.compile(
    r"((?:[A-Z][\w.'-]*(?: (?:of|for|and|of the) (?=[A-Z]))? ?)*[\w.'-]+),? (?:[^\s,]+ (?:of|for) )?$"
)
# "The nominee and his aides": whoever is named first speaks.
_AND_HIS = re.compile(r"\s(?:and|or)\s(?:his|her|their|its)\s")
_EDITORS = re.compile(r"\beditorial board\b")
_ARTICLE = frozenset({"article", "story", "editorial", "column", "piece", "profile"})
# Words with which news copy varies the name of whoever it just spoke of.
_VARIATION = frozenset(
    """candidate nominee businessman businesswoman billionaire mogul lawmaker politician leader mother father
    frontrunner front-runner democrat republican veteran author star actor actress contender hopeful incumbent
    diplomat libertarian""".split()
)
# Before a title these make it another one: the president is not the vice president.
_LESSER = frozenset({"vice", "deputy", "former", "assistant", "candidate", "nominee", "contender", "ex-president"})
# How far back, in characters, a pronoun may find whom it means: about three sentences of news copy.
_REACH = 700
# "The senator" and "the poll" point further back.
_FAR = 20_000
# Characters between a name and what stands in apposition to it: a comma, a blank, a quotation mark.
_APPOSED = 4
# A headline or lead may speak of "a judge" whom a later paragraph names.
_OPENING = 700


@dataclass(slots=True)
class _History:
    """What was read so far: sources with their places, so that words can point back at them."""

    read: list[tuple[Span, Source, Person | None]] = field(default_factory=list)

    def last(self, at: int, *, reach: int = _REACH) -> Iterator[tuple[Span, Source, Person | None]]:
        """Sources named before `at` and not too far, the nearest first."""
        for one in reversed(self.read):
            if one[0].start < at - reach:
                return
            if one[0].start < at:
                yield one

    def add(self, span: Span, source: Source, person: Person | None) -> None:
        """Keeps the order of the text: nested attributions are not read in it."""
        insort(self.read, (span, source, person), key=lambda one: one[0])


@dataclass(frozen=True, slots=True)
class _Reader:
    layout: Layout
    people: People
    found: Sequence[Found]
    history: _History

    def read(self, attribution: Attribution) -> Source:
        """The source of one attribution; an empty span is no source, and a floating quote inherits its speaker."""
        span = hull(attribution.source)
        if span is None:
            whole = hull(attribution.content)
            inherited = next(self.history.last(whole.start), None) if whole and attribution.floating else None
            return inherited[1] if inherited else Source("none")
        phrase = self.layout.text[span.start : span.end]
        source, person = self._of_span(attribution, span, phrase)
        self.history.add(span, source, person)
        return source

    def _of_span(self, attribution: Attribution, span: Span, phrase: str) -> tuple[Source, Person | None]:
        pointed = self._pointing(span, phrase.strip(' ,."“”').casefold())
        if pointed:
            return pointed
        heads = self._head_people(span)
        if heads:
            names = dict.fromkeys(one.person.name for one in heads)
            return Source("named-person", "; ".join(names)), heads[0].person
        outlet = self._head_outlet(span) or self._apposed_outlet(attribution)
        if outlet:
            return outlet, None
        return self._phrase(span, phrase)

    def _pointing(self, span: Span, word: str) -> tuple[Source, Person | None] | None:
        """What a pronoun means, or None where `word` is none."""
        if word in _HE:
            return self._pronoun(span, _HE[word])
        if word in _RELATIVE:
            return self._relative(span)
        if word in _IT:
            return self._it(span), None
        return (self._they(span), None) if word in _THEY else None

    def _head_people(self, span: Span) -> list[Mentioned]:
        """People whom the phrase is about, and not merely named in it ("a lawyer for Smith", "Smith's campaign")."""
        text = self.layout.text
        heads: list[Mentioned] = []
        for one in self.people.within(span):
            before, after = text[span.start : one.span.start], text[one.span.end : span.end]
            if _POSSESSED.match(after):
                continue
            joined = heads and _ALSO_HEAD.match(text[heads[-1].span.end : one.span.start])
            if heads and not joined:
                continue
            if _NARROWS.search(before) and not joined:
                continue
            heads.append(one)
        return heads

    def _head_outlet(self, span: Span) -> Source | None:
        text = self.layout.text
        named: list[Found] = []
        for one in beside(self.found, span):
            before, after = text[span.start : one.span.start], text[one.span.end : span.end]
            if _NARROWS.search(before) or _SURVEY.match(after):
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
        near = beside(self.found, whole, _APPOSED)
        named = next((one for one in near if speaks(self.layout, attribution, one)), None)
        inside = named and any(span.covers(named.span) for span in attribution.source)
        return Source("outlet", named.name, outlet=named.outlet) if named and not inside else None

    def _pronoun(self, span: Span, gender: str) -> tuple[Source, Person | None]:
        """He or she: the speaker or subject nearest before who can be one."""
        best: Person | None = None
        best_score = -1e9
        for one in self.people.before(span.start, _REACH):
            if one.person.gender and one.person.gender != gender:
                continue
            score = self._likely(one, span)
            if score > best_score:
                best, best_score = one.person, score
        unnamed = next(
            (s for at, s, _ in self.history.last(span.start) if s.kind in ("unnamed-person", "named-person")), None
        )
        if unnamed and unnamed.kind == "unnamed-person" and (best is None or best_score < 0):
            return unnamed, None
        if best is None:
            return Source("unnamed-person"), None
        return Source("named-person", best.name), best

    def _likely(self, one: Mentioned, pronoun: Span) -> float:
        """How well a mention serves as antecedent: near, the subject of its sentence, and a speaker before."""
        text = self.layout.text
        sentences = self.layout.sentence_number(pronoun.start) - self.layout.sentence_number(one.span.start)
        score = -1.2 * sentences
        if not self.layout.same_paragraph(one.span.start, pronoun.start):
            score -= 0.4
        if self._is_subject(one.span):
            score += 1.5
        spoken = list(self.history.last(pronoun.start))
        if any(at.overlaps(one.span) for at, _, _ in spoken):
            score += 1.2
        if spoken and spoken[0][2] is one.person:
            score += 1.0
        if text[one.span.end : one.span.end + 2] in ("'s", "' "):
            score -= 0.5
        return score

    def _is_subject(self, span: Span) -> bool:
        """A name that opens its sentence, or nearly, is mostly its subject."""
        before = self.layout.before(span)
        return len(before.split()) <= 4 or before.rstrip().endswith(("”", '"', ","))

    def _relative(self, span: Span) -> tuple[Source, Person | None]:
        """Whatever stands right before "who", "which" or "that"."""
        at = span.start
        near = self.people.before(at, 90)
        if near and self.layout.sentence(at).start <= near[0].span.start and self._adjacent(near[0].span.end, at):
            return Source("named-person", near[0].person.name), near[0].person
        outlet = [one for one in beside(self.found, Span(at, at), _APPOSED) if one.span.end <= at]
        if outlet:
            return Source("outlet", outlet[0].name, outlet=outlet[0].outlet), None
        before = _NOUN_PHRASE.search(self.layout.before(span))
        phrase = before.group(1) if before else ""
        kind = class_of_phrase(phrase) if phrase else "group"
        referent = core(phrase) if kind in ("named-organisation", "named-person") else None
        return Source(kind if kind != "none" else "group", referent), None

    def _adjacent(self, end: int, at: int) -> bool:
        between = self.layout.text[end:at]
        return bool(re.fullmatch(r"(?: \([^)]*\))?,? ?(?:[^,]{0,70}, ?)?", between))

    def _it(self, span: Span) -> Source:
        """The nearest body, outlet or document; in mid-sentence only one of that sentence: its nouns are nearer."""
        opens = len(self.layout.before(span).split()) < 4
        reach = _REACH if opens else span.start - self.layout.sentence(span.start).start
        return self._nearest_of(("outlet", "named-organisation", "document"), span, reach) or Source("none")

    def _they(self, span: Span) -> Source:
        """The nearest source that is no single person."""
        kinds: tuple[SourceClass, ...] = ("group", "outlet", "named-organisation", "unnamed-person")
        return self._nearest_of(kinds, span, _REACH) or Source("group")

    def _nearest_of(self, kinds: Sequence[SourceClass], span: Span, reach: int) -> Source | None:
        return next((one for _, one, _ in self.history.last(span.start, reach=reach) if one.kind in kinds), None)

    def _phrase(self, span: Span, phrase: str) -> tuple[Source, Person | None]:
        phrase = _AND_HIS.split(phrase, maxsplit=1)[0]
        kind = class_of_phrase(phrase)
        noun = head_noun(core(phrase))
        if noun in _ARTICLE or _EDITORS.search(phrase):
            outlet = next((s for _, s, _ in self.history.last(span.start) if s.kind == "outlet"), None)
            return outlet or Source("document", core(phrase)), None
        definite = (
            re.match(r"(?:the|his|her|this|that|[A-Z][\w.]*'s)\s|[A-Z]", phrase.strip(), re.IGNORECASE) is not None
        )
        if kind in ("unnamed-person", "group") and singular(noun) == noun and noun in PERSONS and definite:
            person = self._by_role(span, phrase, noun)
            if person:
                return Source("named-person", person.name), person
        if kind == "self":
            return Source("self"), None
        if kind == "group" and is_insider(phrase):
            kind = "unnamed-person"
        sentence = self.layout.sentence(span.start).of(self.layout.text)
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

    def _by_role(self, span: Span, phrase: str, noun: str) -> Person | None:
        """The one person said to be a senator before, for "the senator"; the last to speak where several are."""
        new = re.match(r"(?:an?|one|another|some)\s", phrase.strip(), re.IGNORECASE) is not None
        asked = {word for word in re.findall(r"[\w-]+", phrase.casefold()) if word not in FUNCTION_WORDS}
        carriers = [one for one in self.people.persons if noun in one.roles]
        if new or not any(one.full[0].start < span.start for one in carriers):
            return carriers[0] if len(carriers) == 1 and span.start < _OPENING else self._varied(span, noun, new=new)
        spoke = {
            id(person): -rank for rank, (_, _, person) in enumerate(self.history.last(span.start, reach=_FAR)) if person
        }
        fitting = [one for one in carriers if one.full[0].start < span.start]
        return max(fitting, key=lambda one: (_fit(asked, one), spoke.get(id(one), -999), -one.full[0].start))

    def _varied(self, span: Span, noun: str, *, new: bool) -> Person | None:
        """Whoever spoke last, for "the candidate": news copy varies names with words not used of them before."""
        if new or noun not in _VARIATION:
            return None
        return next((person for _, _, person in self.history.last(span.start) if person), None)

    def _referent(self, kind: SourceClass, span: Span, phrase: str) -> str | None:
        if kind == "document":
            return self._document(span, phrase)
        if kind not in ("named-organisation", "named-person"):
            return None
        return self._fuller(core(phrase).split(",", maxsplit=1)[0].strip()) or None

    def _document(self, span: Span, phrase: str) -> str | None:
        """The poll named before, for "the poll"; a document's first mention is its description."""
        bare = core(phrase)
        if re.match(r"(?:the|this|that|its?)\s", phrase.strip(), re.IGNORECASE) and len(bare.split()) <= 2:
            noun = head_noun(bare)
            for _, source, _ in self.history.last(span.start, reach=_FAR):
                if source.kind == "document" and source.referent and noun in source.referent.casefold():
                    return source.referent
        return bare or None

    def _fuller(self, name: str) -> str:
        """The name written out, where the article does: "the S.E.C." is the Securities and Exchange Commission."""
        letters = name.replace(".", "")
        if not (letters.isupper() and 2 <= len(letters) <= 6):
            return name
        words = r"(?: (?:of|for|and|on|the|in))?(?: the)?[ -]".join(rf"{letter}[a-z]+" for letter in letters)
        full = re.search(rf"\b{words}\b", self.layout.text)
        return full.group() if full else name


def _fit(asked: set[str], person: Person) -> int:
    """How many of the words asked for the article uses of a person, less those that make it another office."""
    return len(asked & person.roles) - len((person.roles & _LESSER) - asked)


def read_sources(layout: Layout, people: People, found: Sequence[Found]) -> list[Source]:
    """The source of every attribution of the layout, in its order."""
    reader = _Reader(layout, people, found, _History())
    return [reader.read(attribution) for attribution in layout.attributions]
