"""A file is there whole, or what was there stays."""

from __future__ import annotations

import pytest

from provenance.errors import InputError
from provenance.placing import placed


def test_nothing_of_that_name_is_there_before_the_end(tmp_path):
    target = tmp_path / "r.md"
    with placed(target) as write:
        write(b"one ")
        assert not target.exists()
        write(b"two")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("r.md", b"one two")]


def test_what_was_there_stays_where_the_work_fails_half_way(tmp_path):
    target = tmp_path / "r.md"
    target.write_text("old")

    def half() -> None:
        with placed(target) as write:
            write(b"new")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("r.md", "old")]


@pytest.mark.parametrize("name", ["none/r.md", ".", "x" * 300, "file/r.md"])
def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be written"), placed(tmp_path / name):
        pytest.fail("the work was begun")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_full_disk_is_said_in_one_line():
    with pytest.raises(InputError, match=r"/dev/full: cannot be written \(No space left"), placed("/dev/full") as write:
        write(b"words")
