"""The documentation's site is built without a warning and without the network, and loads nothing from elsewhere."""

from __future__ import annotations

import importlib.util
import inspect
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from provenance import model
from provenance.investigation import Investigation

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"

if importlib.util.find_spec("sphinx") is None and os.environ.get("CI") != "true":
    pytest.skip("needs Sphinx, of the dependency group `docs`", allow_module_level=True)

LOADS = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "object": "data"}


class Page(HTMLParser):
    """What a page loads, where its links lead, and what can be linked to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get(LOADS.get(tag, "")):
            self.loaded.append(given[LOADS[tag]])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        self.ids.add(given.get("id") or "")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The folder of the built site; every warning is an error, and a proxy that is not there stops any request."""
    place = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", str(place / "trees")]
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    command += [str(DOCS), str(place / "html")]
    done = subprocess.run(command, check=False, env=os.environ | nowhere, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return place / "html"


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path) for path in sorted(site.rglob("*.html"))}


def test_every_page_of_the_documentation_is_in_it(site, pages):
    written = {path.relative_to(DOCS).with_suffix(".html") for path in DOCS.rglob("*.md")}
    assert written <= {path.relative_to(site) for path in pages}


def test_no_page_and_no_style_loads_anything_from_elsewhere(site, pages):
    for path, page in pages.items():
        assert [what for what in page.loaded if urlsplit(what).scheme or what.startswith("//")] == [], path
    for style in site.rglob("*.css"):
        words = style.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import\s", words), style


def test_every_link_inside_leads_to_a_page_and_a_place_that_are_there(site, pages):
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_relative_to(site.resolve()), f"{path.name}: {link}"
            assert target.exists(), f"{path.name}: {link}"
            if parts.fragment and target in pages:
                assert unquote(parts.fragment) in pages[target].ids, f"{path.name}: {link}"


def test_the_reference_has_every_method_and_every_value_of_the_model(site, pages):
    ids = pages[site / "reference" / "api.html"].ids
    methods = [name for name, value in vars(Investigation).items() if inspect.isfunction(value) and name[0] != "_"]
    assert {f"provenance.investigation.Investigation.{name}" for name in methods} <= ids
    values = [name for name in model.__all__ if inspect.isclass(getattr(model, name))]
    assert {f"provenance.model.{name}" for name in values} <= ids
    assert "provenance.open" in ids


def test_the_makefile_builds_it_in_the_same_way_into_a_folder_that_is_not_kept():
    (line,) = re.findall(r"-m sphinx (.*)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert line == "-W --keep-going -q docs docs/_site"
    assert "docs/_site/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
