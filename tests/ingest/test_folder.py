import sys
from pathlib import Path

import pytest

from provenance.ingest.folder import files
from provenance.model import Skipped


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("words")


def found(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in files(folder) if not isinstance(path, Skipped)]


def test_files_come_by_name_folder_by_folder(tmp_path):
    put(tmp_path, "b.html", "a/2.txt", "a/1.txt", "c", "a/deep/x.html")
    assert found(tmp_path) == ["a/1.txt", "a/2.txt", "a/deep/x.html", "b.html", "c"]


def test_hidden_files_and_what_a_browser_saves_beside_a_page_are_passed_over(tmp_path):
    put(tmp_path, ".git/config", ".hidden.html", "story.html", "story_files/frame.html", "other_files/a.html")
    assert found(tmp_path) == ["other_files/a.html", "story.html"]


def test_text_that_is_no_article_is_named(tmp_path):
    put(tmp_path, "style.css", "make.py", "story.txt")
    skipped = [one for one in files(tmp_path) if isinstance(one, Skipped)]
    assert [one.where for one in skipped] == [str(tmp_path / "make.py"), str(tmp_path / "style.css")]
    assert {one.reason for one in skipped} == {"wrong-type"}


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_a_link_back_up_does_not_lead_round_in_circles(tmp_path):
    put(tmp_path, "a/story.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert found(tmp_path) == ["a/story.txt"]


def test_a_folder_that_is_not_there_is_named(tmp_path):
    (skipped,) = files(tmp_path / "none")
    assert isinstance(skipped, Skipped)
    assert "cannot be opened" in skipped.message
