"""Who may talk to the server: the browser of the user who started it, on this machine.

Other programs and web pages on this machine can send requests to a loopback address. So the first
request must bring the token that was printed, which then moves into a cookie. The header `Host`
must name the server's own address (a stranger's name that resolves to 127.0.0.1 is refused). A
request that changes something must come from a page of the server itself.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = "token"
"""Name of the parameter of the address that holds the token."""
LARGEST_ACT = 1 << 20
"""Bytes of the largest request without a file; an act with a long text has some 10,000."""
LARGEST_UPLOAD = 128 << 20
"""Bytes of the largest request with files; a book as PDF has some 20 MiB."""

HEADERS = {
    "content-security-policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with no-referrer a browser says that a form has no origin
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
"""Headers of every answer: no script, style or picture from elsewhere, and no frame around it."""
_SAFE_METHODS = ("GET", "HEAD")


class Guard:
    """Refuses requests that do not come from the user's own browser, and limits their size."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        """Wrap the application."""
        self._app = app
        self._token = token
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._cookie = f"aigov_review_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        answer = self._refuse(scope, headers)
        with_headers = _with_headers(send)
        if answer is not None:
            await answer(scope, receive, with_headers)
            return
        limit = LARGEST_UPLOAD if scope["path"] == "/upload" else LARGEST_ACT
        await self._app(scope, _limited(receive, limit), with_headers)

    def _refuse(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """Return the answer to a request that is not handed on; None for one that is."""
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This server has another address.", 421)
        if scope["method"] not in _SAFE_METHODS and not self._is_own_page(headers):
            return PlainTextResponse("Only a page of this server may do that.", 403)
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = dict(query).get(TOKEN)
        if given is not None and scope["method"] == "GET":
            return self._welcome(scope, given, [pair for pair in query if pair[0] != TOKEN])
        if not self._matches(_cookies(headers).get(self._cookie, "")):
            return PlainTextResponse(
                "Open the address that aigov-corpus review printed: it has a token.", 403
            )
        return None

    def _is_own_page(self, headers: Mapping[str, str]) -> bool:
        """Tell whether a page of this server sent a request that changes something."""
        origin = headers.get("origin", "")
        return origin.removeprefix("http://") in self._hosts and origin.startswith("http://")

    def _welcome(self, scope: Scope, given: str, rest: list[tuple[str, str]]) -> Response:
        """Move the token from the address into a cookie."""
        if not self._matches(given):
            return PlainTextResponse("The token in this address is not that of this server.", 403)
        path = scope["path"] + (f"?{urlencode(rest)}" if rest else "")
        answer = RedirectResponse(own_path(path), 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="lax", path="/")
        return answer

    def _matches(self, token: str) -> bool:
        return hmac.compare_digest(token.encode(), self._token.encode())


def own_path(path: str) -> str:
    """Return a path that leads to this server; one with two slashes would lead to another host."""
    return "/" + path.lstrip("/")


def _cookies(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the cookies of a request; none if they cannot be read."""
    try:
        found = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def _with_headers(send: Send) -> Send:
    """Return a `send` that adds the headers of every answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message.get("headers", ()), *own]
        await send(message)

    return send_with_headers


def _limited(receive: Receive, limit: int) -> Receive:
    """Return a `receive` that ends with the answer 413 after so many bytes."""
    seen = 0

    async def receive_limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > limit:
            raise HTTPException(413, "This is too large.")
        return message

    return receive_limited
