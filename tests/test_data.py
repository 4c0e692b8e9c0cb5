"""The data files are those whose digests are written down."""

import hashlib
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "provenance" / "data"
SUMS = DATA / "sha256sums.txt"
NOT_DATA = {".py", ".md"}


def test_every_data_file_has_the_digest_that_is_written_down_and_none_is_missing():
    written = {name: digest for digest, name in (line.split() for line in SUMS.read_text().splitlines())}
    shipped = [path for path in DATA.iterdir() if path.is_file() and path.suffix not in NOT_DATA and path != SUMS]
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in shipped} == written


def test_every_data_file_is_described_with_its_origin():
    described = (DATA / "README.md").read_text(encoding="utf-8")
    assert [line.split()[1] for line in SUMS.read_text().splitlines() if f"`{line.split()[1]}`" not in described] == []
