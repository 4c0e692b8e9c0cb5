"""What strangers wrote, taken in by the real commands and said again at a terminal and in files."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Run, _runner
from tests.cli.test_output import at_a_terminal
from tests.hostile.articles import FIELDS
from tests.hostile.payloads import PAYLOADS, STORABLE
from tests.hostile.test_reports import CONTROL, SGR
from tests.ingest.conftest import site  # noqa: F401  # a fixture
from tests.ingest.site import QUICK, STORY, Answer, story_html

ALL = list(PAYLOADS.values())
QUOTE = "We had no choice. The rust has gone too deep to mend it"


def row(number: int) -> dict[str, object]:
    """One article as JSON, each key with another payload."""
    it = {field: ALL[(number + at * 3) % len(ALL)] for at, field in enumerate(FIELDS)}
    story = "\n\n".join(STORY).replace("Ada Brook", it["speaker"]).replace("Skerry Post", it["outlet"])
    return {
        "id": f"{it['id']} {number}",
        "text": f"{story}\n\n{it['words']} said that it rained.",
        "title": it["title"],
        "url": it["url"],
        "outlet": it["outlet"],
        "author": [it["author"], it["alias"]],
        "published": f"2024-05-{number % 28 + 1:02}",
        "updated": it["note"],
        "domain": it["domain"],
    }


def page(number: int) -> bytes:
    """One page, each place of its markup with another payload."""
    it = [ALL[(number + at * 3) % len(ALL)].encode("utf-8", "replace").decode() for at in range(8)]
    safe = [html.escape(one) for one in it]
    data = json.dumps({"@type": "NewsArticle", "headline": it[1], "author": {"@type": "Person", "name": it[2]}})
    data = data.replace("</", r"<\/")
    head = (
        f'<meta property="og:title" content="{safe[0]}"><meta name="author" content="{safe[3]}">'
        f'<meta property="og:site_name" content="{safe[4]}"><link rel="canonical" href="{safe[5]}">'
        f'<script type="application/ld+json">{data}</script>'
    )
    body = story_html(safe[6], head).replace(b"<p>", f'<p>By {safe[2]}</p><p><a href="{safe[7]}">x</a> '.encode(), 1)
    return body.replace(b"Ada Brook", safe[1].encode())


@pytest.fixture
def run(capsys, monkeypatch, tmp_path) -> Run:
    """Run `provenance ARGS` in an empty folder: nothing that it says drives a terminal, and errors are lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PROVENANCE_DB", str(tmp_path / "evil.db"))
    monkeypatch.setattr("provenance.ingest.fetch.Patience", lambda: QUICK)
    once = _runner(capsys, monkeypatch)

    def checked(*args: str | Path) -> Ran:
        ran = once(*args)
        for said in (ran.out, ran.err):
            assert CONTROL.search(said) is None, (args, CONTROL.search(said))
        assert "Traceback" not in ran.err, (args, ran.err)
        return ran

    return checked


