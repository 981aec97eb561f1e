"""Start the server: on the loopback address of this machine, for the user who starts it."""

from __future__ import annotations

import gc
import secrets
import socket
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.errors import AigovError, MissingExtraError

if TYPE_CHECKING:
    from aigov_corpus.serving.library import Library

HOST = "127.0.0.1"
"""The only address on which the server can be reached: that of the same machine."""
_TOKEN_BYTES = 24
_WAITING = 64
"""Connections that may wait until they are taken; a browser opens six."""
_IDLE = 600
"""Seconds for which an idle connection stays open, so that no act meets one that just closes."""
_SHUTDOWN = 3
"""Seconds for requests that are being answered when the server is told to end."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a browser finds the page."""

    port: int
    token: str
    path: str = "/"
    """The first page: the start page, or the only document."""
    language: str = ""
    """Language of the page; empty for that of the browser, or the one that was chosen there."""

    @property
    def url(self) -> str:
        """The address with its token; whoever has it may review."""
        wish = f"&language={self.language}" if self.language else ""
        return f"http://{HOST}:{self.port}{self.path}?token={self.token}{wish}"


def serve(
    library: Library,
    *,
    reviewer: str,
    encoder: str = "use",
    port: int = 0,
    language: str = "",
    ready: Callable[[Address], None],
) -> None:
    """Serve the page until the process is told to end.

    Args:
        library: the documents under review.
        reviewer: the name under which acts are logged.
        encoder: name of the encoder with which texts are aligned again.
        port: the port; 0 for one that is free.
        language: language of the page, `en` or `zh`; empty to leave it to the browser.
        ready: called with the address when the server can be reached.

    Raises:
        MissingExtraError: the packages of the server are not installed.
        AigovError: the port is in use.
    """
    try:
        import uvicorn

        from aigov_corpus.serving.app import ReviewServer
        from aigov_corpus.serving.guard import Guard
    except ImportError as error:
        raise MissingExtraError("review", extra="review") from error
    listener = _listen(port)
    path = "/d/0" if len(library.documents) == 1 else "/"
    address = Address(
        listener.getsockname()[1], secrets.token_urlsafe(_TOKEN_BYTES), path, language
    )
    application = ReviewServer(library, reviewer=reviewer, encoder=encoder).application()
    config = uvicorn.Config(
        Guard(application, token=address.token, port=address.port),
        log_level="critical",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN,
        timeout_keep_alive=_IDLE,
    )
    library.check_later()
    gc.freeze()  # what was read stays; an act need not wait until all of it is gone through
    # said if a signal comes before the server has begun, when nothing is left to be said
    warnings.filterwarnings("ignore", "coroutine 'Server.serve' was never awaited", RuntimeWarning)
    with listener:
        ready(address)  # the socket listens already, so a browser may come at once
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    """Return a socket that listens on the loopback address.

    Raises:
        AigovError: the port is in use, or may not be used.
    """
    # asyncio sends an answer at once only if TCP is named; else its second part waits 40 ms
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        listener.listen(_WAITING)
    except OSError as error:
        listener.close()
        raise AigovError(
            f"the port {port} cannot be used ({error.strerror or error})",
            remedy="leave out --port to get one that is free",
        ) from error
    return listener
