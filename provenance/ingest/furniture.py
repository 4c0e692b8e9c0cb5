"""Tells which lines of a plain-text article are not body: headline, picture credit, teaser, tagline, heading."""

from __future__ import annotations

import re

from provenance.ingest.byline import bare
from provenance.text import words

__all__ = ["dateline_of", "field_of", "is_photo_credit", "is_promo", "is_section", "is_tagline", "looks_like_headline"]

_LONGEST_CREDIT = 120
# A longer line is running text, whatever words it begins or ends with.
_LONGEST = {"photo": 500, "promo": 300, "tagline": 400, "headline": 240}


def _one_of(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


_PICTURE = r"(?:photo(?:graph)?|image|picture|pic|illustration|graphic|video|screenshot|screengrab|cartoon)s?"
_HOUSE = (
    r"(?:Getty(?: Images)?|AFP|AP(?: Photo)?|Reuters|EPA(?:-EFE)?|Shutterstock|Alamy|Bloomberg|PA(?: Wire| Images)?"
    r"|Xinhua|TASS|iStock|Unsplash|Wiki(?:media|pedia)(?: Commons)?)"
)
_PHOTO_LINE = _one_of(
    rf"[(\[]?\s*(?:(?:file|featured|cover|main|lead|stock|handout) )?{_PICTURE}\s*[:|/©].*",
    rf"[(\[]?\s*(?:(?:file|featured|cover|main|lead) )?{_PICTURE} (?:credits?|courtesy|source|copyright|caption)\b.*",
    rf"[(\[]?\s*{_PICTURE} (?:taken )?(?:by|via|from)(?-i: [A-Z].*)",
    r"[(\[]?\s*(?:photo )?credits?\s*[:/].*",
    r"file (?:photo|image|picture|pic)\W*",
    rf"[(\[©\s]*{_HOUSE}(?: via {_HOUSE})?(?:\s*/\s*[^.]{{2,40}})?[)\]\s.]*",
    rf"©\s*[^/|]{{2,60}}[/|]\s*{_HOUSE}\W*",
    r"AP Photo\b.*",
)
# A caption says what is to be seen, and whose picture it is at its end; here case tells "AP" from "ap".
_CAPTION_END = re.compile(
    r"(?:\((?:(?:AP|File|Handout|Courtesy|Getty|Reuters) )?(?i:photo|image|picture|illustration)\b[^()]*\)"
    rf"|\((?:AP Photo[^()]*|REUTERS/[^()]*|[^()]*/\s*{_HOUSE}[^()]*|{_HOUSE})\)"
    r"|\b(?:Photo(?:graph)?|Image|Picture|Pic|Credit)s?(?: credit| by)?\s*:\s*[^.:]{2,60}"
    r"|\b(?:REUTERS|AFP|EPA|AP Photo)/[A-Z][\w.'’ -]{2,40}"
    rf"|[\w.]\s*[/|]\s*{_HOUSE}(?: via {_HOUSE})?)\W*$"
)


def is_photo_credit(line: str) -> bool:
    """Whether the line credits a picture, or is the caption of one with its credit at the end."""
    text = bare(line)
    return len(text) <= _LONGEST["photo"] and bool(
        _PHOTO_LINE.fullmatch(text) or _CAPTION_END.search(text[-_LONGEST_CREDIT:])
    )


_PROMO = _one_of(
    # headings of lists that belong to the site
    r"(?:trending(?: now)?|most (?:read|popular|viewed|shared|watched)|top stories|latest (?:news|stories))\W*",
    r"(?:recommended(?: for you| stories| reading)?|you (?:may|might) (?:also )?like|editor[’']?s[’']? picks?)\W*",
    r"(?:related(?: articles?| stories| news| content| topics?| posts?)?|more (?:stories|on this \w+))\W*",
    r"(?:advertise?ment|advertorial|sponsored(?: content)?|newsletters?|copy link)\W*",
    r"(?:(?:\d+ )?(?:comments?|shares?|views?|likes?)|print|save|e-?mail|facebook|twitter|whatsapp|linkedin)\W*",
    r"(?:\d+[ -]min(?:ute)?s? (?:read|listen)|listen to this (?:article|story))\W*",
    r"(?:tags?|topics?|leave a (?:comment|reply)|share (?:this|on|via)\b.*|skip (?:to|past)\b.*)",
    r"(?:story|article) continues (?:below|after)\b.*",
    # teasers of other articles
    r"(?:read|see|watch|listen|view|explore|learn)(?: (?:also|more|next|now|here|further|on))*\s*[:|»>–—-].*",
    r"(?:also (?:read|see|watch|listen)|read (?:more|also)|see also|watch live|listen now)\b.*",
    r"(?:related(?: \w+)?|more(?: \w+){0,3}|up next|recommended|tags?|topics?|keywords|filed under)\s*[:|»>–—].*",
    r"(?:don[’']?t miss|in case you missed it)\b.*",
    # requests
    r"(?:sign up (?:for|to|here|now|today)|subscribe (?:to|now|here|for|today)|already a subscriber)\b.*",
    r"follow (?:us\b|\S+ (?:\S+ )?on (?:x|twitter|facebook|instagram|whatsapp|telegram|google)\b).*",
    r"(?:join (?:us on|our)|click here|tap here|like us on|become a (?:member|subscriber)|log ?in to)\b.*",
    r"(?:get (?:our|the latest|the best|unlimited|breaking)|download (?:the|our)\b.* app)\b.*",
    r"(?:support (?:our|independent)|donate (?:to|now|today)|register (?:for|to|now))\b.*",
)


def is_promo(line: str) -> bool:
    """Whether the line advertises other things: "Trending Now", "READ ALSO: …", "Sign up for our newsletter"."""
    text = bare(line).lstrip("([").rstrip(")]")
    return len(text) <= _LONGEST["promo"] and bool(_PROMO.fullmatch(text))


_WIRE = r"(?:agencies|ap|afp|reuters|pti|ani|ians|dpa|tass|xinhua|upi)"
_TAGLINE = _one_of(
    r"(?:(?:additional|further) )?(?:reporting|writing|editing|compiled|translated|edited) by\b.*",
    r"with (?:additional )?(?:\w+ )?(?:files|reporting|contributions?|inputs?|material) (?:from|by)\b.*",
    r"(?:this (?:story|article|report|piece|post|column)|the (?:story|article|piece) (?:was )?(?:first|originally))"
    r"\b.{0,40}\b(?:published|appeared|produced|provided|syndicated|reproduced|republished|translated|supplied).*",
    r"(?:first|originally) (?:published|appeared)\b.*",
    r".{2,200}\bcontributed (?:to this|reporting)\b.*",
    r"(?:sources?|contributing|contributors?)\s*:.*",
    r"(?:copyright\b|©|\(c\)).*",
    r".{0,80}\ball rights reserved\b.*",
    rf"(?:with )?{_WIRE}(?:(?:[\s,/&-]|\band\b)+{_WIRE})*",
    r"ends?|-?30-?|#+",
)


def is_tagline(line: str) -> bool:
    """Whether a line at an article's end says who else worked on it, where it ran first or whose it is."""
    text = line.strip(" \t*_([{)]}—–-.")
    return len(text) <= _LONGEST["tagline"] and bool(_TAGLINE.fullmatch(text) or line.strip() in ("-30-", "###"))


_SECTIONS = frozenset(
    """news world politics sport sports business opinion breaking latest live national international local economy
    finance markets technology tech science health culture lifestyle entertainment analysis exclusive editorial
    feature features environment climate travel money weather crime education home uk us africa asia europe americas
    middle east and urgent alert update correction official corrected""".split()
)


def is_section(line: str) -> bool:
    """Whether the line is a heading over the headline: "World news", "BREAKING", "Politics / Europe"."""
    found = words(bare(line))
    return 1 <= len(found) <= 4 and all(word in _SECTIONS for word in found)


_FIELD = re.compile(
    r"(?P<name>title|headline|subject|authors?|byline|by|from|to|cc|date|published|updated|url|link|address|source"
    r"|publisher|outlet|publication|newspaper|site|section|language|slug)\s*[:=]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)


def field_of(line: str) -> tuple[str, str] | None:
    """Name (lower case) and value of an e-mail-like header line such as "Author: Jane Doe"."""
    found = _FIELD.fullmatch(bare(line))
    return (found["name"].lower(), found["value"].strip(" \"'*_")) if found else None


_SENTENCE_END = re.compile(r"[.;,:][\"”’')\]]*$")
_ABBREVIATED_END = re.compile(r"(?:\b(?:[A-Z]\.){2,}|\.\.\.|…)[\"”’']*$")
_DATELINE = re.compile(
    r"[A-Z][\w .,'’/-]{1,60}\([A-Z][\w .&/-]{1,30}\)\s*[-–—]|[A-Z][A-Z .'’-]{2,30}(?:,[^–—-]{1,40})?\s[-–—]+\s"
)


def dateline_of(line: str) -> str | None:
    """The dateline that a paragraph begins with, its dash included: "LONDON, Feb 6 (Reuters) -"."""
    found = _DATELINE.match(line)
    return found.group() if found else None


def looks_like_headline(line: str) -> bool:
    """Whether the line can be a headline: short, and no sentence of running text; Title Case may end in a full stop."""
    text = bare(line)
    found = text.split()
    if not 2 <= len(found) <= 32 or len(text) > _LONGEST["headline"] or _DATELINE.match(text):
        return False
    if not _SENTENCE_END.search(text) or _ABBREVIATED_END.search(text):
        return True
    longer = [word.lstrip("\"'“‘(") for word in found if len(word) > 3]
    capitals = sum(word[:1].isupper() for word in longer)
    return text.endswith(".") and len(longer) >= 2 and capitals >= 0.9 * len(longer)
