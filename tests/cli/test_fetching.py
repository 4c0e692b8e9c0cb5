"""What the commands take from the web, and what they leave alone."""

from __future__ import annotations

import json

import pytest

from tests.ingest.conftest import site  # noqa: F401  # a fixture
from tests.ingest.site import QUICK, Answer, story_html

LINKED = story_html(extra='<link rel="canonical" href="/crane">').replace(
    b"Work begins in March", b'Work <a href="/private/plan">begins in March</a> (<a href="/plan">the plan</a>)'
)


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch):
    """Requests to one host need not be apart here."""
    monkeypatch.setattr("provenance.ingest.fetch.Patience", lambda: QUICK)


@pytest.mark.parametrize("command", [["add"], ["audit"], ["report", "article", "-o", "report.md"]])
def test_a_server_of_ones_own_is_read_only_where_one_says_so(run, site, tmp_path, command):  # noqa: F811
    url = site.put("/crane", story_html())
    refused = run(*command, url, "--detector", "rules")
    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert "127.0.0.1 is no public address; give --allow-private if it is a server of your own" in refused.err
    assert site.asked == []
    assert list(tmp_path.iterdir()) == []
    allowed = run(*command, url, "--detector", "rules", "--allow-private")
    assert allowed.code == 0, allowed.err
    assert site.pages == ["/crane"]


def test_why_a_page_did_not_come_is_told_apart(run, site, tmp_path):  # noqa: F811
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private", media_type="text/plain")
    for status in (402, 403, 404, 410, 500):
        site.put(f"/{status}", Answer(b"", status))
    paths = ["402", "403", "404", "410", "500", "private/1", "crane"]
    site.put("/crane", story_html())
    (tmp_path / "list.txt").write_text("".join(f"{site.url}/{path}\n" for path in paths) + "http://10.0.0.1/\n")
    ran = run("add", "list.txt", "--allow-private", "--detector", "rules", "-f", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row.get("reason", row["status"]) for row in rows][:-1] == [
        "paywall",
        "blocked",
        "not-found",
        "gone",
        "unavailable",
        "robots",
        "added",
    ]
    assert ran.code == 3


def test_links_are_followed_as_far_as_the_site_lets_programs(run, site):  # noqa: F811
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private", media_type="text/plain")
    for path in ("/plan", "/private/plan"):
        site.put(path, story_html(f"The plan at {path}"))
    start = site.put("/crane", LINKED)
    ran = run("add", start, "--follow", "1", "--allow-private", "--detector", "rules", "-f", "jsonl")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [(row["status"], row["where"].removeprefix(site.url)) for row in rows] == [
        ("added", "/crane"),
        ("skipped", "/private/plan"),
        ("added", "/plan"),
    ]
    assert rows[1]["reason"] == "robots"
    assert site.pages == ["/crane", "/plan"]
