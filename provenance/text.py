"""Plain-text operations that several stages share: str in, str or spans out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from rapidfuzz.distance import LCSseq

from provenance.model import Span

__all__ = [
    "CLOSING",
    "OPENING",
    "WordCodes",
    "changes",
    "first_sentences",
    "fold",
    "paragraphs",
    "quoted_runs",
    "sentences",
    "spoken",
    "stem",
    "trim",
    "word_spans",
    "words",
    "words_once",
    "words_span",
]

OPENING = "“„«"
CLOSING = "”»"
_DOUBLED = (("''", '" '), ("``", ' "'), ("‘‘", "“ "), ("’’", " ”"))
_FOLD = (
    dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("–—‒―‐‑", "-") | {"\xa0": " ", "…": "..."}
)
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")  # finds the few of a text sooner than `str.translate` looks up every letter
_MARK = re.compile('["“”„«»]')
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_INSERTED = re.compile(r"(?<!\w)\[[^\[\]]{2,80}\](?!\w)")

# A full stop after one of these does not end a sentence: titles, months, states, ranks, Latin, as news copy has them.
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen sens rep reps gov govs gen col lt sgt cpl capt cmdr adm maj rev hon pres supt det insp
    jr sr st ste mt ft vs etc eg ie cf al inc ltd co corp bros dept est no nos vol pp ed eds
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo""".split()
)
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[.!?…]+[\"'”’»)\]]*$")
_STARTS_LOWER = re.compile(r"\s+[\"'“‘«(\[]*[a-z]")
_LONGEST_WORD = 40  # a longer one is no abbreviation
_INITIAL = re.compile(r"(?:^|[\s(.\"“'‘])[A-Z]$")

_IRREGULAR = dict(
    pair.split(":")
    for pair in """said:say says:say told:tell thought:think knew:know wrote:write written:write felt:feel saw:see
    seen:see found:find made:make gave:give went:go spoke:speak held:hold heard:hear understood:understand
    sought:seek meant:mean swore:swear began:begin is:be was:be were:be are:be been:be has:have had:have did:do
    does:do""".split()
)
_SHORT_WORD = 4
"""letters of a word that is left as it is"""


def fold(text: str) -> str:
    """`text` for comparing: compatibility form, without accents, one kind of quotation mark and dash, case folded."""
    if not text.isascii():  # most often it is one of these that makes it so
        text = text.replace("’", "'").replace("“", '"').replace("”", '"').replace("—", "-").replace("–", "-")
    if text.isascii():
        return text.replace("`", "'").casefold()
    plain = unicodedata.normalize("NFKD", _FOLDED.sub(_folded, text))
    if plain.isascii():
        return plain.casefold()
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _folded(mark: re.Match[str]) -> str:
    return _FOLD[mark.group()]


def spoken(text: str) -> str:
    """`text` with blanks for what an editor put in: quoters replace other words, and leave out others, so.

    Letter for letter as long. A changed letter ("[W]e") stays.

    >>> spoken("We bomb [the militants] into oblivion.")
    'We bomb                 into oblivion.'
    """
    return _INSERTED.sub(_blank, text) if "[" in text else text


def _blank(inserted: re.Match[str]) -> str:
    return " " * len(inserted.group())


def words(text: str) -> list[str]:
    """The folded words of `text`, punctuation left out."""
    return list(_words(text))


@lru_cache(maxsize=1 << 12)  # the passages of an article are counted, then keyed, then compared
def _words(text: str) -> tuple[str, ...]:
    return tuple(words_once(text))


def words_once(text: str) -> list[str]:
    """The same as `words`, for texts that nobody asks for again soon."""
    found: list[str] = _WORD.findall(fold(text))
    return found


def word_spans(text: str) -> list[Span]:
    """Where each of `words(text)` stands in `text` itself.

    Folding may lengthen a character ("…", "ﬁ") or drop one (an accent): two words made of one character share its span.
    """
    return [Span(*place) for place in _word_places(text)]


def words_span(text: str, first: int, after: int) -> Span:
    """From the start of word `first` to the end of the word before `after`, in `text` itself."""
    places = _word_places(text)
    return Span(places[first][0], places[after - 1][1])


def _word_places(text: str) -> list[tuple[int, int]]:
    found = [word.span() for word in _WORD.finditer(fold(text))]
    if text.isascii() or all(len(fold(c)) == 1 for c in set(text) if not c.isascii()):
        return found
    origin = [at for at, c in enumerate(text) for _ in fold(c)]
    return [(origin[start], origin[end - 1] + 1) for start, end in found]


def stem(word: str) -> str:
    """A lower-case word without its inflection, roughly: so that its forms meet.

    >>> {stem(word) for word in ("deny", "denied", "denies")}, {stem(word) for word in ("claims", "claiming")}
    ({'deny'}, {'claim'})
    """
    if word in _IRREGULAR or len(word) <= _SHORT_WORD:
        return _IRREGULAR.get(word, word)
    if word.endswith(("ies", "ied")):
        return word[:-3] + "y"
    cut = 3 if word.endswith("ing") else 2 if word.endswith("ed") else word.endswith("s") and not word.endswith("ss")
    base = word[: len(word) - cut]
    if cut and len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl":
        base = base[:-1]
    return base.rstrip("e") if len(base) >= _SHORT_WORD else base


