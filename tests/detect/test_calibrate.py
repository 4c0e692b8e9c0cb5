import csv
import json

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
