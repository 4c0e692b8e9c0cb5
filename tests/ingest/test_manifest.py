"""Lists beside saved pages."""

from __future__ import annotations

import json
from pathlib import Path

from provenance.ingest import read
from provenance.ingest.manifest import manifests
from provenance.model import Article

PAGE = "<html><body><article><h1>Pier to close</h1>" + "<p>The pier will close in May, the town said.</p>" * 9
URL = "https://harbourgazette.example/pier"


def put(folder: Path, manifest: object, page: str = "pages/a/pier.html") -> None:
    (folder / page).parent.mkdir(parents=True)
    (folder / page).write_text(PAGE + "</article></body></html>")
    (folder / "manifest.jsonl").write_text(json.dumps(manifest) + "\n")


def test_a_manifest_gives_pages_their_addresses_and_is_no_article_itself(tmp_path):
    put(tmp_path, {"file": "a/pier.html", "url": URL, "body": "What somebody wrote down of the page. " * 9})
    (article,) = read(str(tmp_path))
    assert isinstance(article, Article)
    assert article.url == URL
    assert article.outlet is not None
    assert article.outlet.name == "The Harbour Gazette"


def test_names_may_be_relative_to_the_manifest_itself(tmp_path):
    put(tmp_path, {"path": "pages/a/pier.html", "url": URL})
    assert manifests(tmp_path).urls == {(tmp_path / "pages/a/pier.html").resolve(): URL}


def test_a_file_of_articles_is_no_manifest(tmp_path):
    put(tmp_path, {"file": "elsewhere.html", "url": URL, "text": "The town said that the pier will close. " * 9})
    assert manifests(tmp_path).files == frozenset()
    assert len(list(read(str(tmp_path)))) == 2


def test_only_web_addresses_are_taken(tmp_path):
    put(tmp_path, {"file": "a/pier.html", "url": "javascript:alert(1)"})
    assert manifests(tmp_path).urls == {}


def test_what_is_not_jsonl_is_no_manifest(tmp_path):
    for number, text in enumerate(["not json", "[1]", "", '{"file": "\\u0000"}', "\xff"]):
        (tmp_path / f"{number}.jsonl").write_text(text, encoding="latin-1")
    assert manifests(tmp_path).files == frozenset()


def test_a_name_that_no_file_has_spoils_its_row_alone(tmp_path):
    put(tmp_path, {"file": "a/pier.html", "url": URL})
    with (tmp_path / "manifest.jsonl").open("a") as file:
        for name in ("x\0y", "x\ud800y", "x" * 5_000, "../" * 3_000):
            file.write(json.dumps({"file": name, "url": URL}) + "\n")
    (article,) = read(str(tmp_path))
    assert isinstance(article, Article)
    assert article.url == URL


def test_a_file_outside_the_folder_is_not_read_for_being_named(tmp_path):
    put(tmp_path / "given", {"file": "../secret.html", "url": URL})
    (tmp_path / "secret.html").write_text(PAGE.replace("pier", "secret"))
    assert all("secret" not in one.text for one in read(str(tmp_path / "given")) if isinstance(one, Article))
