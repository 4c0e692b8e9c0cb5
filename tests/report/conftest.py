"""One invented story for all reports: an article with its audit, a chain of five copies, a corpus, and an attack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from provenance.audit import audit
from provenance.model import (
    Appearance,
    Article,
    Audit,
    Author,
    Chain,
    Drift,
    Edge,
    Evidence,
    Lineage,
    Metric,
    Moment,
    Outlet,
    Passage,
    Review,
    Source,
    Span,
)
from provenance.report import Corpus

TEXT = """Ramp was failing, minister admits

By Ida Holm

The ferry ramp fell into the harbour on Tuesday night.

"We knew in March," Anna Berg said, according to Vesta. She added that the ministry had waited.

Two sources said the report had been changed. NorPress reported that the union warned twice."""
QUOTE = "We knew in March that the ramp was failing, and we chose to wait"
SCRIPT = "<script>alert(1)</script>"
ATTACK = f"\"'>{SCRIPT}<img src=x onerror=alert(2)>`*_[x](javascript:alert(3))|\x1b[31m\x07\u202e"
EVIL = Review(
    "parent", (ATTACK, ATTACK), "relabelled", ATTACK, datetime(2024, 3, 1, tzinfo=UTC), ATTACK, ATTACK, (), ATTACK
)


@pytest.fixture
def audited(draft, wire, state_wire, paper, noon, author) -> Audit:
    """The minister's story in The Ledger."""
    title = "Ramp was failing, minister admits"
    url = "https://ledger.example/ramp"
    byline = draft(TEXT).furniture("byline", "By Ida Holm")
    story = draft(TEXT, url, title=title, outlet=paper, authors=(author,), published=noon, furniture=(byline,))
    berg = Source("named-person", "Anna Berg")
    vesta = story.mention("Vesta", state_wire)
    norpress = story.mention("NorPress", wire)
    story.says(("Anna Berg", "said", '"We knew in March,"'), berg, (vesta,), kind="direct")
    story.says(("She", "added", "that the ministry had waited"), berg, (vesta,))
    story.says(("Two sources", "said", "the report had been changed"), Source("unnamed-person", None, True))
    story.says(("NorPress", "reported", "that the union warned twice"), Source("outlet", norpress.name, outlet=wire))
    return audit(story.reading)


def appearance(number: int, outlet: Outlet | None, words: str, published: Moment | None, speaker: str) -> Appearance:
    text = f"Headline {number}\n\n“{words},” the minister said."
    url = f"https://{outlet.id if outlet else 'nobody'}.example/{number}"
    article = Article(f"a{number}", text, f"Headline {number}", url, outlet=outlet, published=published)
    start = text.index(words)
    passage = Passage(f"p{number}", article.version, "quote", (Span(start, start + len(words)),), words, speaker)
    return Appearance(passage, article, 100.0 - number, "verbatim" if words == QUOTE else "edited")


def at(hours: float) -> Moment:
    return Moment(datetime.fromisoformat("2024-03-01T08:00:00+00:00") + timedelta(hours=hours), "second", "given")


@pytest.fixture
def chain(wire, paper) -> Chain:
    """NorPress has it from Vesta, which is not here; The Ledger credits NorPress; two more copy and change it."""
    city = Outlet("city", "City Daily", "SE", "newspaper")
    seen = (
        appearance(0, wire, QUOTE, at(0), "Anna Berg"),
        appearance(1, paper, QUOTE, at(1.5), "Anna Berg"),
        appearance(2, city, "We knew in March that the ramp was failing", at(3), "Anna Berg"),
        appearance(3, None, "They knew in March that the ramp was failing", at(50), "Ole Brandt"),
        appearance(4, Outlet("weekly", "Undated Weekly"), QUOTE, None, "Anna Berg"),
    )
    version = [one.article.version for one in seen]
    lag = timedelta(hours=1.5)
    edges = (
        Edge(version[0], None, "stated", 0.9, "Vesta"),
        Edge(version[1], version[0], "stated", 0.9, "NorPress", lag, (Evidence(version[1], (Span(0, 10),), "title"),)),
        Edge(version[1], version[0], "observed", 0.8, "NorPress", lag),
        Edge(version[2], version[1], "hyperlink", 0.7, "The Ledger"),
        Edge(version[3], version[2], "observed", 0.6, "City Daily"),
    )
    drift = (
        Drift(
            "p1", "p2", ("trimmed",), (("same", "We knew in March that the ramp was failing,"), ("removed", "and we"))
        ),
        Drift("p2", "p3", ("substituted", "speaker_changed"), (("removed", "We"), ("added", "They"), ("same", "knew"))),
    )
    return Chain(QUOTE, seen, edges, drift, (version[0],), ("Vesta",), 2)


