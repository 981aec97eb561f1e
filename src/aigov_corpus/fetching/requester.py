"""One request to one URL: sent again after temporary failures, and read within the limits.

A failure is temporary if the same request may succeed later.

This module alone turns the exceptions of httpx2 and httpcore2 into errors of this package.
"""

from __future__ import annotations

import random
import ssl
import threading
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import httpcore2
import httpx2

from aigov_corpus import patterns as re
from aigov_corpus.errors import NetworkError, RefusedError, ResponseError
from aigov_corpus.fetching import unpacking
from aigov_corpus.fetching.answers import (
    TEMPORARY_STATUSES,
    check_media_type,
    retry_after,
    status_error,
    too_large,
)
from aigov_corpus.fetching.exchange import Exchange, Headers
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.pacing import Pace
from aigov_corpus.fetching.parallel_hosts import Ask, Visit
from aigov_corpus.fetching.remedies import SAVE_PAGE, TRY_LATER
from aigov_corpus.fetching.wire import Wire, WireTransport
from aigov_corpus.text.counting import say_duration
from aigov_corpus.text.quoting import printable

_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
    "Accept-Encoding": unpacking.CODING,
    "Accept-Language": "zh-CN, zh;q=0.9, en;q=0.8",
    "Connection": "close",
}

_BYTES = re.compile(r"""bytearray\(b(['"])(.*?)\1\)""")
"""How the library shows what it could not read."""
_JITTER = 0.5
"""Largest random part of a wait, as a share of the doubling wait.

It keeps clients from coming back all at once.
"""

_SURPLUS = 1
"""Bytes to read after the declared length; one is enough to show that the length is wrong."""


