"""From a request to an answer, around everything: checks first, every answer with its headers, every error a line."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from traceback import format_exc
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from provenance.printable import clean, plain
from provenance.web.guarding import LARGEST, Asked, Keys, Refusal, refusal

__all__ = ["Guarded", "asked_of"]

_LOG = logging.getLogger(__name__)
_FAILED = Refusal(500, "something went wrong here that is not your doing; the terminal of the server shows what")

Answer = Callable[[Request, Refusal], Response]


class Guarded:
    """An application behind its checks: `refuse` answers what is refused, `headers` go on every answer."""

    def __init__(self, app: ASGIApp, *, keys: Keys, refuse: Answer, headers: dict[str, str]) -> None:
        self._app, self._keys, self._refuse = app, keys, refuse
        self._headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answered(scope, receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def with_headers(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(one for one in self._headers if one[0] not in own)]
            await send(message)

        body = await _body(receive)
        request = Request(scope)
        refused = refusal(asked_of(request, body), self._keys)
        if refused:
            await self._refuse(request, refused)(scope, receive, with_headers)
            return
        try:
            await self._app(scope, _again(body, receive), with_headers)
        except Exception:  # noqa: BLE001 - the last place where a failure can become an answer
            what = f"{plain(scope['method'])} {plain(scope['path'])} failed"
            _LOG.error("%s\n%s", what, clean(format_exc()))  # and not as it is: words of strangers may stand in it
            if not begun:
                await self._refuse(request, _FAILED)(scope, receive, with_headers)


def asked_of(request: Request, body: bytes = b"") -> Asked:
    """What decides on a request."""
    return Asked(request.method, request.url.path, request.headers, body)


async def _body(receive: Receive) -> bytes:
    """What was sent, and of what is too much only as much as shows that."""
    body = bytearray()
    more = True
    while more and len(body) <= LARGEST:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return bytes(body)


def _again(body: bytes, receive: Receive) -> Callable[[], Awaitable[Any]]:
    """The body once more, for the application to read."""
    given = False

    async def once() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
