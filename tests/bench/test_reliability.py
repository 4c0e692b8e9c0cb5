import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.bench.reliability import Bin, Judged, bins, calibration_error, judged, main, table

TEXT = 'Lee said the bridge was safe. "It is not," Orr said.'
SAFE = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 28]]}
NOT = {"source": [[43, 46]], "cue": [[47, 51]], "content": [[30, 42]]}


def test_what_was_found_is_right_if_it_matches_what_was_marked():
    found = {"attributions": [{**SAFE, "confidence": 0.9}, {**NOT, "content": [[43, 46]], "confidence": 0.2}]}
    gold = {"text": TEXT, "attributions": [NOT, SAFE]}
    assert list(judged(gold, found)) == [Judged(0.9, True, "indirect"), Judged(0.2, False, "indirect")]


def test_the_right_words_of_another_source_are_not_right():
    found = {"attributions": [{**NOT, "source": [[0, 3]], "confidence": 0.6}]}
    assert list(judged({"text": TEXT, "attributions": [NOT]}, found)) == [Judged(0.6, False, "direct")]


def test_what_has_no_word_is_left_out_and_does_not_shift_the_others():
    found = {"attributions": [{**SAFE, "content": [[28, 29]], "confidence": 0.1}, {**NOT, "confidence": 0.7}]}
    gold = {"text": TEXT, "attributions": [NOT]}
    assert list(judged(gold, found)) == [Judged(0.7, True, "direct")]


def test_bins_hold_the_mean_and_the_share():
    found = [Judged(0.75, True, "direct"), Judged(0.75, False, "direct"), Judged(1.0, True, "mixed")]
    assert bins(found) == [Bin(0.7, 2, 0.75, 0.5), Bin(0.9, 1, 1.0, 1.0)]


def test_the_error_is_the_mean_distance_weighted_by_number():
    assert calibration_error([Bin(0.5, 3, 0.5, 0.5), Bin(0.9, 1, 0.9, 0.5)]) == pytest.approx(0.1)
    assert calibration_error([]) == 0


def test_the_table_names_each_kind_even_if_none_was_found():
    lines = list(table([Judged(0.95, True, "direct")]))
    assert "| 0.9–1.0 | 1 | 0.95 | 1.00 |" in lines
    assert "| direct | 1 | 0.95 | 1.00 | 0.050 |" in lines
    assert "| mixed | 0 | 0.00 | 0.00 | 0.000 |" in lines


@settings(deadline=None)
@given(st.lists(st.builds(Judged, st.floats(0, 1), st.booleans(), st.just("direct"))))
def test_no_one_is_lost_and_the_error_is_a_share(found):
    made = bins(found)
    assert sum(one.count for one in made) == len(found)
    assert 0 <= calibration_error(made) <= 1


def test_the_command_reads_two_files(tmp_path, capsys):
    gold, found = tmp_path / "gold.jsonl", tmp_path / "found.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": [SAFE, NOT]}) + "\n", encoding="utf-8")
    rows = [{**SAFE, "confidence": 0.9}]
    found.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": rows}) + "\n", encoding="utf-8")
    main(str(gold), str(found))
    assert "| all | 1 | 0.90 | 1.00 | 0.100 |" in capsys.readouterr().out
