"""One URL to one answer: redirects by hand, robots.txt, pace, further tries, limits."""

from __future__ import annotations

import random
import re
import ssl
import string
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import Cookie, CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpcore2
import httpx2
import tenacity

from aigov_corpus.errors import NetworkError, RefusedError, ResponseError, UsageError
from aigov_corpus.fetching import unpack
from aigov_corpus.fetching.address import normal_url
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.robots import Rules
from aigov_corpus.fetching.wire import Transport, Wire
from aigov_corpus.fetching.wording import SAVE_IT, shown

SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
"""The content types that are documents, and the suffix of their file."""

_REDIRECTS = {301, 302, 303, 307, 308}
_AGAIN = {429, 500, 502, 503, 504}
_NO_PAGES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")

_LATER = "try again later"
_IF_TEXT = "download it by hand if it is a text, and name the file instead of the URL"

_FOR_EVER = 1e9
"""Seconds; a server may write more digits than a number holds."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as they went over the wire (chunks joined)."""

    url: str
    at: datetime
    address: str
    request_headers: Headers
    http_version: str
    status: int
    reason: str
    headers: Headers
    packed: bytes = field(default=b"", repr=False)
    """The body in its Content-Encoding; empty for a redirect, whose body is not read."""
    body: bytes = field(default=b"", repr=False)
    """The body, unpacked."""
    cut: bool = False
    """The body was not read to its end."""

    def header(self, name: str) -> str:
        """Return the value of the header `name`, or an empty string; the values, if there are several."""
        return ", ".join(self._values(name))

    @property
    def media_type(self) -> str:
        """`text/html`; empty if the server names none; the first, if it names several."""
        return re.split("[;,]", self.header("content-type"))[0].strip().lower()

    @property
    def location(self) -> str:
        """Where a redirect leads: the first that is named."""
        return next(iter(self._values("location")), "")

    def _values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a URL gave in the end, and the redirects on the way there."""

    url: str
    hops: tuple[Exchange, ...]

    @property
    def last(self) -> Exchange:
        """The exchange that is not a redirect."""
        return self.hops[-1]


class _OnlyAscii(DefaultCookiePolicy):
    """Keeps no cookie that cannot be sent back: a header is ASCII."""

    def set_ok(self, cookie: Cookie, request: Any) -> bool:
        return f"{cookie.name}{cookie.value}".isascii() and super().set_ok(cookie, request)


class _TryAgain(Exception):
    """A failure that another try may mend; `error` is raised after the last try."""

    def __init__(self, error: NetworkError, *, wait: float = 0.0) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


class Client:
    """Asks politely: one request at a time, seconds between two to the same host."""

    def __init__(
        self,
        *,
        limits: Limits,
        delay: float,
        allow_private: bool,
        agent: str,
        progress: Callable[[str], None],
    ) -> None:
        self._limits = limits
        self._delay = delay
        self._progress = progress
        self._rules: dict[str, Rules] = {}
        self._asked_at: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}
        self._client = httpx2.Client(
            transport=Transport(limits=limits, allow_private=allow_private),
            trust_env=False,
            cookies=CookieJar(_OnlyAscii()),
            headers={
                "User-Agent": agent,
                "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5",
                "Accept-Encoding": unpack.CODINGS,
                "Accept-Language": "zh-CN, zh;q=0.9, en;q=0.8",
                "Connection": "close",
            },
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, url: str, *, conditions: Mapping[str, Mapping[str, str]] | None = None) -> Answer:
        """Return the answer to `url`: a document (200), or 304 where `conditions` were met.

        `conditions` are headers to send (If-None-Match, …), by the URL that they belong to.

        Raises:
            RefusedError: robots.txt, a private address or a scheme forbids it.
            ResponseError: the answer is of no use: status, type, size, length, redirects.
            NetworkError: there is no answer.
        """
        with _as_error_of(url):
            return self._get(url, conditions or {})

    def _get(self, url: str, conditions: Mapping[str, Mapping[str, str]]) -> Answer:
        answer = self._follow(url, conditions, obey_robots=True)
        last = answer.last
        if last.status == HTTPStatus.NOT_MODIFIED and conditions.get(last.url):
            return answer
        if last.status != HTTPStatus.OK:
            raise _status_error(last)
        if not last.body.strip():
            raise ResponseError(
                "the page is empty", source=last.url, remedy="look at it in a browser"
            )
        _check_bytes(last)
        return answer

    def _follow(
        self, url: str, conditions: Mapping[str, Mapping[str, str]], *, obey_robots: bool
    ) -> Answer:
        hops: list[Exchange] = []
        seen: set[object] = set()
        at = url
        while True:
            state = (at, tuple(sorted(f"{c.name}={c.value}" for c in self._client.cookies.jar)))
            if state in seen:
                raise ResponseError(
                    f"the redirects go round in a circle, back to {at}",
                    source=url,
                    remedy="look at the page in a browser",
                )
            seen.add(state)
            if len(hops) > self._limits.redirects:
                raise ResponseError(
                    f"there are more than {self._limits.redirects} redirects, the last to {at}",
                    source=url,
                    remedy="look at the page in a browser, and name the URL where it ends",
                )
            if obey_robots:
                self._obey_robots(at)
            hop = self._ask(at, conditions.get(at, {}), robots=not obey_robots)
            hops.append(hop)
            if hop.status not in _REDIRECTS:
                return Answer(url, tuple(hops))
            at = _target(hop)

    def _obey_robots(self, url: str) -> None:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            robots = f"{origin}/robots.txt"
            try:
                self._rules[origin] = self._read_robots(robots)
            except RefusedError as error:
                raise error.with_fields(source=url) from None
        rules = self._rules[origin]
        rules.check(url)
        if rules.crawl_delay > self._limits.longest_wait:
            raise RefusedError(
                f"robots.txt asks for {rules.crawl_delay:g} s between requests; "
                f"at most {self._limits.longest_wait:g} s are waited",
                source=url,
                remedy=SAVE_IT,
            )

    def _read_robots(self, url: str) -> Rules:
        try:
            with _as_error_of(url):
                answer = self._follow(url, {}, obey_robots=False).last
        except RefusedError:
            raise
        except NetworkError as error:
            return Rules.unreachable(url, error)
        return Rules.of(url, answer.status, answer.body)

    def _ask(self, url: str, extra: Mapping[str, str], *, robots: bool) -> Exchange:
        """Make one exchange, trying again where that may help."""

        def wait(state: tenacity.RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.wait if isinstance(error, _TryAgain) else 0.0
            backoff = self._limits.first_wait * 2.0 ** (state.attempt_number - 1)
            return min(max(asked, backoff), self._limits.longest_wait) + random.uniform(
                0, backoff / 2
            )

        def say(state: tenacity.RetryCallState) -> None:
            failed = state.outcome.exception() if state.outcome else None
            if isinstance(failed, _TryAgain) and state.next_action:
                seconds = f"{state.next_action.sleep:.0f} s"
                self._progress(str(failed.error.with_fields(remedy=f"trying again in {seconds}")))

        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_TryAgain),
            stop=tenacity.stop_after_attempt(self._limits.tries),
            wait=wait,
            before_sleep=say,
            sleep=time.sleep,
            reraise=True,
        )
        try:
            return tries(self._exchange, url, extra, robots=robots)
        except _TryAgain as last:
            raise last.error from None

    def _exchange(self, url: str, extra: Mapping[str, str], *, robots: bool) -> Exchange:
        self._wait_for(url)
        try:
            request = self._client.build_request("GET", url, headers=dict(extra))
        except httpx2.InvalidURL as error:
            raise RefusedError(
                f"no request can be made of this URL ({error})",
                source=url,
                remedy="check its spelling",
            ) from None
        with _our_errors(url):
            response = self._client.send(request, stream=True)
            try:
                wire: Wire = response.extensions["wire"]
                hop = Exchange(
                    url=url,
                    at=datetime.now(UTC),
                    address=wire.address,
                    request_headers=_pairs(request.headers),
                    http_version=response.http_version,
                    status=response.status_code,
                    reason=response.reason_phrase,
                    headers=_pairs(response.headers),
                )
                self._check_status(hop)
                packed, body, cut = b"", b"", True
                if hop.status == HTTPStatus.OK:
                    if not robots:
                        _check_type(hop)
                    packed, body, cut = self._read(hop, response, wire, robots=robots)
            finally:
                response.close()
        return replace(hop, packed=packed, body=body, cut=cut)

    def _wait_for(self, url: str) -> None:
        parts = urlsplit(url)
        host = parts.hostname or ""
        now = time.monotonic()
        pause = self._closed_until.get(host, now) - now
        if pause > self._limits.longest_wait:
            raise RefusedError(
                f"{host} has asked for {pause:.0f} s without a request, so it is left alone",
                source=url,
                remedy="run again after that time",
            )
        if pause > self._delay:
            self._progress(f"waiting {pause:.0f} s, as {host} asks")
        if host in self._asked_at:
            rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
            gap = max(self._delay, rules.crawl_delay if rules else 0.0)
            pause = max(pause, self._asked_at[host] + gap - now)
        if pause > 0:
            time.sleep(pause)
        self._asked_at[host] = time.monotonic()

    def _check_status(self, hop: Exchange) -> None:
        if hop.status not in _AGAIN:
            return
        error = _status_error(hop)
        asked = retry_after(hop.header("retry-after"), now=hop.at)
        self._closed_until[urlsplit(hop.url).hostname or ""] = time.monotonic() + asked
        if asked > self._limits.longest_wait:
            raise error.with_fields(
                reason=f"{error.reason} and asks to come back in {asked:.0f} s",
                remedy="run again after that time",
            )
        raise _TryAgain(error, wait=asked)

    def _read(
        self, hop: Exchange, response: httpx2.Response, wire: Wire, *, robots: bool
    ) -> tuple[bytes, bytes, bool]:
        """Return the body packed, unpacked, and whether it was cut (only robots.txt ever is)."""
        limit = self._limits.robots if robots else self._limits.body
        unpacker = unpack.unpacker(hop.header("content-encoding"))
        packed, body = bytearray(), bytearray()
        for piece in response.stream:  # type: ignore[union-attr]  # the transport's own, synchronous
            packed += piece
            try:
                for step in unpacker.feed(piece):
                    body += step
                    if len(body) > limit:
                        break
            except unpack.errors() as error:
                raise ResponseError(
                    f"the compressed answer is damaged ({error})", remedy=SAVE_IT
                ) from None
            # what came is counted too: zeros after a packed page unpack to nothing, without end
            if max(len(body), len(packed)) > limit:
                if robots:
                    return bytes(packed), bytes(body[:limit]), True
                unpacked = " when unpacked" if len(body) > len(packed) else ""
                raise ResponseError(
                    f"the page is larger than {_size(limit)}{unpacked}: it is no text, or it never ends",
                    remedy="look at it in a browser",
                )
        if not unpacker.whole:
            raise _TryAgain(
                NetworkError(
                    f"the compressed answer breaks off after {len(packed)} bytes",
                    source=hop.url,
                    remedy=_LATER,
                )
            )
        _check_length(hop, response, wire, limits=self._limits)
        return bytes(packed), bytes(body), False


def retry_after(value: str, *, now: datetime) -> float:
    """Return the seconds that a Retry-After header asks for: a number or an HTTP date; 0 for nonsense."""
    if re.fullmatch("[0-9]+", value := value.strip()):
        return min(float(value), _FOR_EVER)
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        date = parsedate_to_datetime(value)
        return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())
    return 0.0


def _check_type(hop: Exchange) -> None:
    if hop.media_type and hop.media_type not in SUFFIXES:
        raise ResponseError(f"this is {shown(hop.media_type)}, not a page", remedy=_IF_TEXT)


def _check_bytes(hop: Exchange) -> None:
    kind = hop.header("content-type")
    is_docx = SUFFIXES.get(hop.media_type) == ".docx"
    wide = "utf-16" in kind.lower() or hop.body[:2] in (b"\xff\xfe", b"\xfe\xff")
    binary = (b"\0" in hop.body[:4096] and not wide) or hop.body.lstrip().startswith(_NO_PAGES)
    if binary != is_docx:
        raise ResponseError(
            f"the server calls this '{shown(kind) or 'nothing'}', but the bytes are not that",
            source=hop.url,
            remedy=_IF_TEXT,
        )


def _check_length(hop: Exchange, response: httpx2.Response, wire: Wire, *, limits: Limits) -> None:
    """Refuse an answer that goes on after its declared length: the page would be cut off in silence."""
    declared = hop.header("content-length")
    if not declared.isdigit() or hop.header("transfer-encoding"):
        return
    stream: httpcore2.NetworkStream = response.extensions["network_stream"]
    with suppress(httpcore2.ReadTimeout, httpcore2.ReadError, NetworkError):
        stream.read(1, timeout=limits.after)
    if wire.received > int(declared):
        raise ResponseError(
            f"the server declares a length of {declared} bytes and sends more, so the page would be "
            "cut off",
            remedy=SAVE_IT,
        )


def _target(hop: Exchange) -> str:
    raw = hop.location.encode("latin-1")
    if not raw:
        raise ResponseError(
            f"the server answers {_status(hop)} without saying where to go",
            source=hop.url,
            remedy="look at the page in a browser",
        )
    try:
        location = raw.decode("utf-8")
    except UnicodeDecodeError:
        # Some servers write paths in raw GBK; quoted byte by byte they come back as they were meant.
        location = quote(raw, safe=string.punctuation)
    try:
        return normal_url(urljoin(hop.url, location))
    except RefusedError as error:
        raise error.with_fields(
            source=hop.url, place=f"redirected to {error.source}", remedy=""
        ) from None
    except (UsageError, ValueError):
        raise ResponseError(
            f"it redirects to '{shown(location)}', which is not a URL",
            source=hop.url,
            remedy="look at the page in a browser",
        ) from None


@contextmanager
def _our_errors(url: str) -> Iterator[None]:
    """Turn what httpcore2 and httpx2 raise into our errors; say which of them another try may mend."""
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
            reason = getattr(cause, "verify_message", "") or cause.reason or str(cause)
            raise NetworkError(
                f"the secure connection fails ({reason})",
                source=url,
                remedy=f"look at the page in a browser; if it is the right one, {SAVE_IT}",
            ) from None
        raise _try_again(url, f"there is no connection to {host} ({error})") from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError) as error:
        reason = f"the answer broke off or is not HTTP ({shown(error)})"
        raise _try_again(url, reason) from None


def _try_again(url: str, reason: str) -> _TryAgain:
    return _TryAgain(NetworkError(reason, source=url, remedy=_LATER))


@contextmanager
def _as_error_of(url: str) -> Iterator[None]:
    """Let every error be of `url`; where a redirect has led elsewhere, say so as its place."""
    try:
        yield
    except NetworkError as error:
        if error.source == url:
            raise
        steps = (f"redirected to {error.source}", error.place)
        place = ", ".join(step for step in steps if step)
        raise error.with_fields(source=url, place=place) from None


def _pairs(headers: httpx2.Headers) -> Headers:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _status(hop: Exchange) -> str:
    phrase = shown(hop.reason)
    with suppress(ValueError):
        phrase = phrase or HTTPStatus(hop.status).phrase
    return f"{hop.status} {phrase}".strip()


def _status_error(hop: Exchange) -> ResponseError:
    remedy = _remedy(hop.status)
    return ResponseError(f"the server answers {_status(hop)}", source=hop.url, remedy=remedy)


def _remedy(status: int) -> str:
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return "the page is gone, so look for its new address"
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.PRECONDITION_FAILED):
        return f"it does not serve programs, so {SAVE_IT}"
    return _LATER if status in _AGAIN else "look at the page in a browser"


def _size(number: int) -> str:
    return f"{number / 1024 / 1024:g} MiB" if number >= 1 << 20 else f"{number} bytes"
