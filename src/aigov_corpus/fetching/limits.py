"""Every number the fetcher goes by, in one frozen value, so that tests can make time short."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 30.0
    """Longest silence between two pieces of an answer."""
    total: float = 120.0
    """One exchange from the connection to the last byte: what ends a slow drip."""
    body: int = 20 * 1024 * 1024
    """Of one page, unpacked; also of what came over the wire."""
    robots: int = 512 * 1024
    """RFC 9309 asks for at least 500 KiB; what is beyond is not read."""
    redirects: int = 8
    tries: int = 4
    """For 429, 5xx, time-outs and broken connections."""
    first_wait: float = 2.0
    """Before the second try; doubles each time, with jitter."""
    longest_wait: float = 120.0
    """A host that asks for more (Retry-After, Crawl-delay) is left alone for this run."""
    pages: int = 50
    """Further pages of one article."""
    lock: float = 600.0
    """For another run to let go of the raw directory."""
    after: float = 0.5
    """For the server to hang up after an answer of a declared length: what comes then is too much."""
