"""The walk of life that the words for a source tell: government, politics, business, learning and so on."""

from __future__ import annotations

import re

from provenance.audit.described import whole_description
from provenance.model import CitedSource

__all__ = ["affiliation"]


def _told(nouns: str, exact: str = "") -> re.Pattern[str]:
    """Any of the nouns in any case, one or many of them, or any of the exact words; "_" stands for a blank."""
    ours = "|".join(map(_one_or_many, nouns.split()))
    names = "".join(f"|{name}" for name in exact.split())
    return re.compile(rf"\b(?:(?i:{ours}){names})\b".replace("_", " "))


def _one_or_many(noun: str) -> str:
    if noun.endswith("y"):
        return noun[:-1] + "(?:y|ies)"
    if noun.endswith("man"):
        return noun[:-2] + "[ae]n"
    return noun + ("(?:es)?" if noun.endswith(("s", "ch")) else "s?")


# The first that fits is taken, those with narrower words first. The names are those that Spangher's annotators use.
_AFFILIATIONS = {
    "union": _told("union steward", "Teamsters AFL-CIO TUC Unite Unison"),
    "academic": _told(
        "professor university college academic scholar historian scientist researcher lecturer economist school_of"
    ),
    "media": _told("journalist reporter correspondent editor columnist newspaper broadcaster photographer commentator"),
    "religious": _told("bishop archbishop pastor priest rabbi imam church mosque cardinal vicar", "Pope Rev Vatican"),
    "political": _told(
        "presidential_candidate nominee campaign party republican democrat senator congressman congresswoman lawmaker "
        "legislator councillor councilor politician parliament conservative",
        "Democratic GOP Tory Tories Labour Sen Rep MPs? MEPs? Senate Congress House_Speaker [RD]-[A-Z][a-z]+",
    ),
    "government": _told(
        "minister ministry government president department official police sheriff prosecutor judge court governor "
        "mayor army military navy general agency ambassador diplomat authority commission commissioner administration "
        "secretary council embassy regulator firefighter",
        "Justice Gov Gen White_House Kremlin Pentagon Treasury FBI UN United_Nations Downing_Street",
    ),
    "NGO": _told(
        "ngo charity foundation nonprofit activist campaigner advocate advocacy think_tank think-tank institute "
        "volunteer human_rights",
        "Red_Cross Amnesty Greenpeace",
    ),
    "industry": _told("industry trade_group trade_body association lobbyist chamber_of_commerce"),
    "corporate": _told(
        "chief_executive executive company firm co-founder founder owner business businessman businesswoman developer "
        "banker analyst investor bank consultant airline manufacturer",
        "CEO CFO CTO Inc Ltd Corp plc LLC",
    ),
    "actor, witness or victim": _told(
        "witness victim survivor resident neighbour neighbor protester demonstrator voter passer-by farmer father "
        "mother parent widow son daughter student villager worker patient family"
    ),
}


def affiliation(one: CitedSource, text: str) -> str | None:
    """The walk of life that the text's own words for a source tell, None where they tell none."""
    if one.source.kind == "outlet":
        return "media"
    if one.source.kind == "document":
        return None
    words = whole_description(one, text)
    return next((name for name, told in _AFFILIATIONS.items() if told.search(words)), None)
