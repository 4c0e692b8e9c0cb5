"""How far a share that was counted over few things may lie from what it would be over many."""

from __future__ import annotations

from math import sqrt

__all__ = ["wilson"]

_Z = 1.959964  # two-sided 95 %


def wilson(part: int, whole: int) -> tuple[float, float] | None:
    """Where a share of `part` in `whole` lies with 95 % confidence, None of nothing.

    The score interval of Wilson (Journal of the American Statistical Association 22, 1927), which stays inside 0 to 1
    and is right for small numbers too: Newcombe (Statistics in Medicine 17, 1998), method 3.

    >>> wilson(81, 263)
    (0.2553, 0.3662)
    """
    if not whole:
        return None
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return round(max(0.0, middle - reach), 4), round(min(1.0, middle + reach), 4)
