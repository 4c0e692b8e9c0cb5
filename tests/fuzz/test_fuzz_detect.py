import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.model import Attribution, Span
from tests.fuzz.attributions import FRAGMENTS, check
from tests.fuzz.fuzz_detect import seed, text_of

TEXT = "Ann Lee said the bridge was safe."
GOOD = Attribution((Span(0, 7),), (Span(8, 12),), (Span(13, 32),), "indirect", 0.9)


def changed(**fields):
    return Attribution(**{name: fields.get(name, getattr(GOOD, name)) for name in Attribution.__dataclass_fields__})


@given(st.binary())
def test_any_bytes_are_a_text_and_no_two_are_the_same_text(data):
    assert text_of(data).encode("utf-8", "surrogateescape") == data


def test_bytes_that_are_no_utf8_become_lone_surrogates():
    assert text_of("“".encode()[:2] + b"no") == "\udce2\udc80no"


def test_the_fuzzer_begins_with_every_article_and_every_fragment(tmp_path):
    words = seed(tmp_path)
    assert "Calder Bridge" in (tmp_path / "corpus" / "bridge-closure").read_text(encoding="utf-8")
    assert len(words.read_text(encoding="ascii").splitlines()) == len(FRAGMENTS)
    assert '"\\xe2\\x80\\x9c"' in words.read_text(encoding="ascii")


def test_a_sound_attribution_passes():
    check([GOOD, GOOD], TEXT)


@pytest.mark.parametrize(
    "broken",
    [
        changed(content=()),
        changed(content=(Span(13, 40),)),
        changed(content=(Span(13, 13),)),
        changed(content=(Span(20, 32), Span(13, 19))),
        changed(content=(Span(13, 20), Span(18, 32))),
        changed(content=(Span(10, 32),)),
        changed(source=(Span(14, 17),)),
        changed(confidence=1.01),
        changed(kind="unknown"),
    ],
)
def test_what_a_person_could_not_be_shown_does_not(broken):
    with pytest.raises(AssertionError):
        check([broken], TEXT)


def test_attributions_out_of_order_do_not():
    with pytest.raises(AssertionError):
        check([changed(content=(Span(17, 32),)), GOOD], TEXT)