@pytest.fixture
def corpus(chain) -> Corpus:
    """The same five articles with the parents that the chain gives them."""
    articles = [one.article for one in chain.appearances]
    parents = (None, articles[0], articles[1], articles[2], None)
    outlets = ("Vesta", "NorPress", "The Ledger", "City Daily", None)
    return Corpus(
        tuple(
            Lineage(article, parent, outlet, ("observed",) if parent else (), 0.8, (), n == 3, False, n == 0)
            for n, (article, parent, outlet) in enumerate(zip(articles, parents, outlets, strict=True))
        ),
        (Metric("named_share", 0.5, 4, "What it is.", "76 %", interval=(0.15, 0.85), caveat="Some are missed."),),
    )


@pytest.fixture
def attack(draft) -> Audit:
    """An article that puts markup and control characters into every field it has."""
    evil = Outlet("evil", ATTACK, ATTACK, ATTACK, "state-controlled")
    text = f"{ATTACK} said that {SCRIPT} it rained.\n\n{ATTACK}"
    story = draft(
        text,
        f"javascript:{ATTACK}",
        title=ATTACK,
        outlet=evil,
        authors=(Author(ATTACK),),
        notes=(ATTACK,),
        language=ATTACK,
        name=ATTACK,
    )
    source = Source("unnamed-person", ATTACK, True, ATTACK, ATTACK)
    story.says((ATTACK, "said", f"that {SCRIPT} it rained"), source, (story.mention(ATTACK, evil),))
    marked = tuple(replace(claim, review=EVIL) for claim in story.reading.claims)
    return audit(replace(story.reading, claims=marked, rejected=marked))


@pytest.fixture
def attack_chain(chain) -> Chain:
    """A chain whose words, names, addresses and notes are markup and control characters."""
    evil = Outlet("evil", ATTACK)
    seen = tuple(
        replace(
            one,
            article=replace(one.article, title=ATTACK, outlet=evil, url=f"javascript:{ATTACK}{n}"),
            passage=replace(one.passage, text=ATTACK, speaker=ATTACK),
        )
        for n, one in enumerate(chain.appearances)
    )
    version = [one.article.version for one in seen]
    evidence = (Evidence(version[1], (Span(0, 5),), ATTACK),)
    edges = (
        Edge(version[1], version[0], "stated", 0.9, ATTACK, None, evidence),
        Edge(version[0], None, "wire", 1, ATTACK),
    )
    drift = (Drift("p0", "p1", ("trimmed",), (("removed", ATTACK), ("added", SCRIPT), ("same", ATTACK))),)
    judged = tuple(replace(edge, review=EVIL) for edge in edges)
    return Chain(ATTACK, seen, judged, drift, (version[0],), (ATTACK,), 1, near_misses=seen, rejected=judged)


@pytest.fixture
def attack_corpus(attack_chain) -> Corpus:
    """The articles of the attacking chain as a corpus."""
    one, other = (seen.article for seen in attack_chain.appearances[:2])
    wrong = attack_chain.rejected
    figure = Metric("detector", ATTACK, 1, "Which detector looked.", caveat=ATTACK)
    taken = Lineage(one, other, ATTACK, ("stated",), 0.5, (ATTACK,), True, True, False, review=EVIL, rejected=wrong)
    return Corpus((taken,), (figure,))
