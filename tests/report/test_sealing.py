"""Every format of every report is sealed: no byte of it can change unseen."""

from __future__ import annotations

import random

import pytest

from provenance import report
from provenance.report.sealing import SEAL, seal_of, sealed
from tests.report.odd import MAKERS, MANIFEST, NAMES


@pytest.mark.parametrize("style", report.RENDERERS)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MAKERS)
def test_a_report_holds_as_it_was_written_and_names_every_changed_bit(kind, name, style):
    text = report.render(MAKERS[kind](NAMES[name]), style, MANIFEST)
    data = text.encode("utf-8")
    assert SEAL not in text
    assert seal_of(data) == "holds"
    chance = random.Random(3)
    for _ in range(40):
        at = chance.randrange(len(data))
        changed = bytearray(data)
        changed[at] ^= 1 << chance.randrange(8)
        assert seal_of(bytes(changed)) != "holds"


@pytest.mark.parametrize("style", ["json", "html", "md", "csv"])
def test_every_single_byte_of_a_report_counts(audited, style):
    data = report.render(audited, style, MANIFEST).encode("utf-8")
    for at in range(0, len(data), max(1, len(data) // 300)):
        assert seal_of(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]) != "holds"
    assert seal_of(data + b" ") == "broken"
    assert seal_of(data[:-1]) == "broken"


def test_the_seal_is_the_digest_of_the_file_with_its_own_digits_as_zeros(audited):
    import hashlib
    import re

    data = report.render(audited, "md", MANIFEST).encode("utf-8")
    (digits,) = re.findall(rb"seal:sha256:([0-9a-f]{64})", data)
    assert hashlib.sha256(data.replace(digits, b"0" * 64)).hexdigest().encode() == digits


def test_a_report_without_manifest_carries_no_seal(audited):
    assert seal_of(report.render(audited, "json").encode()) == "none"


@pytest.mark.parametrize("trap", ["seal:sha256:" + "0" * 64, "seal:sha256:" + "a" * 64, "seal:sha256:", '"seal":'])
def test_words_that_look_like_a_seal_are_words(trap):
    text = sealed(f"He wrote: {trap}.\n{SEAL}\n")
    assert seal_of(text.encode()) == "holds"
    assert seal_of(text.replace("He wrote", "He said").encode()) == "broken"
    assert seal_of(text.replace(trap, trap[:-1]).encode()) != "holds"


def test_a_file_that_is_sealed_ends_with_one_newline():
    assert sealed(SEAL).endswith("\n")
    assert not sealed(f"{SEAL}\n\n\n").endswith("\n\n")
