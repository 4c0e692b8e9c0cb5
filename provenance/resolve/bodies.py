"""Full names of bodies and documents: campaigns by whose they are, acronyms written out, "the department" as named."""

from __future__ import annotations

import re
from itertools import islice

from provenance.model import Span
from provenance.resolve.classes import core
from provenance.resolve.history import FAR, Story
from provenance.resolve.nouns import PERSONS, head_noun
from provenance.resolve.person import Person
from provenance.resolve.pronouns import he_or_she

__all__ = ["campaign", "document_name", "is_body", "organisation_name"]

_CAMPAIGN = re.compile(
    r"(?:the |an? )?(?:(?P<whose>his|her)|(?P<who>[A-Z][^\s,]*(?: [A-Z][^\s,]*){0,3}?)(?:'s?)?)? ?"
    r"(?:(?:presidential|general election|re-?election|election|senate|gubernatorial) )?(?:campaign|team|camp)(?:'s?)?",
    re.IGNORECASE,
)
_CAMPAIGN_WORDS = ("campaign", "team", "camp", "'s")
_CAMPAIGN_BEFORE = re.compile(r"([A-Z][\w-]+)(?:'s?)? (?:presidential )?(?:campaign|team)\b")
_PRESIDENTIAL = re.compile(
    r"presidential (?:campaign|nominee|candidate|race|election|bid|hopeful|contender|run|debate|primar)"
)
_GENDER = {"his": "m", "her": "f"}
# How far back "the campaign" or "the department" may have been named.
_NAMED_BEFORE = 6_000
_NAME_WORDS = r"(?:(?:(?:[A-Z]\.)+|[A-Z][\w'&-]*+|[A-Z][a-z]{1,3}\.) ){1,6}"
_TAIL = r"(?: (?:of|for)(?: the)? [A-Z]\w+(?:(?: and)? [A-Z]\w+)*)?"
# Nouns that stand for any body that has just been named.
_ANY_BODY = frozenset(
    """agency company group firm organisation organization nonprofit charity union retailer airline carmaker automaker
    chipmaker drugmaker manufacturer bank lender insurer club regulator watchdog institute corporation operator supplier
    giant conglomerate""".split()
)
# "The city" is rarely the one in the last name that ends so.
_PLACES = frozenset("city state country county town village district government".split())
_BUSINESS = (
    r"(?:company|maker|firm|giant|group|retailer|bank|airline|organi[sz]ation|charity|union|club|chain|start-?up|"
    r"platform|app|nonprofit|think tank|conglomerate|manufacturer|lender|insurer|operator|developer|supplier|brand|"
    r"carmaker|automaker|chipmaker|drugmaker|builder|brewer|supermarket|consultancy|body)"
)
_BODY_AFTER = re.compile(
    r" (?:Inc|Corp|Ltd|LLC|plc|PLC|Co|AG|SE|SA|FC|shares|stock|executives|officials|employees|shareholders|investors|"
    rf"customers|engineers)\b|, (?:the|an?|one of|whose) [^.;,\n]{{0,60}}\b{_BUSINESS}\b|, which\b"
)
# "Ann Lee, the head of sales at the company" is no company.
_PEOPLE = PERSONS | {"head"}
_OWNED_AFTER = re.compile(
    r"(?:'s? (?:chief executive|CEO|shares|stock|board|parent|headquarters|share price|profits?|earnings|customers|"
    r"employees|workforce|factory|factories|plants?|fleet|owners|stadium|fans)| fans)\b"
)
_BODY_BEFORE = re.compile(
    rf"(?i:\b{_BUSINESS}|\b(?:chief executive|CEO|shares?|stock|employees?|executives?|chairman|boss|customers|"
    r"headquarters) (?:of|at|for|in)) $"
)
# "The nationalist Skerry Front" is the Skerry Front.
_ADJECTIVES = re.compile(r"^(?:[a-z][\w-]* ){1,3}(?=[A-Z][^a-z]*+[a-z]*(?: (?:(?:of|for|and|the) )*[A-Z]\S*+)*$)")
# A source may be cut short: "the Center for Disease Control and | Prevention".
_BEGUN = re.compile(r"\b((?:[A-Z][\w'-]+ )+(?:of|for) (?:the )?(?:[A-Z][\w'-]+,? )+and )$")
_LONGEST_BEGUN = 90
# Enough places to tell, in a text that names a company in every line.
_MOST_PLACES = 20
# A headline or lead may speak of "a poll" that a later paragraph names.
_OPENING = 400
_WHEN = re.compile(
    r"\s(?:being )?(?:conducted|released|published|issued|compiled|prepared|commissioned)\b[^,;]{0,30}?\sby\s"
)


def _person_called(story: Story, name: str) -> Person | None:
    """Whom a name that owns something means: of several with that surname the weightiest."""
    fitting = story.by_surname.get(name.rsplit(maxsplit=1)[-1], ())
    return next((one for one in fitting if one.name == name), max(fitting, key=lambda one: one.weight, default=None))


