"""Places in a text, times, and identities made of content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

__all__ = ["Moment", "Precision", "Span", "Spans", "digest", "length", "shared_length"]

Precision = Literal["second", "minute", "day", "month", "year"]


def digest(*fields: str) -> str:
    """A stable 32-character identity of named content: equal fields, equal digest, on every machine.

    >>> digest("a", "b") == digest("a", "b") != digest("ab", "")
    True
    """
    state = hashlib.blake2b(digest_size=16)
    for one in fields:
        data = one.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, `start <= end`, in one article's stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return max(self.start, other.start) < min(self.end, other.end)

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


Spans = tuple[Span, ...]


def length(spans: Iterable[Span]) -> int:
    """The characters of all these spans."""
    return sum(map(len, spans))


def shared_length(some: Spans, others: Spans) -> int:
    """The characters that two groups of spans have in common; those of a group do not overlap."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in some for b in others)


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a source gave it: never more exact than that source.

    `at` is timezone-aware; where the source named no zone, `zoned` is False and `at` is read as UTC.
    `basis` says where it came from ("json-ld", "meta", "time-element", "dateline", "feed", "given", ...).
    """

    at: datetime
    precision: Precision
    basis: str
    zoned: bool = True

    def __str__(self) -> str:
        if self.precision == "day":
            return self.at.date().isoformat()
        if self.precision in ("month", "year"):
            return self.at.strftime("%Y-%m" if self.precision == "month" else "%Y")
        unit = "seconds" if self.precision == "second" else "minutes"
        whole = self.at if self.zoned else self.at.replace(tzinfo=None)
        return whole.isoformat(timespec=unit)

    def interval(self) -> tuple[datetime, datetime]:
        """The earliest and latest instant that this can mean, in UTC; a day without a zone spans the globe's."""
        width = {"second": 1, "minute": 60, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}
        start = self.at.astimezone(UTC)
        slack = timedelta(0) if self.zoned else timedelta(hours=14)
        return start - slack, start + timedelta(seconds=width[self.precision]) + slack
