"""Reports as one self-contained HTML page, or as a page of a local site: no request elsewhere, every field escaped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from provenance.model import Article, Audit, Chain, Claim, Edge, Manifest, Span
from provenance.report import figures, wording
from provenance.report.corpus import Corpus
from provenance.report.credited import credited
from provenance.report.highlight import Paragraph, marked
from provenance.report.hops import THIS_ARTICLE, paths
from provenance.report.sealing import SEAL
from provenance.report.site import TEMPLATES, Entry, Site, policy, script, style
from provenance.report.statements import CONFIDENCE, Statement, statements
from provenance.report.steps import Excerpt, Side, Step, excerpt, shown_articles, steps
from provenance.report.stops import CERTAINTY, DRIFT_WORDS, EDGE_WORDS, ending, evidence_words, grounds, stops
from provenance.report.timeline import timeline

__all__ = ["Entry", "Site", "environment", "policy", "render", "script", "style"]

_HUES = 6
"""sources with a colour of their own; later ones share a grey and keep their number"""
_SHOWN_WORDS = 12
"""pieces of evidence written out a finding; JSON holds all of them"""
_PLACES = 4
"""of each edge"""
_AROUND = 60
"""characters around a piece of evidence"""
_AGAIN = 40
"""characters of words that have just been quoted"""


def _finalize(value: object) -> object:
    """Every value on its way into a page loses what is not for reading; `Markup` is a macro's own cleaned output."""
    return wording.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def environment(*folders: Path) -> Environment:
    """What fills in the templates of the reports and of those `folders`; each is given `site`, which may be None."""
    made = Environment(
        loader=FileSystemLoader([*folders, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_finalize,
    )
    for filter_ in (
        _attributed,
        _differing,
        _share,
        figures.between,
        figures.is_share,
        figures.published,
        wording.came_out,
        wording.clean,
        wording.clip,
        wording.counted,
        wording.descent,
        wording.lasted,
        wording.likeness,
        wording.metric_name,
        wording.metric_value,
        wording.outlet_note,
        wording.percent,
        wording.plain,
        wording.quoted,
        wording.safe_href,
        wording.ways_of,
        wording.when,
    ):
        made.filters[filter_.__name__.removeprefix("_")] = filter_
    made.globals |= {"heading": wording.heading, "byline": wording.byline, "outlet_name": wording.outlet_name}
    made.globals |= {"THIS_ARTICLE": THIS_ARTICLE, "CERTAINTY": CERTAINTY, "METHOD": wording.METHOD, "SEAL": SEAL}
    made.globals |= {
        "CONFIDENCE": CONFIDENCE,
        "EDGE_WORDS": EDGE_WORDS,
        "DRIFT_WORDS": DRIFT_WORDS,
        "evidence_words": evidence_words,
        "grounds": grounds,
        "hue": _hue,
        "SHOWN": _SHOWN_WORDS,
        "policy": policy,
        "script": script,
        "style": style,
    }
    return made


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None, site: Site | None = None) -> str:
    """`value` as one HTML document, with how it was made where that is given; with a `site`, as a page of it."""
    if isinstance(value, Audit):
        return _audit(value, manifest, site)
    return _chain(value, manifest, site) if isinstance(value, Chain) else _corpus(value, manifest, site)


def _hue(number: int) -> str:
    """The class that colours a source's words."""
    return f"s{number}" if 0 < number <= _HUES else "s0"


def _share(thousandths: float) -> str:
    """A place across a picture, as SVG writes it."""
    return f"{thousandths / 10:.1f}%"


def _differing(side: Side, limit: int) -> str:
    """The words that the other of two texts lacks."""
    return wording.clip(" … ".join(words for differs, words in side.pieces if differs), limit)


def _attributed(claim: Claim, text: str) -> str:
    """Who is said to have said what, in the words of the text."""
    one = claim.attribution
    who, what = (" … ".join(span.of(text) for span in spans) for spans in (one.source, one.content))
    return f"{who or 'nobody named'}: {what}"


@dataclass(frozen=True, slots=True)
class _Words:
    """Quoted words with their place and surroundings, and the paragraph of the page to look at."""

    text: str
    start: int
    end: int
    paragraph: int
    around: Excerpt


def _quoting(text: str, shown: tuple[Paragraph, ...]) -> Callable[[Span], _Words]:
    """A template function that turns a span into its words and their place."""

    def words(span: Span) -> _Words:
        at = next((n for n, one in enumerate(shown, 1) if one.span.overlaps(span)), 0)
        around = excerpt(text, span.start, span.end, _AROUND)
        return _Words(wording.quoted(span.of(text), 400), span.start, span.end, at, around)

    return words


def _said(one: Statement, text: str) -> str:
    """What a highlight tells when it is pointed at."""
    cue = " ".join(span.of(text) for span in one.claim.attribution.cue)
    signalled = f"signalled by “{wording.clip(cue, 60)}”, " if cue else ""
    return f"{wording.clip(one.who, 120)}\n{signalled}{one.kind}, confidence {one.confidence}"


def _audit(audit: Audit, manifest: Manifest | None, site: Site | None) -> str:
    article = audit.reading.article
    shown = marked(audit)
    said = statements(audit)
    places = {piece.claim: n for n, one in enumerate(shown, 1) for piece in one.pieces if piece.leads}
    numbers = {claim.id: number for number, claim in enumerate(audit.reading.claims, 1)}
    rows = [
        (
            number,
            one,
            wording.quoted_words(one, article.text),
            [(at, places[at]) for claim in one.claims if (at := numbers.get(claim.id, 0)) in places],
        )
        for number, one in enumerate(audit.sources, 1)
    ]
    return (
        environment()
        .get_template("audit.html.j2")
        .render(
            audit=audit,
            manifest=manifest,
            site=site,
            article=article,
            paragraphs=shown,
            sources=rows,
            statements=said,
            said={number: _said(one, article.text) for number, one in enumerate(said, 1)},
            paths=paths(audit.reading),
            figures={metric.name: metric for metric in audit.metrics},
            words=_quoting(article.text, shown),
        )
    )


def _evidence(chain: Chain) -> Callable[[Edge, Step], list[tuple[str, str, Excerpt]]]:
    """A template function that gives the words on which an edge rests: (note, outlet, the words where they stand)."""
    shown = shown_articles(chain)

    def evidence(edge: Edge, step: Step) -> list[tuple[str, str, Excerpt]]:
        told = {side.seen.article.version: side.around for side in (step.child, step.parent) if side}
        return [
            (one.note, wording.outlet_name(article), _place(article, span, told.get(article.version)))
            for one in edge.evidence
            if one.article in shown
            for article in (shown[one.article].article,)
            for span in one.spans
        ][:_PLACES]

    return evidence


def _place(article: Article, span: Span, told: Excerpt | None) -> Excerpt:
    """The words of a span in their surroundings; of those that the page has just quoted, only the first."""
    if told and told.start <= span.start and span.end <= told.end:
        return Excerpt("", wording.clip(span.of(article.text), _AGAIN), "", span.start, span.end)
    return excerpt(article.text, span.start, span.end, _AROUND)


def _chain(chain: Chain, manifest: Manifest | None, site: Site | None) -> str:
    versions = dict.fromkeys(one.article.version for one in chain.appearances)
    taken = steps(chain)
    return (
        environment()
        .get_template("chain.html.j2")
        .render(
            chain=chain,
            manifest=manifest,
            site=site,
            ending=ending(chain),
            stops=stops(chain),
            steps=taken,
            step_of={edge: step.number for step in taken for _, edge in step.edges},
            credited=credited(chain),
            evidence=_evidence(chain),
            picture=timeline(chain, taken) if chain.appearances else None,
            kinds=[kind for kind in EDGE_WORDS if any(edge.kind == kind for edge in chain.edges)],
            numbers={version: number for number, version in enumerate(versions, 1)},
            names={key: one.article for key, one in shown_articles(chain).items()},
        )
    )


def _corpus(corpus: Corpus, manifest: Manifest | None, site: Site | None) -> str:
    return environment().get_template("corpus.html.j2").render(corpus=corpus, manifest=manifest, site=site)
