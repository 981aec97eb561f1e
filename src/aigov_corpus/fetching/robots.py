"""robots.txt, by RFC 9309.

If a site has no robots.txt, every page is allowed. If robots.txt cannot be read, no page is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.errors import NetworkError, RefusedError
from aigov_corpus.fetching.remedies import SAVE_PAGE, TRY_LATER

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "aigov-corpus"
"""Name by which a robots.txt addresses this program (its product token)."""


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What the robots.txt of one site allows this program."""

    url: str
    """URL of the robots.txt."""
    parsed: Protego | None = None
    """The rules of the robots.txt; None if there is none, or if it could not be read."""
    trouble: str = ""
    """Reason why robots.txt could not be read, so that no page may be fetched; or empty."""

    @classmethod
    def from_answer(cls, url: str, status: int, body: bytes) -> RobotsRules:
        """Return the rules that follow from the answer to a request for robots.txt.

        If the status is 2xx, the rules are those of the body. If it is 4xx, every page is allowed.
        If it is any other, no page is.
        """
        from protego import Protego

        if 200 <= status < 300:
            return cls(url, Protego.parse(body.decode("utf-8-sig", "replace")))
        if 400 <= status < 500:
            return cls(url)
        return cls(url, trouble=f"it answers {status}")

    @classmethod
    def from_error(cls, url: str, error: NetworkError) -> RobotsRules:
        """Return rules that forbid every page, because robots.txt could not be fetched."""
        return cls(url, trouble=str(error.with_fields(source="", remedy="")))

    def check(self, url: str) -> None:
        """Check that a page of the site may be fetched.

        Raises:
            RefusedError: robots.txt forbids it, or could not be read.
        """
        if self.trouble:
            raise RefusedError(
                f"{self.url} cannot be read ({self.trouble}), so nothing of this site is fetched",
                source=url,
                remedy=TRY_LATER,
            )
        if self.parsed is not None and not self.parsed.can_fetch(url, PRODUCT):
            raise RefusedError(
                f"{self.url} asks programs not to fetch this page", source=url, remedy=SAVE_PAGE
            )

    @property
    def crawl_delay(self) -> float:
        """Seconds between two requests for which the site asks; 0 if it does not ask."""
        if self.parsed is None:
            return 0.0
        return float(self.parsed.crawl_delay(PRODUCT) or 0.0)
