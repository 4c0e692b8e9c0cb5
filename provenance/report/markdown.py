"""Reports as Markdown: every word of an article is escaped, so that it reads as it stands and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from provenance.model import Appearance, Article, Audit, Chain, Drift, Edge, Finding, Lineage, Manifest, Metric, Span
from provenance.report.corpus import Corpus
from provenance.report.hops import THIS_ARTICLE, paths
from provenance.report.making import made_lines
from provenance.report.reviews import FOUND_WRONG, wrong_edges
from provenance.report.sealing import SEAL
from provenance.report.statements import CONFIDENCE, Statement, found_wrong, statements
from provenance.report.stops import CERTAINTY, DRIFT_WORDS, Stop, ending, grounds, stops
from provenance.report.wording import (
    METHOD,
    byline,
    came_out,
    clean,
    counted,
    decided,
    descent,
    exempt,
    heading,
    lasted,
    likeness,
    metric_name,
    metric_value,
    outlet_name,
    outlet_note,
    plain,
    quoted,
    quoted_words,
    safe_href,
    ways_of,
)

__all__ = ["escape", "render"]

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$^=:@])")
_SHOWN_WORDS = 20
"""pieces of evidence written out a finding; JSON holds all of them"""


def escape(text: str) -> str:
    r"""`text` on one line with nothing left that Markdown or HTML would act on.

    >>> print(escape("<b>*x*</b>"))
    \<b\>\*x\*\</b\>
    """
    return _SPECIAL.sub(r"\\\1", plain(text))


def render(value: Audit | Chain | Corpus, manifest: Manifest | None = None) -> str:
    """`value` as one Markdown document, with how it was made where that is given."""
    made = _made(manifest) if manifest else ()
    return "\n".join((*_lines(value), *made)).rstrip() + "\n"


def _made(manifest: Manifest) -> Iterator[str]:
    yield "\n## How this was made\n"
    yield from (f"- {head}: {escape(said)}" for head, said in made_lines(manifest))
    yield f"- Seal of this file: `{SEAL}`"


def _lines(value: Audit | Chain | Corpus) -> Iterator[str]:
    if isinstance(value, Audit):
        return _audit(value)
    return _chain(value) if isinstance(value, Chain) else _corpus(value)


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table of escaped cells, with an empty line before and after."""
    yield ""
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(escape(cell) for cell in row)} |"
    yield ""


def _linked(words: str, url: str | None) -> str:
    href = safe_href(url)
    return f"[{escape(words)}](<{href}>)" if href else escape(words)


def _audit(audit: Audit) -> Iterator[str]:
    article = audit.reading.article
    yield f"# {escape(heading(article))}"
    yield ""
    yield f"{escape(outlet_name(article))} · {escape(byline(article))} · {escape(came_out(article))}  "
    yield f"{_linked(article.url or article.name or article.id, article.url)}  "
    yield f"text `{article.sha256}`"
    for remark in article.notes:
        yield f"\n> {escape(remark)}"
    if audit.lineage:
        yield f"\n{escape(descent(audit.lineage))}"
    yield from _findings(audit)
    yield from _sources(audit)
    yield from _statements(audit)
    yield from _found_wrong(audit)
    yield from _outlets(audit)
    yield from _ways(audit)
    yield from _unsourced(audit)
    yield from _exempt(audit)
    yield from _figures(audit.metrics)
    yield "## Method and limits\n"
    yield from (f"- {escape(line)}" for line in METHOD)


def _quote(span: Span, text: str) -> str:
    return f"> {escape(span.of(text))} `[{span.start}, {span.end}]`"


def _findings(audit: Audit) -> Iterator[str]:
    yield "\n## What an editor would ask about\n"
    if not audit.findings:
        yield "Nothing."
    for number, finding in enumerate(audit.findings, 1):
        yield from _finding(number, finding, audit.reading.article.text)


def _finding(number: int, finding: Finding, text: str) -> Iterator[str]:
    yield f"{number}. **{finding.severity}** {escape(finding.message)}\n"
    shown = finding.evidence[:_SHOWN_WORDS]
    for span in shown:
        yield f"   {_quote(span, text)}\n"
    if len(finding.evidence) > len(shown):
        yield f"   and {counted(len(finding.evidence) - len(shown), 'more place')}\n"


