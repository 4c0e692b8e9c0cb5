"""Every detector on texts that are no tidy article: no exception, and only spans that a person could point at."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect import DETECTORS
from provenance.model import Article, Attribution
from tests.fuzz.attributions import FRAGMENTS, check

each = pytest.mark.parametrize("detector", DETECTORS)

ODD = {
    "empty": "",
    "blanks": " \n\n\t \u00a0\u2003 \n",
    "one word": "Yes",
    "one mark": '"',
    "no letters": "12 34,5 – 67 % (8) … 9/10 *** $ 11 ||| ---",
    "only marks": "\"“”„«»'‘’``''\"" * 20,
    "emoji": "👩‍🚒 said 🔥🔥🔥. “🚒🚒🚒,” 👨‍👩‍👧‍👦 added. 🇳🇴: 🤷🏽‍♀️",
    "mixed scripts": "Мэр сказал: «Мост закрыт». 市长说：“桥已关闭。” قال العمدة: «مغلق». The mayor said “यह बंद है”.",
    "combining marks": "L\u0301e\u0301e\u0301 s\u0300aid t\u0308h\u0308e b\u0327ridge was s\u0302afe." + "\u0301" * 300,
    "right to left": "\u202eLee said\u202c the \u2067bridge\u2069 was \u200fsafe\u200f.",
    "no blank": "Leesaidthebridgewassafe.“Itisnot,”Orrsaid.",
    "NUL": "Lee\x00said\x00the bridge\x00was safe.\x00 \x00“It is\x00 not,” Orr\x00 said.",
    "control characters": "".join(map(chr, range(32))) + "Lee\x0bsaid\x0cthe bridge\x1cwas\x85safe.\x7f\x9f",
    "zero width": "L\u200bee sa\u200bid the\u2060 bridge \ufeffwas safe.\u200b\u200b",
    "lone surrogates": "Lee \ud800said\udfff the \ud83dbridge was safe. “\udc00It is not,” Orr said.",
    "other line ends": "Lee said\rthe bridge\r\nwas safe.\u2028“It is not,”\u2029Orr said.\x0b\x0c",
    "unclosed": '"We walked over it, Lee said.\n\n"And it held.\n\n“Then Orr said: „No one will be told.',
    "closed twice": 'We walked over it," Lee said." And it held.”” Orr» added.',
    "marks of two kinds": '"We walked over it,” Lee said. “And it held," Orr added. \'\'Yes," said Dane.',
    "nested marks": "“He said, ‘She told me, “Leave,” and I left,’ and left,” Lee said.",
    "cue alone": "said said said. Said, said: said! According to according to according to.",
    "source alone": "Ann Lee. Mayor Ann Lee, who. The mayor's. A spokeswoman for.",
    "capitals": 'PORT AVEL (NORDIWIRE) - MAYOR LEE SAID TUESDAY THE BRIDGE WAS SAFE. "WE WALKED OVER IT," SHE SAID.',
    "no capitals": "mayor lee said the bridge was safe. “we walked over it,” she said.",
    "transcript": "LEE: The bridge is safe.\n\nORR: It is not.\n\nLEE: (LAUGHTER)\n\nORR:\n\n: Yes.",
    "interview": "Q: Is the bridge safe?\nA: It is. I told Orr so.\nQ:\nA:\nQ. And now?\nA. Now it is shut.",
    "live blog": "18:42 Police say it is shut.\n\n18:55 LIVE\n\n19.10 Lee: “It held.”\n\n@orr tweets: no.\n\n19:30",
    "markup left in": "<p>Lee said &quot;the bridge&quot; was <b>safe</b>.</p><script>said = 'x \"y\"';</script>",
    "table": 'Lee\tsaid\tyes\nOrr\tsaid\tno\n|---|---|\n| said | "no" |',
    "another language": "Die Bürgermeisterin sagte, die Brücke sei sicher. „Wir sind darüber gegangen“, sagte sie.",
}

GROWING = {
    "one word without end": "a",
    "no full stop": "she said the bridge was safe and ",
    "quotations without a speaker": "“It held.” ",
    "marks left open": "“Lee said ",
    "colons": "LEE: yes\n",
    "names": "Ann Lee and ",
    "commas": "Lee, Orr, ",
    "empty paragraphs": "\n\n",
    "dots": "Lee... ",
    "brackets": "((",
    "dashes": "– Lee – ",
}
LENGTH = 40_000
STEEPEST = 3.0
"""Twice the text may take that much more time: more than two, for the clock is not still, less than four, which is
what a square would take."""
UNSEEN = 0.05  # CPU seconds within which a clock says nothing about growth
TRIES = 5  # on a busy machine even CPU time is disturbed: it is a square only if it is one every time


def read(detector: str, text: str) -> list[Attribution]:
    return DETECTORS[detector](Article(id="odd", text=text))


@each
@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_gives_only_spans_that_lie_inside_it(detector: str, name: str) -> None:
    check(read(detector, ODD[name]), ODD[name])


@each
@pytest.mark.parametrize("name", ["empty", "blanks", "one word", "one mark", "no letters", "only marks"])
def test_where_nobody_says_anything_nothing_is_found(detector: str, name: str) -> None:
    assert read(detector, ODD[name]) == []


@each
def test_the_same_text_gives_the_same_attributions(detector: str) -> None:
    for text in ODD.values():
        assert read(detector, text) == read(detector, text)


@each
@pytest.mark.parametrize("name", ["capitals", "no capitals", "NUL", "control characters", "marks of two kinds"])
def test_a_quotation_is_still_found_in_a_damaged_text(detector: str, name: str) -> None:
    assert read(detector, ODD[name])


def _seconds(detector: str, text: str) -> float:
    began = time.process_time()
    check(read(detector, text), text)
    return time.process_time() - began


@each
@pytest.mark.parametrize("name", GROWING)
def test_twice_the_text_takes_about_twice_the_time(detector: str, name: str) -> None:
    unit = GROWING[name]
    short, long = unit * (LENGTH // 2 // len(unit)), unit * (LENGTH // len(unit))
    ratios = (_seconds(detector, long) / max(UNSEEN, _seconds(detector, short)) for _ in range(TRIES))
    assert any(ratio <= STEEPEST for ratio in ratios)


@each
@settings(deadline=None)
@given(text=st.text(max_size=400))
def test_any_text_gives_only_spans_that_lie_inside_it(detector: str, text: str) -> None:
    check(read(detector, text), text)


news = st.lists(st.sampled_from(FRAGMENTS), max_size=60).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda gap: gap.join(pieces))
)


@each
@settings(deadline=None, max_examples=200)
@given(text=news)
def test_any_text_made_of_the_pieces_of_news_gives_only_spans_that_lie_inside_it(detector: str, text: str) -> None:
    check(read(detector, text), text)
