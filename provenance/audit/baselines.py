"""Published values that stand beside our figures, each with country, time and N as far as its source gives them.

They are old and Western (US 2001 to 2005, UK 2006, Netherlands 1996 to 2016): a reader is shown where and when each
was measured. What the sources leave unsettled is left out, such as how many newspaper stories of 2004 held an
anonymous source.
"""

from __future__ import annotations

__all__ = [
    "AGENCY_DERIVED",
    "AGENCY_SHARE",
    "ANONYMOUS_STORIES",
    "CITIZENS",
    "CREDIT_GAP",
    "NAMED_SHARE",
    "ORIGINALITY",
    "SINGLE_SOURCED",
    "SOME_PR",
    "SOURCE_COUNT",
    "SOURCE_COUNT_BANDS",
    "STATE_MEDIA",
    "TRANSPARENCY",
    "TRANSPARENCY_BANDS",
]

_PEJ_2002 = "US, Sept-Dec 2001, N = 2,496 stories; PEJ 2002"
_PEJ_2005 = "US, 2004, N not given; PEJ 2005"
_LEWIS = "UK, 2006, N = 2,207 newspaper stories; Lewis et al. 2008"

SOURCE_COUNT = f"none 16 %, 1-2 41 %, 3 14 %, 4+ 29 % of stories in December 2001 ({_PEJ_2002})"
SOURCE_COUNT_BANDS = {
    band: f"{december} % of stories in December 2001, {september} % in September ({_PEJ_2002})"
    for band, september, december in (("none", 15, 16), ("1-2", 31, 41), ("3", 9, 14), ("4+", 45, 29))
}
SINGLE_SOURCED = f"20 % of stories, later 25 % ({_PEJ_2002})"
NAMED_SHARE = f"76 % named, 24 % unnamed, Sept and Nov 2001 ({_PEJ_2002})"
TRANSPARENCY = (
    f"none 7 %, 1 12 %, 2-3 33 %, 4+ 48 % of newspaper stories; none 7 %, 1 16 %, 2-3 32 %, 4+ 46 % on news sites, by "
    f"human coders ({_PEJ_2005})"
)
TRANSPARENCY_BANDS = {
    band: f"{papers} % of newspaper stories, {sites} % on news sites, by human coders ({_PEJ_2005})"
    for band, papers, sites in (("none", 7, 7), ("1", 12, 16), ("2-3", 33, 32), ("4+", 48, 46))
}
ANONYMOUS_STORIES = (
    "19 % of stories hold at least one, 39 % the year before (US news sites, 2004, N not given; PEJ 2005)"
)
AGENCY_SHARE = (
    "another measure: 30 % of stories wholly and 19 % mainly from wires or other media, by comparison with agency "
    f"copy ({_LEWIS})"
)
CREDIT_GAP = f"49 % of stories came wholly or mainly from wires or other media; 1 % credited a wire ({_LEWIS})"
CITIZENS = f"another measure: 2 % of home news had citizens as its source ({_LEWIS})"
SOME_PR = f"another measure: 54 % of stories hold some public-relations text ({_LEWIS})"
AGENCY_DERIVED = (
    "up to 75 % of online stories match an earlier agency item (Netherlands, between 1996 and 2016, N = 247,161 "
    "stories and 119,452 agency items; Boumans et al. 2018)"
)
ORIGINALITY = "about 2 in 10 stories held new information, 8 in 10 repeated it (US, N not given; PEJ 2010)"
STATE_MEDIA = "another measure: 392 of 606 state media worldwide are state-controlled (State Media Monitor 2025)"