def _sources(audit: Audit) -> Iterator[str]:
    yield "## Who is cited\n"
    if not audit.sources:
        yield "Nobody that we could find.\n"
        return
    text = audit.reading.article.text
    yield from _table(
        ("source", "class", "through", "statements", "words quoted"),
        (
            (
                cited.name,
                cited.source.kind.replace("-", " ") + (", anonymous" if cited.source.anonymous else ""),
                ways_of(cited.claims),
                str(len(cited.claims)),
                str(quoted_words(cited, text)),
            )
            for cited in audit.sources
        ),
    )


def _statements(audit: Audit) -> Iterator[str]:
    found = statements(audit)
    if not found:
        return
    yield "## Who said what\n"
    yield escape(CONFIDENCE)
    columns = ("source", "what", "kind", "confidence", "where")
    if any(one.reviewed for one in found):
        yield from _table((*columns, "reviewed"), ((*_cells(one), one.reviewed) for one in found))
    else:
        yield from _table(columns, map(_cells, found))


def _cells(one: Statement) -> tuple[str, ...]:
    return one.who, one.words, one.kind, one.confidence, ", ".join(f"{at.start}-{at.end}" for at in one.content)


def _found_wrong(audit: Audit) -> Iterator[str]:
    claims = found_wrong(audit)
    edges = audit.lineage.rejected if audit.lineage else ()
    if not claims and not edges:
        return
    yield f"## {FOUND_WRONG}\n"
    for one in claims:
        yield f"- {escape(one.who)}: {escape(quoted(one.words, 400))}, {escape(one.reviewed)}"
    yield from _wrong_edges(edges, [audit.reading.article])
    yield ""


def _wrong_edges(edges: Iterable[Edge], articles: Iterable[Article]) -> Iterator[str]:
    for what, who in dict.fromkeys(wrong_edges(edges, articles)):
        yield f"- {escape(what)}, {escape(who)}"


def _outlets(audit: Audit) -> Iterator[str]:
    if not audit.reading.mentions:
        return
    yield "## Outlets named"
    yield from _table(
        ("outlet", "role", "what it is", "where"),
        (
            (one.name, one.role, outlet_note(one.outlet), f"{one.span.start}-{one.span.end}")
            for one in audit.reading.mentions
        ),
    )


def _ways(audit: Audit) -> Iterator[str]:
    found = paths(audit.reading)
    if not found:
        return
    yield "## How it came here\n"
    for path in found:
        hops = []
        for hop in path.hops:
            note = outlet_note(hop.outlet)
            hops.append(f"{escape(hop.name)} ({escape(note)})" if note else escape(hop.name))
        yield f"- {' → '.join((*hops, THIS_ARTICLE))}, {counted(path.statements, 'statement')}\n"
        for span in path.evidence:
            yield f"  {_quote(span, audit.reading.article.text)}\n"


def _unsourced(audit: Audit) -> Iterator[str]:
    if not audit.unsourced:
        return
    yield f"## Paragraphs without a source ({len(audit.unsourced)})\n"
    for span in audit.unsourced:
        yield f"{_quote(span, audit.reading.article.text)}\n"


def _exempt(audit: Audit) -> Iterator[str]:
    found = exempt(audit)
    if not found:
        return
    text = audit.reading.article.text
    told = f"{len(found)} of {len(audit.unsourced_statements)}"
    yield f"## Statements without a source that may need none ({told})\n"
    for one in found:
        words = escape(" … ".join(span.of(text) for span in one.evidence))
        yield f"{_quote(one.span, text)} {escape(one.exemption or '')}: {words}\n"


def _figures(metrics: Iterable[Metric]) -> Iterator[str]:
    yield "## Figures"
    yield from _table(
        ("figure", "value (95 % interval)", "n", "what it is", "published value beside it"),
        (
            (
                metric_name(one),
                metric_value(one),
                f"{one.n:,}",
                " ".join(filter(None, (one.definition, one.caveat))),
                one.baseline or "none found",
            )
            for one in metrics
        ),
    )