class WordCodes(dict[str, str]):
    """One character for each word, given as words come, so that what aligns characters aligns words.

    >>> codes = WordCodes()
    >>> codes.of(["to", "be", "or", "not", "to", "be"])[:2] == codes.of(["to", "be"])
    True
    """

    # Characters outside the surrogates and Latin-1; past the last one codes repeat, which at worst equates two words.
    _FIRST, _GAP, _HOLE, _LAST = 0x100, 0xD800, 0x800, 0x110000

    def __missing__(self, word: str) -> str:
        at = self._FIRST + len(self) % (self._LAST - self._HOLE - self._FIRST)
        code = self[word] = chr(at if at < self._GAP else at + self._HOLE)
        return code

    def of(self, some: Iterable[str]) -> str:
        """The words as a string, one character each."""
        return "".join([self[word] for word in some])


def changes(before: str, after: str) -> Iterator[tuple[Span, Span, Span]]:
    """What differs between two texts and what they share, word by word, in order: (removed, added, same).

    `removed` lies in `before`, `added` and `same` in `after`; each ends with the punctuation that follows its words and
    may be empty. Every word of `after`, and of `before` but for the shared ones, is in one of them.

    >>> old, new = "It may have been rain.", "It was rain."
    >>> [(gone.of(old), come.of(new), same.of(new)) for gone, come, same in changes(old, new)]
    [('', '', 'It '), ('may have been ', 'was ', 'rain.')]
    """
    codes = WordCodes()
    ours, theirs = word_spans(before), word_spans(after)
    runs = LCSseq.editops(codes.of(words(before)), codes.of(words(after))).as_matching_blocks()
    at = there = 0
    for run in runs:
        removed, added = _stretch(before, ours, at, run.a), _stretch(after, theirs, there, run.b)
        at, there = run.a + run.size, run.b + run.size
        same = _stretch(after, theirs, run.b, there)
        if removed or added or same:
            yield removed, added, same


def _stretch(text: str, spans: list[Span], first: int, last: int) -> Span:
    """Words `first` up to `last` as they stand in the text, with what follows them before the next word."""
    if first >= last:
        return Span(0, 0)
    return Span(spans[first].start, spans[last].start if last < len(spans) else len(text))


def trim(text: str, span: Span) -> Span:
    """`span` without blanks at its ends (an empty span at its start if it holds nothing else)."""
    inside = span.of(text)
    kept = inside.strip()
    left = len(inside) - len(inside.lstrip()) if kept else 0
    return Span(span.start + left, span.start + left + len(kept))


def paragraphs(text: str) -> list[Span]:
    """Lines that hold something, without the blanks at their ends: one line is one paragraph."""
    return list(_each_paragraph(text))


def _each_paragraph(text: str) -> Iterator[Span]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        span = trim(text, Span(start, end))
        if span.start < span.end:
            yield span
        start = end + 1


def _ends_sentence(text: str, stop: re.Match[str], start: int) -> bool:
    before = text[max(start, stop.start() - _LONGEST_WORD) : stop.start()]
    mark = stop.group()
    if _STARTS_LOWER.match(text, stop.end()):
        return False
    if mark[0] != "." or len(mark) > 1:
        return True
    last = before.split()[-1].lstrip("(\"“'‘[").lower() if before.split() else ""
    return not (last in _ABBREVIATIONS or _INITIAL.search(before[-3:]) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", last))


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """Sentences of each paragraph (of those inside `within`), in order; a paragraph break always ends one.

    A full stop inside a quotation ends a sentence with its closing mark: '"Go." He left.' is two.
    """
    return list(_sentences(text, within))


def first_sentences(text: str, count: int) -> list[Span]:
    """The first `count` of `sentences`, or all where there are fewer, without looking at the rest."""
    return list(islice(_each_sentence(text, None), count))


@lru_cache(maxsize=8)  # several stages ask for those of one article, one after the other
def _sentences(text: str, within: Span | None) -> tuple[Span, ...]:
    return tuple(_each_sentence(text, within))


def _each_sentence(text: str, within: Span | None) -> Iterator[Span]:
    offset = within.start if within else 0
    for paragraph in _each_paragraph(within.of(text) if within else text):
        start, end = paragraph.start + offset, paragraph.end + offset
        for stop in _STOP.finditer(text, start, end):
            if stop.end() < end and _ends_sentence(text, stop, start):
                yield trim(text, Span(start, stop.end()))
                start = stop.end()
        last = trim(text, Span(start, end))
        if last.start < last.end:
            yield last


def _opens(mark: str, opened_by: str) -> bool:
    if mark == '"':
        return not opened_by
    return mark in OPENING and not (mark == "“" and opened_by == "„")


def _runs_in_line(line: str) -> Iterator[tuple[int, int]]:
    opened = -1
    for found in _MARK.finditer(line):
        at = found.start()
        if _opens(found.group(), line[opened] if opened >= 0 else ""):
            if opened >= 0:
                yield opened, at
            opened = at
        elif opened >= 0:
            yield opened, at + 1
            opened = -1
    if opened >= 0:
        yield opened, len(line.rstrip())


def quoted_runs(text: str) -> list[Span]:
    """What stands between double quotation marks, the marks included, paired inside each paragraph.

    Curly and angle marks pair by shape, straight ones (and '' or ``) take turns. A mark that is opened and not closed
    runs to the paragraph's end, as a quotation over several paragraphs does; a closing mark alone is left out.
    """
    marked = text
    for pair, same_length in _DOUBLED:
        marked = marked.replace(pair, same_length)
    found = []
    line_start = 0
    for line in marked.split("\n"):
        found += [Span(line_start + start, line_start + end) for start, end in _runs_in_line(line) if end - start > 2]
        line_start += len(line) + 1
    return found
