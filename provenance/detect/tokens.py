r"""A text as tokens with one letter each, so that phrases are patterns over a string of letters.

No part-of-speech tagger: closed classes are listed, cue words come from the lexicon, the rest goes by shape.

====  ==========================================  ====  =====================================
A     capitalised word                            N     any other word
D     determiner, possessive pronoun              Z     possessive ("Trump's")
P     pronoun that can be a subject               p     pronoun that cannot
W     who, which                                  T     that
S     subordinator, question word                 C     and, or
B     but, yet, so                                I     preposition
O     of                                          t     to
X     auxiliary                                   R     adverb, not
V     cue verb                                    E     cue verb in -ing
v     other verb                                  e     other word in -ing
d     other word in -ed                           M     weekday, month, yesterday
#     number                                      Q     quoted run
K     quoted run that ends in a comma             F     quoted run that ends a sentence
q     quoted run of a few words inside a phrase   L     cue noun or adjective
, ; : - ( )  the mark itself                      .     full stop, ? or !
\n    paragraph break
====  ==========================================  ====  =====================================
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from provenance.detect.runs import runs
from provenance.detect.verbs import PREDICATES
from provenance.model import Span

__all__ = ["CLOSED", "QUOTED", "Range", "Tokens", "tokens"]

Range = tuple[int, int]
"""first token, one past the last"""

QUOTED = "QKFq"
"""the letters of a quoted run"""

_CLOSED = {
    "D": """the a an this these those some many several most few all both each every any no another other his her their
            its my our your more less one two three four five six seven eight nine ten dozens hundreds thousands""",
    "P": """he she they i we you it there he's she's they're i'm we're it's he'd she'd they'd we'd i'd he'll she'll
            they've we've i've""",
    "p": "him them me us himself herself themselves itself myself ourselves yourself",
    "W": "who which whom whose who's who'd who've who'll",
    "T": "that",
    "S": """if when while because although though since after before as whether how what why where until unless once
            whereas than despite""",
    "C": "and or & nor",
    "B": "but yet so",
    "I": """in on at for from with by about against into over under during between among without through around near
            behind toward towards like across above below within outside inside amid per via along beyond off up out
            down upon including regarding concerning aboard versus alongside throughout""",
    "O": "of",
    "t": "to",
    "X": """is are was were be been being am has have had having do does did will would can could may might must shall
            should cannot isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
            couldn't shouldn't 's 've 'd 're""",
    "R": """not never also then now still just even only already often again once later recently repeatedly reportedly
            soon ever always sometimes instead perhaps maybe rather too very quite almost nearly twice well first
            further furthermore moreover however meanwhile therefore thus hence here earlier ago else together
            apparently""",
    "M": """monday tuesday wednesday thursday friday saturday sunday january february april june july august september
            october november december jan feb aug sept oct nov dec jan. feb. aug. sept. oct. nov. dec. yesterday today
            tonight tomorrow""",
    "v": """went took made got won lost held gave came became began ran led left kept met sent brought built bought
            spent fell rose grew stood sat wore hit cut set let go take make get win lose hold give come become
            begin run lead leave keep meet send bring build buy spend fall rise grow stand sit makes takes goes gets
            wins loses holds gives comes becomes runs leads keeps meets sends brings leaves paid pay pays wore drew
            broke chose flew threw sold laid lay""",
}
CLOSED = {word: tag for tag, listed in _CLOSED.items() for word in listed.split()}
_MARKS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", "[": "(", "]": ")", "\n": "\n"} | dict.fromkeys("—–―", "-")
_MARKS |= dict.fromkeys([".", "!", "?", "…", "...", "?!", "!!"], ".") | {"-": "-", "--": "-", "---": "-"}

# A full stop after one of these belongs to the word.
_DOTTED = (
    "Mr|Mrs|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Col|Lt|Sgt|Cpl|Capt|Adm|Maj|Rev|Hon|Pres|Supt|Jr|Sr|St|vs|Inc|Ltd|Co|Corp"
    "|No|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich"
    "|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|R-[A-Z][a-z]+|D-[A-Z][a-z]+|[A-Z]"
)
_TOKEN = re.compile(
    rf"""(?:[A-Za-z]\.){{2,}} | (?:{_DOTTED})\.(?=[\s,)\]])
       | [@\#$£€]?[^\W_]+(?:[-'’&./,@][^\W_]+)*%? | ['’](?:s|d|ve|re|ll)\b
       | -{{1,3}} | \.{{3}} | [?!]{{2,}} | [^\w\s'"“”‘’`] | \n""",
    re.VERBOSE,
)
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_STOPS = ".!?…"
_FEW = 4
"""words; a shorter quoted run that ends in no mark is part of a phrase"""

