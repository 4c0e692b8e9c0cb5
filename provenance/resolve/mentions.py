"""From named outlets to mentions: the role each has, the claim it carries and the chain it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provenance.model import Attribution, Role, Span
from provenance.resolve.layout import Layout, touches
from provenance.resolve.outlets import Found
from provenance.resolve.roles import Setting, read_sign

__all__ = ["Placed", "place"]

# Between two names of one run: "NBC/MSNBC", "CBS's 'Face the Nation'", "Time, Slate and Drudge Report".
_BETWEEN = re.compile(
    r"^(?:'s?)?(?: and (?:the )?|, (?:and |or )?(?:the )?| or | ?/ ?| ?[-–&] ?| (?:show |program )?)?[\"“”'(]{0,2}$"
)
_SAME_OUTLET = re.compile(r"^(?:'s?)? ?(?:show|program|programme)?,? ?[\"“'(]{0,2}$")
_OPENS_WIRE = re.compile(r"^\W{0,2}[A-Z][\w .,'/-]{1,70}\($")
_AGENCY_MARK = re.compile(r"^ ?\) ?[—–-]")
# Sites whose averages stand alone as poll results: "FiveThirtyEight gives her a 60 percent chance".
_AVERAGERS = frozenset({"fivethirtyeight", "realclearpolitics", "pollster"})
_FIGURES = re.compile(r"\b(?:points?|percent|averages?|chance|lead|ahead|behind)|%")
_OF_PICTURES = "getty-images"  # the one agency of the gazetteer that has nothing else


@dataclass(frozen=True, slots=True)
class Placed:
    """A found outlet with its role and the attribution it belongs to (by its place in the layout), if any."""

    found: Found
    role: Role
    attribution: int | None
    group: int
    """outlets of one run ("CNN and MSNBC") share it"""


def _groups(found: Sequence[Found], text: str) -> list[list[Found]]:
    groups: list[list[Found]] = []
    for one in found:
        between = text[groups[-1][-1].span.end : one.span.start] if groups else None
        if between is not None and len(between) < 12 and "\n" not in between and _BETWEEN.match(between):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _wire(layout: Layout, one: Found) -> bool:
    """A dateline ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — "), or a credit that the page's own reader found."""
    if any(credit.span and credit.span.overlaps(one.span) for credit in layout.article.wire):
        return True
    line = layout.text.rfind("\n", 0, one.span.start) + 1
    lead = layout.text[line : one.span.start]
    after = layout.text[one.span.end : one.span.end + 4]
    if lead.endswith("(") and len(lead) < 90 and _AGENCY_MARK.match(after) and _OPENS_WIRE.match(lead):
        return True
    alone = lead.strip() in ("(", "") and layout.text[one.span.end : one.span.end + 2].strip(" ") in (")", ")\n", ")\r")
    return alone and lead.strip() == "("


def _credit(layout: Layout, one: Found) -> bool:
    pictured = any(f.kind == "photo-credit" and f.span.overlaps(one.span) for f in layout.article.furniture)
    return pictured or (one.outlet is not None and one.outlet.id == _OF_PICTURES)


def _fixed_role(layout: Layout, one: Found) -> Role | None:
    """Roles that what the outlet is, or the line it stands in, decides before any wording does."""
    own = layout.article.outlet
    if own and one.outlet and own.id == one.outlet.id:
        return "own"
    if _credit(layout, one):
        return "credit"
    return "wire" if _wire(layout, one) else None


def _nearest(layout: Layout, span: Span) -> int | None:
    """The attribution that an outlet belongs to: it is in its source or cue, else their sentence, else the next one."""
    sentence = layout.sentence(span.start)
    best: tuple[int, int, int] | None = None
    following = layout.sentence_number(sentence.start) + 1
    last = layout.sentences[following].end if following < len(layout.sentences) else sentence.end
    for number in layout.near(span):
        one = layout.attributions[number]
        if layout.ends[number] < sentence.start or layout.offsets[number] > last:
            continue
        whole = layout.anchors[number]
        rank = _rank(layout, one, whole, span, sentence)
        if rank is not None:
            distance = max(whole.start - span.end, span.start - whole.end, 0)
            best = min(best or (9, 0, 0), (rank, distance, number))
    return best[2] if best else None


def _rank(layout: Layout, one: Attribution, anchor: Span, span: Span, sentence: Span) -> int | None:
    if touches(one.source, span) or touches(one.cue, span):
        return 0
    if touches(one.content, span):
        return None
    if sentence.overlaps(anchor) or touches(one.content, sentence):
        return 1
    follows = 0 <= layout.sentence_number(anchor.start) - layout.sentence_number(span.start) <= 1
    return 2 if follows else None


def _worded_role(layout: Layout, group: Sequence[Found], one: Found) -> tuple[Role, bool]:
    """The role by the words around the run, then around the name alone; and whether it speaks of staff."""
    whole = Setting(layout.before(group[0].span), layout.after(group[-1].span))
    alone = Setting(layout.before(one.span), layout.after(one.span))
    if _averages(layout, one) and _FIGURES.search(whole.after[:80]):
        return "poll", False
    signs = [read_sign(setting) for setting in (whole, alone)]
    told = next((sign for sign in signs if sign.role is not None), None)
    return (told.role or "mention", told.staff) if told else ("mention", any(sign.staff for sign in signs))


def _averages(layout: Layout, one: Found) -> bool:
    pollster = "ollster" in layout.text[one.span.start : one.span.end]
    return pollster or (one.outlet is not None and one.outlet.id in _AVERAGERS)


def _role(layout: Layout, group: Sequence[Found], one: Found) -> Role:
    fixed = _fixed_role(layout, one)
    if fixed:
        return fixed
    role, staff = _worded_role(layout, group, one)
    near = [layout.attributions[number] for number in layout.near(one.span)]
    speaking = any(touches(a.source, one.span) for a in near)
    if role == "mention" and speaking and not staff:
        return "cited"
    if role == "mention" and not staff and any(touches(a.cue, one.span) for a in near):
        return "venue"
    if role == "venue" and _nearest(layout, one.span) is None:
        return "mention"
    return role


def place(layout: Layout, found: Sequence[Found]) -> list[Placed]:
    """Each found outlet with its role and attribution; `found` is in text order."""
    placed = []
    for number, group in enumerate(_groups(found, layout.text)):
        for one in group:
            role = _role(layout, group, one)
            carries = role in ("cited", "poll", "venue", "own")
            placed.append(Placed(one, role, _nearest(layout, one.span) if carries else None, number))
    return placed
