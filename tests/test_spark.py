"""The pipeline on a real Spark, against the local one; skipped where PySpark or Java is not installed."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from provenance import ingest, pipeline
from provenance.report import shapes
from provenance.store import open_store
from tests.databases import database, running

if find_spec("pyspark") is None or find_spec("pyarrow") is None or find_spec("pandas") is None:
    pytest.skip("PySpark is not installed: pip install 'news-provenance[spark]'", allow_module_level=True)
if shutil.which("java") is None:
    pytest.skip("Spark needs Java, and there is none", allow_module_level=True)

import pyarrow as pa
import pyspark
from pyarrow import dataset, parquet

ROOT = Path(__file__).resolve().parents[1]
FERRY = ROOT / "examples" / "ferry"
OUTLETS = ("The Harbour Post", "Northern Wire", "Quay Street Journal", "The Tidewater Echo")
SAID = (
    "We will not sail another winter with hulls that the inspectors themselves call unsafe",
    "The council was told in March and the council chose to look the other way",
    "Nobody asked the crews before the timetable was doubled for the summer season",
    "Every passenger who boarded that night deserves an answer and not a brochure",
)


def _articles(count: int) -> list[dict[str, str]]:
    """Stories that copy from one another, each with quotes and a credit now and then."""
    chance = random.Random(7)
    made = []
    for number in range(count):
        story = number % 6
        prose = [
            f"The ferry line on route {story} stopped its evening boats after the third fault in {story + 2} weeks.",
            f"Mechanics at pier {story + 10} had warned of worn bearings and of pumps that ran without oil.",
            f"Tickets for the {story + 5} o'clock crossing stayed on sale while the vessel lay in dry dock.",
        ]
        quote = f"“{SAID[story % 4]},” harbour master Ilse Brandt said on pier {story}."
        credit = f"According to {OUTLETS[story % 4]}, the owner knew of it." if number % 3 else ""
        kept = [line for line in (*prose, quote, credit, f"Reader {number} wrote in about it.") if line]
        chance.shuffle(kept)
        outlet = OUTLETS[(number * 5 + story) % 4]
        made.append(
            {
                "id": f"a{number}",
                "url": f"https://{outlet.split()[-1].lower()}.example/{number}",
                "outlet": outlet,
                "published": f"2024-0{1 + number % 6}-1{number % 10}T08:00:00+00:00",
                "title": f"Ferries on route {story} halted, report {number}",
                "text": "\n\n".join(kept),
            }
        )
    return made


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _started(*arguments: str | Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "provenance", "spark", *map(str, arguments)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
        start_new_session=True,
    )


def _ran(*arguments: str | Path, env: dict[str, str] | None = None) -> tuple[int, str, str]:
    process = _started(*arguments, env=env)
    out, err = process.communicate(timeout=600)
    return process.returncode, out, err


def _matches(folder: Path) -> list[tuple[object, ...]]:
    table = dataset.dataset(folder / "matches", format="parquet").to_table()
    names = ("a", "b", "score", "kind", "a_start", "a_end", "b_start", "b_end")
    ordered = table.sort_by([("first", "ascending"), ("second", "ascending")])
    return [tuple(row[name] for name in names) for row in ordered.to_pylist()]


def _lineages(folder: Path) -> list[tuple[str, str, str]]:
    table = dataset.dataset(folder / "lineage", format="parquet").to_table().sort_by("number")
    return [(row["article"], row["row"], row["edges"]) for row in table.to_pylist()]


def _stored(database: Path | str) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    with open_store(database, create=False) as store:
        found: list[tuple[object, ...]] = [
            (one.a, one.b, one.score, one.kind, one.a_span.start, one.a_span.end, one.b_span.start, one.b_span.end)
            for one in store.matches()
        ]
        told = [
            (
                one.article.version,
                json.dumps(shapes.lineage_row(one), ensure_ascii=False),
                json.dumps([shapes.edge_row(edge) for edge in one.edges], ensure_ascii=False),
            )
            for one in pipeline.lineages(store)
        ]
    return found, told


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Forty articles, one of them twice and one revised."""
    rows = _articles(40)
    again, revised = dict(rows[3]), dict(rows[4], text=rows[4]["text"] + "\n\nThe line has since said it will reply.")
    return _write(tmp_path_factory.mktemp("corpus") / "articles.jsonl", [*rows, again, revised])


