import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.detect import DETECTORS, detect
from provenance.model import Article, Furniture, Span

STORY = """Defence chief says Norrland is open to talks

By Eva Ek

On Monday, Norrland's defence chief, Anton Brekke, expressed readiness for talks on the "open border" with Sudria.

According to Skerrypress, his remarks came during a harbour forum in Lund. Brekke indicated interest in a lasting truce.

Sudria, on the other hand, insists that the bridge must be handed back. Certain ships left the port in May.

Brekke, while opening the forum, reiterated his wish for talks.

His statements were reported by the state news agency, Nordnytt.

He stressed the importance of fishing rights.

Hoping for a wider deal, Brekke called for a conference of all coastal towns.
"""


def of(text: str, **given: object) -> Article:
    return Article(id="a", text=text, **given)  # type: ignore[arg-type]


def test_every_statement_of_a_speaker_is_found_with_name_surname_and_pronoun(found):
    sources = [source for source, _, _ in found(STORY)]
    for expected in ("chief, Anton Brekke,", "Skerrypress", "Sudria", "the state news agency, Nordnytt", "He"):
        assert any(source.endswith(expected) for source in sources), expected
    assert sources.count("Brekke") >= 3


def test_a_sentence_without_a_source_gives_nothing(found):
    assert found("Certain ships left the port in May. The bridge is long.") == []


def test_the_detector_stands_in_the_table_under_its_name():
    assert DETECTORS["rules"] is detect


def test_bylines_are_left_out_and_the_title_is_read():
    text = "Lee: The bridge is safe\nBy Eva Ek, who said it was safe\nNothing more."
    byline = Furniture("byline", Span(24, 55))
    title = Furniture("title", Span(0, 23))
    (one,) = detect(of(text, furniture=(title, byline)))
    assert one.source == (Span(0, 3),)
    assert len(detect(of(text))) > 1


def test_attributions_stand_in_the_order_of_the_text():
    starts = [one.content[0].start for one in detect(of(STORY))]
    assert starts == sorted(starts)


def test_a_confident_shape_is_more_confident_than_a_loose_one():
    (sure,) = detect(of('"The bridge is safe," Lee said.'))
    (loose,) = detect(of("Officials denied the report."))
    assert sure.confidence > 0.9 > loose.confidence > 0.3


def test_a_quotation_without_a_speaker_floats_with_the_one_before():
    text = "Lee said the bridge was safe. “We have tested it twice, and we will test it again.”"
    plain, floating = detect(of(text))
    assert (plain.floating, floating.floating) == (False, True)
    assert floating.source == plain.source
    assert floating.cue == ()


def test_the_same_text_gives_the_same_attributions():
    assert detect(of(STORY)) == detect(of(STORY))


MARKS = "“ ” \" ' ‘ ’ '' `` « » „ , . : ; ( ) — ? …"
WORDS = "said Lee he that told the who and of by was to Mr. U.S. denied saying 12 Monday statement 😀"
BLANKS = [" ", " ", " ", "\n", "\n\n", " - ", "\0", "\ud800", " according to ", " his remarks "]
PIECES = st.sampled_from([*MARKS.split(), *WORDS.split(), *BLANKS])


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_every_span_lies_inside_it(text):
    for one in detect(of(text)):
        assert one.content
        assert 0 <= one.confidence <= 1
        for span in (*one.source, *one.cue, *one.content, *one.antecedent):
            assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["word ", "he said, ", "Ann Lee and ", '"', '" a ', "(", "\n", "said that ", "‘a b ", "U.S.", "Mr. ", "\0", "a: ",
     "his claim of ", "“No.” ", "His remarks were reported by Nordnytt. "],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece):
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        detect(of(text))
        return time.process_time() - start

    seconds(1_000)
    assert seconds(160_000) < 16 * seconds(20_000) + 0.2  # eight times the text: quadratic work would take 64 times


def test_asking_not_to_be_named_is_no_statement():
    text = "An aide to the mayor, who asked not to be named, said that the pier would close in May."
    contents = [text[one.content[0].start : one.content[-1].end] for one in detect(Article(id="x", text=text))]
    assert contents == ["that the pier would close in May"]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Lee, 52, and Moe of Oslo said it fell.", [("Lee, 52, and Moe of Oslo", "said", "it fell")]),
        ("$5 was enough, Lee said.", [("Lee", "said", "$5 was enough")]),
        ("More than 40 people say it fell.", [("40 people", "say", "it fell")]),
        ("Lee: It fell.", [("Lee", ":", "It fell.")]),
        ("Ann Lee: “It fell.”", [("Ann Lee", ":", "“It fell.”")]),
        (
            "“It fell,” Lee, who had long been opposed to it, said.",
            [("Lee, who had long been opposed to it,", "said", "“It fell,”")],
        ),
        ("“It fell,” he also said.", [("he", "also said", "“It fell,”")]),
        (
            "“It fell,” Lee had repeatedly said, “and it sank.”",
            [("Lee", "had repeatedly said", "“It fell,” | “and it sank.”")],
        ),
        ("“It fell.” “It sank.” Lee said.", [("Lee", "said", "“It sank.”")]),
        ("Lee asked Moe whether it fell.", [("Lee", "asked", "whether it fell")]),
        ("It fell, according to Lee, Moe and Vik.", [("Lee, Moe and Vik", "according to", "It fell")]),
        ("The bridge, Lee said on Friday, will fall.", [("Lee", "said", "The bridge | will fall")]),
        ("Lee was quoted as saying that it fell.", [("Lee", "saying", "that it fell")]),
        ("Lee is confident that it fell.", [("Lee", "is confident", "that it fell")]),
        ("Not even Lee would say that it fell.", [("Lee", "would say", "that it fell")]),
        ("The U.S. said it fell.", [("The U.S.", "said", "it fell")]),
        ("In May, Lee, the mayor of Oslo, warned of a fall.", [("Lee, the mayor of Oslo,", "warned", "of a fall")]),
    ],
)
def test_some_sentences_as_they_are_read(found, text, read):
    assert found(text) == read


def test_a_label_is_of_few_words(found):
    eight = "The old grey harbour town boat lamp room"
    assert [one[0] for one in found(f"{eight}: “It fell.”")] == [eight]
    assert found(f"{eight} door: “It fell.”") == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Lee said it fell, with 47 per cent saying that it sank.", {"Lee", "47 per cent"}),
        ("Lee said it fell, Moe adding that it sank.", {"Lee", "Moe"}),
        ("Lee said it fell, adding that it sank.", {"Lee"}),
    ],
)
def test_a_participle_has_the_speaker_of_the_verb_before_or_its_own(found, text, sources):
    assert {one[0] for one in found(text)} == sources
