"""Language codes: the base language of a code, and whether it is written with spaces."""

from __future__ import annotations

from functools import lru_cache

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Base languages written without spaces between words; their sentences are joined without one."""


@lru_cache(maxsize=64)
def base_language(code: str) -> str:
    """Return the base language of a code, without script and region: `zh-CN` gives `zh`."""
    return code.replace("_", "-").partition("-")[0].lower()
