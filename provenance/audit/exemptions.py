"""Statements of the body without a source, and why one may need none, in so far as its own words tell.

The Reuters handbook wants a source for every statement but what is established, in the public domain, or what the
reporter saw. A class here is a reason to look elsewhere first; it says nothing of whether the statement is true.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from provenance.audit.body import unsourced_spans
from provenance.model import Article, Exemption, Reading, Span, Spans, Unsourced
from provenance.text import sentences

__all__ = ["exemption", "statements", "this_year", "unsourced_statements"]

_LEAST_WORDS = 5
"""words of a statement: fewer are a label, a time or a call to subscribe"""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_STAFF = r"(?:reporter|journalist|correspondent|photographer|news (?:team|crew))s?"
_WITNESSED = re.compile(
    rf"\b(?:(?:[Tt]his|[Aa]|[Oo]ur|[Aa]n? [A-Z][\w' ]{{1,30}}?) {_STAFF} (?:(?:who )?was )?"
    r"(?:saw|watched|witnessed|heard|counted|visited|at the scene|on the scene|present)\b"
    rf"|(?:seen|heard|witnessed|counted|observed) by (?:this|a|our|an? [A-Z][\w' ]{{1,30}}?) {_STAFF}\b"
    r"|could be (?:seen|heard|smelled|smelt) (?:from|on|in|at|across|through|over|above)\b"
    r"|[Oo]n an? (?:recent|cold|hot|warm|sunny|rainy|grey|gray|chilly|crisp|humid|bright|cloudy)[\w, -]{0,30} "
    r"(?:morning|afternoon|evening|night|day|weekday|Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)\b"
    r"|(?:before|after|when|as) I (?:arrived|visited|watched|left)\b|I (?:saw|watched|visited|counted|stood)\b)"
)
# Acts of courts, parliaments, registers and exchanges, which anybody can look up; not what somebody is accused of.
_PUBLIC_RECORD = re.compile(
    r"\b(?:(?:was|were|is|are) (?:\w+ly )?(?:convicted|acquitted|indicted|sentenced|arraigned|sworn in|"
    r"found (?:not )?guilty|charged with|fined|extradited|subpoenaed|re-?elected|enacted|signed into law)\b"
    r"|(?:plead(?:ed)?|pled) (?:not )?guilty\b|sentenced to (?:\w+ ){1,3}(?:years?|months?|days?)\b"
    r"|serving an? [\w-]+(?: [\w-]+)? sentence\b|(?:a|the) (?:\w+ )?jury (?:found|convicted|acquitted|awarded)\b"
    r"|filed (?:an? |the )?(?:\w+ )?(?:lawsuit|suit|for bankruptcy|appeal)\b|(?:filed|declared) bankruptcy\b"
    r"|vot(?:ed|e of) \d+[-–—]\d+|(?:by|in) an? \d+[-–—](?:to[-–—])?\d+ (?:vote|ruling|decision)\b"
    r"|(?:signed|passed) (?:\w+ ){0,4}(?:bill|act|law|ordinance|legislation)\b"
    r"|is registered (?:in|as|with|at)\b"
    r"|(?:[Ss]hares|[Ss]tock|[Ff]utures|index|Dow|Nasdaq|FTSE 100|S&P 500)\b[^.]{0,60}\b(?:rose|fell|gained|lost|"
    r"jumped|dropped|closed|climbed|slid|edged|slipped|surged|tumbled|ended)\b)"
)
# What an atlas, a calendar or a dictionary holds.
_COMMON_KNOWLEDGE = re.compile(
    r"^(?:The )?[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|of|the|and)){0,5},? (?:is|are|lies) "
    r"(?:(?:the |an? |its |[\w-]+['’]s )(?:[\w-]+ ){0,4}?(?:capital|city|town|village|suburb|county|province|country|"
    r"island|peninsula|river|lake|bay|mountain|valley|arch|archipelago|continent|desert|strait|holiday|planet)\b"
    r"|(?:[\w-]+ ){0,4}(?:north|south|east|west|northeast|northwest|southeast|southwest) of [A-Z])"
    r"|\b(?:stands for|(?:is|are) (?:short|an abbreviation|an acronym) for|(?:is|are) (?:also known|commonly known|"
    r"defined) as)\b"
    r"|^(?:The )?(?:[A-Z][\w'’-]+ )+(?:begins|starts|ends|falls|is observed|is celebrated) (?:on|in|every|each)\b"
)
_YEAR = r"(?:1[89]\d\d|20\d\d)"
# A past year that dates what the sentence tells: it opens it, or ends its first clause. In "the 2014 wildfire", "a law
# passed in 2012 is" and "has grown since 2017" a year dates something else.
_DATED = re.compile(
    rf"(?:[Ii]n|[Oo]n|[Bb]y|[Uu]ntil|[Dd]uring|[Aa]round) (?:(?:early|mid|late)[ -])?"
    rf"(?:{_MONTH} (?:\d{{1,2}},? )?)?(?:({_YEAR})|the ({_YEAR})s)"
    r"(?=[,.;:)]|$| (?:and|but|or|as|when|where|while|after|before|to|with|under|amid|by|for|at|because|during|from|"
    r"in)\b)"
)
_NOT_ITS_CLAUSE = re.compile(
    r"[,;:()–—\"“”]| - |\b(?:is|are|has|have|remains?|which|who|whose|that|where|when|since|after|before|than)\b|n't\b"
)
_ANY_YEAR = re.compile(rf"(?<![\d.,$£€-]){_YEAR}(?![\d%]|[.,]\d)")
# Figures besides dates want a source, and so do what is to come and what is only thought.
_FIGURE = re.compile(r"[$£€%]|\bper ?cent\b|\b(?:m|b|tr)illion\b|\d[.,]\d|\b\d{5,}\b|\b(?!1[5-9]\d\d|20\d\d)\d{3,4}\b")
_UNSURE = re.compile(
    r"\b(?:will|would|could|may|might|should|must|alleg\w*|reported|reportedly|apparently|perhaps|probably|likely|"
    r"believed|accus\w+|claim\w*|rumou?r\w*|seems?|appears?|I|we|you|my|our|your)\b"
)


def statements(text: str, body: Spans) -> Spans:
    """The sentences of the body that state something: questions and labels are left out."""
    return tuple(
        sentence for paragraph in body for sentence in sentences(text, paragraph) if _states(sentence.of(text))
    )


def _states(words: str) -> bool:
    return words.count(" ") >= _LEAST_WORDS - 1 and not words.rstrip("\"'”’)").endswith("?")


def unsourced_statements(reading: Reading, stated: Spans) -> tuple[Unsourced, ...]:
    """Of these statements, in the order of the text, those that no attribution with a source touches."""
    year = this_year(reading.article)
    return tuple(exemption(reading.article.text, sentence, year) for sentence in unsourced_spans(reading, stated))


def this_year(article: Article) -> int | None:
    """The year it came out; without a date the latest that it names, for an earlier one is past all the same."""
    if article.published is not None:
        return article.published.at.year
    return max((int(found.group()) for found in _ANY_YEAR.finditer(article.text)), default=None)


def exemption(text: str, sentence: Span, year: int | None) -> Unsourced:
    """The statement, with the first class that its words tell and those words; None where nothing tells one."""
    words = sentence.of(text)
    if words[:1] in "\"“„«‘'":  # somebody's words, whoever it was
        return Unsourced(sentence)
    for kind, told in _RULES:
        found = told(words, year)
        if found:
            start, end = found.span()
            return Unsourced(sentence, kind, (Span(sentence.start + start, sentence.start + end),))
    return Unsourced(sentence)


def _background(words: str, year: int | None) -> re.Match[str] | None:
    """A past year that dates what is told, where nothing else in the sentence wants a source."""
    if year is None or _FIGURE.search(words) or _UNSURE.search(words):
        return None
    found = _DATED.search(words)
    if found is None or int(found[1] or found[2]) >= year or _NOT_ITS_CLAUSE.search(words, 0, found.start()):
        return None
    return found


_RULES: tuple[tuple[Exemption, Callable[[str, int | None], re.Match[str] | None]], ...] = (
    ("witnessed", lambda words, _: _WITNESSED.search(words)),
    ("public-record", lambda words, _: None if _UNSURE.search(words) else _PUBLIC_RECORD.search(words)),
    ("common-knowledge", lambda words, _: None if _UNSURE.search(words) else _COMMON_KNOWLEDGE.search(words)),
    ("background", _background),
)
"""What tells each class; the first that fits is given"""
