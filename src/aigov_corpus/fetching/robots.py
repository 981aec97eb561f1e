"""robots.txt, in the manner of RFC 9309: a missing one allows, an unreadable one forbids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.errors import NetworkError, RefusedError
from aigov_corpus.fetching.wording import SAVE_IT

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "aigov-corpus"
"""The name that robots.txt may address us by."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the robots.txt of one site says to us."""

    url: str
    parsed: Protego | None = None
    """None if there is no robots.txt."""
    trouble: str = ""
    """Why robots.txt could not be read; then nothing of the site is."""

    @classmethod
    def of(cls, url: str, status: int, body: bytes) -> Rules:
        """Read the answer to `url`: 2xx is parsed, 4xx allows everything, all else forbids everything."""
        from protego import Protego

        if 200 <= status < 300:
            return cls(url, Protego.parse(body.decode("utf-8-sig", "replace")))
        if 400 <= status < 500:
            return cls(url)
        return cls(url, trouble=f"it answers {status}")

    @classmethod
    def unreachable(cls, url: str, error: NetworkError) -> Rules:
        """Forbid everything, because of `error`."""
        return cls(url, trouble=str(error.with_fields(source="", remedy="")))

    def check(self, url: str) -> None:
        """Do nothing if `url` may be fetched.

        Raises:
            RefusedError: it may not.
        """
        if self.trouble:
            raise RefusedError(
                f"{self.url} cannot be read ({self.trouble}), so nothing of this site is fetched",
                source=url,
                remedy="try again later",
            )
        if self.parsed is not None and not self.parsed.can_fetch(url, PRODUCT):
            raise RefusedError(
                f"{self.url} asks programs not to fetch this page", source=url, remedy=SAVE_IT
            )

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests; 0 if robots.txt does not say."""
        return float(self.parsed.crawl_delay(PRODUCT) or 0.0) if self.parsed is not None else 0.0
