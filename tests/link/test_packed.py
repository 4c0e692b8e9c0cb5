import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.link import Packed


def packed(texts: list[str]) -> Packed:
    some = Packed()
    for text in texts:
        some.append(text)
    return some


@given(st.lists(st.text(st.characters())), st.slices(20))
def test_it_gives_back_what_was_put_in_one_by_one_in_slices_and_in_order(texts, some):
    held = packed(texts)
    assert (len(held), list(held), held[some]) == (len(texts), texts, texts[some])


@pytest.mark.parametrize("at", [2, -3])
def test_there_is_nothing_past_its_ends(at):
    with pytest.raises(IndexError):
        packed(["sea", "wind"])[at]
    assert packed(["sea", "wind"])[-1] == "wind"
