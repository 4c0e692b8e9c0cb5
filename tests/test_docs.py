"""The documentation does what it says: links lead somewhere, commands and queries run, references are complete."""

from __future__ import annotations

import inspect
import json
import re
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer.main

from provenance import ingest, lexicon, model, pipeline, report
from provenance.cli import app, main
from provenance.exporting import EXPORTS
from provenance.ingest.jsonl import _AUTHORS, _NAMES
from provenance.investigation import Investigation
from provenance.report import sheet
from provenance.store import open_store

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "examples" / "README.md", *sorted(DOCS.rglob("*.md"))]
TYPED = [page for page in PAGES if page.parent.name in ("tutorial", "howto") or page.name == "README.md"]
TUTORIAL = DOCS / "tutorial" / "first-report.md"
QUOTE = "We knew in March that the ramp was failing"
LEDGER = "https://northernledger.example/2024/06/04/unions-ferry"

# What the program says wrong usage with; Typer brings its own copy of it, or takes it from Click.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

_FENCED = re.compile(r"^[ ]*```(\w+)\n(.*?)^[ ]*```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`[^`\n]+`")
# Where people and programs keep their files, from the root on: such a path means nothing to a reader.
_PLACE = re.compile(r"(?<![\w.:/~])/(?:home|root|Users|tmp|mnt|srv|work|workspace|builds?)/")


def words(page):
    return page.read_text(encoding="utf-8")


def blocks(page, language):
    return blocks_of(words(page), language)


def blocks_of(text, language):
    return [body for name, body in _FENCED.findall(text) if name == language]


def called(page):
    return str(page.relative_to(ROOT))


