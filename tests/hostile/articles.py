"""Articles in which every field that a stranger could fill holds a payload, so that each is in each field once.

Article number n has payload n + k in its k-th field: a Latin square. Articles come in families that share a quote of
their own, so that there is something to trace and to link.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from provenance.model import Author, Link, Moment, Outlet, Reading, Review, Source, WireCredit
from tests.conftest import Draft

__all__ = ["FAMILY", "FIELDS", "decided", "filled", "quote_of", "reading"]

FAMILY = 5
FIELDS = """title url outlet author speaker descriptor reason words link anchor note name canonical_url evidence
    language basis alias domain country id reviewer label remark detector""".split()
_SYLLABLES = "ba be bi bo bu da de di do du fa fe fi fo fu ga ge gi go gu".split()


def quote_of(family: int) -> str:
    """The words that a family shares, and no other has."""
    made = (_SYLLABLES[(family * 7 + n) % 20] + _SYLLABLES[(family * 3 + n * n) % 20] for n in range(9))
    return f"we knew in March of number {family} that {' '.join(made)} was failing"


def filled(number: int, payloads: Sequence[str]) -> Mapping[str, str]:
    """The payload of each field of an article."""
    return {field: payloads[(number + at) % len(payloads)] for at, field in enumerate(FIELDS)}


def reading(number: int, payloads: Sequence[str]) -> Reading:
    """One article with what it states."""
    it = filled(number, payloads)
    outlet = Outlet(
        f"o{number} {it['outlet']}",
        it["outlet"] or "o",
        it["country"],
        it["alias"],
        "state-controlled",
        (it["alias"],),
        (it["domain"],),
    )
    when = Moment(datetime(2024, 6, 1, tzinfo=UTC) + timedelta(hours=number), "second", it["basis"])
    said = f"{quote_of(number // FAMILY)} {it['words']} and we chose to wait"
    who = it["speaker"] if it["speaker"].strip() else "She"
    cited = it["outlet"] if it["outlet"].strip() else "Vesta"
    text = f"{who} told {cited} “{said}” on the pier.\n\n{it['words']} It was built in 1911, and painted twice."
    story = Draft(
        text,
        it["url"],
        id=f"{it['id']}{number}",
        title=it["title"],
        outlet=outlet,
        authors=(Author(it["author"]), Author(it["speaker"], "organisation")),
        notes=(it["note"],),
        language=it["language"],
        name=it["name"],
        canonical_url=it["canonical_url"],
        fetched_url=it["url"],
        published=when,
        updated=when,
        first_seen=when,
        wire=(WireCredit(outlet, it["basis"], None, it["evidence"]),),
        links=(Link(it["link"], it["anchor"], None),),
    )
    source = Source("unnamed-person", it["speaker"], True, it["descriptor"], it["reason"], outlet)
    story.says((who, "told", f"“{said}”"), source, (story.mention(cited, outlet),), kind="direct")
    return story.reading


def decided(number: int, payloads: Sequence[str], made: Reading) -> Review:
    """What a person with a payload for a name decided about what the article states."""
    it = filled(number, payloads)
    subject = (made.article.version, made.claims[0].id)
    by, label = it["reviewer"].strip() or "Ida Holm", it["label"].strip() or "Vesta"
    return Review("attribution", subject, "relabelled", by, datetime(2024, 7, 1, tzinfo=UTC), label, it["remark"])
