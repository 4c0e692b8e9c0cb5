"""Everything that can go wrong in a way a user can act on.

::

    ProvenanceError
    ├── InputError      what was given cannot be used: a missing file, an unknown format, bad JSON
    │   └── NotAnArticle    the input was read, and it is not an article; `reason` says what it is
    ├── FetchError      a URL did not give a page: refused, gone, timed out, too large
    └── StoreError      the database cannot be used: locked, full, read-only, of another schema

A message says what, where, and what to do. The command line prints it as one line and exits with 1.
"""

from __future__ import annotations

__all__ = ["FetchError", "InputError", "NotAnArticle", "ProvenanceError", "StoreError"]


class ProvenanceError(Exception):
    """Something failed in a way that the user can act on; the message is one line."""


class InputError(ProvenanceError):
    """The input cannot be used."""


class NotAnArticle(InputError):
    """The input was read, but it holds no article; `reason` is one of `model.NoArticle`."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class FetchError(ProvenanceError):
    """A URL did not give a page; `reason` is a word of `model.NoPage` or `model.NoArticle`, or "failed".

    `status` is the HTTP status, or None where no answer came.
    """

    def __init__(self, message: str, *, status: int | None = None, reason: str = "failed") -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason


class StoreError(ProvenanceError):
    """The database cannot be used."""
