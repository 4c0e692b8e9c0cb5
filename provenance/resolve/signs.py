"""The wordings that give an outlet's name its role, as news copy has them: patterns for the words on either side of it.

They were collected from how often each way of citing occurs in US news ("told X" before "X reported" before "according
to X"); the first that fits decides, so the narrower stand before the wider.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from provenance.model import Role

__all__ = ["CREDITS", "PERSON", "POLL_AFTER", "RULES", "SPEECH", "STAFF_NOUN", "Rule"]

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?"
_THE = r"(?:(?:the|a|an|its|his|her|their|this|that|our)\s+)?"
_ADJECTIVES = (
    r"(?:(?:new|recent|latest|earlier|previous|separate|lengthy|long|exclusive|national|major|local|[a-z]+-[a-z]+|"
    rf"{_WEEKDAY}|[A-Z][a-z]+|\d{{4}})(?:'s)?\s+){{0,3}}"
)
_WORK = (
    r"(?:reports?|story|stories|articles?|editorials?|piece|investigation|analysis|review|columns?|profile|account|"
    r"reporting|fact-?check(?:er|ers|ing)?|database|count|tally|expos[eé]|dispatch|scoop|headline|feature|transcript|"
    r"coverage|video|footage|tape|recording|documents?|obituary|bulletin|broadcast|post|blog|survey)"
)
_FORUM = r"(?:interviews?|op-?ed|essay|town ?halls?|forum|commentary|roundtable|panel|podcast|appearance|Q&A|chat)"
_MEDIUM = r"(?:newspaper|news agency|news ?wire|magazine|website|broadcaster|news site|agency|daily|network|TV channel)"
_DEED = (
    r"(?:report(?:ed|s|ing)|said|says|wrote|writes|not(?:ed|es|ing)|found|finds|reveal(?:ed|s)|learn(?:ed|s)|"
    r"publish(?:ed|es)|obtain(?:ed|s)|estimate[sd]|claim(?:ed|s)|suggest(?:ed|s)|point(?:ed|s)|ruled|rate[sd]?|"
    r"conclude[sd]|describe[sd]|call(?:ed|s)|quote[sd]|quoting|cite[sd]|explain(?:ed|s)|add(?:ed|s)|confirm(?:ed|s)|"
    r"detail(?:ed|s)|asserted|argue[sd]|puts? it|observed|determined|calculated|counted|project(?:ed|s)|"
    r"show(?:ed|s|ing)|announced|unearthed|uncovered|broke|broadcast|labell?ed|examined|asked|editorialized|"
    r"documented|speculated|aired|posted|disclosed|discovered|identified|reviewed|recounted|warn(?:ed|s)|"
    r"predict(?:ed|s)|credited|surfaced|released|state[sd]|tells|told|carried|ran|list(?:ed|s)|summed|profiled|tracked|"
    r"analy[sz]ed|has it|provide[sd]|characteri[sz]ed|offered|did the math|seized)"
)
_ADVERB = (
    r"(?:\s*\([^)]{1,30}\)|,\s[^,.;]{1,90},|\s(?:also|first|has|had|have|is|was|then|later|previously|recently|itself|"
    r"further|separately|on|last|this|early|late|week|month|year|exclusively|initially|subsequently|reportedly|already|"
    r"even|correctly|falsely|in \d{4}|in (?:Jan|Febr|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*|"
    rf"{_WEEKDAY}|morning|night|evening|afternoon)){{0,5}}"
)
_SAYING = (
    r"(?:said|says|say|saying|wrote|writes|speaking|asked|asserted|argued|claimed|added|declared|complained|boasted|"
    r"explained|insisted|joked|warned|noted|suggested|acknowledged|admitted|spoke|defended|interviewed|appeared|"
    r"live|quoted)"
)
_TAKEN = (
    r"(?:reported|published|obtained|released|posted|aired|broadcast|unearthed|uncovered|discovered|reviewed|confirmed|"
    r"revealed|broken|combed through|told|compiled|tracked|tallied|analy[sz]ed|cited|quoted|written|surfaced|detailed|"
    r"described|profiled|done|carried|seen|shown|captured|documented|disclosed|recorded|conducted)"
)
PERSON = r"[A-Z][\w.'-]+(?:\s[A-Z]\.)?(?:\s(?:[a-z]{2,3}\s)?[A-Z][\w'-]+){1,2}"
SPEECH = (
    r"(?:said|says|saying|wrote|writes|written|report(?:ed|s|ing)|note[sd]|add(?:ed|s)|told|claim(?:ed|s)|"
    r"explain(?:ed|s)|"
    r"argue[sd]|observe[sd]|conclude[sd]|asserted|agreed|opined|predicted|reveal(?:ed|s)|confirmed|tells|found|finds|"
    r"describe[sd]|suggest(?:ed|s)|point(?:ed|s) out)"
)
STAFF_NOUN = (
    r"(?:reporters?|correspondents?|columnists?|hosts?|anchors?|anchorman|anchorwoman|writers?|editors?|journalists?|"
    r"contributors?|analysts?|commentators?|producers?|moderators?|bloggers?|pundits?|strategists?|interviewers?|"
    r"bureau chief|staff(?:er|ers)?|staff writer|executives?|chief|president|publisher|owner|founder|chairman|CEO|"
    r"photographers?|cameraman|personality|personalities|alum(?:nus)?|veteran|colleagues?|critic|fact-checkers?|"
    r"spokes(?:man|woman|person)|employees?|crew|team|newsroom|newsman)"
)
# "Washington Post-ABC News national poll", "Reuters/Ipsos opinion poll", but not a "survey of voter lists".
POLL_AFTER = re.compile(
    r"^(?:'s?)?[\s/-](?:(?:[A-Z][\w.'&]*|national|opinion|tracking|new|latest|state|statewide|online|exit|recent|daily|"
    r"weekly|joint|general|election|of|and|post-debate|instant|snap|phone|telephone|the)[\s/-]+){0,6}"
    r"(?:polls?|polling|poll-?of-?polls|surveys?|averages?|forecasts?|tracker|pollster)\b"
    r"(?!\s+of\s+(?:voter|court|public|police|records|state laws|lists))"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording: where it stands and the role that it gives."""

    role: Role
    side: Literal["before", "after"]
    pattern: re.Pattern[str]

    def fits(self, before: str, after: str) -> bool:
        """Whether the words right before, or right after, have this wording."""
        return bool(self.pattern.search(before) if self.side == "before" else self.pattern.match(after))


