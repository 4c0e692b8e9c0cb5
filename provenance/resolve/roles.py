"""What an outlet's name is there for, read from the words around it.

cited: information or words are taken from the outlet. poll: its survey or average. venue: somebody said it there.
wire: it made this very text. credit: a picture is its. own: it publishes the article. mention: none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from provenance.model import Role
from provenance.resolve.signs import CREDITS, PERSON, POLL_AFTER, RULES, SPEECH, STAFF_NOUN

__all__ = ["Setting", "Sign", "read_sign"]

# How far before a name its wording can begin.
_REACH = 160

_STAFF_AFTER = re.compile(
    rf"^(?:'s?)?(?:,? ?[\"“][^\"”]{{2,40}}[\"”])?\s(?:[A-Za-z-]+\s){{0,3}}?{STAFF_NOUN}\b|"
    rf"^'s?(?:\s[a-z-]+){{0,3}}\s{PERSON}"
)
_STAFF_BEFORE = re.compile(
    rf"(?:\b{STAFF_NOUN}(?: \w+)? (?:for|at|with|of|from|on)(?: the)? |{PERSON},? (?:of|at|from|for|with)(?: the)? )"
    r"[\"“'‘(]?$"
)
_WORKS_AT = re.compile(
    r"\b(?:works?|worked|working|stint|time|job|career|tenure|left|joined|leaving|joining|fired)(?: \w+){0,2} "
    r"(?:(?:for|at|on|with|from|by) )?(?:the )?[\"“'‘(]?$"
)
_TOLD = re.compile(
    r"\b(?:told|tells|[Aa]sked by|[Ii]nterview(?:ed)?(?: \w+)? (?:with|by|on)|[Cc]onversation with|[Ss]p(?:oke|"
    r"eaking) (?:to|with))\b"
    r"[^.;]{0,30}$"
)
_SAYS = re.compile(rf"\b{SPEECH}\b")
_SAID_BEFORE = re.compile(rf"\b{SPEECH}\s(?:the |former )?(?:{PERSON}(?:,| (?:of|at|from|for)))?[^,.;]{{0,12}}$")
_ELSEWHERE = re.compile(r"\b(?:[Tt]witter|tweet\w*|Facebook|memoir|interview|told)\b")
_FORMER = re.compile(r"\b(?:[Ff]ormer|ex-|[Oo]netime|then-)[^,.;]{0,40}$")


@dataclass(frozen=True, slots=True)
class Setting:
    """The words of the sentence on either side of a name (or of a run of names), apostrophes plain."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sign:
    """What the words around say: a role, and whether they speak of the outlet's staff."""

    role: Role | None
    staff: bool = False


def _staff_role(setting: Setting) -> Role:
    """Staff who report are the outlet speaking; staff who are asked, watched or named are not."""
    if _TOLD.search(setting.before[-_REACH:]):
        return "venue"
    near = setting.after[:90]
    if _FORMER.search(setting.before) or _ELSEWHERE.search(near):
        return "mention"
    return "cited" if _SAYS.search(near) or _SAID_BEFORE.search(setting.before[-80:]) else "mention"


def read_sign(setting: Setting) -> Sign:
    """The role that the words on either side give, or none where they say nothing.

    >>> read_sign(Setting("The mayor told ", " on Monday that the bridge was safe.")).role
    'venue'
    >>> read_sign(Setting("", " reporter Ana Lopez asked the mayor.")).role
    'mention'
    """
    before, after = setting.before[-_REACH:], setting.after
    if POLL_AFTER.match(after):
        return Sign("poll")
    credit = next((rule.role for rule in CREDITS if rule.fits(before, after)), None)
    if credit:
        return Sign(credit)
    if _STAFF_AFTER.match(after) or _STAFF_BEFORE.search(before[-90:]):
        return Sign(_staff_role(setting), staff=True)
    if _WORKS_AT.search(before):
        return Sign("mention", staff=True)
    return Sign(next((rule.role for rule in RULES if rule.fits(before, after)), None))
