import gzip
import io
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import NotAnArticle
from provenance.ingest.packing import Gunzip, Previewed, read_capped, unpack


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


def test_what_ran_on_behind_the_damage_is_looked_through_for_the_next_member():
    stored = zlib.compressobj(0, wbits=31)  # blocks of their length, which a flipped bit makes longer
    first, last = gzip.compress(b"one " * 9), gzip.compress(b"three " * 500)
    broken = bytearray(stored.compress(b"two " * 50) + stored.flush())
    broken[11], broken[13] = broken[11] + 20, broken[13] - 20  # the length, and its complement
    stream = io.BufferedReader(Gunzip(io.BytesIO(first + bytes(broken) + last)), 64)
    assert stream.read(36) == b"one " * 9
    with pytest.raises(zlib.error):
        stream.read()
    assert stream.read() == b"three " * 500


def test_the_end_of_a_member_comes_only_if_its_checksum_is_right():
    packed = gzip.compress(b"a record\r\n\r\n")
    stream = Gunzip(io.BytesIO(packed[:-8] + b"\0" * 4 + packed[-4:]))
    with pytest.raises(zlib.error):
        stream.read()
    assert stream.read() == b""


@given(st.binary(max_size=300), st.integers(1, 400), st.integers(1, 40))
def test_a_stream_is_whole_after_its_head_was_looked_at(data, size, buffer):
    begun = Previewed(io.BytesIO(data))
    assert begun.head(size) == data[:size]
    stream = io.BufferedReader(begun, buffer)
    assert stream.read() == data
    assert stream.tell() == len(data)


def test_damage_behind_the_head_comes_when_it_is_reached():
    broken = bytearray(gzip.compress(b"two " * 500))
    broken[20] ^= 0xFF
    begun = Previewed(Gunzip(io.BytesIO(gzip.compress(b"one ") + broken + gzip.compress(b"three"))))
    assert begun.head(1000) == b"one "
    assert begun.read(1000) == b"one "
    with pytest.raises(zlib.error):
        begun.read(1000)
    assert begun.read(1000) == b"three"


def test_a_stream_that_begins_with_damage_is_known_by_what_follows():
    begun = Previewed(Gunzip(io.BytesIO(gzip.compress(b"one ")[:-6] + gzip.compress(b"two"))))
    assert begun.head(3) == b"two"
    with pytest.raises(zlib.error):
        begun.read(3)
    assert begun.read(3) == b"two"


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
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("X-GZIP", gzip.compress(BODY, mtime=0)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)),
        ("deflate, gzip", gzip.compress(zlib.compress(BODY), mtime=0)),
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