_PAST = frozenset(
    """said told thought wrote written knew known saw seen spoke spoken found heard felt made meant swore sworn
    gave put held understood forgot showed shown drew chose taught fought threw stuck sought foresaw slammed""".split()
)
_PLURAL = frozenset("people officials police many some most few others both women men they we i you who".split())
_PERIODS = frozenset("week month year night morning afternoon evening weekend summer fall spring winter".split())
_OCCASIONS = _PERIODS | frozenset("past day time interview statement speech tweet email".split())
_WHICH = frozenset("last this next earlier early late that".split())


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over one text: offsets, the words in lower case, and `tags`, one letter a token."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str

    def span(self, first: int, last: int) -> Span:
        """Characters from token `first` up to, not including, token `last` (`first < last`)."""
        return Span(self.starts[first], self.ends[last - 1])


def _shape(word: str, lower: str) -> str:
    if word[0].isdigit() or word[0] in "$£€#":
        return "#"
    if lower.endswith(_POSSESSIVE) and lower != "'s":
        return "Z" if lower[-2] in "'’" or word[0].isupper() else "N"
    if word[0].isupper() or word[0] == "@":
        return "A"
    if lower.endswith("ly") and len(lower) > 4:
        return "R"
    if lower.endswith("ing") and len(lower) > 5:
        return "e"
    return "d" if lower.endswith("ed") and len(lower) > 4 else "N"


def _tag(word: str, lower: str, cues: Container[str], upper_is_name: bool) -> str:
    if not (word[0].isalnum() or word[0] in "@$£€#'’") or word in _MARKS:
        return _MARKS.get(word, "N")
    named = upper_is_name and word[0].isupper()
    closed = CLOSED.get(lower)
    if closed and not (named and (lower == "per" or (closed in "vR" and lower != "also"))):
        return closed
    if lower in PREDICATES and not named:
        return "L"
    if lower in cues and not named:
        return "E" if lower.endswith("ing") else "V"
    return _shape(word, lower)


def _quote_tag(text: str, run: Span) -> str:
    inside = text[run.start : run.end].rstrip("\"'”’»` ")
    last = inside[-1:] or " "
    if last == ",":
        return "K"
    if last in _STOPS:
        return "F"
    return "q" if inside.count(" ") < _FEW else "Q"


def _is_title_case(line: str) -> bool:
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _opens_sentence(tags: list[str]) -> bool:
    return not tags or tags[-1] in ".\n:FQ-"


def _is_noun(words: list[str], tags: list[str], at: int) -> bool:
    """Whether a cue word in its base or -s form is a noun where it stands: "his claim", "the report said"."""
    word, before = words[at], tags[at - 1]
    if before in "DZ#OI":
        return True
    if before in ".\nFSCB" and at + 1 < len(tags):
        return tags[at + 1] in "VvX"
    if before not in "NALde":
        return False
    follow = tags[at + 1] if at + 1 < len(tags) else "."
    if follow in "VvXd":
        return True
    agrees = words[at - 1].endswith("s") or words[at - 1] in _PLURAL
    return not word.endswith("s") and not agrees


def _settle(words: list[str], tags: list[str]) -> None:
    """Second look, with neighbours: nouns among the cue words, and "last year" as a time."""
    for at in range(1, len(tags)):
        if tags[at] == "V":
            word = words[at]
            if not (word.endswith("ed") or word in _PAST) and _is_noun(words, tags, at):
                tags[at] = "L"
        elif words[at] in _PERIODS and words[at - 1] in _WHICH:
            tags[at - 1], tags[at] = "R", "M"
        elif words[at] in _OCCASIONS and tags[at - 1] == "D" and at > 1 and tags[at - 2] == "I":
            tags[at] = "M"


def tokens(text: str, cues: Container[str]) -> Tokens:
    """The tokens of `text`; words in `cues` are tagged as cue verbs. A quoted run is one token."""
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    tags: list[str] = []
    first_line = text.split("\n", 1)[0]
    titled_until = len(first_line) if _is_title_case(first_line) else 0

    def add(start: int, end: int) -> None:
        word = text[start:end]
        lower = word.lower().replace("’", "'")
        names = start >= titled_until and not _opens_sentence(tags)
        starts.append(start)
        ends.append(end)
        words.append(lower)
        tags.append(_tag(word, lower, cues, names))

    at = 0
    for run in [*runs(text), Span(len(text), len(text))]:
        for match in _TOKEN.finditer(text, at, run.start):
            add(*match.span())
        if run.start < run.end:
            starts.append(run.start)
            ends.append(run.end)
            words.append('"')
            tags.append(_quote_tag(text, run))
        at = run.end
    _settle(words, tags)
    return Tokens(text, starts, ends, words, "".join(tags))
