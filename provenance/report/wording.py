"""How values read in words, the same in the terminal, in Markdown and in HTML."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

from provenance.model import (
    Appearance,
    Article,
    Audit,
    CitedSource,
    Claim,
    Lineage,
    Metric,
    Moment,
    Outlet,
    Review,
    Span,
    Unsourced,
)
from provenance.printable import clean, plain
from provenance.report.identifiers import iri
from provenance.text import words

__all__ = [
    "METHOD",
    "address",
    "byline",
    "came_out",
    "clean",
    "clip",
    "counted",
    "decided",
    "descent",
    "exempt",
    "heading",
    "lasted",
    "later",
    "likeness",
    "metric_interval",
    "metric_name",
    "metric_value",
    "outlet_name",
    "outlet_note",
    "percent",
    "plain",
    "quoted",
    "quoted_words",
    "safe_href",
    "ways_of",
    "when",
]

_LONGEST_HEADING = 200
_CLOSES = {'"': '"', "“": "”", "„": "“", "«": "»"}
# What an address may hold and could end it in markup.
_HREF_UNSAFE = re.compile(r"[\s'()\[\]]")

_EXACT = 99.5
_LIKENESS = {
    "verbatim": "word for word",
    "contained": "word for word",
    "edited": "edited",
    "reworded": "reworded",
}

METHOD = tuple(
    """\
A program read the text, marked who is said to have said what, and looked every outlet up in a list. It misses some \
attributions and gets some wrong: read the words, which are quoted here with their place, before relying on a line.
No source found is not the same as no source: what a reporter saw, public record and common knowledge need none.
What an outlet is, and whether a state controls it, is a dated judgement from that list; public-service media are not \
counted as state-controlled. Unknown stays unknown.
Published values come from old and mostly US and British studies; they stand beside a figure as an orientation, not \
as a norm.
Numbers after quoted words are positions in the stored text, counted in characters; the digest identifies exactly \
that text.
There is no overall score, on purpose.""".splitlines()
)
"""What every audit says of itself, in plain words."""


def clip(text: str, limit: int) -> str:
    """`text` on one line, cut at `limit` characters with an ellipsis."""
    line = plain(text)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def quoted(text: str, limit: int) -> str:
    """`text` clipped and in quotation marks; one that has its own gets no second pair.

    >>> quoted("Go", 9), quoted('"Go," he said', 9)
    ('“Go”', '"Go," he…"')
    """
    words = clip(text, limit)
    if words[:1] not in _CLOSES:
        return f"“{words}”"
    return words + _CLOSES[words[0]] if words.endswith("…") else words


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "story", "stories"), counted(2, "source")
    ('1 story', '2 sources')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def address(article: Article) -> str:
    """What identifies an article to a machine: its URL, else its id."""
    return article.url or article.id


def heading(article: Article) -> str:
    """What a reader knows an article by: its title, else its first words, else where it was read from."""
    return clip(article.title or article.text or article.url or article.name or article.id, _LONGEST_HEADING)


def outlet_name(article: Article) -> str:
    """Who published it, as far as known."""
    return plain(article.outlet.name) if article.outlet else "outlet unknown"


def byline(article: Article) -> str:
    """The authors in their order."""
    return ", ".join(plain(author.name) for author in article.authors) or "no author named"


def when(moment: Moment | None) -> str:
    """A time to the minute with its zone, never more exact than its source."""
    if moment is None:
        return "no date"
    if moment.precision not in ("second", "minute"):
        return str(moment)
    zone = moment.at.strftime("%z") if moment.zoned else ""
    named = "UTC" if zone == "+0000" else f"{zone[:3]}:{zone[3:5]}" if zone else "zone unknown"
    return f"{moment.at:%Y-%m-%d %H:%M} {named}"


def came_out(article: Article) -> str:
    """When an article was published, and that its date cannot be where it lies after the day when it was read."""
    said = when(article.published)
    return said if article.dated or not article.published else f"{said}, in the future when it was read: not used"


def likeness(one: Appearance) -> str:
    """How near the words of an appearance are to those that were looked for."""
    said = _LIKENESS[one.kind]
    return said if one.score >= _EXACT else f"{said}, {one.score:.0f} of 100"


def later(lag: timedelta | None) -> str:
    """How long after, in the two largest units.

    >>> later(timedelta(hours=1.5)), later(timedelta(days=3)), later(None)
    ('1 h 30 min later', '3 d later', 'at a time not known')
    """
    if lag is None:
        return "at a time not known"
    return f"{lasted(lag)} later" if lag.total_seconds() >= 60 else "at the same time"


def lasted(lag: timedelta | None) -> str:
    """A time between two others, in its two largest units.

    >>> lasted(timedelta(hours=1.5)), lasted(timedelta(0)), lasted(None)
    ('1 h 30 min', '0 min', 'not known')
    """
    if lag is None:
        return "not known"
    minutes = max(0, int(lag.total_seconds() // 60))
    parts = [(minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min")]
    return " ".join([f"{number} {unit}" for number, unit in parts if number][:2]) or "0 min"


def outlet_note(outlet: Outlet | None) -> str:
    """Kind, country and state ownership where known: "news agency, RU, state-controlled"."""
    if outlet is None:
        return ""
    kind = "" if outlet.kind == "unknown" else outlet.kind.replace("-", " ")
    state = outlet.state_media if outlet.state_media in ("state-controlled", "public-service") else ""
    return ", ".join(plain(part) for part in (kind, outlet.country or "", state) if part)


def decided(review: Review | None) -> str:
    """What a person decided about a finding, who and when: "accepted by Ada Lind, 2024-06-03"; nothing without one."""
    if review is None:
        return ""
    note = f" ({clip(review.note, 120)})" if review.note else ""
    return f"{review.verdict} by {clip(review.by, 60)}, {review.at:%Y-%m-%d}{note}"


def descent(lineage: Lineage) -> str:
    """Where an article's text was most likely taken from, what that rests on, and whom the text credits."""
    said = _descent(lineage)
    return f"{said} This parent was {decided(lineage.review)}." if lineage.review else said


