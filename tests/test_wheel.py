"""A wheel works away from the checkout: migrations, examples, templates and data travel along."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the unpacked wheel."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = place.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(place / "site")
    return place / "site"


def run(installed: Path, where: Path, *arguments: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PROVENANCE_")}
    # The wheel's folder comes before the checkout that is installed for the tests.
    code = f"import sys; sys.path.insert(0, {str(installed)!r}); from provenance.cli import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=where, env=environment, check=True, capture_output=True, text=True).stdout


def test_the_demo_runs_from_the_wheel_alone(installed, tmp_path):
    told = run(installed, tmp_path, "demo", "--keep", str(tmp_path / "kept"))
    assert "Earliest seen in this corpus: Meridian Wire." in told
    assert str(installed) in told  # the one article without an address is named by its file
    assert (tmp_path / "kept" / "audit.html").stat().st_size > 10_000


def test_a_database_made_from_the_wheel_can_be_upgraded_by_its_migrations(installed, tmp_path):
    (tmp_path / "empty.db").touch()
    assert "upgraded" in run(installed, tmp_path, "--db", "empty.db", "db", "upgrade")


def test_the_wheel_is_small(installed):
    assert sum(path.stat().st_size for path in installed.rglob("*") if path.is_file()) < 35_000_000
