from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.model import Span
from tests.bench.gate import PARTS
from tests.bench.markup import GOLD, Parts, mark_up, marked, read_gold

WORDS = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), min_size=1, max_size=8)


def words(spans, text):
    return [span.of(text) for span in spans]


def test_marks_become_spans_of_the_plain_text():
    read = marked("{s1:Ann Lee} {c1:said} {n1:the bridge was safe}.")
    (one,) = read.attributions
    assert read.text == "Ann Lee said the bridge was safe."
    assert [words(part, read.text) for part in (one.source, one.cue, one.content)] == [
        ["Ann Lee"],
        ["said"],
        ["the bridge was safe"],
    ]


def test_the_same_label_again_is_a_further_span_even_in_another_paragraph():
    read = marked('{n1:"Nobody,"} {s1:he} {c1:said}, {n1:"knows."}\n\n{n1:"Nobody at all."}')
    assert words(read.attributions[0].content, read.text) == ['"Nobody,"', '"knows."', '"Nobody at all."']


def test_one_bracket_may_belong_to_two_attributions_and_brackets_nest():
    read = marked("{s1,s2:Lee} {c1:said} {n1:no}, {c2:adding} {n2:that {s3:Orr} {c3:knew} {n3:it}}.")
    first, second, third = read.attributions
    assert first.source == second.source
    assert second.content[0].covers(third.content[0])
    assert words(second.content, read.text) == ["that Orr knew it"]


def test_content_may_hold_line_ends():
    read = marked("{s1:Lee}{c1::} {n1:One.\n\nTwo.}")
    assert words(read.attributions[0].content, read.text) == ["One.\n\nTwo."]


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{n1:open", "not closed"),
        ("a } b", "no mark"),
        ("{x1:a}", "no mark"),
        ("{n0:a}", "no mark"),
        ("a { b", "no mark"),
        ("{n1:}", "nothing is marked"),
        ("{s1:Lee} {c1:left}", "look at [1]"),
        ("{n1:a} {n3:b}", "look at [2, 3]"),
    ],
)
def test_a_slip_of_the_hand_is_named(source, complaint):
    with pytest.raises(ValueError, match="story") as caught:
        marked(source, "story")
    assert complaint in str(caught.value)


@st.composite
def articles(draw):
    """A text of pieces, and attributions whose spans are runs of pieces that lie apart."""
    pieces = draw(st.lists(WORDS, min_size=1, max_size=30))
    starts = [sum(map(len, pieces[:at])) for at in range(len(pieces) + 1)]
    roles = draw(
        st.lists(st.sampled_from(["source", "cue", "content", ""]), min_size=len(pieces), max_size=len(pieces))
    )
    numbers = draw(st.lists(st.integers(0, 3), min_size=len(pieces), max_size=len(pieces)))
    made: dict[int, dict[str, list[Span]]] = {}
    for at, (role, number) in enumerate(zip(roles, numbers, strict=True)):
        if role:
            made.setdefault(number, {}).setdefault(role, []).append(Span(starts[at], starts[at + 1]))
    kept = [Parts(**{role: tuple(spans) for role, spans in one.items()}) for one in made.values() if "content" in one]
    return "".join(pieces), tuple(kept)


@settings(deadline=None)
@given(articles())
def test_marking_up_and_reading_again_gives_the_same(article):
    text, attributions = article
    read = marked(mark_up(text, attributions))
    assert (read.text, read.attributions) == article


@settings(deadline=None)
@given(st.text(st.sampled_from("{}:,sn12 a\n")))
def test_any_text_is_read_or_refused_and_what_is_read_lies_inside(source):
    try:
        read = marked(source)
    except ValueError:
        return
    for one in read.attributions:
        assert one.content
        for span in (*one.source, *one.cue, *one.content):
            assert 0 <= span.start < span.end <= len(read.text)


@pytest.mark.parametrize("part", PARTS)
def test_every_article_of_the_gold_can_be_read_and_written_back(part):
    for article in read_gold(part):
        again = marked(mark_up(article.text, article.attributions), article.id)
        assert again == article
        assert 120 <= len(article.text.split()) <= 350


def test_no_article_is_in_both_parts_and_each_part_has_one_without_attributions():
    texts = {part: {article.text for article in read_gold(part)} for part in PARTS}
    assert not texts["open"] & texts["aside"]
    for part in PARTS:
        assert any(not article.attributions for article in read_gold(part))
        assert len(texts[part]) >= 12


def test_gold_is_read_from_a_folder_in_the_order_of_names(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    for name in "ba":
        (tmp_path / "mine" / f"{name}.txt").write_text("{n1:Yes}, {c1:said} {s1:Orr}.\n", encoding="utf-8")
    assert [(one.id, one.text) for one in read_gold("mine", tmp_path)] == [
        ("a", "Yes, said Orr."),
        ("b", "Yes, said Orr."),
    ]


def test_the_table_of_the_readme_names_every_article_and_no_other():
    rows = [line for line in (GOLD / "README.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    for at, part in enumerate(PARTS, 2):
        named = {name for row in rows[1:] for name in row.split("|")[at].replace(",", " ").split()}
        assert named == {article.id for article in read_gold(part)}
