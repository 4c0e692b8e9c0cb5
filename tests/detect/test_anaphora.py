import pytest

from provenance.detect import detect
from provenance.model import Article, Attribution


def read(text: str) -> list[Attribution]:
    return detect(Article(id="a", text=text))


@pytest.mark.parametrize(
    "second",
    [
        "His statements were reported by the state news agency, Nordnytt.",
        "Lee's remarks were reported by Nordnytt.",
        "According to Nordnytt, his comments came at a forum.",
    ],
)
def test_content_that_points_back_gets_what_it_points_at(second):
    first, pointer = read(f"Ann Lee said the bridge was safe. {second}")
    assert pointer.anaphoric
    assert pointer.antecedent == first.content


def test_content_of_its_own_points_at_nothing():
    assert not any(one.anaphoric for one in read("Lee said it was safe. According to Nordnytt, his boat sank."))


def test_a_pointer_with_nothing_before_it_is_left_alone():
    (one,) = read("His statements were reported by Nordnytt.")
    assert (one.anaphoric, one.antecedent) == (False, ())


def test_a_pointer_does_not_point_at_a_pointer():
    first, second, third = read(
        "Lee said the bridge was safe. His remarks were reported by Nordnytt. Her words were reported by Ekopress."
    )
    assert second.antecedent == third.antecedent == first.content
