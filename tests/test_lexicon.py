"""The gazetteer as it ships, and one of the user's own."""

import hashlib
import os
import re
import subprocess
import sys

import pytest

from provenance import lexicon
from provenance.errors import InputError


def test_every_outlet_has_a_name_and_an_identity_of_its_own():
    ids = [outlet.id for outlet in lexicon.outlets()]
    assert len(ids) == len(set(ids)) > 2000
    assert all(outlet.name for outlet in lexicon.outlets())


def test_state_ownership_is_one_of_four_words():
    assert {outlet.state_media for outlet in lexicon.outlets()} == {
        "none-known",
        "state-controlled",
        "public-service",
        "unknown",
    }


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.reuters.com", "Reuters"),
        ("TASS.com", "TASS"),
        ("cooking.nytimes.com", "The New York Times"),
        ("on.wsj.com", "The Wall Street Journal"),
        ("akipress.com.", "AKIpress"),
    ],
)
def test_a_host_belongs_to_the_outlet_of_its_longest_known_suffix(host, name):
    outlet = lexicon.outlet_by_domain(host)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("host", ["example.org", "com", "", "notreuters.com"])
def test_an_unknown_host_belongs_to_nobody(host):
    assert lexicon.outlet_by_domain(host) is None


def test_an_alias_leads_to_every_outlet_that_carries_it():
    assert [outlet.id for outlet in lexicon.aliases()["Akipress"]] == ["akipress"]
    assert {outlet.id for outlet in lexicon.aliases()["ABC News"]} >= {"abc-australia", "abc-news"}


def test_what_an_ambiguous_alias_points_at_is_in_the_gazetteer():
    kinds = set()
    for alias in lexicon.ambiguous_aliases().values():
        kinds.add(alias.type)
        named = [*alias.outlet_ids, *([alias.default] if alias.default else [])]
        assert all(lexicon.outlet_by_id(one) for one in named), alias
    assert kinds == {"collision", "weak", "self-reference", "generic"}


def test_outlets_are_found_by_a_part_of_name_alias_or_domain():
    assert "AKIpress" in {outlet.name for outlet in lexicon.outlets_like("akipress.k")}
    assert lexicon.outlets_like("no outlet is called this") == []


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_a_gazetteer_of_ones_own_adds_outlets_and_replaces_shipped_ones(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("outlet_id,name,domains\nlantern,The Lantern,lantern.example\nreuters,Reuters (ours),reuters.com\n")
    code = (
        "from provenance.lexicon import outlet_by_domain, outlet_by_id;"
        "print(outlet_by_domain('a.lantern.example').name, outlet_by_id('reuters').name)"
    )
    assert run(code, PROVENANCE_OUTLETS=str(own)).stdout == "The Lantern Reuters (ours)\n"


def test_a_file_that_is_no_gazetteer_is_refused_in_one_line(tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("a,b\n1,2\n")
    last = run("from provenance import lexicon as x; x.outlets()", PROVENANCE_OUTLETS=str(own)).stderr.splitlines()[-1]
    assert "not a gazetteer file" in last
    assert "it needs the columns outlet_id, name" in last


def test_the_digest_of_every_data_file_is_named_and_that_of_outlets_of_your_own(tmp_path, monkeypatch):
    own = tmp_path / "mine.csv"
    own.write_text("outlet_id,name\n", encoding="utf-8")
    monkeypatch.setenv("PROVENANCE_OUTLETS", str(own))
    *shipped, mine = lexicon.digests()
    assert mine == ("own mine.csv", "sha256:" + hashlib.sha256(own.read_bytes()).hexdigest())
    assert {"cues.csv", "tagger.onnx", "outlets.csv"} <= {name for name, _ in shipped}
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", one) for _, one in shipped)
    monkeypatch.delenv("PROVENANCE_OUTLETS")
    assert list(lexicon.digests()) == shipped


def test_outlets_of_your_own_that_are_gone_are_said_to_be(tmp_path, monkeypatch):
    monkeypatch.setenv("PROVENANCE_OUTLETS", str(tmp_path / "gone.csv"))
    with pytest.raises(InputError, match=r"gone\.csv: the gazetteer cannot be read"):
        lexicon.digests()
