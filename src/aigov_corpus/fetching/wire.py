"""Connections for httpx2: each goes to a checked address, and ends at its deadline.

A host is resolved once, every address of it is checked, and the connection is made to one of the
checked addresses. TLS still verifies the name. A second, different answer of the name server (DNS
rebinding) is therefore never used. A proxy that the environment names is not used either, because a
proxy resolves names by itself.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

import httpcore2
import httpx2

from aigov_corpus import patterns as re
from aigov_corpus.errors import NetworkError
from aigov_corpus.fetching import addresses
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.remedies import TRY_LATER

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_INFORMATIONAL = re.compile(rb"\s*HTTP/1\.\d 1\d\d")
"""Beginning of an informational answer (1xx), which precedes the real one: RFC 9110, 15.2."""


class Wire(httpcore2.NetworkBackend):
    """The network of one exchange: it opens connections, keeps the deadline and counts bytes."""

    def __init__(self, *, limits: Limits, allow_private: bool) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._deadline = time.monotonic() + limits.total
        self._backend = httpcore2.SyncBackend()
        self._head = b""
        self._head_done = False
        self.address = ""
        """Numeric address of the server; empty before there is a connection."""
        self.received = 0
        """Number of bytes of the body so far, as they came over the connection."""

    def time_left(self, timeout: float | None) -> float:
        """Return the seconds that the next step may take: `timeout`, or less before the deadline.

        Args:
            timeout: most seconds for this step; None if only the deadline counts.

        Raises:
            NetworkError: the deadline has passed.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise NetworkError(
                f"the answer was not complete after {self._limits.total:g} s", remedy=TRY_LATER
            )
        return left if timeout is None else min(left, timeout)

    def add_received(self, data: bytes) -> None:
        """Add to `received` the bytes that belong to the body: all after the first empty line.

        The empty line after an informational answer does not count, since the real one follows.
        """
        if self._head_done:
            self.received += len(data)
            return
        self._head += data
        while end := _HEAD_END.search(self._head):
            rest = self._head[end.end() :]
            if not _INFORMATIONAL.match(self._head):
                self._head_done = True
                self.received = len(rest)
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
        """Check all addresses of a host, and return a connection to the first that can be reached.

        Raises:
            RefusedError: one of the addresses is not public, and that is not allowed.
            NetworkError: the name cannot be resolved, or the deadline has passed.
            httpcore2.ConnectError: no address can be reached.
            httpcore2.ConnectTimeout: the last address has not answered in time.
        """
        failure: Exception | None = None
        for address in addresses.resolve_host(host, port, allow_private=self._allow_private):
            try:
                stream = self._backend.connect_tcp(
                    address, port, self.time_left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
                continue
            self.address = address
            return _WireStream(stream, self)
        raise failure or httpcore2.ConnectError(f"the name {host} has no address")


class _WireStream(httpcore2.NetworkStream):
    """A connection whose every step ends at the deadline of its `Wire`."""

    def __init__(self, stream: httpcore2.NetworkStream, wire: Wire) -> None:
        self._stream = stream
        self._wire = wire

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._stream.read(max_bytes, self._wire.time_left(timeout))
        except httpcore2.ReadTimeout:
            self._wire.time_left(
                timeout
            )  # raises its own error if it is the deadline that has passed
            raise
        self._wire.add_received(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._wire.time_left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(
            ssl_context, server_hostname, self._wire.time_left(timeout)
        )
        return _WireStream(secured, self._wire)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class WireTransport(httpx2.BaseTransport):
    """Opens a new connection for each request.

    Connections are not kept for reuse, because seconds lie between two requests to a host.
    """

    def __init__(self, *, limits: Limits, allow_private: bool) -> None:
        self._limits = limits
        self._allow_private = allow_private

    @cached_property
    def _ssl(self) -> ssl.SSLContext:
        # Made only when https is used: reading the system's authorities took 70 ms.
        return httpx2.create_ssl_context()

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request and return the response; its `extensions["wire"]` is the `Wire` used."""
        wire = Wire(limits=self._limits, allow_private=self._allow_private)
        secure = self._ssl if request.url.scheme == "https" else None
        pool = httpcore2.ConnectionPool(ssl_context=secure, network_backend=wire)
        try:
            answer = pool.handle_request(self._core_request(request))
        except BaseException:
            pool.close()
            raise
        return httpx2.Response(
            answer.status,
            headers=answer.headers,
            stream=_WireBody(answer, pool),
            extensions={**answer.extensions, "wire": wire},
        )

    def _core_request(self, request: httpx2.Request) -> httpcore2.Request:
        """Return a request of httpx2 as one of httpcore2, with the time-outs of `Limits`."""
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        timeouts = {
            "connect": self._limits.connect,
            "read": self._limits.read,
            "write": self._limits.read,
            "pool": self._limits.connect,
        }
        return httpcore2.Request(
            request.method, url, headers=request.headers.raw, extensions={"timeout": timeouts}
        )


class _WireBody(httpx2.SyncByteStream):
    """The body of an answer; closing it closes the connection."""

    def __init__(self, answer: httpcore2.Response, pool: httpcore2.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()
