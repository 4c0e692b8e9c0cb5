import csv
import json
from collections import Counter

from provenance.detect import calibrate


def annotated(text: str, cue: str, content: str) -> dict[str, object]:
    place = {"cue": cue, "content": content}
    spans = {name: [[text.index(words), text.index(words) + len(words)]] for name, words in place.items()}
    return {"text": text, "attributions": [{"source": [], **spans}]}


def test_a_recount_keeps_counts_and_no_text(tmp_path, monkeypatch):
    said = annotated("Lee said that the bridge was safe.", "said", "that the bridge was safe")
    wrong = {"text": "Lee said that the boat was lost.", "attributions": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(one) for one in [said] * 3 + [wrong]), encoding="utf-8")
    monkeypatch.setattr(calibrate, "DATA", tmp_path)
    calibrate.main(str(gold))
    with (tmp_path / "cues.csv").open(encoding="utf-8") as file:
        rows = {(row["cue"], row["shape"]): row for row in csv.DictReader(file)}
    assert (rows["said", "that"]["tried"], rows["said", "that"]["right"]) == ("4", "3")
    assert rows["*", "that"]["tried"] == "4"
    assert not any("bridge" in cue or "boat" in cue for cue, _ in rows)


def test_what_a_word_and_a_shape_add_is_worked_out_from_the_counts():
    tried = Counter({("said", "that"): 6, ("said", "object"): 4, ("claims", "object"): 2})
    right = Counter({("said", "that"): 6, ("said", "object"): 1})
    made = calibrate._rows(tried, right, {"claim", "claims", "said"})
    rows = {(row[0], row[1]): (row[2], row[3], str(row[4])) for row in made}
    assert rows["*", "*"] == (12, 7, "0.34")  # log of 7 in 12 against 5
    assert rows["*", "that"][:2] == (6, 6)
    assert rows["*", "object"][:2] == (6, 1)
    assert float(rows["*", "that"][2]) > 0.34 > float(rows["*", "object"][2])
    assert rows["said", "*"][:2] == (10, 7)
    assert rows["claims", "*"][:2] == (2, 0)
    assert rows["claim", "*"][:2] == (0, 0)
    assert float(rows["claims", "*"][2]) <= float(rows["claim", "*"][2]) < 0 < float(rows["said", "*"][2])


def test_the_table_has_one_kind_of_line_end(tmp_path, monkeypatch):
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(annotated("Lee said that it fell.", "said", "that it fell")), encoding="utf-8")
    monkeypatch.setattr(calibrate, "DATA", tmp_path)
    calibrate.main(str(gold))
    written = (tmp_path / "cues.csv").read_bytes()
    assert b"\r" not in written
    assert written.startswith(b"cue,shape,tried,right,effect\n*,*,")
