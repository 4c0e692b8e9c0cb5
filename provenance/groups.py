"""Things that hang together because some were joined, directly or through others."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

__all__ = ["Groups"]

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint sets, with every path halved when it is walked (Tarjan and van Leeuwen 1984).

    >>> groups = Groups[str]()
    >>> groups.join("wire", "paper")
    >>> groups.join("paper", "site")
    >>> groups.of("wire") == groups.of("site"), groups.of("blog") == groups.of("site")
    (True, False)
    """

    def __init__(self) -> None:
        self._above: dict[T, T] = {}

    def of(self, one: T) -> T:
        """What stands for the group that `one` belongs to; one that was never joined is a group by itself."""
        above = self._above
        while above.setdefault(one, one) != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, one: T, other: T) -> None:
        """Make one group of the two that these belong to."""
        self._above[self.of(one)] = self.of(other)