def anchors(page):
    heads = re.findall(r"^#+ (.+)$", _FENCED.sub("", words(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def sessions(page) -> Iterator[tuple[str, list[str]]]:
    return sessions_of(words(page))


def sessions_of(text) -> Iterator[tuple[str, list[str]]]:
    """Every command of a text's console blocks, with the lines shown under it."""
    for block in blocks_of(text, "console"):
        for part in re.split(r"^ *\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip().splitlines()
            yield command, shown


def program_calls(command):
    """The arguments of every `provenance …` in a shell line."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    call: list[str] = []
    for token in [*lexer, "|"]:
        if token not in ("|", ";", "&&"):
            call.append(token)
            continue
        if call[:1] == ["provenance"]:
            yield call[1 : call.index(">")] if ">" in call else call[1:]
        call = []


def parse(args):
    """Take a command line apart as the program would, without running it."""
    command: Any = typer.main.get_command(app)
    context = None
    while args is not None:
        context = command.make_context(command.name, list(args), parent=context)
        rest = [*getattr(context, "_protected_args", []), *context.args]
        if not hasattr(command, "commands"):
            return
        _, command, args = command.resolve_command(context, rest)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder with the examples in it, as a reader of the documentation has."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def ferry(tmp_path_factory):
    """A database that holds the example story."""
    database = tmp_path_factory.mktemp("docs") / "ferry.db"
    with open_store(database) as store:
        list(pipeline.add(store, ingest.read(str(ROOT / "examples" / "ferry"))))
        list(pipeline.link_new(store))
    return database


@pytest.fixture
def run(capsys, monkeypatch):
    """Run `provenance ARGS` in this process: standard output, then standard error."""

    def call(*args, exits=None):
        code = None
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["provenance", *map(str, args)])
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        assert (code or None) == exits, said.err
        return said.out + said.err

    return call


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_every_link_leads_to_a_page_and_a_heading_that_are_there(page):
    for link in _LINK.findall(_CODE.sub("", _FENCED.sub("", words(page)))):
        if re.match(r"\w+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES, ids=called)
def test_no_page_names_a_place_on_the_machine_it_was_written_on(page):
    here = [str(ROOT) + "/", str(Path.home()) + "/"]
    for line in words(page).splitlines():
        assert not _PLACE.search(line), line
        assert not any(place in line for place in here), line


@pytest.mark.parametrize("page", TYPED, ids=called)
def test_every_command_on_a_page_can_be_typed(page):
    for command, _ in sessions(page):
        for args in program_calls(command):
            parse(args)


def test_a_command_that_is_not_there_is_noticed():
    for wrong in (["tracee", "x"], ["add", "x", "--colour"], ["report", "quote", "x"], ["audit", "x", "--whole"]):
        with pytest.raises(UsageError):
            parse(wrong)


def follow(command, shown, run, monkeypatch):
    """Do what a line of the tutorial says; what is shown under it is printed, in this order."""
    match shlex.split(command):
        case ["export", *settings]:
            for setting in settings:
                monkeypatch.setenv(*setting.split("=", 1))
            printed = ""
        case ["make", "demo"]:
            printed = run("demo", "--keep", "told")
        case [".", ".venv/bin/activate"]:
            assert "VENV ?= .venv\n" in words(ROOT / "Makefile")
            printed = ""
        case ["provenance", *args]:
            printed = run(*args)
        case other:
            pytest.fail(f"nobody knows how to follow: {other}")
    lines = iter(line.rstrip() for line in printed.splitlines())
    for line in shown:
        assert line == "…" or line in lines, f"{command}: does not print, or not here: {line}"


def test_the_tutorial_runs_as_written_and_shows_what_the_commands_print(folder, run, monkeypatch):
    shutil.copy(ROOT / "tests" / "story.html", folder)  # the page that the reader saved
    for command, shown in sessions(TUTORIAL):
        follow(command, shown, run, monkeypatch)
    assert {"ferry.db", "quote.html", "story-report.html"} <= {path.name for path in folder.iterdir()}
    assert not (folder / "mine.db").exists()
    assert "Iwan Marsh" in words(folder / "story-report.html")


def test_the_readme_leads_to_a_report_of_ones_own_in_a_few_commands(folder, run, monkeypatch):
    shutil.copy(ROOT / "tests" / "story.html", folder)
    monkeypatch.delenv("PROVENANCE_DB", raising=False)
    own = words(ROOT / "README.md").split("## Your own first report")[1].split("\n## ")[0]
    commands = list(sessions_of(own))
    for command, shown in commands:
        follow(command, shown, run, monkeypatch)
    assert len(commands) <= 10
    assert "Iwan Marsh" in words(folder / "story-report.html")
    assert not list(folder.glob("*.db"))


def test_the_tutorial_needs_ten_commands_at_most_to_the_first_report_of_ones_own():
    commands = [command for command, _ in sessions(TUTORIAL)]
    assert 5 <= len(commands) <= 10
    assert commands[-1].endswith("report article story.html -o story-report.html")


@pytest.mark.parametrize("query", blocks(DOCS / "reference" / "database.md", "sql"))
def test_every_query_of_the_reference_runs_and_finds_something_in_the_example_story(ferry, query):
    with sqlite3.connect(f"file:{ferry}?mode=ro", uri=True) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    assert found


def test_every_table_and_every_column_of_a_view_is_in_the_reference(ferry):
    page = words(DOCS / "reference" / "database.md")
    with sqlite3.connect(ferry) as connection:
        made = connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
        views = [name for name, kind in made if kind == "view"]
        columns = {view: [row[1] for row in connection.execute(f"PRAGMA table_info({view})")] for view in views}
    connection.close()
    own = [name for name, _ in made if not name.startswith("article_search_")]
    assert [name for name in own if f"`{name}`" not in page] == []
    for view, names in columns.items():
        section = page.split(f"### `{view}`")[1].split("\n#")[0]
        bare = {re.sub("^[ab]_", "…_", name) if view == "shared_passages" else name for name in names}
        listed = {name for name in bare if f"`{name}`" in section or f"`{name.replace('…', 'a')}`" in section}
        assert listed == bare


def test_every_figure_of_an_audit_is_in_the_reference(ferry, run):
    audit = json.loads(run("--db", ferry, "audit", LEDGER, "--format", "json"))
    of_one, of_all = words(DOCS / "reference" / "findings.md").split("### Of one article")[1].split("### Of a corpus")
    listed = re.findall(r"^\| `([a-z_]+)` \|", of_one, re.MULTILINE)
    assert listed == list(audit["metrics"])
    corpus = json.loads(run("--db", ferry, "audit", "--corpus", "--format", "json"))
    assert re.findall(r"^\| `([a-z_0-9]+)` \|", of_all, re.MULTILINE) == list(corpus["figures"])


def keys(value) -> set[str]:
    if isinstance(value, dict):
        return {
            *value,
            *(key for name, inner in value.items() if name not in ("metrics", "figures") for key in keys(inner)),
        }
    return {key for inner in value for key in keys(inner)} if isinstance(value, list) else set()


def test_the_keys_that_commands_write_are_those_in_the_reference(ferry, folder, run, monkeypatch):
    shutil.copy(ferry, folder / "reviewed.db")
    monkeypatch.setenv("PROVENANCE_DB", "reviewed.db")
    for decision in (["accept", "-n", "1"], ["reject", "-n", "2"]):
        run("review", "attribution", LEDGER, *decision, "--by", "Ada Lind")
    (folder / "texts.jsonl").write_text(
        "\n".join(json.dumps({"id": name, "text": f"“{QUOTE},” she told Reuters."}) for name in "ab")
    )
    (folder / "empty.txt").touch()
    commands = [
        ["trace", QUOTE, "-f", "json"],
        ["audit", LEDGER, "-f", "json"],
        ["audit", "--corpus", "-f", "json"],
        ["lineage", "-f", "jsonl"],
        ["search", "ramp", "-f", "jsonl"],
        ["outlets", "meridian", "-f", "jsonl"],
        ["review", "list", "-f", "jsonl"],
        ["detect", "texts.jsonl"],
        ["match", "texts.jsonl"],
        ["match", "texts.jsonl", "--against", "texts.jsonl", "--reworded"],
        *(["export", what] for what in ("articles", "attributions", "matches", "edges")),
    ]
    written = {" ".join(args): run(*args) for args in commands}
    added = run("--db", "new.db", "add", "empty.txt", "examples/ferry", "-f", "jsonl", exits=3)
    written["add"] = "\n".join(line for line in added.splitlines() if line.startswith("{"))
    run("report", "corpus", "-o", "corpus.json")
    written["report corpus -o corpus.json"] = (folder / "corpus.json").read_text(encoding="utf-8")
    found = {
        command: keys(json.loads(text if command.endswith("json") else f"[{','.join(text.splitlines())}]"))
        for command, text in written.items()
    }
    page = words(DOCS / "reference" / "json.md")
    for command, names in found.items():
        assert names, command
        assert {name for name in names if f"`{name}`" not in page} == set(), command
    firsts = re.findall(r"^\| (`[^|]*`) \|", page, re.MULTILINE)
    assert {name for first in firsts for name in re.findall(r"`(\w+)`", first)} <= set().union(*found.values())


def test_every_name_of_a_json_field_that_is_read_is_in_the_guide_to_adding():
    page = words(DOCS / "howto" / "add-your-sources.md")
    forms = {form for names in (*_NAMES.values(), _AUTHORS) for form in names}
    assert {form for form in forms if f"`{form}`" not in page} == set()


def test_every_reason_for_skipping_is_in_the_references():
    for reason in {*get_args(model.NoArticle), *get_args(model.NoPage), "failed"}:
        assert f"`{reason}`" in words(DOCS / "reference" / "json.md"), reason
        assert re.search(rf"\b{reason}\b", words(DOCS / "reference" / "cli.md")), reason
    guide = words(DOCS / "howto" / "add-your-sources.md")
    assert {one for one in get_args(model.NoPage) if f"`{one}`" not in guide} <= set(get_args(model.NoArticle))


def test_the_outlets_file_of_the_guide_is_one_that_is_read(tmp_path, monkeypatch):
    (table,) = blocks(DOCS / "howto" / "add-outlets.md", "csv")
    (tmp_path / "own.csv").write_text(table, encoding="utf-8")
    monkeypatch.setenv("PROVENANCE_OUTLETS", str(tmp_path / "own.csv"))
    (own,) = [outlet for outlet in lexicon.outlets.__wrapped__() if outlet.id == "northern-ledger"]
    assert own.aliases == ("Northern Ledger", "The Ledger of the North")
    assert (own.country, own.kind, own.state_media) == ("NO", "newspaper", "none-known")


def test_the_decisions_of_the_guide_to_reviewing_are_made_as_it_says(ferry, folder, run, monkeypatch):
    shutil.copy(ferry, folder / "reviewed.db")
    monkeypatch.setenv("PROVENANCE_DB", "reviewed.db")
    for command, _ in sessions(DOCS / "howto" / "review-findings.md"):
        match shlex.split(command):
            case ["export", setting]:
                monkeypatch.setenv(*setting.split("=", 1))
            case [_, *args]:
                assert run(*args), command
    decided = [json.loads(line) for line in run("review", "list", "-f", "jsonl").splitlines()]
    assert {row["by"] for row in decided} == {"Ada Lind"}
    assert [row["about"] for row in decided] == ["attribution"] * 3 + ["parent"] * 3 + ["link"]
    assert "gone" not in {row["standing"] for row in decided}


def test_the_texts_of_the_guide_to_filters_match_as_it_says(folder, run):
    page = DOCS / "howto" / "use-the-filters.md"
    (folder / "texts.jsonl").write_text(blocks(page, "json")[1], encoding="utf-8")
    assert f"`{run('match', 'texts.jsonl').strip()}`" in words(page)


@pytest.mark.parametrize(
    ("page", "prints"),
    [
        ("reference/python.md", ["added Minister says Skerry ferry ramp was known", "high state-only-way", "linked"]),
        (
            "howto/use-it-from-python.md",
            ["1 independent origin", "('named-person', 17)", "skipped no-such-page.html"],
        ),
    ],
)
def test_the_python_examples_run_in_the_order_of_the_page(folder, capsys, page, prints):
    names: dict[str, object] = {}
    for code in blocks(DOCS / page, "python"):
        exec(compile(code, page, "exec"), names)
    printed = capsys.readouterr().out
    assert [words for words in prints if words not in printed] == []
    assert {"trace.html", "attributions.csv"} & {path.name for path in folder.iterdir()}


def test_every_method_of_an_investigation_is_in_the_reference_with_its_parameters():
    page = words(DOCS / "reference" / "python.md").split("## `Investigation`")[1].split("\n## ")[0]
    listed = dict(re.findall(r"^\| `(\w+)\((.*?)\)` \|", page, re.MULTILINE))
    own = {name: value for name, value in vars(Investigation).items() if inspect.isfunction(value) and name[0] != "_"}
    assert listed.keys() == own.keys()
    for name, method in own.items():
        asked = [part for part in inspect.signature(method).parameters if part != "self"]
        assert re.findall(r"(\w+)(?:=[^,]+)?", re.sub("=[^,]+", "", listed[name])) == asked, name


def test_every_kind_of_rows_is_in_the_reference():
    page = words(DOCS / "reference" / "python.md")
    assert [kind for kind in EXPORTS if f'`"{kind}"`' not in page] == []


def test_every_format_ending_and_column_is_in_the_reference():
    page = words(DOCS / "reference" / "formats.md")
    table = page.split("## Identifiers")[0]
    assert {name for name in (*report.ENDINGS, *report.RENDERERS) if f"`{name}`" not in table} == set()
    rows = dict(re.findall(r"^\| (quote|article|corpus|all of them) \| (.*) \|$", page, re.MULTILINE))
    for sort, kind in (("quote", "chain"), ("article", "audit"), ("corpus", "corpus")):
        listed = re.findall(r"`(\w+)`", rows[sort] + rows["all of them"])
        assert listed == sheet.COLUMNS[kind]


def test_every_kind_of_annotation_node_and_edge_is_in_the_reference(ferry, run):
    page = words(DOCS / "reference" / "formats.md")
    for args in (("audit", LEDGER), ("trace", QUOTE)):
        items = json.loads(run("--db", ferry, *args, "-f", "annotations"))["first"]["items"]
        kinds = {kind for item in items for kind in [item["body"]["type"]] if isinstance(kind, str)}
        assert {kind for kind in kinds if f"`{kind}`" not in page} == set()
        found = re.findall(r'key="(?:node|edge)_kind">(\w+)<', run("--db", ferry, *args, "-f", "graphml"))
        assert found
        assert {kind for kind in found if f"`{kind}`" not in page} == set()
