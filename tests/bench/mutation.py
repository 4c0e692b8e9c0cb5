"""Source text in, the same text with one thing in it changed out: what mutation testing gives the tests to notice.

The changes are those of mutmut 3 (other numbers, strings, comparisons and operators, arguments left out or None, string
methods swapped, assignments of None, cases dropped), and three that it has not: a condition that is always or never
met, None returned, a call for its effect left out. mutmut passes over decorated functions and over what stands outside
functions, as it cannot put its switches there; here they are changed like the rest.

Needs mutmut (`pip install mutmut`), which brings a lot and is no dependency of the tests.
"""

from __future__ import annotations

import ast
import difflib
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["MISSING", "Change", "Mutant", "changes", "mutant"]

MISSING = find_spec("mutmut") is None
_Operators = list[tuple[type, Callable[[Any], Iterable[Any]]]]


@dataclass(frozen=True, slots=True)
class Change:
    """One node of a module, and what may stand in its place."""

    file: Path
    module: Any
    node: Any
    other: Any
    kind: str
    """what is done, as the name of the function that does it"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one change in it."""

    file: Path
    kind: str
    text: str
    line: int
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}  {self.was}  ⇒  {self.now or '(nothing)'}"


def changes(file: Path, text: str) -> Iterator[Change]:
    """Every change of a module, in the order of its text: none inside imports, annotations and decorators, of `__all__`
    and of what only type checkers read. Strings in triple quotes, thus docstrings, stay as they are.
    """
    libcst = _named("libcst")

    module = libcst.parse_module(text)
    operators = _operators()
    for node in _walked(module):
        for kind, operator in operators:
            if isinstance(node, kind):
                for other in operator(node):
                    yield Change(file, module, node, other, operator.__name__.removeprefix("operator").strip("_"))


def mutant(change: Change) -> Mutant | None:
    """The text with a change made; None where it no longer compiles, or means the same to the compiler."""
    before, after = change.module.code, change.module.deep_replace(change.node, change.other).code
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(after, str(change.file), "exec")
            if ast.dump(ast.parse(after)) == ast.dump(ast.parse(before)):
                return None
    except (SyntaxError, ValueError):
        return None
    old, new = before.splitlines(), after.splitlines()
    same = difflib.SequenceMatcher(None, old, new, autojunk=False)
    spans = [place for what, *place in same.get_opcodes() if what != "equal"]
    (first, _, begin, _), (_, last, _, end) = spans[0], spans[-1]
    return Mutant(change.file, change.kind, after, first + 1, _squeezed(old[first:last]), _squeezed(new[begin:end]))


def _named(name: str) -> Any:
    """A module that may be missing, and whose types are then unknown."""
    return import_module(name)


def _squeezed(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def _walked(node: Any) -> Iterator[Any]:
    """A node and all below it, but for what no test could or should notice."""
    if _passed_over(node):
        return
    yield node
    for child in node.children:
        yield from _walked(child)


def _passed_over(node: Any) -> bool:
    libcst = _named("libcst")

    match node:
        case libcst.Import() | libcst.ImportFrom() | libcst.Annotation() | libcst.Decorator():
            return True
        case libcst.If(test=libcst.Name(value="TYPE_CHECKING")):
            return True
        case libcst.Assign(targets=[libcst.AssignTarget(target=libcst.Name(value="__all__"))]):
            return True
        case libcst.Subscript(value=libcst.Name(value="Literal")):
            return True
    return False


def _operators() -> _Operators:
    libcst = _named("libcst")
    own: _Operators = [
        (libcst.If, _conditions),
        (libcst.CompIf, _conditions),
        (libcst.Return, _returns),
        (libcst.Expr, _effects),
    ]
    return [*_named("mutmut.mutation.mutators").mutation_operators, *own]


def _conditions(node: Any) -> Iterator[Any]:
    """Never met, and always: still worked out, for what it assigns and raises."""
    libcst = _named("libcst")

    inner = node.test.with_changes(lpar=[libcst.LeftParen()], rpar=[libcst.RightParen()])
    for joint, value in ((libcst.And(), "False"), (libcst.Or(), "True")):
        test = libcst.BooleanOperation(left=inner, operator=joint, right=libcst.Name(value))
        spaced = {} if isinstance(node, libcst.CompIf) else {"whitespace_before_test": libcst.SimpleWhitespace(" ")}
        yield node.with_changes(test=test, **spaced)


def _returns(node: Any) -> Iterator[Any]:
    libcst = _named("libcst")

    if node.value is not None and not (isinstance(node.value, libcst.Name) and node.value.value == "None"):
        yield node.with_changes(value=libcst.Name("None"), whitespace_after_return=libcst.SimpleWhitespace(" "))


def _effects(node: Any) -> Iterator[Any]:
    libcst = _named("libcst")

    if isinstance(node.value, libcst.Call | libcst.Yield | libcst.Await):
        yield libcst.Pass()
