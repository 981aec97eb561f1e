"""Language codes: the base language of a code, and whether it puts spaces between words."""

from __future__ import annotations

from functools import lru_cache

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
"""Codes of languages written without spaces between words; sentences are joined without one too."""


@lru_cache(maxsize=64)
def base_language(code: str) -> str:
    """Return a language code without script and region: `zh-CN` gives `zh`."""
    return code.replace("_", "-").partition("-")[0].lower()
