"""Outlets that the gazetteer lacks, where the text itself says what they are.

"told the Springfield Courier", "the newspaper Dnipro Vesti", "KXYZ-TV reported", "his 'Plain Talk' radio show": a name
in a citing place that sounds like an outlet's, or one beside the word for a medium. They stay without a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from provenance import lexicon
from provenance.model import Span
from provenance.resolve.layout import Layout, overlapped
from provenance.resolve.nouns import FUNCTION_WORDS
from provenance.resolve.outlets import Found
from provenance.resolve.roles import Setting, read_sign

__all__ = ["find_unlisted"]

# No longer than any word of a name: a text may be one run of letters and full stops.
_WORD = r"[A-Z](?:\w|['&.-]{1,3}(?=\w)){1,40}+"
_NAME = rf"{_WORD}(?: (?:of |the |with |and |& )?{_WORD}){{0,5}}"
# A paper's name all by itself, wherever it stands.
_PAPER = (
    r"(?:Times|Herald|Tribune|Gazette|Chronicle|Courier|Examiner|Inquirer|Enquirer|Sentinel|Observer|Register|"
    r"Statesman|Courant|Picayune|Intelligencer|Ledger|Daily News|Morning News|Evening News|"
    r"(?:Post|Star|Sun|News|Times|Union|Herald|Journal|Democrat)-(?:Gazette|Dispatch|Standard|Tribune|"
    r"Intelligencer|Courier|"
    r"Bulletin|Telegram|Ledger|Advertiser|Union|Picayune|News|Herald|Record|Leader|Argus|Times|Star|Sentinel|"
    r"Journal|Republic))"
)
# Words that many other names share: an outlet's only where something is told to it or said by it.
_MEDIUM_WORD = (
    r"(?:News|Post|Journal|Review|Report|Press|Star|Record|Dispatch|Today|Radio|TV|Television|Magazine|Daily|"
    r"Weekly|Network|"
    r"Show|Podcast|Broadcasting|Wire|Insider|Bulletin|Blog|Online|Reporter|Monitor|Mail|Sources|Standard|"
    r"Business|Tonight|USA)"
)
_RUN = re.compile(rf"\b{_WORD}(?: {_WORD})+")
_ENDS_AS_PAPER = re.compile(rf"(?:^| ){_PAPER}$")
_ENDS_AS_MEDIUM = re.compile(rf"(?:^| ){_MEDIUM_WORD}$")
# A name's words before the one that sounds like an outlet; more of them are a headline.
_LONGEST = 4
_NO_SURNAME = r"(?!(?:Mc|Mac|De|La|Le|Di|Du|Van|Fitz)[A-Z])"
# Bodies with as many letters as the call sign of a station.
_NO_STATION = r"(?:KPMG|WADA|WNBA|WIPO|WCIT|WWII)\b"
_CAMEL = re.compile(
    rf"\b({_NO_SURNAME}[A-Z][a-z]{{2,}}[A-Z][a-z]{{2,}}\w*|[A-Z]\w+\.(?:com|org|net)|"
    rf"[KW][A-Z]{{2,3}}-(?:TV|FM|AM|DT)|(?!{_NO_STATION})[KW][A-Z]{{3}})"
    r"(?![\w@])(?!\.\w)"
)
_TOLD = re.compile(
    r"\b(?:told|tells|[Aa]ccording to|[Ii]nterview (?:with|on|by)|reported by|published (?:by|in|on)|"
    r"obtained by|citing|h/t|appear\w+ on|said on|posted on|done on) (?:the )?$"
)
_KIND = (
    r"(?:newspaper|magazine|news agency|news website|news site|news outlet|news portal|news service|TV channel|"
    r"television channel|radio station|television station|tabloid)"
)
_APPOSED = re.compile(rf"\b(?:{_KIND}|news ?wire|broadcaster|daily|weekly),? [\"“]?({_WORD}(?: {_WORD}){{0,2}})")
_MEDIUM = re.compile(rf"(?<=\w)(?:,? ){_KIND}\b(?! (?:reporter|editor|industry))")
_BEFORE_MEDIUM = re.compile(rf"\b({_WORD}(?: {_WORD}){{0,3}})$")
_SHOWN = re.compile(r",?[\"”']{1,2} (?:radio |TV |television |talk |news |cable )?(?:show|program|programme|podcast)\b")
_BEFORE_SHOWN = re.compile(r"[\"“']{1,2}([A-Z][^\"“”'\n]{2,18}(?:'[a-z])?[^\"“”\n]{0,22}?)$")
# Longer than any name before the word for a medium.
_LONGEST_BEFORE = 120
_DESCRIBES = re.compile(r"-(?:based|language|owned|run|backed|area)$")
_SHARED = re.compile(rf"{_PAPER}|{_MEDIUM_WORD}")
_NO_NAME = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July
    August September October November December The A An This That State National Local Sunday's Media English
    Arabic Spanish Kremlin Government Jewish Catholic Christian Conservative Liberal His Her Their Our Its""".split()
)


