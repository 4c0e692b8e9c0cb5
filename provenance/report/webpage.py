"""Reports as one self-contained HTML page, or as a page of a local site: no request elsewhere, every field escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from provenance.model import Appearance, Article, Audit, Chain, Drift, Manifest, Span
from provenance.report import wording
from provenance.report.corpus import Corpus
from provenance.report.highlight import Paragraph, marked
from provenance.report.hops import THIS_ARTICLE, paths
from provenance.report.site import TEMPLATES, Entry, Site, policy, script, style
from provenance.report.statements import CONFIDENCE, statements
from provenance.report.stops import CERTAINTY, DRIFT_WORDS, EDGE_WORDS, ending, evidence_words, grounds, stops, texts
from provenance.report.timeline import timeline

__all__ = ["Entry", "Site", "environment", "policy", "render", "script", "style"]

_HUES = 6
"""sources with a colour of their own; later ones share a grey and keep their number"""
_SHOWN_WORDS = 12
"""pieces of evidence written out a finding; JSON holds all of them"""


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
        wording.plain,
        wording.quoted,
        wording.safe_href,
        wording.ways_of,
        wording.when,
    ):
        made.filters[filter_.__name__] = filter_
    made.globals |= {"heading": wording.heading, "byline": wording.byline, "outlet_name": wording.outlet_name}
    made.globals |= {"THIS_ARTICLE": THIS_ARTICLE, "CERTAINTY": CERTAINTY, "METHOD": wording.METHOD}
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


@dataclass(frozen=True, slots=True)
class _Words:
    """Quoted words with their place, and the paragraph of the page to look at."""

    text: str
    start: int
    end: int
    paragraph: int


def _quoting(text: str, shown: tuple[Paragraph, ...]) -> dict[str, object]:
    """A template function that turns a span into its words and their place."""

    def words(span: Span) -> _Words:
        at = next((n for n, one in enumerate(shown, 1) if one.span.overlaps(span)), 0)
        return _Words(wording.quoted(span.of(text), 400), span.start, span.end, at)

    return {"words": words}


def _audit(audit: Audit, manifest: Manifest | None, site: Site | None) -> str:
    article = audit.reading.article
    shown = marked(audit)
    rows = [(number, one, wording.quoted_words(one, article.text)) for number, one in enumerate(audit.sources, 1)]
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
            statements=statements(audit),
            paths=paths(audit.reading),
            figures={metric.name: metric for metric in audit.metrics},
            **_quoting(article.text, shown),
        )
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """A change between two copies, with both whole texts."""

    drift: Drift
    parent: Appearance
    child: Appearance


def _pairs(chain: Chain) -> list[_Pair]:
    known = texts(chain)
    return [
        _Pair(drift, known[drift.parent], known[drift.child])
        for drift in chain.drift
        if drift.parent in known and drift.child in known
    ]


def _chain(chain: Chain, manifest: Manifest | None, site: Site | None) -> str:
    articles: dict[str, Article] = {one.article.version: one.article for one in chain.appearances}
    numbers = {version: number for number, version in enumerate(articles, 1)}
    return (
        environment()
        .get_template("chain.html.j2")
        .render(
            chain=chain,
            manifest=manifest,
            site=site,
            ending=ending(chain),
            stops=stops(chain),
            picture=timeline(chain) if chain.appearances else None,
            numbers=numbers,
            pairs=_pairs(chain),
            names={key: one for one in articles.values() for key in (one.id, one.version)},
        )
    )


def _corpus(corpus: Corpus, manifest: Manifest | None, site: Site | None) -> str:
    return environment().get_template("corpus.html.j2").render(corpus=corpus, manifest=manifest, site=site)
