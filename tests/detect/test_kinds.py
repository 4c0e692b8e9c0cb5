import pytest

from provenance.detect import detect
from provenance.model import Article


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The bridge is safe,” Lee said.", "direct"),
        ("Lee said that “the bridge is safe.”", "direct"),
        ("Lee said the bridge was “quite safe” for cars.", "mixed"),
        ("Lee said the bridge was safe.", "indirect"),
    ],
)
def test_the_kind_says_how_much_is_quoted(text, kind):
    (one,) = detect(Article(id="a", text=text))
    assert one.kind == kind