def campaign(story: Story, span: Span, phrase: str) -> str | None:
    """The campaign of a person by the person's full name ("Trump's team", "the campaign"); None for another phrase."""
    bare = phrase.strip(' ,."“”')
    whole = _CAMPAIGN.fullmatch(bare) if bare.endswith(_CAMPAIGN_WORDS) else None
    if not whole:
        return None
    if whole["whose"]:
        owner = he_or_she(story, span, _GENDER[whole["whose"].casefold()])[1]
    elif whole["who"]:
        owner = _person_called(story, whole["who"].removesuffix("'s"))
    else:
        owner = _running(story, span) if head_noun(phrase) == "campaign" else None
    if owner is None:
        return None
    return f"{owner.name} {'presidential ' if _PRESIDENTIAL.search(story.text, 0, FAR) else ''}campaign"


def _running(story: Story, span: Span) -> Person | None:
    """Whose campaign was named last before "the campaign"."""
    names = _CAMPAIGN_BEFORE.findall(story.text, max(0, span.start - _NAMED_BEFORE), span.start)
    owners = (_person_called(story, name) for name in reversed(names[-5:]))
    return next((owner for owner in owners if owner), None)


def organisation_name(story: Story, span: Span, phrase: str) -> str | None:
    """The name in full: written out where the article does, or as named before "the department"."""
    name = _ADJECTIVES.sub("", core(phrase).split(",", maxsplit=1)[0].strip())
    if not name:
        return None
    if name[0].isupper():
        return _written_out(story, span, name) if _is_acronym(name) else _begun(story, span) + name
    definite = re.match(r"(?:the|this|that|its)\s", phrase.strip(' "“'), re.IGNORECASE)
    return (_named_before(story, span, name) if definite else None) or name


def _begun(story: Story, span: Span) -> str:
    """The words of a name that stand before a source cut short."""
    found = _BEGUN.search(story.text, max(0, span.start - _LONGEST_BEGUN), span.start)
    return _without_opening(found[1]) if found else ""


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and 2 <= len(letters) <= 6


def _written_out(story: Story, span: Span, name: str) -> str:
    """Write letters out: "the S.E.C." is the Securities and Exchange Commission where the article writes it out."""
    if name not in story.written_out:
        letters = name.replace(".", "")
        words = r"(?: (?:of|for|and|on|the|in))?(?: the)?[ -]".join(rf"{letter}[a-z]+" for letter in letters)
        full = re.compile(rf"\b{words}\b").search(story.text, max(0, span.start - FAR), span.end + FAR)
        story.written_out[name] = full.group() if full else name
    return story.written_out[name]


def _named_before(story: Story, span: Span, name: str) -> str | None:
    """The body last named before with the noun in its name; for "the company", the last body that spoke."""
    noun = head_noun(name)
    if noun in _PLACES:
        return None
    word = re.escape(noun)
    named = re.compile(
        rf"{_NAME_WORDS}(?i:{word})\b{_TAIL}|"
        rf"{word.capitalize()} (?:of|for)(?: the)? [A-Z]\w+(?: (?:for the )?[A-Z]\w+)*"
    )
    places = named.finditer(story.text, max(0, span.start - _NAMED_BEFORE), span.start)
    asked = _stems(name)
    named_so = (_without_opening(one.group()) for one in places if asked <= _stems(one.group()))
    fitting = [one for one in named_so if one[0].isupper()]
    if fitting:
        return fitting[-1]
    if noun not in _ANY_BODY:
        return None
    spoken = (one.source for one in story.last(span.start, reach=FAR))
    return next((one.referent for one in spoken if one.kind == "named-organisation" and one.referent), None)


def _stems(name: str) -> set[str]:
    return {word.rstrip("s.") for word in name.casefold().split()}


def _without_opening(name: str) -> str:
    """The name without a word that only opens its sentence ("The Justice Department")."""
    return re.sub(r"^(?:The|A|An|But|And|In|On|At|For|From|When|While|As|If|That|This|His|Her|Its|Their) ", "", name)


def document_name(story: Story, span: Span, phrase: str) -> str | None:
    """The poll named before, for "the poll"; a document's first mention is its description."""
    bare = core(phrase)
    noun = head_noun(bare)
    if re.match(r"(?:the|this|that|its?)\s", phrase.strip(), re.IGNORECASE) and len(bare.split()) <= 2:
        for one in story.last(span.start, reach=FAR):
            source = one.source
            if source.kind == "document" and source.referent and noun in source.referent.casefold():
                return source.referent
    if noun and bare.casefold() == noun and span.start < _OPENING:
        first = re.compile(rf"{_NAME_WORDS}(?:[a-z-]+ ){{0,2}}{re.escape(noun)}\b")
        named = first.search(story.text, span.end, span.end + FAR)
        name = _without_opening(named.group()) if named else bare
        return name if name[0].isupper() else bare
    return _WHEN.sub(" by ", bare) or None


def is_body(story: Story, at: int, name: str, *, person: bool) -> bool:
    """Whether the words around a name say that it is a company or club.

    With `person` only such words count as no person's name has beside it.
    """
    if name not in story.bodies:
        story.bodies[name] = _is_body(story.text[max(0, at - FAR) : at + FAR], name, person=person)
    return story.bodies[name]


def _is_body(text: str, name: str, *, person: bool) -> bool:
    places = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    for one in islice(places, _MOST_PLACES):
        after = _BODY_AFTER.match(text, one.end())
        if after and _PEOPLE.isdisjoint(re.findall(r"[\w-]+", after.group().casefold())):
            return True
        if _BODY_BEFORE.search(text, max(0, one.start() - 40), one.start()):
            return True
        if not person and _OWNED_AFTER.match(text, one.end()):
            return True
    return False
