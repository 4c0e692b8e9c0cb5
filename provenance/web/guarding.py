"""Who may ask for what: the host that was named, the token, the site a form came from, and the size of what is sent.

A page of another site that is open in the same browser can send requests here. It cannot read the answers, it cannot
name this machine as its own host and stay itself, and it cannot know what a form of ours carries: each of the checks
below rests on one of these.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import parse_qs, urlsplit

__all__ = ["COOKIE", "LARGEST", "LEAST_TOKEN", "Asked", "Keys", "Refusal", "cookie_of", "is_loopback", "refusal"]

COOKIE = "provenance"
LARGEST = 2 << 20
"""bytes of a request's body: a very long article is a tenth of it"""
LEAST_TOKEN = 16
"""characters of a token that cannot be guessed by trying"""

_READING = ("GET", "HEAD")
_FORM = "application/x-www-form-urlencoded"
_JSON = "application/json"
# What a browser needs in order to show the form that asks for the token.
_OPEN = ("/login", "/style.css", "/page.js")
_API = "/api/"
_HOSTS = ("localhost",)
_MOST_FIELDS = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as far as it decides on who may make it; names of headers are in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def for_program(self) -> bool:
        """Whether the answer is for a program, and not for a reader."""
        return self.path.startswith(_API)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered: an HTTP status and one line."""

    status: int
    line: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What this server knows and another site does not; made anew each time it starts, but for the user's token."""

    token: str | None = field(default=None, repr=False)
    """None: whoever can reach the server may use it"""
    host: str = "127.0.0.1"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @property
    def cookie(self) -> str:
        """What a browser shows after logging in: it proves the token and does not give it away."""
        return self._signed(f"cookie {self.token}")

    def form_token(self, cookie: str | None) -> str:
        """What every form carries: it holds for this run of the server and for this login."""
        return self._signed(f"form {cookie or ''}")

    def is_token(self, given: str) -> bool:
        """Whether that is the token, compared in a time that tells nothing of it."""
        return self.token is not None and _same(given, self.token)

    def admits(self, asked: Asked) -> bool:
        """Whether the request may be answered: it carries the token or the cookie, or none is needed."""
        return self.token is None or self.bears_token(asked) or _same(cookie_of(asked.headers) or "", self.cookie)

    def bears_token(self, asked: Asked) -> bool:
        """Whether the request carries the token itself, as programs do and no page of another site can."""
        scheme, _, given = asked.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_token(given.strip())

    def _signed(self, what: str) -> str:
        return hmac.new(self.secret, what.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server at `host`."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() in _HOSTS


def cookie_of(headers: Mapping[str, str]) -> str | None:
    """The login that a browser sends along."""
    try:
        morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel else None


def refusal(asked: Asked, keys: Keys) -> Refusal | None:
    """Why this request is not answered, or None where it is."""
    named = asked.headers.get("host", "")
    if not _is_ours(named, keys.host):
        return Refusal(400, f"{named[:100] or 'a server without a name'}: not the name of this server; {_hint(keys)}")
    if len(asked.body) > LARGEST:
        return Refusal(413, f"more than {LARGEST >> 20} MB, which no article is; nothing of it was kept")
    if asked.path not in _OPEN and not keys.admits(asked):
        return Refusal(401, "this server asks for its token: log in, or send it as Authorization: Bearer TOKEN")
    if asked.method in _READING:
        return _fetched_from_elsewhere(asked)
    return _foreign(asked, named) or _unsigned(asked, keys)


def _hint(keys: Keys) -> str:
    return f"open it by its address, or start it with --host NAME (it is {keys.host})"


def _is_ours(named: str, host: str) -> bool:
    """Whether a Host header can only be ours: an address, this machine's own name, or the one given at the start.

    A foreign site that points its own name at this machine ("DNS rebinding") sends that name.
    """
    try:
        name = urlsplit(f"//{named}").hostname or ""
    except ValueError:
        return False
    if name in _HOSTS or name == host.lower().strip("[]"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not is_loopback(host)


def _fetched_from_elsewhere(asked: Asked) -> Refusal | None:
    """Why a page of another site may not have its reader's browser ask us behind its back; a link to us is fine."""
    elsewhere = asked.headers.get("sec-fetch-site") in ("cross-site", "same-site")
    followed = asked.headers.get("sec-fetch-mode", "navigate") == "navigate"
    return Refusal(403, "asked for by a page of another site") if elsewhere and not followed else None


def _foreign(asked: Asked, named: str) -> Refusal | None:
    """Why a request that may change something is another site's, as its browser says."""
    origin, site = asked.headers.get("origin"), asked.headers.get("sec-fetch-site")
    own = origin is None or (origin == "null" and site == "same-origin") or origin.partition("://")[2] == named
    if own and site in (None, "same-origin", "none"):
        return None
    return Refusal(403, "sent by a page of another site: nothing was changed")


def _unsigned(asked: Asked, keys: Keys) -> Refusal | None:
    """Why what is sent is not from a form of ours, nor from a program."""
    kind = asked.headers.get("content-type", "").partition(";")[0].strip().lower()
    if asked.for_program:
        # A form of another site cannot send JSON: its browser would ask us first, and is not answered.
        wrong = kind != _JSON and bool(asked.body)
        return Refusal(415, f"send {_JSON}, not {kind[:60] or 'nothing'}") if wrong else None
    if kind != _FORM:
        return Refusal(415, f"send {_FORM}, not {kind[:60] or 'nothing'}")
    try:
        fields = parse_qs(asked.body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        return Refusal(422, "more fields than any form here has")
    given = fields.get("token", [""])[0]
    if _same(given, keys.form_token(cookie_of(asked.headers))):
        return None
    return Refusal(403, "this form is of an earlier run of the server: go back, reload the page, and send it again")


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode("utf-8", "surrogatepass"))
