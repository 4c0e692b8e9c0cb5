"""The figures of a whole corpus, in the units in which research on journalism publishes them: stories, mostly."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass

from provenance.audit import baselines
from provenance.audit.anonymity import is_explained
from provenance.audit.counts import band
from provenance.audit.identity import fully_identified, transparency
from provenance.audit.origins import house, origins
from provenance.audit.recall import missed
from provenance.audit.reuse import agency_derived
from provenance.audit.shares import What, share
from provenance.audit.sourcing import Sourcing, agency, is_named, sourcing, state_controlled
from provenance.model import Drift, Lineage, Metric, Reading

__all__ = ["audit_corpus"]

_MAINLY = 0.5
"""share of a body that makes a story mainly agency copy"""
_CLUSTERED = " The interval takes each for itself; those of one story are alike, so the true one is wider."
_CHANGES = ("trimmed", "extended", "substituted", "speaker_changed", "hedge_lost", "number_changed")


@dataclass(frozen=True, slots=True)
class _Story:
    """What is counted of one article."""

    lineage: Lineage | None
    band: str
    transparency: str
    single: bool
    of_agency: bool
    agency_part: float
    named: tuple[bool, ...]
    """for each source but documents"""
    explained: tuple[bool, ...]
    """for each anonymous source"""
    state: tuple[bool, ...]
    """for each statement from or through a known outlet"""
    bare: tuple[bool, ...]
    """for each paragraph of the body"""

    @property
    def taken(self) -> bool:
        """Whether something shows that it was taken from elsewhere."""
        one = self.lineage
        return one is not None and (
            one.parent is not None or one.credit_gap or bool(one.beside) or one.origin_outside_corpus
        )


def _story(facts: Sourcing) -> _Story:
    text = facts.article.text
    unsourced = set(facts.unsourced)
    media = [outlets for claim in facts.statements if (outlets := facts.through(claim))]
    _, part = agency_derived(facts)
    return _Story(
        facts.lineage,
        band(len(facts.sources)),
        transparency(sum(fully_identified(one, text) is not None for one in facts.sources)),
        len(facts.voices) == 1,
        agency(facts.article.outlet),
        part or 0.0,
        tuple(is_named(one.source) for one in facts.sources if one.source.kind != "document"),
        tuple(map(is_explained, facts.anonymous)),
        tuple(any(map(state_controlled, outlets)) for outlets in media),
        tuple(paragraph in unsourced for paragraph in facts.body),
    )


def audit_corpus(
    readings: Iterable[Reading],
    lineages: Sequence[Lineage],
    *,
    quotes: Iterable[Collection[str]] = (),
    copies: Mapping[str, Sequence[Drift]] | None = None,
    detectors: Iterable[str] = (),
) -> tuple[Metric, ...]:
    """The figures of these articles, each with N, interval and the published value; None where there is none to count.

    `lineages` are those of the articles, `quotes` the article versions that carry each quote, `copies` what became of
    the quotes that an article version has from its parent, `detectors` the names of what looked for the claims.
    """
    known = {one.article.version: one for one in lineages}
    found = [_story(sourcing(reading, known.get(reading.article.version))) for reading in readings]
    caveat = " ".join(filter(None, map(missed, sorted(set(detectors))))) or None
    drifts = [one for version in known for one in (copies or {}).get(version, ())]
    return (
        *_by_sources(found, caveat),
        *_by_identity(found, caveat),
        *_by_reuse(found),
        *_by_origin(known, quotes),
        *_by_drift(drifts),
    )


def _of_all(what: What, parts: Iterable[Iterable[bool]], caveat: str | None = None) -> Metric:
    """A share over all that the stories hold, with a word on its interval."""
    every = [is_so for part in parts for is_so in part]
    said = What(what.name, what.definition + _CLUSTERED, what.baseline)
    return share(said, [is_so for is_so in every if is_so], every, caveat=caveat)


def _by_sources(found: Sequence[_Story], caveat: str | None) -> Iterator[Metric]:
    for name, one in (("no_source", "none"), ("1_2_sources", "1-2"), ("3_sources", "3"), ("4_sources_or_more", "4+")):
        many = "no source" if one == "none" else f"{one} sources"
        what = What(
            f"stories_with_{name}", f"Stories that cite {many}, each counted once.", baselines.SOURCE_COUNT_BANDS[one]
        )
        yield share(what, [story for story in found if story.band == one], found, caveat=caveat)
    single = What(
        "single_source_rate",
        "Stories that rest on one source; an outlet that only passes on another's words counts with that one.",
        baselines.SINGLE_SOURCED,
    )
    yield share(single, [story for story in found if story.single], found, caveat=caveat)
    bare = What("unsourced_share", "Paragraphs of all bodies that no attribution with a source touches.")
    yield _of_all(bare, (story.bare for story in found), caveat)


def _by_identity(found: Sequence[_Story], caveat: str | None) -> Iterator[Metric]:
    named = What(
        "named_share",
        "People, organisations and outlets given by name, of all that are cited; documents are left out.",
        baselines.NAMED_SHARE,
    )
    yield _of_all(named, (story.named for story in found))
    for name, one in (("none", "none"), ("1", "1"), ("2_3", "2-3"), ("4_or_more", "4+")):
        many = "no source" if one == "none" else f"{one} {'source' if one == '1' else 'sources'}"
        told = f"Stories with {many} fully identified, as far as a title, an apposition or a body's name tells."
        what = What(f"stories_identifying_{name}", told, baselines.TRANSPARENCY_BANDS[one])
        yield share(what, [story for story in found if story.transparency == one], found, caveat=caveat)
    hidden = What(
        "anonymous_story_rate",
        "Stories with at least one source whose identity is withheld.",
        baselines.ANONYMOUS_STORIES,
    )
    yield share(hidden, [story for story in found if bool(story.explained)], found)
    why = What("anonymity_explained", "Anonymous sources of all stories for whom the text says why they are not named.")
    yield _of_all(why, (story.explained for story in found))
    state = What(
        "state_source_share",
        "Statements from or through a state-controlled outlet, of those from or through any known outlet.",
        baselines.STATE_MEDIA,
    )
    yield _of_all(state, (story.state for story in found))


def _by_reuse(found: Sequence[_Story]) -> Iterator[Metric]:
    agencies = What(
        "agency_derived_rate",
        "Stories at least half of which, by sentences, stands in an earlier item of a news agency in this corpus; N is "
        "the stories of outlets that are no agency.",
        f"another measure: {baselines.AGENCY_DERIVED}",
    )
    others = [story for story in found if not story.of_agency]
    yield share(agencies, [story for story in others if story.agency_part >= _MAINLY], others)
    gap = What(
        "credit_gap_rate",
        "Stories whose text was taken from another outlet's without credit to it or to one before it.",
        baselines.CREDIT_GAP,
    )
    yield share(gap, [story for story in found if story.lineage is not None and story.lineage.credit_gap], found)
    credited = What(
        "credited_reuse",
        "Of the stories that were taken from others, those that credit one of them. The Associated Press attributes "
        "facts that its staff did not gather, to any outlet.",
    )
    copies = [story.lineage for story in found if story.lineage and (story.lineage.parent or story.lineage.credit_gap)]
    yield share(credited, [one for one in copies if not one.credit_gap], copies)
    original = What(
        "original_rate",
        "Stories of which nothing shows that they were taken from elsewhere: no parent in this corpus, no prose shared "
        "with others, no credit for the whole story. Copying from what is not in the corpus cannot be seen.",
        baselines.ORIGINALITY,
    )
    yield share(original, [story for story in found if not story.taken], found)


def _by_origin(known: Mapping[str, Lineage], carried: Iterable[Collection[str]]) -> Iterator[Metric]:
    told = [[known[version] for version in some if version in known] for some in carried]
    several = [some for some in told if len({house(one) for one in some}) > 1]
    one_origin = What(
        "single_origin_rate",
        "Of the quotes that several outlets carry, those whose articles come down to one origin when each is joined to "
        "what it took from, whom it credits and its own outlet: several reports that are one source. Our own formula; "
        "no published value was found.",
    )
    yield share(one_origin, [some for some in several if origins(some) == 1], several)
    circle = What("circular_rate", "Stories whose credits lead back to themselves.")
    yield share(circle, [one for one in known.values() if one.circular], known)


def _by_drift(quotes: Sequence[Drift]) -> Iterator[Metric]:
    yield _drifted("quote_drift", "changed in any way", [one for one in quotes if one.changes], quotes)
    for change in _CHANGES:
        said = f"that were {change}" if change in _CHANGES[:3] else f"with this change: {change.replace('_', ' ')}"
        yield _drifted(f"quote_drift_{change}", said, [one for one in quotes if change in one.changes], quotes)


def _drifted(name: str, said: str, part: Sized, whole: Sized) -> Metric:
    definition = f"Quotes that an article has from its likeliest parent, {said}, compared word by word."
    return share(What(name, definition), part, whole)
