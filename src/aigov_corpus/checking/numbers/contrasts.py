"""Two places that say contrary things about a number, such as 不少于五年 and "not exceed five"."""

from __future__ import annotations

from typing import NamedTuple


class Contrast(NamedTuple):
    """A place of each text; what the one says cannot be what the other says."""

    what: str
    """What differs, such as `limit`."""
    zh: tuple[int, int]
    """Place in the Chinese text."""
    en: tuple[int, int]
    """Place in the English text."""
