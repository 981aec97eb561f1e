"""The sockets under httpx2: each connection goes to a checked address and ends at its deadline.

The host is resolved once, every address of it is checked, and the connection is made to one of the
checked numbers; TLS still verifies the name. A second answer of the name server (DNS rebinding) is
therefore never used. Proxies of the environment are not used either: a proxy would resolve the name
by itself.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import httpcore2
import httpx2

from aigov_corpus.errors import NetworkError
from aigov_corpus.fetching import address
from aigov_corpus.fetching.limits import Limits

_HEAD_END = re.compile(rb"\r?\n\r?\n")


class Wire(httpcore2.NetworkBackend):
    """Connections of one exchange."""

    def __init__(self, *, limits: Limits, allow_private: bool) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._deadline = time.monotonic() + limits.total
        self._backend = httpcore2.SyncBackend()
        self._head = b""
        self._head_done = False
        self.address = ""
        """The numeric address that was connected to."""
        self.received = 0
        """Bytes that came after the head of the answer."""

    def left(self, timeout: float | None) -> float:
        """Return how long the next step may take.

        Raises:
            NetworkError: the exchange has used up its time.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise NetworkError(
                f"the answer was not complete after {self._limits.total:g} s",
                remedy="try again later",
            )
        return left if timeout is None else min(left, timeout)

    def count(self, data: bytes) -> None:
        """Count what belongs to the body; an informational (1xx) head is passed over."""
        if self._head_done:
            self.received += len(data)
            return
        self._head += data
        while end := _HEAD_END.search(self._head):
            rest = self._head[end.end() :]
            if not re.match(rb"\s*HTTP/1\.\d 1\d\d", self._head):
                self._head_done, self.received = True, len(rest)
                return
            self._head = rest

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first checked address of `host` that answers."""
        refused: Exception | None = None
        for number in address.resolve(host, port, allow_private=self._allow_private):
            try:
                stream = self._backend.connect_tcp(
                    number, port, self.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                refused = error
                continue
            self.address = number
            return _Stream(stream, self)
        raise refused or httpcore2.ConnectError("the name has no address")


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, wire: Wire) -> None:
        self._stream = stream
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._stream.read(max_bytes, self._wire.left(timeout))
        except httpcore2.ReadTimeout:
            self._wire.left(timeout)  # says so if it is the deadline that has passed
            raise
        self._wire.count(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._wire.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, self._wire.left(timeout)),
            self._wire,
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Transport(httpx2.BaseTransport):
    """One connection an exchange: with seconds between two requests to a host, nothing is worth keeping."""

    def __init__(self, *, limits: Limits, allow_private: bool) -> None:
        self._limits = limits
        self._allow_private = allow_private

    @cached_property
    def _ssl(self) -> ssl.SSLContext:
        return httpx2.create_ssl_context()  # reads the system's authorities: 70 ms, for https alone

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send `request`; the answer's extensions hold the `wire` it came over."""
        wire = Wire(limits=self._limits, allow_private=self._allow_private)
        secure = self._ssl if request.url.scheme == "https" else None
        pool = httpcore2.ConnectionPool(ssl_context=secure, network_backend=wire)
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        try:
            answer = pool.handle_request(
                httpcore2.Request(
                    request.method,
                    url,
                    headers=request.headers.raw,
                    extensions={
                        "timeout": {
                            "connect": self._limits.connect,
                            "read": self._limits.read,
                            "write": self._limits.read,
                            "pool": self._limits.connect,
                        }
                    },
                )
            )
        except BaseException:
            pool.close()
            raise
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer, pool),
            extensions={**answer.extensions, "wire": wire},
        )


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response, pool: httpcore2.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()
