"""Pieces of texts in the messages of checks."""

from __future__ import annotations

_LONGEST = 60
"""Characters of a quoted piece; a longer one is cut in the middle."""


def quote(text: str) -> str:
    """Return a piece of a text in quotation marks, on one line, cut if it is long."""
    flat = " ".join(text.split())
    if len(flat) > _LONGEST:
        half = _LONGEST // 2
        flat = f"{flat[:half].rstrip()} … {flat[-half:].lstrip()}"
    return f"“{flat}”"
