import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import NotAnArticle
from provenance.ingest.packing import Gunzip, Replayed, read_capped, unpack


def unzipped(data: bytes) -> bytes:
    return io.BufferedReader(Gunzip(io.BytesIO(data))).read()


@given(st.lists(st.binary(max_size=2000), max_size=4))
def test_members_come_one_after_the_other(parts):
    assert unzipped(b"".join(gzip.compress(part) for part in parts)) == b"".join(parts)


def test_padding_behind_the_last_member_is_no_content():
    assert unzipped(gzip.compress(b"one") + bytes(600)) == b"one"


def test_reading_goes_on_behind_a_damaged_member():
    first, broken, last = (gzip.compress(word * 500) for word in (b"one ", bytes(range(256)), b"three "))
    broken = broken[:40] + b"\xff" * 30 + broken[70:]
    stream = io.BufferedReader(Gunzip(io.BytesIO(first + broken + last)), 64)
    assert stream.read(2000) == b"one " * 500
    with pytest.raises(zlib.error):
        stream.read()
    assert stream.read() == b"three " * 500


def test_a_member_that_is_cut_off_is_an_error_and_then_the_end():
    stream = Gunzip(io.BytesIO(gzip.compress(bytes(range(256)) * 9)[:-20]))
    with pytest.raises(EOFError):
        stream.read()
    assert stream.read() == b""


@given(st.binary(max_size=300), st.integers(0, 300))
def test_a_replayed_stream_is_whole(data, cut):
    rest = io.BytesIO(data)
    stream = io.BufferedReader(Replayed(rest.read(cut), rest), 16)
    assert stream.read() == data
    assert stream.tell() == len(data)


def test_input_is_read_up_to_its_limit_and_no_further():
    assert read_capped(io.BytesIO(b"x" * 1000), 1000, "f") == b"x" * 1000
    with pytest.raises(NotAnArticle, match="f: more than") as caught:
        read_capped(io.BytesIO(b"x" * 1001), 1000, "f")
    assert caught.value.reason == "too-large"


BODY = b"The crane comes down. " * 50


def raw_deflate(data: bytes) -> bytes:
    state = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return state.compress(data) + state.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(BODY)),
        ("X-GZIP", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)),
        ("deflate, gzip", gzip.compress(zlib.compress(BODY))),
        ("", BODY),
        ("identity", BODY),
        ("gzip", BODY),  # the header of the wire kept for a body that was stored unpacked
    ],
)
def test_each_content_encoding_is_undone(encoding, packed):
    assert unpack(packed, encoding, limit=10_000) == BODY


def test_a_cut_off_body_gives_what_can_be_read():
    packed = gzip.compress(bytes(range(256)) * 4000)
    assert bytes(range(256)) in unpack(packed[: len(packed) // 2], "gzip", limit=10_000_000)


def test_unpacking_stops_at_the_limit():
    assert len(unpack(gzip.compress(bytes(10_000_000)), "gzip", limit=1000)) == 1000


def test_an_unknown_encoding_is_named():
    with pytest.raises(LookupError, match="br"):
        unpack(b"x", "br", limit=10)