@pytest.fixture(scope="module")
def sent(tmp_path_factory) -> Path:
    """A database of articles as strangers sent them, between two lines that are none."""
    folder: Path = tmp_path_factory.mktemp("sent")
    lines = ['{"\x1b[31m', *(json.dumps(row(number)) for number in range(len(ALL))), '["\\u001b]0;x\\u0007"]']
    (folder / "sent.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "-m", "provenance", "--db", "evil.db", "add", "sent.jsonl", "--detector", "rules"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    assert (ran.returncode, ran.stderr.count("skipped    ")) == (3, 2), ran.stderr
    assert ran.stdout.count("\n") == len(ALL)
    assert CONTROL.search(ran.stdout + ran.stderr) is None
    return folder / "evil.db"


@pytest.fixture
def added(run: Run, sent: Path, tmp_path: Path) -> Run:
    """The same as `run`, on a copy of that database."""
    shutil.copy(sent, tmp_path / "evil.db")
    return run


def files_of(folder: Path) -> Iterator[str]:
    return (one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.name.startswith("evil.db"))


def test_pages_of_strangers_under_names_of_strangers_are_said_in_a_line_each(run, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    names = {f"x{name[:60].replace('/', '_')}.html" for name in list(STORABLE.values())[::2]}
    for number, name in enumerate(sorted(names)):
        (folder / name).write_bytes(page(number))
    ran = run("add", "pages", "--detector", "rules")
    assert ran.code in (0, 3), ran.err
    assert ran.out.count("\n") + ran.err.count("skipped    ") == len(names)
    assert all(re.match(r"(added|unchanged|revised) +\S", line) for line in ran.out.splitlines())


LISTS: dict[str, list[str]] = {
    "found": ["search", "painted OR crane"],
    "kinship": ["lineage"],
    "kinship as rows": ["lineage", "-f", "jsonl"],
    "traced": ["trace", QUOTE],
    "traced as rows": ["trace", QUOTE, "-f", "json"],
    "the corpus": ["audit", "--corpus"],
    "decisions": ["review", "list"],
    "facts": ["db", "info"],
    "rows": ["export", "attributions"],
    "passages": ["export", "passages"],
}


def test_every_list_of_what_is_stored_is_words_and_nothing_else(added, tmp_path):
    for command in LISTS.values():
        ran = added(*command)
        assert ran.code == 0, (command, ran.err)
        assert ran.out
    for number in range(0, len(ALL), 17):
        name = f"{row(number)['id']}"
        if not set(name) & {"\0"} and not re.search("[\ud800-\udfff]", name) and not name.startswith("-"):
            audited, listed = added("audit", name), added("review", "attribution", name)
            assert (audited.code, listed.code) == (0, 0), (name, audited.err, listed.err)
            decided = added(
                *("review", "attribution", name, "accept", "-n", "1", "--by", ALL[number], "--note", ALL[number + 1])
            )
            assert decided.code == 0 or not ALL[number].strip() or "\0" in ALL[number] + ALL[number + 1], decided.err
    assert added("review", "list").out
    assert set(files_of(tmp_path)) == set()


def test_reports_go_where_they_were_told_to_and_nowhere_else(added, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    for ending in ("html", "anno.jsonld"):
        assert added("report", "quote", QUOTE, "-o", out / f"quote.{ending}").code == 0
    assert added("report", "corpus", "-o", out / "corpus.md").code == 0
    assert added("export", "articles", "-f", "csv", "-o", out / "articles.csv").code == 0
    assert added("db", "backup", out / "copy.db").code == 0
    assert len(list(out.iterdir())) == 5
    assert {name.partition("/")[0] for name in files_of(tmp_path)} == {"out"}
    assert not Path("/ran").exists(), "what some of the payloads would make"


def test_what_a_person_passes_on_unseen_is_refused_in_one_line(run, tmp_path):
    refused = run("add", "--", *ALL)
    assert (refused.code, refused.out) == (3, "")
    assert refused.err.count("skipped    ") == refused.err.count("\n") - 1, "and how many"
    commands = (["audit"], ["trace"], ["search"], ["outlets"], ["report", "article", "-o", "out.md"])
    for number, payload in enumerate(ALL[::2]):
        command = commands[number % len(commands)]
        ran = run(*command, "--", payload)
        assert ran.err.count("\n") <= 1 or ran.code == 2, (command, payload, ran.err)
    assert set(files_of(tmp_path)) == set()


def test_what_a_server_answers_is_refused_in_one_line(run, site):  # noqa: F811
    evil = "\x1b]0;owned\x07\x1b[31m"
    answers = {
        "/moved": Answer(b"", 302, {"Location": f"javascript:alert(1){evil}"}),
        "/elsewhere": Answer(b"", 302, {"Location": f"http://{evil}stranger.example/"}),
        "/typed": Answer(b"%PDF", 200, {"Content-Type": f"application/{evil}"}),
        "/packed": Answer(b"x", 200, {"Content-Encoding": evil, "Content-Type": "text/html"}),
        "/late": Answer(b"", 503, {"Retry-After": evil}),
    }
    for path, answer in answers.items():
        ran = run("add", site.put(path, answer), "--allow-private")
        assert (ran.code, ran.err.count("\n")) == (1, 1), (path, ran.err)


def test_what_feeds_say_is_words(run, site):  # noqa: F811
    entries = ""
    for number, payload in enumerate(ALL[::7]):
        site.put(f"/{number}", page(number))
        words = html.escape(re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", payload))
        entries += f"<item><title>{words}</title><link>{site.url}/{number}</link><pubDate>{words}</pubDate></item>"
        entries += f"<item><title>x</title><link>{words}</link></item>"
    feed = f"<?xml version='1.0'?><rss><channel>{entries}</channel></rss>".encode()
    ran = run(
        "add", site.put("/feed", feed, media_type="application/rss+xml"), "--allow-private", "--detector", "rules"
    )
    assert ran.code in (0, 3), ran.err
    assert ran.out.count("\n") >= 10


def test_a_report_of_a_stranger_is_held_against_the_store_in_words(added, tmp_path):
    words = {"exact": "\x1b[31m", "prefix": "\x07a", "suffix": "b", "start": 0, "end": 5}
    one = {"text": "\x1b]0;x\x07", "spans": [[0, 3]], "version": "\x1b[2J", "sha256": "\x07", "article": "\x1b[31mx"}
    (tmp_path / "theirs.json").write_text(json.dumps({"appearances": [one | words], "near_misses": []}))
    ran = added("verify", "theirs.json")
    assert ran.code == 1
    assert "theirs.json" in ran.err


@pytest.mark.parametrize("command", ["detect --detector rules", "match", "match --reworded"])
def test_filters_give_every_value_back_as_it_came(run, tmp_path, command):
    rows = [{"id": payload, "text": f"{QUOTE} {payload}", "title": payload} for payload in ALL]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)))
    ran = run(*command.split(), "in.jsonl")
    assert ran.code == 0, ran.err
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert {row[key] for row in found for key in ("id", "a", "b") if key in row} == set(ALL)


@pytest.mark.parametrize("command", ["export articles -f csv", "search crane -f csv"])
def test_even_what_is_for_programs_does_not_drive_a_terminal(added, command):
    shown = at_a_terminal(80, *command.split())
    assert shown.strip()
    assert CONTROL.search(SGR.sub("", shown)) is None


def test_an_archive_of_strangers_bytes_does_not_go_to_a_terminal(added, tmp_path):
    shown = at_a_terminal(200, "export", "pages")
    assert shown == "provenance: pages are a web archive, which no terminal can show; name a file for it with -o\n"


def test_what_is_for_programs_is_exact_in_a_pipe(added):
    titles = [json.loads(line)["title"] for line in added("export", "articles").out.splitlines()]
    assert PAYLOADS["a clipboard"] in titles
    assert PAYLOADS["a line turned around"] in titles


def test_what_is_said_while_a_person_waits_is_not_a_strangers(run, tmp_path):
    """The bar that shows how far it is moves the cursor; nothing else of a terminal is touched."""
    lines = [json.dumps(row(number)) for number in range(0, len(ALL), 9)]
    (tmp_path / "sent.jsonl").write_text("\n".join([*lines, '{"\x1b]0;x\x07']))
    shown = at_a_terminal(200, "add", "sent.jsonl", "--detector", "rules")
    assert shown.count("added      ") == len(lines)
    assert re.search("\x1b[^\\[]|[\x07\x08\x80-\x9f\u202d\u202e]", shown) is None