@pytest.fixture(scope="module")
def local(corpus, tmp_path_factory) -> tuple[list[tuple[object, ...]], list[tuple[str, str, str]]]:
    """What the local engine makes of them."""
    database = tmp_path_factory.mktemp("local") / "local.db"
    with open_store(database) as store:
        list(pipeline.add(store, ingest.read(str(corpus)), detector=pipeline.detector_named("fast")))
        list(pipeline.relink(store))
    return _stored(database)


@pytest.fixture(scope="module")
def done(corpus, tmp_path_factory):
    """A whole run on two threads."""
    folder = tmp_path_factory.mktemp("spark") / "out"
    code, out, err = _ran(corpus, "-o", folder, "--master", "local[2]", "--detector", "fast")
    assert code == 0, err
    assert "40 articles" in out
    return folder


def test_spark_finds_the_matches_of_the_local_engine_row_for_row(done, local):
    assert len(local[0]) > 100
    assert _matches(done) == local[0]


def test_spark_finds_the_lineage_of_the_local_engine_row_for_row(done, local):
    assert any(json.loads(row)["parent"] for _, row, _ in local[1])
    assert _lineages(done) == local[1]


def test_a_whole_run_is_not_done_again(done, corpus):
    before = {path: path.stat().st_mtime_ns for path in done.rglob("*.parquet")}
    code, _, err = _ran(corpus, "-o", done, "--master", "local[2]", "--detector", "fast")
    assert code == 0
    assert "lineage      (done before)" in err
    assert before == {path: path.stat().st_mtime_ns for path in done.rglob("*.parquet")}


def test_other_options_do_not_go_on_with_a_run(done, corpus):
    code, _, err = _ran(corpus, "-o", done, "--master", "local[2]", "--detector", "rules")
    assert code == 1
    assert "holds a run of other inputs or options" in err.splitlines()[-1]


def test_loading_gives_the_store_that_adding_would(done, local, tmp_path):
    database = tmp_path / "loaded.db"
    command = [sys.executable, "-m", "provenance", "--db", str(database), "load", str(done)]
    for said in ("40 added", "40 unchanged"):
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert said in ran.stderr
        assert _stored(database) == local
    with open_store(database) as store:
        assert store.waiting()[0] == 0


