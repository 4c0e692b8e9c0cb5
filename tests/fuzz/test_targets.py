"""Every seed of the fuzzer and some hundred inputs made of them, through every target; no fuzzer is needed for that."""

from __future__ import annotations

import re
import time

import pytest

from provenance.model import Article, Link, Span
from tests.fuzz.mutating import mutants
from tests.fuzz.run import INSTRUMENTED, SECONDS, main
from tests.fuzz.targets import NOW, TARGETS, seeds, sound, text_of

_BRIEFLY = {"metadata": 60, "plaintext": 150, "warc": 200, "feed": 300, "jsonl": 60, "date": 1_000}


@pytest.mark.parametrize("name", TARGETS)
def test_no_seed_and_no_mutant_of_one_breaks_what_reads_it_or_takes_long(name):
    target = TARGETS[name]
    first = list(seeds(name))
    assert first
    for data in [*first, *mutants(first, target.words, _BRIEFLY.get(name, 100), longest=target.longest)]:
        begun = time.process_time()
        target.check(data)
        assert time.process_time() - begun < SECONDS, data


def test_seeds_are_few_and_small():
    for name in TARGETS:
        assert sum(map(len, seeds(name))) < 16_000, name


def test_seeds_are_read_and_not_refused_at_once():
    """What would be refused at the door fuzzes the door only."""
    from provenance import ingest
    from provenance.model import Page

    for data in list(seeds("metadata"))[:3]:
        assert ingest.to_article(Page(data, name="a", media_type="text/html"), now=NOW).text


def test_mutants_are_the_same_each_time_and_no_longer_than_allowed():
    first = list(seeds("metadata"))
    one, other = (list(mutants(first, ("<p>",), 50, longest=900)) for _ in range(2))
    assert one == other
    assert len(set(one)) > 40
    assert max(map(len, one)) <= 900


@pytest.mark.parametrize(
    "broken",
    [
        Article("a", " "),
        Article("a", "It rained.", title="a\0b"),
        Article("a", "It rained.", title="a\ud800b"),
        Article("a", "It rained.", links=(Link("javascript:1", "It", Span(0, 2)),)),
        Article("a", "It rained.", links=(Link("https://x.example/", "It", Span(0, 20)),)),
        Article("a", "It rained.", canonical_url="file:///a"),
    ],
)
def test_an_article_that_could_not_be_stored_or_shown_is_not_sound(broken):
    sound(Article("a", "It rained."))
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        sound(broken)


def test_every_target_says_what_is_instrumented():
    assert set(INSTRUMENTED) == set(TARGETS)


def test_bytes_that_are_no_utf8_become_lone_surrogates():
    assert text_of("“".encode()[:2] + b"no") == "\udce2\udc80no"


def test_without_the_fuzzer_one_line_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr("tests.fuzz.run.find_spec", lambda name: None)
    assert main("1", "date") == 1
    assert capsys.readouterr().err == "fuzzing needs atheris: pip install atheris\n"
    assert main() == 2


def test_the_fuzzer_runs_and_counts(tmp_path, monkeypatch, capsys):
    pytest.importorskip("atheris", reason="fuzzing needs atheris, which is no dependency of the tests")
    monkeypatch.setattr("tests.fuzz.run.FINDS", tmp_path)
    assert main("1", "date") == 0
    assert re.match(
        r"date: [1-9]\d+ executions in \d+ s, \d+ edges, corpus of \d+; nothing found\n", capsys.readouterr().out
    )
