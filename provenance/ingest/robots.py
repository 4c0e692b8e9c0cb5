"""What a site's robots.txt asks of programs, read as RFC 9309 (Robots Exclusion Protocol) says.

Not `urllib.robotparser`: it takes the first rule that fits instead of the longest, and knows no `*` and `$`, so that it
gets the robots.txt of most news sites wrong.
"""

from __future__ import annotations

import contextlib
import re
import string
from dataclasses import dataclass
from urllib.parse import quote

__all__ = ["Robots", "parse"]

# As much as must be read of one (RFC 9309, 2.5).
_MOST = 500 << 10
_TOKEN = re.compile(r"[A-Za-z_-]+|\*")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset(string.ascii_letters + string.digits + "-._~")


@dataclass(frozen=True, slots=True)
class Robots:
    """What one group of programs is asked: paths that it may and may not read, and how long to pause."""

    rules: tuple[tuple[str, bool], ...] = ()
    """patterns of paths, and whether they are allowed"""
    delay: float = 0
    """seconds between two requests; no part of the standard, but many sites name it"""

    def allows(self, target: str) -> bool:
        r"""Whether a path, with its query, may be read: the longest rule that fits decides, at a tie the kinder one.

        >>> parse(b"User-agent: *\nDisallow: /a\nAllow: /a/b", "x").allows("/a/b/c")
        True
        """
        path = _normal(target).replace("*", "%2A").replace("$", "%24")
        fitting = [(len(pattern), allowed) for pattern, allowed in self.rules if _fits(pattern, path)]
        return path == "/robots.txt" or not fitting or max(fitting)[1]


def parse(data: bytes, program: str) -> Robots:
    """The rules of a robots.txt for `program`: of all groups that name it, else of those for everybody (`*`)."""
    names = {program.lower(), "*"}
    groups: dict[str, list[tuple[str, str]]] = {}
    ours: set[str] = set()
    ruled = False
    for key, value in _records(data):
        if key == "user-agent":
            named = _TOKEN.match(value)
            ours = (set() if ruled else ours) | (names & {named[0].lower() if named else ""})
            ruled = False
            for name in ours:
                groups.setdefault(name, [])
            continue
        ruled = ruled or key != "crawl-delay"
        for name in ours:
            groups[name].append((key, value))
    lines = groups.get(program.lower(), groups.get("*", []))
    rules = tuple((_normal(value), key == "allow") for key, value in lines if key != "crawl-delay" and value)
    return Robots(rules, max([_seconds(value) for key, value in lines if key == "crawl-delay"], default=0))


def _records(data: bytes) -> list[tuple[str, str]]:
    """The lines that mean something, as key and value."""
    known = []
    for line in data[:_MOST].decode("utf-8-sig", "replace").splitlines():
        key, _, value = line.partition("#")[0].partition(":")
        key = key.strip().lower()
        if key in ("user-agent", "allow", "disallow", "crawl-delay"):
            known.append((key, value.strip()))
    return known


def _seconds(written: str) -> float:
    with contextlib.suppress(ValueError):
        return max(0, float(written))
    return 0


def _normal(path: str) -> str:
    """One spelling of a path: escaped what is not ASCII, and nothing that need not be (RFC 9309, 2.2.2)."""
    return quote(_ESCAPED.sub(_unescaped, path), safe=string.punctuation)


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as `pattern` says, where `*` is anything and a last `$` the end of the path.

    Part by part and without a regular expression: a pattern of many stars must not take long.
    """
    first, *parts = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    last = parts.pop() if parts and pattern.endswith("$") else None
    for part in parts:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    if last is not None:
        return path.endswith(last) and len(path) - len(last) >= at
    return at == len(path) or not pattern.endswith("$")
