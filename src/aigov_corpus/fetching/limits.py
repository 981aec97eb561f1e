"""The limits of a run of `fetch`, in one frozen value, so that tests can shorten every wait."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of times in seconds, of sizes in bytes, and of numbers.

    A value for which no source is given is our own choice.
    """

    connect: float = 10.0
    """Longest time to open a connection."""

    read: float = 30.0
    """Longest silence between two pieces of an answer, and longest time to send a piece."""

    total: float = 120.0
    """Longest time for one request and its answer.

    It also ends an answer whose bytes come one at a time, with a short wait before each.
    """

    body: int = 20 * 1024 * 1024
    """Largest page, both as it is sent (compressed) and after decompression."""

    robots: int = 512 * 1024
    """Maximum bytes of a robots.txt that are read; RFC 9309, 2.5, asks for at least 500 KiB."""

    redirects: int = 8
    """Maximum number of redirects from one URL."""

    tries: int = 4
    """Maximum number of requests for one URL, the first included, while its failures are temporary.

    Temporary failures are the statuses 429, 500, 502, 503 and 504, time-outs of `connect` and
    `read` (not of `total`), a connection that fails or breaks off, and an answer that is not HTTP.
    """

    first_wait: float = 2.0
    """Wait before the second request, doubled for each further one; a random part is added."""

    longest_wait: float = 120.0
    """Longest wait that a site may ask for, by Retry-After or Crawl-delay.

    No further request is made to a site that asks for more.
    """

    silent: int = 3
    """Pages in succession for which a host gives no answer in all tries, before it is left alone.

    An answer is any status. With the other defaults a host that hangs costs seven minutes then.
    """

    pages: int = 50
    """Maximum number of further pages of one article."""

    lock: float = 600.0
    """Longest wait for another run's lock on the raw directory."""

    linger: float = 0.5
    """Wait for surplus bytes after an answer whose length the server declared.

    A server that sends more than it declared has declared the wrong length, and a page cut at that
    length would lack its end.
    """
