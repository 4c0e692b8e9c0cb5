import pytest

from provenance.detect.verbs import inflections, stem


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("claim", "claim claims claimed claiming"),
        ("deny", "deny denies denied denying"),
        ("say", "say"),
        ("note", "note notes noted noting"),
        ("stress", "stress stresses stressed stressing"),
        ("vouch", "vouch vouches vouched vouching"),
        ("relay", "relay relays relayed relaying"),
        ("according", "according"),
    ],
)
def test_a_regular_verb_has_its_four_forms(verb, forms):
    assert inflections(verb) >= set(forms.split())
    assert len(inflections(verb)) in (1, 4)


@pytest.mark.parametrize(
    ("forms", "shared"),
    [
        ("claim claims claimed claiming", "claim"),
        ("deny denies denied denying", "den"),
        ("note notes noted noting", "not"),
        ("stress stresses stressed stressing", "stress"),
        ("admit admits admitted admitting", "admit"),
        ("tell tells telling", "tell"),
        ("say says", "sa"),
        ("red", "red"),
        ("see", "s"),
    ],
)
def test_forms_of_a_verb_share_a_stem(forms, shared):
    assert {stem(form) for form in forms.split()} == {shared}
