"""How sure a rewording is, fitted on posts whose claims are known."""

import json

from provenance.train.rewordings import fitted, main, observed

CLAIMS = [
    {"id": "goat", "text": "A goat was sworn in as harbour master of Skerry.", "title": "Goat Made Harbour Master?"},
    {"id": "twin", "text": "A 'goat' was sworn in as harbour master of Skerry.", "title": "Goat Made Harbour Master?"},
    {"id": "oil", "text": "Ferries to Skerry run on whale oil.", "title": "Whale Oil Ferries?"},
    {"id": "nets", "text": "Children of Wyre must learn to knit fishing nets.", "title": ""},
]
POSTS = [
    {"split": "train", "text": "they swore in a goat as master of the harbour in skerry", "claims": ["goat"]},
    {"split": "train", "text": "ferry on whale oil, skerry is lost", "claims": ["oil"]},
    {"split": "train", "text": "the children of skerry get goat cheese", "claims": []},
    {"split": "train", "text": "knitting nets at school, wyre children?", "claims": ["nets"]},
]


def test_each_post_is_asked_with_its_claims_and_without_them_or_their_twins():
    seen = [(CLAIMS[one.at]["id"], right) for one, right in observed(POSTS[:1], CLAIMS)]
    assert seen == [("goat", True), ("oil", False)]


def test_the_fit_is_surer_of_what_shares_more():
    start, of_score, of_rarity = fitted(list(observed(POSTS, CLAIMS)))
    assert start < 0 < of_score + of_rarity


def test_the_command_prints_three_figures_from_the_posts_for_training(tmp_path, capsys):
    for name, rows in (("posts", [*POSTS, {"split": "test", "text": "", "claims": ["gone"]}]), ("claims", CLAIMS)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    main(str(tmp_path / "posts.jsonl"), str(tmp_path / "claims.jsonl"))
    assert len(capsys.readouterr().out.strip(" []\n").split()) == 3