def _chain(chain: Chain) -> Iterator[str]:
    yield "# Where these words were seen\n"
    yield f"> {escape(chain.query)}\n"
    yield f"{escape(ending(chain))}\n"
    if chain.circular:
        yield "**Circular**: following the credits leads back to where it began\n"
    if chain.appearances:
        articles = len({one.article.version for one in chain.appearances})
        yield f"{counted(articles, 'article')}, {counted(chain.independent_origins, 'independent origin')}\n"
        yield "## Who took it from whom\n"
        for stop in stops(chain):
            yield from _stop(stop)
        yield ""
    yield from _changes(chain)
    if chain.rejected:
        yield f"## {FOUND_WRONG}\n"
        yield from _wrong_edges(chain.rejected, (one.article for one in chain.appearances))
        yield ""
    if chain.near_misses:
        yield "## Close, and not counted\n"
        for one in chain.near_misses:
            yield f"- {_linked(heading(one.article), one.article.url)}: {_words(one)}"
        yield ""
    yield escape(CERTAINTY)


def _stop(stop: Stop) -> Iterator[str]:
    indent = "  " * stop.depth
    if stop.article is None:
        yield f"{indent}- *{escape(stop.name)}*: cited, not in this corpus"
        return
    first = " **earliest seen**" if stop.earliest else ""
    why = "; ".join(
        dict.fromkeys(", ".join(filter(None, (grounds(edge), decided(edge.review)))) for edge in stop.edges)
    )
    title = _linked(heading(stop.article), stop.article.url)
    yield f"{indent}- **{escape(stop.name)}** {escape(came_out(stop.article))}{first}: {title}" + (
        f" ({escape(why)})" if why else ""
    )
    for one in stop.appearances:
        yield f"{indent}  - {_words(one)}"


def _words(one: Appearance) -> str:
    speaker = f" ({escape(one.passage.speaker)})" if one.passage.speaker else ""
    return f"{escape(quoted(one.passage.text, 400))}{speaker}, {likeness(one)}"


def _changes(chain: Chain) -> Iterator[str]:
    if chain.drift:
        yield "## What changed\n"
    for drift in chain.drift:
        yield from _drift(drift)


def _drift(drift: Drift) -> Iterator[str]:
    changes = ", ".join(DRIFT_WORDS.get(change, change) for change in drift.changes)
    yield f"- {escape(changes)}: {' '.join(_step(step, words) for step, words in drift.diff if clean(words).strip())}\n"


def _step(step: str, words: str) -> str:
    if step == "same":
        return escape(words)
    return f"~~{escape(words)}~~" if step == "removed" else f"**{escape(words)}**"


def _corpus(corpus: Corpus) -> Iterator[str]:
    yield "# Sourcing, and who takes from whom\n"
    yield f"{counted(len(corpus.lineages), 'article')} of {counted(len(corpus.outlets), 'outlet')}\n"
    if corpus.figures:
        yield from _figures(corpus.figures)
    yield "## By outlet"
    yield from _table(
        ("outlet", "articles", "taken from others", "given to others", "not credited", "circular"),
        (
            (one.name, *map(str, (one.articles, one.taken, one.given, one.credit_gaps, one.circular)))
            for one in corpus.outlets
        ),
    )
    if corpus.takes:
        yield "## Dependence"
        rows = (
            (one.child, one.parent, str(one.articles), lasted(one.median_lag), str(one.credit_gaps))
            for one in corpus.takes
        )
        yield from _table(("outlet", "takes from", "articles", "median lag", "not credited"), rows)
    yield "## Every article and its likeliest parent\n"
    yield from map(_lineage, corpus.lineages)
    wrong = [edge for one in corpus.lineages for edge in one.rejected]
    if wrong:
        yield f"\n## {FOUND_WRONG}\n"
        yield from _wrong_edges(wrong, (one.article for one in corpus.lineages))
    yield f"\n{escape(CERTAINTY)}"


def _lineage(one: Lineage) -> str:
    taken = escape(one.parent_outlet or "none found")
    if one.parent:
        taken = _linked(heading(one.parent), one.parent.url)
    odd = {
        "not credited": one.credit_gap,
        "doubtful credit": bool(one.disagreements),
        "another as likely": bool(one.ties),
    }
    marks = "".join(f", **{name}**" for name, is_so in odd.items() if is_so)
    marks += f", {escape(decided(one.review))}" if one.review else ""
    basis = f" ({escape(', '.join(one.basis))})" if one.basis else ""
    title = _linked(heading(one.article), one.article.url)
    return f"- {escape(outlet_name(one.article))}: {title} ← {taken}{basis}{marks}"
