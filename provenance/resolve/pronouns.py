"""Whom pronouns mean: he and she by gender, nearness and who spoke, "who" by what stands before it, I by the quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from provenance.model import Source, SourceClass, Span
from provenance.resolve.history import REACH, Story, told
from provenance.resolve.nouns import PERSONS
from provenance.resolve.outlets import beside
from provenance.resolve.person import Person

__all__ = ["before_relative", "he_or_she", "pronoun"]

Meant = tuple[Source, Person | None]

_HE = {"he": "m", "his": "m", "him": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_I = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "their", "them", "themselves", "the group"})
_TWO = re.compile(
    r"(?:the (?:two|pair|duo|trio|three|couple)|both)(?: (?:men|women|lawmakers|senators|candidates|leaders|ministers|"
    r"presidents|politicians|congressmen|chairmen|players|authors|researchers|of them))?"
)
_OF_WHOM = re.compile(r"(?:all|both|each|neither|two|three) of whom")
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# From a name to "who": a party in brackets, and a description that says what the person is.
_TO_RELATIVE = re.compile(
    r"(?: \([^)]*\))?(?:,? (?P<role>(?:an?|the|his|her|one of|then)\s[^;:\n]{3,110}?))?,? (?:-+ )?"
)
# The last noun phrase before a relative pronoun: a name, or a noun with its article and adjectives.
_NOUN_PHRASE = re.compile(
    r"((?:\b(?:the|an?|his|her|their|its|this|that|these|those|some|many|two|three)\s(?:(?!(?:to|of|for|in|on|at|by|was|were|is|are|that)\s)[a-z][\w'-]*\s){0,2})?"
    r"(?:[A-Z][\w.'-]*+ (?:(?:of the|of|for|and) (?=[A-Z]))?)*[\w.'-]++),? (?:[-–—]+ )?(?:[^\s,]+ (?:of|for) )?$"
)
_IN_PLACE = re.compile(r" (?:in|at|near) (?:the )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*(?=,? (?:[-–—]+ )?$)")
_ADJACENT = re.compile(r"(?: \([^)]*\))?,? ?(?:[^,]{0,70}, ?)?")
# How far from its relative pronoun the name may stand.
_NEAR = 170
# An enumeration that "they" points at stands in the same sentence or the one before.
_ENUMERATED = 350
# A story may open with a pronoun and name whom it means after some lines.
_OPENING = 400
# Characters between an outlet and "which".
_APPOSED = 4


def pronoun(story: Story, span: Span, words: str) -> Meant | None:
    """What a pronoun at `span` means, or None where the folded `words` are none."""
    if words in _HE:
        return he_or_she(story, span, _HE[words])
    if words in _I:
        return _spoken(story, span)
    if words in _IT:
        return _it(story, span), None
    if words in _THEY or _TWO.fullmatch(words):
        return _they(story, span, two=words not in _THEY)
    if _OF_WHOM.fullmatch(words):
        return _several(story, span, REACH)
    return None


def _spoken(story: Story, span: Span) -> Meant:
    """The speaker of the quotation that "I" stands in; outside of any, the article itself."""
    return story.speaker_around(span, quoted=False) or Source("self"), None


def he_or_she(story: Story, span: Span, gender: str) -> Meant:
    """The speaker or subject nearest before who can be one, and not whoever speaks of "he" in a quotation."""
    around = story.speaker_around(span, quoted=True)
    excluded = around.referent if around else None
    spoken = list(story.last(span.start))
    latest = spoken[0].person if spoken else None
    spans = {one.span for one in spoken}
    best: Person | None = None
    best_score = -1e9
    for at, until, person in _candidates(story, span):
        if (person.gender and person.gender != gender) or person.name == excluded:
            continue
        score = _likely(story, at, until, span) + 1.0 * (person is latest)
        score += 1.2 * any(one.overlaps(at) for one in spans)
        if score > best_score:
            best, best_score = person, score
    last = next((one.source for one in spoken if one.source.kind in ("unnamed-person", "named-person")), None)
    if last and last.kind == "unnamed-person" and (best is None or best_score < 0):
        return last, None
    best = best or _named_soon(story, span, gender)
    return (told(best), best) if best else (Source("unnamed-person"), None)


def _named_soon(story: Story, span: Span, gender: str) -> Person | None:
    """Whom an article that opens with "she" names then."""
    if span.start > _OPENING:
        return None
    soon = story.people.within(Span(span.end, span.end + _OPENING))
    return next((one.person for one in soon if one.person.gender in ("", gender)), None)


def _candidates(story: Story, span: Span) -> Iterator[tuple[Span, int, Person]]:
    """People named, and people meant by sources read, before a pronoun, with where their words end."""
    for one in story.people.before(span.start, REACH):
        yield one.span, one.span.start, one.person
    for number, said in enumerate(story.last(span.start)):
        if said.person:
            yield said.span, said.span.start if number else min(said.until, span.start) - 1, said.person


def _likely(story: Story, at: Span, until: int, pronoun: Span) -> float:
    """How well a place serves as antecedent: near, in the same paragraph, the subject of its sentence, not quoted."""
    layout = story.layout
    score = -1.2 * (layout.sentence_number(pronoun.start) - layout.sentence_number(until))
    if not layout.same_paragraph(until, pronoun.start):
        score -= 0.4
    if story.in_quotation(at) and not story.in_quotation(pronoun):
        score -= 1.5
    if _is_subject(story, at):
        score += 1.5
    if story.text[at.end : at.end + 2] in ("'s", "' "):
        score -= 0.5
    return score


def _is_subject(story: Story, span: Span) -> bool:
    """A name that opens its sentence, or nearly, is mostly its subject."""
    before = story.layout.before(span)
    return before.count(" ") <= 4 or before.rstrip().endswith(("”", '"', ","))


def _it(story: Story, span: Span) -> Source:
    """The nearest body, outlet or document; in mid-sentence only one of that sentence: its nouns are nearer.

    A quotation or a comma before "it" opens a clause of its own ("…", it added; the benefit, it says, is small).
    """
    before = story.layout.before(span)
    opens = before.count(" ") < 4 or before.rstrip().endswith(("”", '"', ",", "''"))
    reach = REACH if opens else span.start - story.layout.sentence(span.start).start
    kinds: tuple[SourceClass, ...] = ("outlet", "named-organisation", "document")
    return _nearest_of(story, kinds, span, reach) or Source("none")


def _nearest_of(story: Story, kinds: Sequence[SourceClass], span: Span, reach: int) -> Source | None:
    return next((one.source for one in story.last(span.start, reach=reach) if one.source.kind in kinds), None)


def _is_joined(source: Source) -> bool:
    return source.kind == "named-person" and "; " in (source.referent or "")


def _they(story: Story, span: Span, *, two: bool) -> Meant:
    """The nearest source that is no single person, or people named side by side, whichever is nearer."""
    kinds = () if two else ("group", "outlet", "named-organisation", "unnamed-person")
    plural = (one for one in story.last(span.start) if one.source.kind in kinds or _is_joined(one.source))
    last = next(plural, None)
    run = story.joined_before(span.start, REACH if two else _ENUMERATED)
    if run and not story.in_quotation(run[0].span) and (last is None or run[-1].span.start > last.span.end):
        return _together([one.person for one in run])
    return (last.source, last.person) if last else (Source("group"), None)


def _several(story: Story, span: Span, reach: int) -> Meant:
    run = story.joined_before(span.start, reach)
    return _together([one.person for one in run]) if run else (Source("group"), None)


def _together(people: Sequence[Person]) -> Meant:
    return Source("named-person", "; ".join(dict.fromkeys(one.name for one in people))), people[0]


def before_relative(story: Story, span: Span, word: str) -> Meant | Span | None:
    """Whatever stands right before "who" or "which": a source, or the noun phrase to read; None for another word."""
    if word not in _RELATIVE:
        return None
    person = _person_before(story, span) if word != "which" else None
    if person:
        return told(person), person
    outlet = [one for one in beside(story.found, Span(span.start, span.start), _APPOSED) if one.span.end <= span.start]
    if outlet:
        return Source("outlet", outlet[0].name, outlet=outlet[0].outlet), None
    sentence = story.layout.before(span)[-_NEAR:]
    place = _IN_PLACE.search(sentence)
    phrase = _NOUN_PHRASE.search(sentence[: place.start()] + " " if place else sentence)
    if not phrase:
        return Source("group"), None
    start = span.start - len(sentence) + phrase.start(1)
    return Span(start, start + len(phrase.group(1)))


def _person_before(story: Story, span: Span) -> Person | None:
    """The person right before, or whom the words right before describe ("John Lund, a clerk at the port who")."""
    sentence = story.layout.sentence(span.start).start
    near = [one for one in story.people.before(span.start, _NEAR) if one.span.start >= sentence]
    for number, one in enumerate(near):
        between = story.text[one.span.end : span.start]
        described = _TO_RELATIVE.fullmatch(between)
        role = described.group("role") if described else None
        if described and (role is None or not PERSONS.isdisjoint(re.findall(r"[\w-]+", role.casefold()))):
            return one.person
        if number == 0 and _ADJACENT.fullmatch(between):
            return one.person
    return None
