"""Time stamps are asked for and checked against an authority of this machine, whose signer is openssl."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from provenance.errors import InputError
from provenance.timestamping import checked, stamped
from tests.authority import Authority

DATA = b"Who said what, and when."


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "first")


@pytest.fixture(scope="module")
def other(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority") / "second", "Another Authority")


@pytest.fixture(scope="module")
def stamp(authority) -> bytes:
    return stamped(DATA, authority.stamp, "here")


def test_a_stamp_says_when_and_by_whom_a_file_was_signed(authority, stamp):
    found = checked(stamp, DATA, authority.root.read_bytes())
    assert abs(found.at - datetime.now(UTC)) < timedelta(minutes=5)
    assert found.by == "CN=Skerry Time Authority,O=Skerry Time Authority"
    assert found.trusted


def test_openssl_accepts_the_stamp_and_refuses_it_for_another_file(authority, stamp, tmp_path):
    (tmp_path / "r.json").write_bytes(DATA)
    (tmp_path / "r.json.tsr").write_bytes(stamp)
    assert authority.accepts(tmp_path / "r.json", tmp_path / "r.json.tsr")
    (tmp_path / "r.json").write_bytes(DATA + b" ")
    assert not authority.accepts(tmp_path / "r.json", tmp_path / "r.json.tsr")


def test_without_a_certificate_a_stamp_is_not_trusted(stamp):
    assert not checked(stamp, DATA).trusted


def test_a_stamp_of_another_file_does_not_fit(authority, stamp):
    for roots in (None, authority.root.read_bytes()):
        with pytest.raises(InputError, match=r"x\.tsr: is not a time stamp of this file"):
            checked(stamp, DATA + b" ", roots, "x.tsr")


def test_a_stamp_of_another_authority_does_not_hold(other, stamp):
    with pytest.raises(InputError, match="does not hold against these certificates"):
        checked(stamp, DATA, other.root.read_bytes())


def test_every_changed_byte_of_a_stamp_is_noticed_or_changes_nothing_it_says(authority, stamp):
    roots = authority.root.read_bytes()
    found = checked(stamp, DATA, roots)
    for place in range(0, len(stamp), 1):
        changed = stamp[:place] + bytes([stamp[place] ^ 1]) + stamp[place + 1 :]
        try:
            assert checked(changed, DATA, roots) == found
        except InputError:
            continue


@pytest.mark.parametrize("content", [b"", b"nonsense", b"\x30\x03\x02\x01\x00"])
def test_what_is_no_stamp_is_refused(content):
    with pytest.raises(InputError, match=r"no time stamp|not a time stamp"):
        checked(content, DATA)
    with pytest.raises(InputError, match=r"there: .*no time stamp"):
        stamped(DATA, lambda _: content, "there")


def test_an_answer_to_another_request_is_refused(authority, stamp):
    with pytest.raises(InputError, match="not for what was asked"):
        stamped(DATA, lambda _: stamp, "there")


def test_certificates_that_are_none_are_refused(stamp):
    with pytest.raises(InputError, match="no PEM"):
        checked(stamp, DATA, b"nonsense")


def test_the_missing_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(InputError, match=r"pip install 'news-provenance\[timestamp\]'"):
        checked(b"", DATA)


def test_the_authority_is_told_the_digest_alone(authority):
    asked: list[bytes] = []

    def ask(request):
        asked.append(request)
        return authority.stamp(request)

    stamped(DATA, ask, "here")
    text = subprocess.run(
        ["openssl", "ts", "-query", "-in", "/dev/stdin", "-text"], input=asked[0], capture_output=True, check=True
    ).stdout
    assert b"sha256" in text
    assert DATA not in asked[0]
