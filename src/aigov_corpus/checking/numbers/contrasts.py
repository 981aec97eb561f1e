"""Two places that contradict each other about a number: 不少于五年 and "not exceed five"."""

from __future__ import annotations

from typing import NamedTuple


class Contrast(NamedTuple):
    """A place in the Chinese text and a place in the English text that contradict each other."""

    what: str
    """What differs, such as `limit`."""
    zh: tuple[int, int]
    """Place in the Chinese text."""
    en: tuple[int, int]
    """Place in the English text."""