class _AsciiCookiePolicy(DefaultCookiePolicy):
    """Keeps only cookies in ASCII, since a request's headers can hold no others."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        return f"{cookie.name}{cookie.value}".isascii() and super().set_ok(cookie, request)


class _SharedJar(CookieJar):
    """Cookies of all hosts, which may be read while another exchange brings some."""

    def __init__(self) -> None:
        super().__init__(_AsciiCookiePolicy())
        self._reading = threading.RLock()

    def __iter__(self) -> Iterator[Cookie]:
        with self._reading:
            return iter(tuple(super().__iter__()))

    def extract_cookies(self, response: Any, request: Any) -> None:
        with self._reading:
            super().extract_cookies(response, request)


class _TryAgain(Exception):
    """A temporary failure; `error` is raised if the last try fails too."""

    def __init__(self, error: NetworkError, *, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait
        """Seconds that the server asks to wait; 0 if it does not ask."""


class Requester:
    """Sends requests, and keeps the cookies of their answers."""

    def __init__(
        self,
        *,
        limits: Limits,
        pace: Pace,
        allow_private: bool,
        agent: str,
        progress: Callable[[str], None],
    ) -> None:
        self._limits = limits
        self._pace = pace
        self._progress = progress
        self._client = httpx2.Client(
            transport=WireTransport(limits=limits, allow_private=allow_private),
            trust_env=False,
            cookies=_SharedJar(),
            headers={"User-Agent": agent, **_HEADERS},
        )

    def close(self) -> None:
        """Close the HTTP client; the requester cannot be used any more."""
        self._client.close()

    def cookies_for(self, url: str) -> str:
        """Return the cookies that a request for a URL would send now; empty if there are none.

        Raises:
            RefusedError: no request can be made of this URL.
        """
        return self._build(Ask(url)).headers.get("cookie", "")

    def get(self, ask: Ask) -> Visit[Exchange]:
        """Get the exchange of a request, again after each temporary failure.

        Raises:
            RefusedError: the URL must not be asked for: its address is not public, or its host has
                asked for a long pause or gives no answer.
            ResponseError: the answer cannot be used.
            NetworkError: there is no answer.
        """
        attempt = 1
        while True:
            try:
                exchange: Exchange = yield ask
            except _TryAgain as failure:
                error = self._heed(failure, ask.url)
                if attempt >= self._limits.tries or failure.wait > self._limits.longest_wait:
                    self._pace.note_tries(ask.url, answered=isinstance(error, ResponseError))
                    self._pace.tell_pause(ask.url)
                    raise error from None
                ask = replace(ask, wait=self._seconds_to_wait(attempt, failure))
                remedy = f"trying again in {ask.wait:.0f} s"
                self._progress(str(error.with_fields(remedy=remedy)))
                attempt += 1
            except RefusedError:
                raise
            except NetworkError as error:
                self._pace.note_tries(ask.url, answered=isinstance(error, ResponseError))
                raise
            else:
                self._pace.note_tries(ask.url, answered=True)
                return exchange

    def _heed(self, failure: _TryAgain, url: str) -> NetworkError:
        """Keep to the pause that an answer asks for, and return its error."""
        self._pace.close_host(url, seconds=failure.wait)
        if failure.wait <= self._limits.longest_wait:
            return failure.error
        return failure.error.with_fields(
            reason=f"{failure.error.reason} and asks to come back in {say_duration(failure.wait)}",
            remedy="run again after that time",
        )

    def _seconds_to_wait(self, attempt: int, failure: _TryAgain) -> float:
        """Return the seconds to wait after a try, counted from 1, before the next one.

        That is the longer of the wait that the server asks for and the doubling wait, but at most
        `Limits.longest_wait`, and a random part in addition.
        """
        backoff = self._limits.first_wait * 2.0 ** (attempt - 1)
        wait = min(max(failure.wait, backoff), self._limits.longest_wait)
        return wait + random.uniform(0, _JITTER * backoff)

    def _build(self, ask: Ask) -> httpx2.Request:
        """Return the request that is sent.

        Raises:
            RefusedError: no request can be made of this URL.
        """
        try:
            return self._client.build_request("GET", ask.url, headers=dict(ask.headers))
        except httpx2.InvalidURL as error:
            raise RefusedError(
                f"no request can be made of this URL ({error})",
                source=ask.url,
                remedy="check its spelling",
            ) from None

    def send(self, ask: Ask) -> Exchange:
        """Send a request once, and return the exchange; any thread may call this.

        Raises:
            _TryAgain: the failure is temporary; `get` asks again.
            NetworkError: there is no answer, or it cannot be used.
        """
        request = self._build(ask)
        with _own_errors(ask.url):
            response = self._client.send(request, stream=True)
            try:
                return self._read(ask, request, response)
            finally:
                response.close()

    def _read(self, ask: Ask, request: httpx2.Request, response: httpx2.Response) -> Exchange:
        """Return the exchange, with its body if the status is 200."""
        wire: Wire = response.extensions["wire"]
        hop = Exchange(
            url=ask.url,
            at=datetime.now(UTC),
            address=wire.address,
            request_headers=_header_pairs(request.headers),
            http_version=response.http_version,
            status=response.status_code,
            reason=response.reason_phrase,
            headers=_header_pairs(response.headers),
            cut=True,
        )
        _check_status(hop)
        if hop.status != HTTPStatus.OK:
            return hop
        if not ask.for_robots:
            check_media_type(hop)
        limit = self._limits.robots if ask.for_robots else self._limits.body
        hop = self._read_body(hop, response, limit=limit, may_cut=ask.for_robots)
        if not hop.cut:
            self._check_length(hop, response, wire)
        return hop

    def _read_body(
        self, hop: Exchange, response: httpx2.Response, *, limit: int, may_cut: bool
    ) -> Exchange:
        """Return the exchange with its body.

        Args:
            hop: the exchange without its body.
            response: the answer from which the body is read.
            limit: most bytes of the body, both as sent and after decompression.
            may_cut: whether a larger body is cut at the limit.

        Raises:
            ResponseError: the body is larger and may not be cut, or cannot be decompressed.
            _TryAgain: the compressed body breaks off.
        """
        unpacker = unpacking.choose_unpacker(hop.header("content-encoding"))
        packed, body = bytearray(), bytearray()
        for piece in response.stream:  # type: ignore[union-attr]  # ours, which is synchronous
            packed += piece
            try:
                for step in unpacker.feed(piece) if unpacker else (piece,):
                    body += step
                    if len(body) > limit:
                        break
            except zlib.error as error:
                raise ResponseError(
                    f"the compressed answer is damaged ({error})", remedy=SAVE_PAGE
                ) from None
            # Compressed bytes count too: zeros after a gzip member unpack to nothing, without end.
            if max(len(body), len(packed)) > limit:
                if may_cut:
                    return replace(hop, packed=bytes(packed), body=bytes(body[:limit]), cut=True)
                raise too_large(limit, when_unpacked=len(body) > len(packed))
        if unpacker and not unpacker.whole:
            raise _try_again(hop.url, f"the compressed answer breaks off after {len(packed)} bytes")
        return replace(hop, packed=bytes(packed), body=bytes(body), cut=False)

    def _check_length(self, hop: Exchange, response: httpx2.Response, wire: Wire) -> None:
        """Check that no more bytes come than the server has declared.

        The HTTP library stops at the declared length. If this length is too short, the page lacks
        its end, and nothing else shows it.

        Raises:
            ResponseError: more bytes come.
        """
        declared = hop.header("content-length")
        if not declared.isdigit() or hop.header("transfer-encoding"):
            return
        stream: httpcore2.NetworkStream = response.extensions["network_stream"]
        with suppress(httpcore2.ReadTimeout, httpcore2.ReadError, NetworkError):
            stream.read(_SURPLUS, timeout=self._limits.linger)
        if wire.received > int(declared):
            raise ResponseError(
                f"the server declares a length of {declared} bytes and sends more, "
                "so the page would be cut off",
                remedy=SAVE_PAGE,
            )


def _check_status(hop: Exchange) -> None:
    """Check that the status of an answer is not that of a temporary failure.

    Raises:
        _TryAgain: the failure is temporary.
    """
    if hop.status in TEMPORARY_STATUSES:
        asked = retry_after(hop.header("retry-after"), now=hop.at)
        raise _TryAgain(status_error(hop), wait=asked)


def _header_pairs(headers: httpx2.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _try_again(url: str, reason: str) -> _TryAgain:
    return _TryAgain(NetworkError(reason, source=url, remedy=TRY_LATER))


@contextmanager
def _own_errors(url: str) -> Iterator[None]:
    """Turn exceptions of httpcore2 and httpx2 into errors of this package that name `url`.

    Raises:
        _TryAgain: the failure is temporary.
        NetworkError: the failure is not temporary.
    """
    host = urlsplit(url).hostname
    try:
        yield
    except NetworkError as error:
        raise error.with_fields(source=error.source or url) from None
    except (httpcore2.ConnectTimeout, httpx2.ConnectTimeout):
        raise _try_again(url, f"{host} does not answer") from None
    except (httpcore2.TimeoutException, httpx2.TimeoutException):
        raise _try_again(url, f"{host} fell silent in its answer") from None
    except (httpcore2.ConnectError, httpx2.ConnectError) as error:
        cause = error.__cause__ or error.__context__
        if isinstance(cause, ssl.SSLError):
            raise _tls_error(url, cause) from None
        raise _try_again(url, f"there is no connection to {host} ({error})") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError) as error:
        said = _BYTES.sub(r"“\2”", printable(error))
        reason = f"the answer broke off or is not HTTP ({said})"
        raise _try_again(url, reason) from None


def _tls_error(url: str, cause: ssl.SSLError) -> NetworkError:
    reason = getattr(cause, "verify_message", "") or cause.reason or str(cause)
    return NetworkError(
        f"the secure connection fails ({reason})",
        source=url,
        remedy=f"look at the page in a browser; if it is the right one, {SAVE_PAGE}",
    )
