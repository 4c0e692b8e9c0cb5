"""The checks that the Associated Press asks of anonymous sources, as far as the text answers them.

AP's news values want a described source, the reason why there is no name, more than one source, a byline, and nobody
who both declines to comment and is quoted without a name. Whether what they say is information and not opinion is left
to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.audit import baselines
from provenance.audit.shares import What, share
from provenance.audit.sourcing import Sourcing, source_words, where_named
from provenance.lexicon import source_nouns
from provenance.model import CitedSource, Claim, Metric
from provenance.text import fold, words

__all__ = [
    "anonymity_accompanied",
    "anonymity_bylined",
    "anonymity_described",
    "anonymity_explained",
    "anonymity_refused",
    "anonymous_sources",
    "is_described",
    "is_explained",
    "only_in_the_plural",
    "plural_sources",
    "refusals",
]

# What says no more than that somebody spoke; the Associated Press almost always refuses it.
_BARE = frozenset(
    "source|sources|a source|the source|one source|two sources|several sources|some sources|multiple sources|"
    "insider|insiders|an insider|people|some people".split("|")
)
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|a (?:couple|pair) of|a dozen|dozens|both|one of)\b",
    re.IGNORECASE,
)
# Of a body's name these tell nothing that would tie an unnamed source to it.
_COMMON = frozenset("the a an of in for and to with at by from on former senior top some other two close".split())


def is_described(one: CitedSource) -> bool:
    """Whether the text says more of an anonymous source than that it is one."""
    return any(fold(claim.source.anonymous_descriptor or "source") not in _BARE for claim in one.claims)


def is_explained(one: CitedSource) -> bool:
    """Whether the text says why an anonymous source is not named."""
    return any(claim.source.anonymity_reason for claim in one.claims)


def anonymous_sources(facts: Sourcing) -> Metric:
    """PEJ 2005 counts stories that hold one."""
    return Metric(
        "anonymous_sources",
        len(facts.anonymous),
        len(facts.sources),
        "Distinct sources whose identity the article withholds. People who are unnamed but act on the record (a judge, "
        "a passer-by) are not counted.",
        baselines.ANONYMOUS_STORIES,
        where_named(facts.anonymous),
    )


_DESCRIBED = What(
    "anonymity_described",
    "Anonymous sources of whom the text says more than “a source”, “insiders” or “people”, as a share of all anonymous "
    "sources. The Associated Press almost always refuses a bare source. The evidence is the bare ones.",
)


def anonymity_described(facts: Sourcing) -> Metric:
    """AP: the most specific description that there can be; never a bare "source"."""
    told = tuple(one for one in facts.anonymous if is_described(one))
    return share(_DESCRIBED, told, facts.anonymous, where_named([one for one in facts.anonymous if one not in told]))


_EXPLAINED = What(
    "anonymity_explained",
    "Anonymous sources for whom the text says why they are not named, as a share of all anonymous sources. The "
    "Associated Press asks for the reason every time.",
)


def anonymity_explained(facts: Sourcing) -> Metric:
    """AP: the reason why a source is not named."""
    told = tuple(one for one in facts.anonymous if is_explained(one))
    return share(_EXPLAINED, told, facts.anonymous, where_named([one for one in facts.anonymous if one not in told]))


def anonymity_accompanied(facts: Sourcing) -> Metric:
    """AP: more than one source is sought."""
    return Metric(
        "anonymity_accompanied",
        len(facts.voices) > 1 if facts.anonymous else None,
        len(facts.voices),
        "Where there is an anonymous source, whether the article has another one as well. The Associated Press seeks "
        "more than one; whether the other bears out the same words is for a person to judge. N is the sources, without "
        "outlets that only pass words on.",
        None,
        where_named(facts.anonymous),
    )


def anonymity_bylined(facts: Sourcing) -> Metric:
    """AP: a story that rests on anonymous sources carries a byline."""
    authors = facts.article.authors
    return Metric(
        "anonymity_bylined",
        bool(authors) if facts.anonymous else None,
        len(authors),
        "Where there is an anonymous source, whether an author was found. The Associated Press asks for a byline. N is "
        "the authors.",
    )


def anonymity_refused(facts: Sourcing) -> Metric:
    """AP: nobody declines to comment and is quoted without a name beside it."""
    found = tuple(one for one, _ in refusals(facts))
    return Metric(
        "anonymity_refused",
        len(found),
        len(facts.anonymous),
        "Anonymous sources whose description shares a name with somebody of whom the text says that they declined to "
        "comment. The Associated Press does not let one and the same do both; that it is the same one is a guess.",
        None,
        where_named(found),
    )


def refusals(facts: Sourcing) -> Iterator[tuple[CitedSource, Claim]]:
    """Anonymous sources beside somebody of the same body who declined to comment."""
    text = facts.article.text
    declined = [(claim, _names(source_words(claim, text))) for claim in facts.reading.claims if _openly(claim)]
    for one in facts.anonymous:
        theirs = _names(" ".join((one.name, *(source_words(claim, text) for claim in one.claims))))
        beside = next((claim for claim, names in declined if names & theirs and claim not in one.claims), None)
        if beside:
            yield one, beside


def _openly(claim: Claim) -> bool:
    return claim.declined_comment and not claim.source.anonymous


def _names(phrase: str) -> set[str]:
    """The capitalised words of a phrase, folded: names of bodies and people, not the word that opens a sentence."""
    found = re.findall(r"[A-Z][\w'’.-]+", phrase)
    return {word for name in found for word in words(name) if word not in _COMMON and not _is_noun(word)}


def _is_noun(word: str) -> bool:
    nouns = source_nouns()
    return any(
        form in nouns[kind] for form in (word, word.removesuffix("s")) for kind in ("person", "unnamed", "group")
    )


def only_in_the_plural(facts: Sourcing) -> tuple[CitedSource, ...]:
    """Anonymous sources in the plural without a number: "officials", "sources familiar with the talks"."""
    return tuple(
        one for one in facts.anonymous if all(_plural(source_words(c, facts.article.text)) for c in one.claims)
    )


def _plural(said: str) -> bool:
    heads = source_nouns()["withheld"]
    known = [word for word in words(said) if word == "people" or word.removesuffix("s") in heads]
    return bool(known) and (known[0] == "people" or known[0].endswith("s")) and not _COUNTED.search(said)


def plural_sources(facts: Sourcing) -> Metric:
    """Reuters: no plural where there is one source."""
    found = only_in_the_plural(facts)
    return Metric(
        "plural_sources",
        len(found),
        len(facts.anonymous),
        "Anonymous sources that are only spoken of in the plural, and without a number (“officials”, “sources”). "
        "Reuters does not write sources where it has one; whether there were several the text does not tell.",
        None,
        where_named(found),
    )
