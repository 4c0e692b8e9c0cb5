"""Reports about an article whose every name is the same odd one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
    Manifest,
    Moment,
    Outlet,
    Passage,
    Review,
    Source,
    Span,
)
from provenance.report import Corpus, Report
from tests.conftest import Draft

MANIFEST = Manifest(
    "1.2.3",
    datetime(2024, 5, 6, 7, 8, tzinfo=UTC),
    (("trace", "words"), ("min_confidence", "0.5")),
    (("cues.csv", "sha256:" + "a" * 64), ("tagger.onnx", "sha256:" + "b" * 64)),
    "sha256:" + "c" * 64,
    5,
)
REVIEW = Review("link", ("a", "b"), "rejected", "Ida Holm", datetime(2024, 5, 6, tzinfo=UTC), "Vesta", "another day")

NAMES = {
    "plain": "Anna Berg",
    "of 300 characters": "Längstname " * 27 + "End",
    "right to left": "وكالة الأنباء \u202eabc\u202c خبر",
    "markup": "<script>alert(1)</script>&amp;\"'`]]>",
    "quotes and backslashes": "\\\"'“”«»„\\n\\",
    "control characters": "a\x00b\x01\x1f\x7f\x85\u2028\r\nc\td",
    "a lone surrogate": "a\ud800b",
    "blank": "  ",
    "colons and percent": "prov:Agent %20 nt:a#b ?x=1&y[2]",
    "nothing": "",
}


def odd_audit(name: str, review: Review | None = None) -> Audit:
    """One article in which everything that can have a name has this one, with a lineage to an article without any."""
    outlet = Outlet(name or "o", name, name, name, "state-controlled")
    text = f"{name} said that {name} it rained.\n\n“{name} go,” {name} told {name}. It was cold on the pier."
    stamp = Moment(datetime(2024, 1, 2, tzinfo=UTC), "day", "given", zoned=False)
    url = f"https://odd.example/{name}"
    story = Draft(text, url, title=name, outlet=outlet, authors=(Author(name),), published=stamp)
    mention = story.mention(name, outlet) if name else story.mention("pier", None)
    unnamed = Source("unnamed-person", None, True, name or None, name or None)
    story.says((name, "said", f"that {name} it rained"), unnamed, (mention,))
    story.says((name, "told", f"“{name} go,”"), Source("named-person", name or None), (mention, mention), kind="direct")
    story.claims[0] = replace(story.claims[0], review=review)
    bare = Article("bare", "It rained and it was cold on the pier for all of the week.")
    evidence = (Evidence(story.article.version, (Span(0, 4),), name), Evidence(bare.version, (Span(0, 9),), name))
    edge = Edge(story.article.version, bare.version, "observed", 0.5, name, timedelta(0), evidence, review)
    unseen = Edge(story.article.version, None, "stated", 0.5, name or None)
    lineage = Lineage(story.article, bare, name, ("observed",), 0.5, (name,), True, True, True, (edge, unseen))
    return audit(story.reading, lineage)


def odd_chain(name: str, review: Review | None = None) -> Chain:
    """Two articles that carry the words of nobody with another name, each with the other's."""
    seen = []
    for number in range(2):
        text = f"{name}{number}: “We knew in March that the ramp was failing and we waited,” {name} said."
        outlet = Outlet(f"{name}{number}", f"{name}{number}")
        article = Article(f"{name}{number}", text, name or None, f"https://odd.example/{name}{number}", outlet=outlet)
        start = text.index("We knew")
        words = text[start : text.index(",” ")]
        passage = Passage(f"{name}{number}", article.version, "quote", (Span(start, start + len(words)),), words, name)
        seen.append(Appearance(passage, article, 100, "verbatim"))
    first, second = (one.article.version for one in seen)
    evidence = tuple(Evidence(one.article.version, one.passage.spans, name) for one in seen)
    edges = (
        Edge(second, first, "observed", 0.9, name, timedelta(hours=1), evidence, review),
        Edge(first, None, "wire", 0.5, name or None),
        Edge(second, first, "hyperlink", 0.5, name),
    )
    drift = (Drift(f"{name}0", f"{name}1", ("trimmed",), (("same", name),)),)
    return Chain(name or "words", tuple(seen), edges, drift, (first,), (name,), 1, near_misses=tuple(seen[:1]))


def odd_corpus(name: str, review: Review | None = None) -> Corpus:
    """Both of them as a corpus."""
    one, other = (seen.article for seen in odd_chain(name).appearances)
    edges = odd_chain(name, review).edges
    return Corpus(
        (
            Lineage(one, None, name or None, ("wire",), 0.5, (name,), False, False, True, edges[1:2]),
            Lineage(other, one, name, ("observed",), 0.9, (), True, False, False, edges[:1], review=review),
        )
    )


MAKERS: dict[str, Callable[..., Report]] = {"audit": odd_audit, "chain": odd_chain, "corpus": odd_corpus}

_ARTICLE = Article("alone", "It rained on the pier.")
_SEEN = Appearance(Passage("p", _ARTICLE.version, "sentence", (Span(0, 22),), _ARTICLE.text), _ARTICLE, 100, "verbatim")
_ONLY = Outlet("only", "The Only Paper")


def _alone(article: Article) -> Lineage:
    return Lineage(article, None, None, (), 0, (), False, False, False)


BARE: dict[str, Report] = {
    "a chain of one": Chain("It rained", (_SEEN,), earliest=(_ARTICLE.version,), independent_origins=1),
    "no appearance": Chain("It rained", ()),
    "an article without attributions": audit(Draft("It rained on the pier.").reading),
    "an article without text": audit(Draft("").reading),
    "a corpus of one": Corpus((_alone(_ARTICLE),)),
    "an empty corpus": Corpus(()),
    "a corpus of one outlet": Corpus(tuple(_alone(Article(f"a{n}", f"Text {n}.", outlet=_ONLY)) for n in range(3))),
}
"""Reports in which there is next to nothing: no dates, no outlets, no titles."""
