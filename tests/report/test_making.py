"""How a report was made, for people and for programs."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from provenance.report.making import data_digest, made_lines, manifest_row, manifest_terms
from tests.report.odd import MANIFEST


def test_json_holds_every_digest_by_its_name():
    row = manifest_row(MANIFEST)
    assert row is not None
    assert row["data"] == [["cues.csv", "sha256:" + "a" * 64], ["tagger.onnx", "sha256:" + "b" * 64]]
    assert (row["made"], row["articles"]) == ("2024-05-06T07:08:00+00:00", 5)


def test_nothing_is_said_where_nothing_is_known():
    assert manifest_row(None) is manifest_terms(None) is None


def test_in_json_ld_no_file_name_is_taken_for_a_term():
    terms = manifest_terms(MANIFEST)
    assert terms is not None
    assert all(name.startswith("nt:") for name in terms)
    assert terms["nt:asked"] == ["trace: words", "min_confidence: 0.5"]


def test_the_digest_of_all_data_is_that_of_their_list_as_sha256sum_writes_it():
    listed = "".join(f"{one}  {name}\n" for name, one in MANIFEST.data)
    assert data_digest(MANIFEST) == "sha256:" + hashlib.sha256(listed.encode()).hexdigest()
    assert data_digest(replace(MANIFEST, data=MANIFEST.data[:1])) != data_digest(MANIFEST)


def test_a_reader_is_told_when_with_what_and_over_how_many_articles():
    said = dict(made_lines(MANIFEST))
    assert said["Made"] == "2024-05-06 07:08+00:00 by provenance 1.2.3"
    assert said["Asked"] == "trace: words, min_confidence: 0.5"
    assert said["Articles looked at"].startswith("5, digest sha256:cc")
