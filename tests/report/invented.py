"""Chains and an article that strain a page: eighty mentions, none dated, one outlet, names without an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from provenance.audit import audit
from provenance.chain.drift import drift
from provenance.model import (
    Appearance,
    Article,
    Attribution,
    Audit,
    Chain,
    Claim,
    Drift,
    Edge,
    EdgeKind,
    Evidence,
    Moment,
    Outlet,
    Passage,
    Reading,
    Source,
    Span,
)

__all__ = ["BIDI", "LONG", "ONE", "carried", "five_hundred", "hard_names", "long_chain", "one_outlet", "undated"]

ONE = "We knew in March that the harbour crane was failing, and we chose to wait for the winter money"
LONG = "The Quite Endlessly Named Gazette of All the Islands " * 6
BIDI = "<b>عنوان</b> & مرفأ الجزيرة"
_KINDS: tuple[EdgeKind, ...] = ("observed", "stated", "hyperlink", "wire")
_TOWNS = (
    "Skerry Alder Brannock Corran Dunmore Eskdale Farrow Garve Holm Inver Jura Kells Lorne Mull Nairn Orrin".split()
)
_PAPERS = "Courier Post Mercury Herald Star".split()
_FILL = (
    "The crane has stood at the north quay since the harbour was widened.",
    "A spokesperson for the port said that an inspection had been planned.",
    "Nobody was hurt, but two boats had to be towed to the yard.",
    "The council meets again on Thursday to look at the accounts.",
)


def _article(number: int, name: str, words: str, at: Moment | None) -> Appearance:
    before, after = _FILL[number % 4], _FILL[(number + 1) % 4]
    title = f"Crane was failing, minister says ({number})"
    text = f"{title}\n\n{before} “{words},” Mira Holt told {name}. {after}\n\n{_FILL[0]}"
    outlet = Outlet(name.casefold().replace(" ", "-")[:60], name, "SE", "newspaper")
    url = f"https://outlet-{number}.example/crane/{number}"
    article = Article(f"n{number}", text, title, url, outlet=outlet, published=at)
    start = text.index(words)
    passage = Passage(f"q{number}", article.version, "quote", (Span(start, start + len(words)),), words, "Mira Holt")
    return Appearance(passage, article, 100.0 if words == ONE else 80.0, "verbatim" if words == ONE else "edited")


def _words(number: int, chance: Random) -> str:
    if number and chance.random() < 0.35:
        said = ONE.split()
        first = chance.randrange(4)
        return " ".join(said[first : chance.randrange(12, len(said))]).replace(
            "failing", chance.choice(("failing", "broken"))
        )
    return ONE


def long_chain(count: int = 80) -> Chain:
    """As many mentions by some forty outlets over a month, each taken from one or two before it in up to four ways."""
    chance = Random(80)  # always the same
    names = [f"{town} {paper}" for town in _TOWNS for paper in _PAPERS][: max(1, count // 2)]
    at = datetime(2024, 11, 3, 6, 12, tzinfo=UTC)
    seen: list[Appearance] = []
    edges: list[Edge] = []
    changed: list[Drift] = []
    for number in range(count):
        at += timedelta(minutes=chance.expovariate(1 / 500))
        name = names[number] if number < len(names) // 2 else chance.choice(names)
        seen.append(_article(number, name, _words(number, chance), Moment(at, "minute", "given")))
        if number:
            parent = seen[min(chance.randrange(number), chance.randrange(number))]
            edges += _edges(seen[-1], parent, chance.sample(_KINDS, chance.randrange(1, 4)))
            made = drift(parent.passage, seen[-1].passage)
            changed += [made] if made.changes else []
        if number % 20 == 4:
            edges.append(Edge(seen[-1].article.version, None, "stated", 0.6, f"Radio {_TOWNS[number // 20]}"))
    missing = tuple(dict.fromkeys(edge.parent_outlet or "" for edge in edges if edge.parent is None))
    return Chain(ONE, tuple(seen), tuple(edges), tuple(changed), (seen[0].article.version,), missing, 3)


def _edges(child: Appearance, parent: Appearance, kinds: list[EdgeKind]) -> list[Edge]:
    giver = parent.article.outlet.name if parent.article.outlet else ""
    lag = timedelta(hours=3, minutes=20)
    evidence = tuple(
        Evidence(one.article.version, one.passage.spans, note) for one, note in ((child, "taken"), (parent, "from"))
    )
    return [Edge(child.article.version, parent.article.version, kind, 0.8, giver, lag, evidence) for kind in kinds]


def one_outlet(chain: Chain) -> Chain:
    """The same with every article in one outlet."""
    house = chain.appearances[0].article.outlet
    return carried(chain, tuple(replace(one.article, outlet=house) for one in chain.appearances))


def undated(chain: Chain) -> Chain:
    """The same with all dates missing."""
    return carried(chain, tuple(replace(one.article, published=None) for one in chain.appearances), order_known=False)


def hard_names(chain: Chain) -> Chain:
    """The same with a name of three hundred characters, and one with markup and right-to-left words, in turn."""
    names = (LONG, BIDI)
    return carried(
        replace(chain, missing=(LONG,), edges=(*chain.edges, Edge("n0", None, "stated", 0.5, LONG))),
        tuple(
            replace(one.article, title=names[n % 2], outlet=Outlet(f"o{n % 2}", names[n % 2]))
            for n, one in enumerate(chain.appearances)
        ),
    )


def carried(chain: Chain, articles: tuple[Article, ...], **fields: bool) -> Chain:
    """A chain with its articles in another state; their versions stay, as only title and text make them."""
    at = {one.article.version: other.version for one, other in zip(chain.appearances, articles, strict=True)}
    seen = tuple(
        replace(one, article=article, passage=replace(one.passage, article=article.version))
        for one, article in zip(chain.appearances, articles, strict=True)
    )
    edges = tuple(
        replace(
            edge,
            child=at.get(edge.child, edge.child),
            parent=at.get(edge.parent, edge.parent) if edge.parent else None,
            evidence=tuple(replace(one, article=at.get(one.article, one.article)) for one in edge.evidence),
        )
        for edge in chain.edges
    )
    earliest = tuple(at.get(version, version) for version in chain.earliest)
    return replace(chain, appearances=seen, edges=edges, earliest=earliest, **fields)  # type: ignore[arg-type]


@cache
def five_hundred() -> Audit:
    """Five hundred attributions in one article."""
    lines, claims, at = [], [], 0
    for n in range(500):
        who, cue, content = f"Person {n}", "said", f"that it rained for {n} days"
        lines.append(f"{who} {cue} {content}.")
        said = at + len(who) + 1
        what = said + len(cue) + 1
        source, signal = (Span(at, said - 1),), (Span(said, what - 1),)
        one = Attribution(source, signal, (Span(what, what + len(content)),), "indirect", 0.9)
        claims.append(Claim(f"c{n}", one, Source("named-person", who)))
        at += len(lines[-1]) + 2
    return audit(Reading(Article("long", "\n\n".join(lines)), tuple(claims), ()))
