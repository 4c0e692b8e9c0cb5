"""What an outlet's name is there for, read from the words around it.

cited: information or words are taken from the outlet. poll: its survey or average. venue: somebody said it there.
wire: it made this very text. credit: a picture is its. own: it publishes the article. mention: none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from provenance.model import Role

__all__ = ["Setting", "Sign", "is_staff", "read_sign"]

Side = Literal["before", "after"]

_THE = r"(?:(?:the|a|an|its|his|her|their|this|that|our)\s+)?"
_ADJ = r"(?:(?:new|recent|latest|earlier|previous|separate|lengthy|long|exclusive|national|major|local|[a-z]+-[a-z]+|" \
       r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]+|\d{4})(?:'s)?\s+){0,3}"
_OPEN = r"[\"“'‘(]?$"
_WORK = (
    r"(?:reports?|story|stories|articles?|editorials?|piece|investigation|analysis|review|columns?|profile|account|"
    r"reporting|fact-?check(?:er|ers|ing)?|database|count|tally|expos[eé]|dispatch|scoop|headline|feature|transcript|"
    r"coverage|video|footage|tape|recording|documents?|obituary|bulletin|broadcast|post|blog|survey)"
)
_SPEECH = (
    r"(?:said|says|saying|wrote|writes|written|reported|reports|reporting|notes?|noted|added|adds|told|claimed|claims|"
    r"explained|explains|argued|argues|observed|observes|concluded|concludes|asserted|agreed|opined|predicted|"
    r"revealed|reveals|confirmed|tells|found|finds|described|describes|suggested|suggests|pointed out|points out)"
)
_DEED = (
    r"(?:reported|reports|reporting|said|says|wrote|writes|notes?|noted|found|finds|revealed|reveals|learned|learns|"
    r"published|publishes|obtained|obtains|estimated|estimates|claimed|claims|suggested|suggests|pointed|points|ruled|"
    r"rates?|rated|concluded|concludes|described|describes|called|calls|quoted|quotes|cited|cites|explained|explains|"
    r"added|adds|confirmed|confirms|detailed|details|asserted|argued|argues|put it|puts it|observed|determined|"
    r"calculated|counted|projected|projects|showed|shows|showing|announced|unearthed|uncovered|broke|broadcast|"
    r"labell?ed|examined|asked|editorialized|documented|speculated|aired|posted|disclosed|discovered|identified|"
    r"reviewed|recounted|warned|warns|predicted|predicts|credited|surfaced|released|stated|states|tells|told|"
    r"carried|ran|listed|lists|summed|profiled|tracked|analy[sz]ed|has it)"
)
_ADVERB = (
    r"(?:\s*\([^)]{1,30}\)|,\s[^,.;]{1,90},|\s(?:also|first|has|had|have|is|was|then|later|previously|recently|itself|further|"
    r"separately|on|last|this|early|late|week|month|year|exclusively|initially|subsequently|reportedly|"
    r"already|even|correctly|falsely|in \d{4}|in (?:Jan|Febr|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?|morning|night|evening|afternoon)){0,5}"
)
_STAFF_NOUN = (
    r"(?:reporters?|correspondents?|columnists?|hosts?|anchors?|anchorman|anchorwoman|writers?|editors?|journalists?|"
    r"contributors?|analysts?|commentators?|producers?|moderators?|bloggers?|pundits?|strategists?|interviewers?|"
    r"bureau chief|staff(?:er|ers)?|staff writer|executives?|chief|president|publisher|owner|founder|chairman|CEO|"
    r"photographers?|cameraman|personality|personalities|alum(?:nus)?|veteran|colleagues?|critic|fact-checkers?|"
    r"spokes(?:man|woman|person)|employees?|crew|team|newsroom|newsman)"
)
_PERSON = r"[A-Z][\w.'-]+(?:\s[A-Z]\.)?(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w'-]+){1,2}"
_FORUM = r"(?:interviews?|op-?ed|essay|town ?halls?|forum|commentary|roundtable|panel|podcast|appearance|Q&A|chat)"

_POLL_AFTER = re.compile(
    r"^(?:'s?)?[\s/-](?:(?:[A-Z][\w.'&]*|national|opinion|tracking|new|latest|state|statewide|online|exit|recent|daily|"
    r"weekly|joint|general|election|of|and|post-debate|instant|snap|phone|telephone|the)[\s/-]+){0,6}"
    r"(?:polls?|polling|poll-?of-?polls|surveys?|averages?|forecasts?|tracker|pollster)\b(?!\s+of\s+(?:voter|court|"
    r"public|police|records|state laws|lists))"
)
_RULES: tuple[tuple[Role, Side, re.Pattern[str]], ...] = tuple(
    (role, side, re.compile(pattern))
    for role, side, pattern in (
        ("credit", "before", r"(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Vv]ideo|[Cc]redit|[Gg]raphic)(?: by| from| courtesy| credit)?"
                             r"(?: of)?:?\s*(?:[\w.' ]{0,40}(?:/|,\s?|via\s|\|\s?))?[(\[]?$"),
        ("credit", "before", r"^[\s(\[]*" + _PERSON + r"\s?(?:/|via |\| ?|for )\s?$"),
        ("credit", "after", r"^(?:'s)?[ /-]?(?:[Pp]hotos?\b|[Ii]mages?\b(?! of)|/\s?Getty|via Getty)"),
        ("wire", "after", r"^(?: (?:writers?|reporters?|staff|news services|correspondents?)\b[^.]{0,120})? (?:also )?contributed\b"),
        ("wire", "before", r"contribut\w+ (?:reporting )?(?:to this|by|from)[^.]{0,60}$"),
        ("poll", "before", r"(?:polls?|surveys?|averages?|forecasts?)(?: \w+){0,3} (?:by|from|for|of|at|"
                           r"such as|including)(?: (?:the|news outlets such as))?\s*" + _OPEN),
        ("venue", "before", r"\b(?:told|tells|telling|informed|assured)\s+" + _THE + _OPEN),
        ("venue", "before", r"\b(?:told|tells|telling)\s+" + _PERSON + r",? (?:of|at|on|from) (?:the )?" + _OPEN),
        ("venue", "before", r"\b(?:interview(?:ed|s)?|conversation|appear(?:ed|ing|ances?|s)?|sp(?:oke|oken|eaking)|guest|statement|"
                            r"e-?mail(?:ed)?|comments?|remarks?|letter|call(?:ed)?|memo|note)(?: \w+day)?(?: (?:\w+ )?(?:morning|night|evening|afternoon))?"
                            r"\s(?:with|on|by|to|for|in|into|aired on|broadcast on|published in|published by|conducted by|given to)\s" + _THE + _ADJ + _OPEN),
        ("venue", "after", r"^(?:'s?)?(?:\s[\w-]+){0,3}\s" + _FORUM + r"\b"),
        ("venue", "before", r"\b" + _FORUM + r"\b(?:\"|”)?(?: [\w-]+){0,3} (?:in|on|for|with|by|sponsored by|hosted by|aired by|to|from)(?: the)?\s*" + _OPEN),
        ("venue", "before", r"\b(?:said|says|say|saying|wrote|writes|speaking|asked|asserted|argued|claimed|added|declared|complained|boasted|explained|"
                            r"insisted|joked|warned|noted|suggested|acknowledged|admitted|spoke|defended|interviewed|appeared|live|quoted)"
                            r"(?: [\w']+){0,4}(?:,| in an? [\w-]+| during an? [\w-]+)? (?:on|in|to|for)\s"
                            r"(?:the )?(?:[\w-]+ )?(?:broadcast of |edition of |episode of |show )?" + _OPEN),
        ("venue", "before", r"(?:^|[,;—–-] ?|\s)(?:[Oo]n|[Dd]uring)\s(?:[\w']+ ){0,3}(?:broadcast of |edition of |episode of |"
                            r"show |program )" + _OPEN),
        ("venue", "before", r"(?:^[\"“\s]*|[,;—–-] )(?:On|on|Speaking to|speaking to|Speaking on|speaking on|Speaking with|speaking with|Appearing on|appearing on)\s"
                            r"(?:[\w]+day(?:'s)? )?(?:the )?" + _OPEN),
        ("cited", "before", r"\b[Aa]ccording to\s(?:[^.;]{0,70}\s(?:in|by|from|of|at|for|on)\s)?" + _THE + _ADJ + _OPEN),
        ("cited", "before", r"\b(?:reported|published|obtained|released|posted|aired|broadcast|unearthed|uncovered|"
                            r"discovered|reviewed|confirmed|revealed|broken|combed through|told|compiled|tracked|tallied|"
                            r"analyzed|cited|quoted|written|surfaced|detailed|described|profiled|done|carried|seen|shown|captured|"
                            r"documented|disclosed|recorded|conducted)(?: [\w-]+){0,2} (?:by|in|on)\s" + _THE + _ADJ + _OPEN),
        ("cited", "before", r"(?:\b(?:citing|cited|cites|quoting|quoted|via|per|checked|h/t|H/T|[Hh]at tip(?: to)?|[Ss]ource|[Rr]ead)"
                            r"(?: (?:more|the rest|it) (?:at|on|in))?):?\s" + _THE + _ADJ + _OPEN),
        ("cited", "before", r"\b" + _WORK + r"\b(?: [\w-]+){0,2} (?:in|by|from|of|for|at|on) (?:the )?" + _OPEN),
        ("cited", "before", r"\b(?:by|from|in)\s" + _THE + r"(?:[\w-]+ ){0,2}(?:newspaper|news agency|news ?wire|magazine|website|"
                            r"broadcaster|news site|agency|daily|network),?\s" + _OPEN),
        ("cited", "before", r"\b(?:said|says|reported|reports|wrote|writes|noted|notes|added) (?:the )?" + _OPEN),
        ("cited", "before", r"(?:^|[\s,(])[Aa]s (?:the )?" + _OPEN),
        ("cited", "before", r"\b(?:[Ww]riting|wrote|writes|written)\b[^.;]{0,20} (?:for|in|at) (?:the |an? )?" + _OPEN),
        ("cited", "after", r"^" + _ADVERB + r"\s(?:" + _DEED + r")\b(?! by\b)"),
        ("cited", "after", r"^,? (?:citing|quoting|which (?:first |also )?(?:reported|published|obtained|broke))\b"),
        ("cited", "after", r"^(?:'s?)?(?:\s[\w-]+){0,2}\s" + _WORK + r"\b"),
    )
)
_STAFF_AFTER = re.compile(r"^(?:'s?)?(?:,? ?[\"“][^\"”]{2,40}[\"”])?\s(?:[A-Za-z-]+\s){0,3}?" + _STAFF_NOUN + r"\b")
_STAFF_NAMED = re.compile(r"^'s?(?:\s[a-z-]+){0,3}\s" + _PERSON)
_STAFF_BEFORE = re.compile(
    r"(?:\b" + _STAFF_NOUN + r"(?: \w+)? (?:for|at|with|of|from|on)(?: the)? |"
    + _PERSON + r",? (?:of|at|from|for|with)(?: the)? )" + _OPEN
)
_WORKS_AT = re.compile(r"\b(?:works?|worked|working|stint|time|job|career|tenure|left|joined|leaving|joining|fired)(?: \w+){0,2} (?:(?:for|at|on|with|from|by) )?(?:the )?" + _OPEN)
_TOLD = re.compile(
    r"\b(?:told|tells|asked by|interview(?:ed)?(?: \w+)? (?:with|by|on)|conversation with|spoke (?:to|with)|speaking (?:to|with))\b"
    r"[^.;]{0,30}$"
)
_SAYS = re.compile(r"\b" + _SPEECH + r"\b")
_SAID_BEFORE = re.compile(r"\b" + _SPEECH + r"\s(?:the |former )?(?:" + _PERSON + r"(?:,| (?:of|at|from|for)))?[^,.;]{0,12}$")
_ELSEWHERE = re.compile(r"\b(?:[Tt]witter|tweet\w*|Facebook|memoir|interview|told)\b")
_FORMER = re.compile(r"\b(?:former|ex-|onetime|then-)\s?(?:the )?$")


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


def is_staff(setting: Setting) -> bool:
    """Whether the name only says where somebody works: "CNN's Jake Tapper", "a writer for The Atlantic"."""
    after = setting.after
    return bool(_STAFF_AFTER.match(after) or _STAFF_NAMED.match(after) or _STAFF_BEFORE.search(setting.before[-90:]))


def _staff_role(setting: Setting) -> Role:
    """Staff who report are the outlet speaking; staff who are asked, watched or named are not."""
    if _TOLD.search(setting.before[-120:]):
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
    if _POLL_AFTER.match(setting.after):
        return Sign("poll")
    if is_staff(setting):
        return Sign(_staff_role(setting), staff=True)
    before = setting.before[-160:]
    if _WORKS_AT.search(before):
        return Sign("mention", staff=True)
    for role, side, pattern in _RULES:
        if pattern.search(before) if side == "before" else pattern.match(setting.after):
            return Sign(role)
    return Sign(None)
