from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import httpx

from provenance import pipeline
from provenance.store import open_store
from tests.report.test_webpage import Page
from tests.web.conftest import QUOTE, form_token, running

TEXT = "“The pier is closed and stays closed,” mayor Ann Lee said on Friday. It was built in 1911, she said."


def lead(answer):
    (line,) = [line for line in answer.text.splitlines() if 'class="lead"' in line]
    return Page(line).text


def test_an_address_that_is_not_there_is_said(reader):
    answer = reader.get("/<script>alert(1)</script>")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
    assert "there is no such page here" in lead(answer)


def test_a_value_that_cannot_be_is_said_by_its_name(reader):
    assert "page: input should be a valid integer" in lead(reader.get("/articles", params={"page": "x"}))


def test_a_very_long_line_is_cut(reader):
    assert len(lead(reader.get("/articles/" + "x" * 1_900))) < 700


def test_a_database_that_another_program_holds_is_a_line_and_503(told, tmp_path):
    path = tmp_path / "news.db"
    path.write_bytes(told.read_bytes())
    with open_store(path, wait=0.1) as store, running(store) as address:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with httpx.Client(base_url=address, timeout=30) as client:
            answer = client.post("/audit", data={"what": TEXT, "keep": "true", "token": form_token(client)})
            assert answer.status_code == 503
            assert "another program is writing" in lead(answer)
            assert client.get("/trace", params={"quote": QUOTE}).status_code == 200, "reading goes on"
        other.close()


def test_a_database_that_is_gone_is_a_line_and_503(told, tmp_path):
    path = Path(tmp_path / "news.db")
    path.write_bytes(told.read_bytes())
    with open_store(path) as store, running(store) as address:
        store.close()
        path.unlink()
        path.mkdir()
        answer = httpx.get(f"{address}/api/health")
        assert answer.status_code == 503
        assert "cannot be opened" in answer.json()["error"]


def test_many_at_once_are_answered_alike_while_articles_are_added(store):
    article = next(iter(store.articles()))
    with running(store) as address:
        asked = [f"/trace?quote={QUOTE}", f"/articles/{article.version}", "/claims", "/outlets", "/api/outlets", "/"]
        answers: list[tuple[str, int]] = []

        def ask(path: str) -> None:
            with httpx.Client(base_url=address, timeout=60) as client:
                answers.extend((path, client.get(path).status_code) for _ in range(5))

        def keep() -> None:
            with httpx.Client(base_url=address, timeout=60) as client:
                for number in range(5):
                    data = {"what": f"{TEXT} Number {number}.", "keep": "true", "token": form_token(client)}
                    answers.append(("keep", client.post("/audit", data=data).status_code))

        threads = [threading.Thread(target=ask, args=(path,)) for path in asked * 2]
        threads += [threading.Thread(target=keep)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {status for path, status in answers if path != "keep"} == {200}
    assert [status for path, status in answers if path == "keep"] == [303] * 5
    assert len(answers) == 65
    assert store.counts()["articles"] == 14
    assert pipeline.trace(store, "The pier is closed and stays closed").appearances
