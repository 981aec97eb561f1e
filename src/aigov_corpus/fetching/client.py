"""Get the answer to a URL; robots.txt is obeyed, and redirects are followed.

Each function that needs requests is a generator of visits, as `fetching.parallel_hosts` describes
them.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from types import TracebackType
from typing import TypeVar
from urllib.parse import quote, urljoin, urlsplit

from aigov_corpus.errors import NetworkError, RefusedError, ResponseError, UsageError
from aigov_corpus.fetching.answers import check_bytes, describe_status, status_error
from aigov_corpus.fetching.exchange import Answer, Exchange
from aigov_corpus.fetching.limits import Limits
from aigov_corpus.fetching.pacing import Pace
from aigov_corpus.fetching.parallel_hosts import Ask, Lanes, Until, Visit
from aigov_corpus.fetching.remedies import OPEN_PAGE, SAVE_PAGE
from aigov_corpus.fetching.requester import Requester
from aigov_corpus.fetching.robots import RobotsRules
from aigov_corpus.links.urls import normal_url
from aigov_corpus.text.quoting import printable

Conditions = Mapping[str, Mapping[str, str]]
"""Headers (If-None-Match, If-Modified-Since) to send in requests, by URL."""

T = TypeVar("T")

_REDIRECTS = {301, 302, 303, 307, 308}


class Client:
    """Gets pages: several hosts at once, one request at a time to each, with pauses between."""

    def __init__(
        self,
        *,
        limits: Limits,
        delay: float,
        hosts: int,
        allow_private: bool,
        agent: str,
        progress: Callable[[str], None],
    ) -> None:
        """Prepare requests; none is sent yet.

        Args:
            limits: the largest times, sizes and numbers.
            delay: least number of seconds between two requests to one host.
            hosts: most hosts that are asked at the same time.
            allow_private: whether addresses that are not public may be connected to.
            agent: value of the User-Agent header.
            progress: called with a sentence about each wait and each try that failed.
        """
        self._limits = limits
        self._hosts = hosts
        self._rules: dict[str, RobotsRules] = {}
        self._reading: set[str] = set()
        """Sites whose robots.txt a visit is reading."""
        self._pace = Pace(
            delay=delay,
            longest_wait=limits.longest_wait,
            silent=limits.silent,
            progress=progress,
        )
        self._requester = Requester(
            limits=limits,
            pace=self._pace,
            allow_private=allow_private,
            agent=agent,
            progress=progress,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._requester.close()

    def run(self, visits: Iterable[tuple[str, Visit[T]]]) -> list[T]:
        """Run visits, each with the host in whose lane it begins; return their results in order."""
        lanes: Lanes[T] = Lanes(send=self._requester.send, pace=self._pace, hosts=self._hosts)
        return lanes.run(visits)

    def get(self, url: str, *, conditions: Conditions | None = None) -> Visit[Answer]:
        """Get the answer to a URL: a document (status 200), or 304 if a condition was met.

        The source of every error is `url`. If a redirect led to another URL, the place of the error
        names that URL.

        Args:
            url: the URL, in its one spelling.
            conditions: headers to send with the requests for certain URLs.

        Raises:
            RefusedError: the URL must not be fetched, because of robots.txt, its address, its
                scheme or a pause that the host has asked for.
            ResponseError: the answer cannot be used: its status, type, size, length or redirects.
            NetworkError: there is no answer.
        """
        conditions = conditions or {}
        with _errors_of(url):
            answer = yield from self._follow(url, conditions, for_robots=False)
            last = answer.last
            if last.status == HTTPStatus.NOT_MODIFIED and conditions.get(last.url):
                return answer
            if last.status != HTTPStatus.OK:
                raise status_error(last)
            check_bytes(last)
            return answer

    def _follow(self, url: str, conditions: Conditions, *, for_robots: bool) -> Visit[Answer]:
        """Get the answer to a URL after all redirects, whatever its status.

        robots.txt is obeyed, unless `for_robots` says that the URL is that of a robots.txt itself.
        """
        hops: list[Exchange] = []
        seen: set[tuple[str, str]] = set()
        at = url
        while True:
            # The same URL with other cookies is no circle: guards of some sites set one and
            # redirect.
            state = (at, self._requester.cookies_for(at))
            self._check_redirects(url, at, hops, is_circle=state in seen)
            seen.add(state)
            if not for_robots:
                yield from self._obey_robots(at)
            hop = yield from self._requester.get(Ask(at, conditions.get(at, {}), for_robots))
            hops.append(hop)
            if hop.status not in _REDIRECTS:
                return Answer(url, tuple(hops))
            at = _redirect_target(hop)

    def _check_redirects(self, url: str, at: str, hops: list[Exchange], *, is_circle: bool) -> None:
        """Check that the redirects from `url`, which have led to `at`, may be followed further.

        Raises:
            ResponseError: they go round in a circle, or there are too many.
        """
        if is_circle:
            raise ResponseError(
                f"the redirects go round in a circle, back to {at}", source=url, remedy=OPEN_PAGE
            )
        if len(hops) > self._limits.redirects:
            raise ResponseError(
                f"there are more than {self._limits.redirects} redirects, the last to {at}",
                source=url,
                remedy=f"{OPEN_PAGE}, and name the URL where it ends",
            )

    def _obey_robots(self, url: str) -> Visit[None]:
        """Check that the robots.txt of a URL's site allows the URL; read it if it was not read yet.

        Raises:
            RefusedError: robots.txt does not allow the URL, could not be read, or asks for a delay
                longer than `Limits.longest_wait`.
        """
        origin = _origin(url)
        while origin in self._reading:
            yield Until(url, done=lambda: origin not in self._reading)
        if origin not in self._rules:
            self._reading.add(origin)
            try:
                self._rules[origin] = yield from self._read_robots(f"{origin}/robots.txt")
            except RefusedError as error:
                raise error.with_fields(source=url) from None
            finally:
                self._reading.discard(origin)
        rules = self._rules[origin]
        rules.check(url)
        if rules.crawl_delay > self._limits.longest_wait:
            raise RefusedError(
                f"robots.txt asks for {rules.crawl_delay:g} s between requests, "
                f"and the longest wait is {self._limits.longest_wait:g} s",
                source=url,
                remedy=SAVE_PAGE,
            )
        self._pace.ask_gap(url, seconds=rules.crawl_delay)

    def _read_robots(self, url: str) -> Visit[RobotsRules]:
        try:
            with _errors_of(url):
                answer = (yield from self._follow(url, {}, for_robots=True)).last
        except RefusedError:
            raise
        except NetworkError as error:
            return RobotsRules.from_error(url, error)
        return RobotsRules.from_answer(url, answer.status, answer.body)


def _origin(url: str) -> str:
    """Return scheme, host and port of a URL: `https://www.gov.cn`."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _redirect_target(hop: Exchange) -> str:
    """Return the URL that a redirect leads to.

    Raises:
        RefusedError: the scheme of the URL is not http or https, or it holds a password.
        ResponseError: the redirect names no target, or one that is not a URL.
    """
    raw = hop.location.encode("latin-1")
    if not raw:
        raise ResponseError(
            f"the server answers {describe_status(hop)} without saying where to go",
            source=hop.url,
            remedy=OPEN_PAGE,
        )
    try:
        location = raw.decode("utf-8")
    except UnicodeDecodeError:
        # Some servers write paths in GBK; quoted byte by byte, they are asked for as they were
        # meant.
        location = quote(raw, safe=string.punctuation)
    try:
        return normal_url(urljoin(hop.url, location))
    except RefusedError as error:
        place = f"redirected to {error.source}"
        raise error.with_fields(source=hop.url, place=place, remedy=OPEN_PAGE) from None
    except (UsageError, ValueError):
        raise ResponseError(
            f"it redirects to '{printable(location)}', which is not a URL",
            source=hop.url,
            remedy=OPEN_PAGE,
        ) from None


@contextmanager
def _errors_of(url: str) -> Iterator[None]:
    """Make `url` the source of each `NetworkError`; another source becomes the error's place."""
    try:
        yield
    except NetworkError as error:
        if error.source == url:
            raise
        steps = (f"redirected to {error.source}", error.place)
        place = ", ".join(step for step in steps if step)
        raise error.with_fields(source=url, place=place) from None