# Names before a word for a medium: found from that word backwards, for there are few of them.
_BACKWARDS = ((_MEDIUM, _BEFORE_MEDIUM), (_SHOWN, _BEFORE_SHOWN))
# Whether the words of the pattern say outright that it is an outlet.
_PATTERNS = ((_APPOSED, True), (_CAMEL, False))


def _candidates(text: str) -> Iterator[tuple[Span, bool]]:
    """Places of possible names, and whether they are certain."""
    for run in _RUN.finditer(text):
        certain = _ENDS_AS_PAPER.search(run.group()) is not None
        if certain or _ENDS_AS_MEDIUM.search(run.group()):
            last = " ".join(run.group().split(" ")[-_LONGEST:])
            yield Span(run.end() - len(last), run.end()), certain
    for pattern, certain in _PATTERNS:
        for match in pattern.finditer(text):
            yield Span(match.start(1), match.end(1)), certain
    for word, before in _BACKWARDS:
        for match in word.finditer(text):
            name = before.search(text, max(0, match.start() - _LONGEST_BEFORE), match.start())
            if name:
                yield Span(name.start(1), name.end(1)), True


def _trimmed(text: str, span: Span) -> Span | None:
    """The name without words that only open the sentence or say where the outlet is from; None if nothing is left."""
    start = span.start
    words = text[span.start : span.end].split(" ")
    while words and _is_no_name(words[0]):
        start += len(words.pop(0)) + 1
    if not words or _DESCRIBES.search(words[-1]) or (len(words) == 1 and _SHARED.fullmatch(words[0])):
        return None
    if len(words) == 2 and words[0] in lexicon.first_names() and not _ENDS_AS_PAPER.search(words[1]):  # "Alex Press"
        return None
    return Span(start, span.end)


def _is_no_name(word: str) -> bool:
    return word in _NO_NAME or word in lexicon.demonyms() or word.casefold() in FUNCTION_WORDS


def _is_surname(before: str, name: str) -> bool:
    """Whether the name is a single word after a given name: "Frank VanderSloot"."""
    previous = before.split()[-1:] or [""]
    return " " not in name and previous[0] in lexicon.first_names()


def _cites(layout: Layout, span: Span) -> bool:
    before, after = layout.before(span), layout.after(span)
    if _is_surname(before, layout.text[span.start : span.end]):
        return False
    if _TOLD.search(before):
        return True
    sign = read_sign(Setting(before, after))
    return sign.role in ("cited", "venue", "poll") and any(
        one.overlaps(span)
        for i in layout.near(span)
        for one in (*layout.attributions[i].source, *layout.attributions[i].cue)
    )


def find_unlisted(layout: Layout, found: Sequence[Found]) -> list[Found]:
    """Names of outlets outside the gazetteer, every place of each, overlapping nothing in `found`."""
    names: dict[str, None] = {}
    taken = [one.span for one in found]
    known = {one.name.casefold() for one in found}
    for place, certain in _candidates(layout.text):
        span = _trimmed(layout.text, place)
        if span is None or overlapped(taken, span):
            continue
        if certain or _cites(layout, span):
            name = layout.text[span.start : span.end]
            if name.casefold() not in known and len(name) > 2:
                names[name] = None
    return _places(layout, list(names), found)


def _places(layout: Layout, names: Sequence[str], found: Sequence[Found]) -> list[Found]:
    if not names:
        return []
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w@/])(?:" + "|".join(re.escape(name) for name in longest_first) + r")(?!\w)")
    spans = (Span(*match.span()) for match in pattern.finditer(layout.text))
    taken = [one.span for one in found]
    free = [span for span in spans if not overlapped(taken, span)]
    return [Found(span, None, span.of(layout.article.text), 0.5) for span in free]