def _before(role: Role, *parts: str) -> Rule:
    return Rule(role, "before", re.compile("".join(parts) + r"[\"“'‘(]?$"))


def _after(role: Role, *parts: str) -> Rule:
    return Rule(role, "after", re.compile("^" + "".join(parts)))


# Who made the text or its pictures, whatever else the words say.
CREDITS: tuple[Rule, ...] = (
    _before(
        "credit",
        r"(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Vv]ideo|[Cc]redit|[Gg]raphic)(?: by| from| courtesy|"
        r" credit)?(?: of)?:?\s*",
        r"(?:[\w.' ]{0,40}(?:/|,\s?|via\s|\|\s?))?\[?",
    ),
    _before("credit", r"^[\s(\[]*", PERSON, r"\s?(?:/|via |\| ?|for )\s?"),
    _after("credit", r"(?:'s)?[ /-]?(?:[Pp]hotos?\b|[Ii]mages?\b(?! of)|/\s?Getty|via Getty)"),
    _after(
        "wire",
        r"(?: (?:writers?|reporters?|staff|news services|correspondents?)\b[^.]{0,120})? (?:also )?contributed\b",
    ),
    _before("wire", r"\b[Ww]ith (?:additional )?(?:reporting|reports?|files?|material|inputs?) (?:by|from)[^.]{0,60}"),
    _before("wire", r"(?:contribut\w+ (?:reporting )?(?:to this|by|from)|\b[Cc]ontributing:)[^.]{0,60}"),
)
RULES: tuple[Rule, ...] = (
    _before(
        "poll",
        r"(?:polls?|surveys?|averages?|forecasts?)(?: [\w-]+){0,6} (?:by|from|for|of|at|such as|including)(?: the)?\s*",
    ),
    _before("venue", r"\b(?:told|tells|telling|informed|assured)\s+", _THE),
    _before("venue", r"\b(?:told|tells|telling)\s+", PERSON, r",? (?:of|at|on|from) (?:the )?"),
    _before(
        "venue",
        r"\b(?:interview(?:ed|s)?|conversation|appear(?:ed|ing|ances?|s)?|sp(?:oke|oken|eaking)|guest|statement|",
        r"e-?mail(?:ed)?|comments?|remarks?|letter|call(?:ed)?|memo|note)",
        r"(?: \w+day)?(?: (?:\w+ )?(?:morning|night|evening|afternoon))?\s",
        r"(?:with|on|by|to|for|in|into|aired on|broadcast on|published in|published by|conducted by|given to)\s",
        _THE,
        _ADJECTIVES,
    ),
    _after("venue", r"(?:'s?)?(?:\s[\w-]+){0,3}\s", _FORUM, r"\b"),
    _before(
        "venue",
        rf"\b{_FORUM}\b[\"”]?(?: [\w-]+){{0,3}} ",
        r"(?:in|on|for|with|by|sponsored by|hosted by|aired by|to|from)(?: the)?\s*",
    ),
    _before(
        "venue",
        rf"\b{_SAYING}(?: [\w']+){{0,4}}(?:,| in an? [\w-]+| during an? [\w-]+)? (?:on|in|to|for)\s",
        r"(?:the )?(?:[\w-]+ )?(?:broadcast of |edition of |episode of |show )?",
    ),
    _before(
        "venue",
        r"(?:^|[,;—–-] ?|\s)(?:[Oo]n|[Dd]uring)\s(?:[\w']+ ){0,3}(?:broadcast of |edition of |episode of |show |"
        r"program )",
    ),
    _before(
        "venue",
        r"(?:^[\"“\s]*|[,;—–-] )(?:[Oo]n|[Ss]peaking (?:to|on|with)|[Aa]ppearing on)\s(?:\w+day(?:'s)? )?(?:the )?",
    ),
    _before("cited", r"\b[Aa]ccording to\s(?:[^.;]{0,70}\s(?:in|by|from|of|at|for|on)\s)?", _THE, _ADJECTIVES),
    _before("cited", rf"\b{_TAKEN}(?: [\w-]+){{0,2}} (?:by|in|on)\s", _THE, _ADJECTIVES),
    _before(
        "cited",
        r"(?:\b(?:citing|cited|cites|quoting|quoted|via|per|checked|h/t|H/T|[Hh]at tip(?: to)?|[Ss]ource|[Rr]ead)",
        r"(?: (?:more|the rest|it) (?:at|on|in))?):?\s",
        _THE,
        _ADJECTIVES,
    ),
    _before("cited", rf"\b{_WORK}\b(?: [\w-]+){{0,2}} (?:in|by|from|of|for|at|on) (?:the )?"),
    _before("cited", r"\b(?:by|from|in)\s", _THE, rf"(?:[\w-]+ ){{0,2}}{_MEDIUM},?\s"),
    _before("cited", r"\b(?:said|says|reported|reports|wrote|writes|noted|notes|added) (?:the )?"),
    _before("cited", r"(?:^|[\s,(])[Aa]s (?:the )?"),
    _before("cited", r"\b(?:[Ww]riting|wrote|writes|written)\b[^.;]{0,20} (?:for|in|at) (?:the |an? )?"),
    _after("cited", rf"{_ADVERB}\s{_DEED}\b(?! by\b)"),
    _after("cited", r"\.?\](?!\()"),
    _after("mention", r"(?:'s)? (?:affiliate|parent|owner|viewers?|readers?|audience|ratings)\b"),
    _after("cited", r",? (?:citing|quoting|which (?:first |also )?(?:reported|published|obtained|broke))\b"),
    _after("cited", rf"(?:'s?)?(?:\s[\w-]+){{0,2}}\s{_WORK}\b"),
)
