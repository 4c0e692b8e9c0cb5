"""What is changed for mutation testing, and when a change counts as noticed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bench.mutants import SEEING, Copy, drawn
from tests.bench.mutation import MISSING, Mutant, changes, mutant

needs_mutmut = pytest.mark.skipif(MISSING, reason="mutmut is not installed")

TEXT = '''\
"""A text."""
from typing import TYPE_CHECKING, Literal
__all__ = ["older"]
if TYPE_CHECKING:
    AGE = 18
Word = Literal["old", "young"]
@staticmethod
def older(age: "int" = 30) -> "int":
    """One more."""
    if age:
        print(age)
    return [one for one in range(age) if one]
'''
ADDING = "def added(one, other):\n    return one + other\n"
FILE = Path("provenance/adding.py")


def made(text):
    return [one for change in changes(Path("a.py"), text) if (one := mutant(change))]


@needs_mutmut
def test_what_only_readers_and_type_checkers_see_is_left_as_it_is():
    assert {one.line for one in made(TEXT)} == {6, 8, 10, 11, 12}
    assert {one.now for one in made(TEXT) if one.line < 10} == {"Word = None", 'def older(age: "int" = 31) -> "int":'}


@needs_mutmut
def test_conditions_returns_and_effects_are_changed_too():
    changed = [one.now for one in made(TEXT)]
    assert {"if (age) and False:", "if (age) or True:", "pass", "return None"} <= set(changed)
    assert "return [one for one in range(age) if (one) and False]" in changed


@needs_mutmut
def test_no_mutant_means_what_the_text_means_and_each_has_one_change():
    for one in made(TEXT):
        compile(one.text, "a.py", "exec")
        lines = zip(TEXT.splitlines(), one.text.splitlines(), strict=True)
        assert sum(was != now for was, now in lines) == 1


@needs_mutmut
def test_the_same_seed_draws_the_same_mutants_and_none_twice():
    first, of = drawn("chain", 20, random.Random(5))
    again, _ = drawn("chain", 20, random.Random(5))
    assert first == again
    assert len({(one.file, one.text) for one in first}) == 20 < of


def test_every_package_that_mutants_are_drawn_of_has_tests_of_its_own():
    root = Path(__file__).parents[2]
    for package, others in SEEING.items():
        assert all((root / one).exists() for one in (f"tests/{package}", *others)), package


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    source = tmp_path_factory.mktemp("source")
    (source / "pyproject.toml").write_text("[tool.pytest]\n")
    for name, text in {
        "provenance/__init__.py": "",
        "provenance/adding.py": ADDING,
        "tests/test_own.py": "from provenance.adding import added\ndef test_own():\n    assert added(2, 2) == 4\n",
        "tests/test_other.py": "from provenance.adding import added\ndef test_other():\n    assert added(2, 3) == 5\n",
    }.items():
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(text)
    with Copy(tmp_path_factory.mktemp("work"), source, ()) as made:
        yield made


@pytest.mark.parametrize(
    ("operation", "outcome"),
    [
        ("one - other", "own"),
        ("one * other", "others"),
        ("other + one", "survived"),
        ("one + (", "own"),
        ("sum(iter(int, 1))", "own"),
    ],
)
def test_a_mutant_is_killed_by_the_first_tests_that_fail_do_not_load_or_do_not_end(copy, operation, outcome):
    text = ADDING.replace("one + other", operation)
    assert text != ADDING
    one = Mutant(FILE, "swap_op", text, 2, "one + other", operation)
    limits = [(("tests/test_own.py",), 4.0), (("tests/test_other.py",), 4.0)]
    assert copy.outcome(one, limits) == outcome
    assert (copy.root / FILE).read_text() == ADDING
    assert copy.run(["tests"]).code == "0"


def test_a_run_of_no_test_at_all_is_no_result(copy):
    (copy.root / "tests" / "test_none.py").write_text("")
    with pytest.raises(AssertionError, match="did not run"):
        copy.run(["tests/test_none.py"])
