"""When the next request to a host may be made: never sooner than the host asks."""

from __future__ import annotations

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from aigov_corpus.errors import RefusedError


class Pace:
    """Keeps the time between two requests to a host, and the pauses that a host asks for."""

    def __init__(
        self, *, delay: float, longest_wait: float, progress: Callable[[str], None]
    ) -> None:
        """Remember how long to wait.

        Args:
            delay: least number of seconds between two requests to one host.
            longest_wait: seconds; a host that asks for a longer pause gets no request before its
                end.
            progress: called with a sentence about each pause that a host has asked for.
        """
        self._delay = delay
        self._longest_wait = longest_wait
        self._progress = progress
        self._asked_at: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}

    def close_host(self, url: str, *, seconds: float) -> None:
        """Remember that the host of `url` has asked for a pause of some seconds."""
        self._closed_until[_host(url)] = time.monotonic() + seconds

    def wait(self, url: str, *, crawl_delay: float) -> None:
        """Wait until a request to the host of `url` may be made, and note that it is made then.

        Args:
            url: the URL to be asked for.
            crawl_delay: seconds between two requests for which the site's robots.txt asks; 0 if it
                does not ask.

        Raises:
            RefusedError: the host has asked for a pause, of which more than `longest_wait` is left.
        """
        host = _host(url)
        now = time.monotonic()
        pause = self._closed_until.get(host, now) - now
        if pause > self._longest_wait:
            raise RefusedError(
                f"{host} has asked for {pause:.0f} s without a request, so it is left alone",
                source=url,
                remedy="run again after that time",
            )
        if pause > self._delay:
            self._progress(f"waiting {pause:.0f} s, as {host} asks")
        if host in self._asked_at:
            gap = max(self._delay, crawl_delay)
            pause = max(pause, self._asked_at[host] + gap - now)
        if pause > 0:
            time.sleep(pause)
        self._asked_at[host] = time.monotonic()


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