def _descent(lineage: Lineage) -> str:
    if lineage.parent is None and lineage.parent_outlet is None:
        return "No earlier article in this corpus was found that the text was taken from."
    giver = plain(lineage.parent_outlet or "an outlet that is not known")
    if lineage.parent is None:
        taken = f"Taken from {giver}, whose own article is not in this corpus"
    else:
        taken = (
            f"Likeliest parent in this corpus: “{heading(lineage.parent)}” of {giver}, {when(lineage.parent.published)}"
        )
    basis = f" ({', '.join(lineage.basis)})" if lineage.basis else ""
    credited = plain(", ".join(lineage.credited)) or "nobody"
    return f"{taken}{basis}. Credited in the text: {credited}."


def percent(share: float) -> str:
    """A share as a whole percentage, never rounded to none or to all.

    >>> percent(0.5), percent(0.001), percent(0.999)
    ('50 %', '<1 %', '>99 %')
    """
    if 0 < share < 0.005:
        return "<1 %"
    return ">99 %" if 0.995 <= share < 1 else f"{share * 100:.0f} %"


def safe_href(url: str | None) -> str | None:
    """`url` if a reader may be sent there (http and https only), with what could break out of markup encoded."""
    address = iri(url)
    return address and _HREF_UNSAFE.sub(lambda found: quote(found.group(), safe=""), address)


def metric_name(metric: Metric) -> str:
    """The figure's name in words.

    >>> metric_name(Metric("stories_with_1_2_sources", 0.5, 2, ""))
    'Stories with 1-2 sources'
    """
    return re.sub(r"(\d)_(\d)", r"\1-\2", metric.name).replace("_", " ").capitalize()


def metric_value(metric: Metric) -> str:
    """The figure as a person writes it."""
    value = metric.value
    if value is None:
        return "nothing to count"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, float):
        return plain(str(value).replace("-p", " p").replace("-o", " o"))
    return f"{percent(value)}{metric_interval(metric)}"


def metric_interval(metric: Metric) -> str:
    """Where a share may lie with 95 % confidence, for behind it; nothing where that is not told.

    >>> metric_interval(Metric("named_share", 0.5, 4, "", interval=(0.15, 0.85)))
    ' (15-85 %)'
    """
    if metric.interval is None:
        return ""
    low, high = (round(100 * end) for end in metric.interval)
    return f" ({low}-{high} %)"


def exempt(audit: Audit) -> list[Unsourced]:
    """The statements without a source whose own words say why they may need none."""
    return [one for one in audit.unsourced_statements if one.exemption]


def ways_of(claims: tuple[Claim, ...]) -> str:
    """The outlets that claims came through: each way once, its steps joined by arrows."""
    ways = dict.fromkeys(" → ".join(plain(step.name) for step in way) for claim in claims for way in claim.ways if way)
    return ", ".join(ways)


def quoted_words(cited: CitedSource, text: str) -> int:
    """How many words of a source stand in the article as its own, in direct or mixed quotation."""
    spans: set[Span] = set()
    for claim in cited.claims:
        spans.update(claim.attribution.content if claim.attribution.kind != "indirect" else ())
    return sum(len(words(span.of(text))) for span in spans)