def test_loading_into_postgresql_gives_the_same(done, local):
    with running() as server, database(server) as url:
        command = [sys.executable, "-m", "provenance", "--db", url, "load", str(done)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "40 added" in ran.stderr
        assert _stored(url) == local


def test_loading_beside_other_articles_is_refused_and_changes_nothing(done, tmp_path):
    database = tmp_path / "other.db"
    with open_store(database) as store:
        list(pipeline.add(store, ingest.read(str(FERRY)), detector=pipeline.detector_named("rules")))
        before = store.counts()
    command = [sys.executable, "-m", "provenance", "--db", str(database), "load", str(done)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "of another run" in ran.stderr
    with open_store(database) as store:
        assert store.counts() == before


def test_a_run_that_was_killed_goes_on_from_its_last_stage(corpus, local, tmp_path):
    folder = tmp_path / "out"
    process = _started(corpus, "-o", folder, "--master", "local[2]", "--detector", "fast")
    _wait_for(folder / "articles" / "_SUCCESS", process)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert not (folder / "lineage" / "_SUCCESS").exists()
    began = (folder / "articles" / "_SUCCESS").stat().st_mtime_ns
    code, _, err = _ran(corpus, "-o", folder, "--master", "local[2]", "--detector", "fast")
    assert code == 0, err
    assert "articles     (done before)" in err
    assert (folder / "articles" / "_SUCCESS").stat().st_mtime_ns == began
    assert (_matches(folder), _lineages(folder)) == local


def test_a_run_outlives_the_death_of_an_executor(corpus, local, tmp_path):
    folder = tmp_path / "out"
    process = _started(corpus, "-o", folder, "--master", "local-cluster[2,1,1024]", "--detector", "fast")
    _wait_for(folder / "found" / "_SUCCESS", process)
    executors = _executors(process.pid)
    os.kill(executors[0], signal.SIGKILL)
    _, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    assert (_matches(folder), _lineages(folder)) == local


@pytest.fixture
def cluster(tmp_path) -> Iterator[str]:
    """The address of a cluster that runs by itself: a master and a worker of two cores."""
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    master = f"spark://127.0.0.1:{port}"
    environment = os.environ | {"SPARK_NO_DAEMONIZE": "1", "PYSPARK_PYTHON": sys.executable}
    deployed = "org.apache.spark.deploy"
    starts = (
        (f"{deployed}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"),
        (f"{deployed}.worker.Worker", "--cores", "2", "--memory", "2g", "--webui-port", "0", master),
    )
    with (tmp_path / "cluster.log").open("wb") as log:
        started = [
            subprocess.Popen([program, *start], stdout=log, stderr=log, env=environment, cwd=tmp_path)
            for start in starts
        ]
        try:
            until = time.monotonic() + 120
            while b"Registering worker" not in (tmp_path / "cluster.log").read_bytes():
                assert time.monotonic() < until, (tmp_path / "cluster.log").read_text()
                time.sleep(0.2)
            yield master
        finally:
            for one in started:
                one.kill()
                one.wait()


def test_a_cluster_that_runs_by_itself_gives_the_same_when_named_and_through_spark_submit(
    cluster, corpus, local, tmp_path
):
    environment = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    code, _, err = _ran(corpus, "-o", tmp_path / "named", "--master", cluster, "--detector", "fast", env=environment)
    assert code == 0, err
    submit = [
        str(Path(pyspark.__file__).parent / "bin" / "spark-submit"),
        *("--master", cluster, "--conf", f"spark.pyspark.python={sys.executable}"),
        *("--conf", f"spark.executorEnv.PYTHONPATH={ROOT}", str(ROOT / "provenance" / "__main__.py")),
        *("spark", str(corpus), "-o", str(tmp_path / "submitted"), "--detector", "fast"),
    ]
    environment |= {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(submit, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for folder in ("named", "submitted"):
        assert (_matches(tmp_path / folder), _lineages(tmp_path / folder)) == local


def _wait_for(path: Path, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 300
    while not path.exists():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.05)


def _executors(session: int) -> list[int]:
    """Processes of this very run that are executors of Spark."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            command = (path / "cmdline").read_bytes()
            of = int((path / "stat").read_text().rsplit(")", 1)[1].split()[3])
        except (OSError, IndexError):
            continue
        if of == session and b"CoarseGrainedExecutorBackend" in command:
            found.append(int(path.name))
    assert found
    return found


def test_texts_give_the_pairs_that_match_gives(tmp_path):
    rows = [
        {"id": f"t{number}", "text": row["text"], "group": row["outlet"], "date": row["published"][:10]}
        for number, row in enumerate(_articles(60))
    ]
    rows += [{"id": "short", "text": "unlucky thirteen"}, {"id": "none", "text": "—"}]
    file = _write(tmp_path / "texts.jsonl", rows)
    code, out, err = _ran(file, "-o", tmp_path / "out", "--texts", "--master", "local[2]")
    assert code == 0, err
    command = [sys.executable, "-m", "provenance", "match", str(file)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = [tuple(json.loads(line).values()) for line in ran.stdout.splitlines()]
    table = dataset.dataset(tmp_path / "out" / "matches", format="parquet").to_table()
    found = [(row["a"], row["b"], round(row["score"], 2), row["kind"]) for row in table.to_pylist()]
    assert len(expected) > 100
    assert sorted(found) == sorted((a, b, score, kind) for a, b, score, kind, *_ in expected)
    assert f"{len(expected):,} pairs" in out


def _loaded(folder: Path, database: Path) -> str:
    """What `load` says of a folder that it cannot use, in one line."""
    command = [sys.executable, "-m", "provenance", "--db", str(database), "load", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    return ran.stderr


def test_parquet_of_another_kind_is_not_loaded_and_no_database_is_made_for_it(done, tmp_path):
    folder, database = tmp_path / "run", tmp_path / "none.db"
    shutil.copytree(done, folder)
    parquet.write_table(pa.table({"number": [1], "words": ["x"]}), folder / "matches" / "part-other.parquet")
    assert "part-other.parquet: Parquet of another kind (columns: number, words)" in _loaded(folder, database)
    (folder / "lineage" / "_SUCCESS").unlink()
    assert "no whole run of `provenance spark` (no lineage)" in _loaded(folder, database)
    assert not database.exists()


def test_a_damaged_result_is_named_and_loading_goes_on_when_it_is_whole_again(done, local, tmp_path):
    folder, database = tmp_path / "run", tmp_path / "loaded.db"
    shutil.copytree(done, folder)
    file = max((folder / "articles").glob("*.parquet"))
    whole = file.read_bytes()
    table = parquet.read_table(file)
    bad = ["{}"] * table.num_rows
    parquet.write_table(table.set_column(table.schema.get_field_index("reading"), "reading", pa.array(bad)), file)
    assert "is damaged; run `provenance spark` again" in _loaded(folder, database)
    middle = len(whole) // 2
    file.write_bytes(whole[:middle] + b"\xff" * 2_000 + whole[middle + 2_000 :])
    assert "damaged" in _loaded(folder, database)
    file.write_bytes(whole)
    command = [sys.executable, "-m", "provenance", "--db", str(database), "load", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    assert _stored(database) == local


# --- what is given ---


def _warc(pages: list[tuple[str, bytes]], damaged: int) -> bytes:
    """A web archive of which one member is damaged in its middle."""
    members = []
    for url, html in pages:
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-04T08:00:00Z\r\n"
        head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        members.append(bytearray(gzip.compress(head.encode() + answer + b"\r\n\r\n")))
    middle = len(members[damaged]) // 2
    members[damaged][middle : middle + 40] = b"\xff" * 40
    return b"".join(members)


def test_warc_and_parquet_are_read_and_a_damaged_member_is_named(tmp_path):
    rows = _articles(8)
    pages = [
        (row["url"], f"<html><title>{row['title']}</title><article><p>{row['text']}</p></article></html>".encode())
        for row in rows[:4]
    ]
    pages[0] = (pages[0][0], pages[0][1] + b"<!--" + b"x" * 100_000 + b"-->")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crawl.warc.gz").write_bytes(_warc(pages, damaged=1))
    parquet.write_table(pa.Table.from_pylist(rows[4:]), tmp_path / "in" / "rows.parquet")
    with gzip.open(tmp_path / "in" / "more.jsonl.gz", "wt", encoding="utf-8") as more:
        more.write(json.dumps(rows[0] | {"id": "z", "url": "https://echo.example/z"}) + "\n{not json\n")
    code, out, err = _ran(tmp_path / "in", "-o", tmp_path / "out", "--master", "local[2]", "--detector", "rules")
    assert code == 3, err
    assert "8 articles" in out
    assert "2 skipped" in out
    assert re.search(r"^skipped .*crawl\.warc\.gz: record \d: damaged", err, re.MULTILINE)
    assert re.search(r"^skipped .*more\.jsonl\.gz: line 2: not JSON", err, re.MULTILINE)


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda folder: folder / "none.jsonl", "no such file or folder"),
        (lambda folder: _table(folder, {"a": [1], "b": [2]}), "Parquet of another kind (columns: a, b)"),
        (lambda folder: _bytes(folder / "bad.parquet", b"PAR1 nothing"), "no Parquet file"),
    ],
)
def test_inputs_that_cannot_be_used_are_refused_before_spark_starts(made, said, tmp_path):
    code, _, err = _ran(made(tmp_path), "-o", tmp_path / "out")
    assert code == 1
    assert len(err.splitlines()) == 1
    assert said in err
    assert not (tmp_path / "out").exists()


def _table(folder: Path, columns: dict[str, list[int]]) -> Path:
    parquet.write_table(pa.table(columns), folder / "other.parquet")
    return folder / "other.parquet"


def _bytes(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_an_input_without_articles_leaves_nothing_behind(tmp_path):
    bad = _bytes(tmp_path / "bad.jsonl", b'{"url": "https://example.org"}\n')
    code, _, err = _ran(bad, "-o", tmp_path / "out", "--master", "local[2]")
    assert code == 1
    assert "has neither text nor html" in err.splitlines()[-1]
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_else_is_left_alone(corpus, tmp_path):
    _bytes(tmp_path / "out.txt", b"mine")
    code, _, err = _ran(corpus, "-o", tmp_path, "--master", "local[2]")
    assert code == 1
    assert "no run of this command" in err.splitlines()[-1]
    assert [path.name for path in tmp_path.iterdir()] == ["out.txt"]


def test_without_java_one_line_says_so(corpus, tmp_path):
    code, _, err = _ran(corpus, "-o", tmp_path / "out", env={"PATH": str(tmp_path), "JAVA_HOME": str(tmp_path)})
    assert code == 1
    assert err.startswith("provenance: Spark needs Java 17")
    assert len(err.splitlines()) == 1


def test_an_old_java_is_named(corpus, tmp_path):
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_292\"' >&2\n")
    java.chmod(0o755)
    code, _, err = _ran(corpus, "-o", tmp_path / "out", env={"JAVA_HOME": str(tmp_path)})
    assert code == 1
    assert err == f"provenance: Spark needs Java 17 or later, and {java} is 8; install it or set JAVA_HOME\n"
    assert not (tmp_path / "out").exists()


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def test_a_master_that_does_not_answer_is_named_at_once(corpus, tmp_path, closed_port):
    began = time.monotonic()
    master = f"spark://127.0.0.1:{closed_port}"
    code, _, err = _ran(corpus, "-o", tmp_path / "out", "--master", master)
    assert code == 1
    assert err.startswith(f"provenance: {master}: the master does not answer")
    assert len(err.splitlines()) == 1
    assert time.monotonic() - began < 60


def test_what_answers_and_is_no_master_is_named():
    """Spark tries for a minute and a half, then says nothing but this."""
    from pyspark.errors import PySparkRuntimeError

    from provenance.errors import InputError
    from provenance.spark.session import _told

    with pytest.raises(InputError, match=r"^spark://host:1: answers, but not as a master"), _told("spark://host:1"):
        raise PySparkRuntimeError("Cannot call methods on a stopped SparkContext.\nThis stopped SparkContext was …")


def test_a_python_of_the_workers_without_the_package_is_named_with_what_to_do():
    from pyspark.errors import PySparkRuntimeError

    from provenance.errors import InputError
    from provenance.spark.session import _told

    with pytest.raises(InputError, match=r"No module named 'pyarrow'.*set PYSPARK_PYTHON"), _told("spark://host:1"):
        raise PySparkRuntimeError("Job aborted\n  File \"x.py\"\nModuleNotFoundError: No module named 'pyarrow'\n")


def test_an_old_pyspark_is_named(corpus, tmp_path, monkeypatch):
    import pyspark

    from provenance.errors import InputError
    from provenance.spark.session import session

    monkeypatch.setattr(pyspark, "__version__", "3.5.1")
    with pytest.raises(InputError, match=r"PySpark 3\.5\.1 is too old; install 4\.0 or later"), session("local[1]"):
        pass


def test_a_master_that_is_none_is_one_line(corpus, tmp_path):
    code, _, err = _ran(corpus, "-o", tmp_path / "out", "--master", "nowhere[2]")
    assert code == 1
    assert err.splitlines()[-1].startswith("provenance: Spark on nowhere[2] failed: ")
