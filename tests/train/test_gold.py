"""Annotated articles as words with labels."""

import json

from provenance.detect.tags import CONTENT, CUE, SOURCE, parts
from provenance.train.gold import annotated, read_gold

_TEXT = '"It broke," Ann Lee said, "at noon."'
_MARKED = {"content": [[0, 10], [25, 36]], "source": [[12, 19]], "cue": [[20, 24]]}


def test_spans_become_the_words_they_touch():
    one = annotated("a", _TEXT, [_MARKED])
    assert one.attributions[0][SOURCE] == ((5, 7),)
    assert [one.words.forms[a:b] for a, b in one.attributions[0][CUE]] == [["said"]]
    assert len(one.attributions[0][CONTENT]) == 2


def test_labels_spell_the_same_parts():
    one = annotated("a", _TEXT, [_MARKED])
    marked = sorted((role, *part) for role, found in one.attributions[0].items() for part in found)
    assert sorted(parts(one.labels)) == marked


def test_spans_that_touch_are_one_part_and_neighbours_of_two_attributions_are_two():
    text = "rain fell snow fell"
    one = annotated("a", text, [{"content": [[0, 4], [4, 9]], "source": [], "cue": []}])
    assert one.attributions[0][CONTENT] == ((0, 2),)
    both = [{"content": [[0, 9]], "source": [], "cue": []}, {"content": [[10, 19]], "source": [], "cue": []}]
    assert parts(annotated("a", text, both).labels) == [(CONTENT, 0, 2), (CONTENT, 2, 4)]


def test_a_cue_inside_content_keeps_its_label():
    text = "rain would, he said, fall soon"
    marked = {"content": [[0, 30]], "source": [[12, 14]], "cue": [[15, 19]]}
    found = parts(annotated("a", text, [marked]).labels)
    assert [role for role, _, _ in found] == [CONTENT, SOURCE, CUE, CONTENT]


def test_articles_are_read_from_lines_of_json(tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps({"id": "x", "text": _TEXT, "attributions": [_MARKED]}) + "\n", encoding="utf-8")
    (one,) = read_gold(file)
    assert (one.id, one.words.text) == ("x", _TEXT)
