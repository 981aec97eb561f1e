"""What a language code says: the language itself, and whether its words are parted by blanks."""

from __future__ import annotations

from functools import lru_cache

# Languages written without blanks between words: sentences and clauses are joined without one.
UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})


@lru_cache(maxsize=64)
def base_language(code: str) -> str:
    """Return the language of a code, without script and region: `zh-CN` gives `zh`."""
    return code.replace("_", "-").partition("-")[0].lower()
