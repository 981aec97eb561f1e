"""When the next request to a host may be made: never sooner than the host asks.

A host is a name: `www.gov.cn` is one host under http and https, on every port, in every spelling.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from aigov_corpus.errors import RefusedError


@dataclass(slots=True)
class _Host:
    """What is known of a host; times are those of `time.monotonic`."""

    ended_at: float | None = None
    """Time at which the last exchange ended; None before the first."""
    closed_until: float = 0.0
    gap: float = 0.0
    """Seconds between two requests for which its robots.txt asks, the most of all its sites."""
    silent: int = 0
    """Number of pages, the last ones, for which it gave no answer in all tries."""


class Pace:
    """Keeps the time between two requests to a host, and the pauses that a host asks for."""

    def __init__(
        self, *, delay: float, longest_wait: float, silent: int, progress: Callable[[str], None]
    ) -> None:
        """Remember how long to wait.

        Args:
            delay: least number of seconds between the end of an answer of a host and the next
                request to it.
            longest_wait: seconds; a host that asks for a longer pause gets no request before its
                end.
            silent: number of pages in succession without any answer, after which a host is left
                alone.
            progress: called with a sentence about each pause that a host has asked for.
        """
        self._delay = delay
        self._longest_wait = longest_wait
        self._silent = silent
        self._progress = progress
        self._hosts: dict[str, _Host] = {}

    def close_host(self, url: str, *, seconds: float) -> None:
        """Remember that the host of `url` has asked for a pause of some seconds."""
        host = self._host(url)
        host.closed_until = max(host.closed_until, time.monotonic() + seconds)

    def tell_pause(self, url: str) -> None:
        """Tell the pause that the host of `url` has asked for, if it is longer than the delay."""
        pause = self._host(url).closed_until - time.monotonic()
        if self._delay < pause <= self._longest_wait:
            self._progress(f"waiting {pause:.0f} s, as {host_of(url)} asks")

    def ask_gap(self, url: str, *, seconds: float) -> None:
        """Remember that robots.txt asks for some seconds between two requests to a host."""
        host = self._host(url)
        host.gap = max(host.gap, seconds)

    def note_end(self, url: str) -> None:
        """Remember that an exchange with the host of `url` has ended now."""
        self._host(url).ended_at = time.monotonic()

    def note_tries(self, url: str, *, answered: bool) -> None:
        """Remember whether the host of `url` has given any answer in all tries for a page."""
        host = self._host(url)
        host.silent = 0 if answered else host.silent + 1

    def ready_at(self, url: str) -> float:
        """Return the time of `time.monotonic` from which the host of `url` may be asked."""
        host = self._host(url)
        if host.ended_at is None:
            return host.closed_until
        return max(host.closed_until, host.ended_at + max(self._delay, host.gap))

    def check(self, url: str) -> None:
        """Check that a request to the host of `url` may be made in this run.

        Raises:
            RefusedError: the host has asked for a pause, of which more than `longest_wait` is left,
                or has given no answer several times.
        """
        host, name = self._host(url), host_of(url)
        pause = host.closed_until - time.monotonic()
        if pause > self._longest_wait:
            raise RefusedError(
                f"{name} has asked for {pause:.0f} s without a request, so it is left alone",
                source=url,
                remedy="run again after that time",
            )
        if host.silent >= self._silent:
            raise RefusedError(
                f"{name} has given no answer for {host.silent} pages in succession, "
                "so it is left alone",
                source=url,
                remedy="run again later, with --skip-stored",
            )

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(host_of(url), _Host())


def host_of(url: str) -> str:
    """Return the name of a URL's host, without port; empty if it has none."""
    return urlsplit(url).hostname or ""
