import pytest

from provenance.model import Attribution, Span
from tests.fuzz.attributions import check

TEXT = "Ann Lee said the bridge was safe."
GOOD = Attribution((Span(0, 7),), (Span(8, 12),), (Span(13, 32),), "indirect", 0.9)


def changed(**fields):
    return Attribution(**{name: fields.get(name, getattr(GOOD, name)) for name in Attribution.__dataclass_fields__})


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
