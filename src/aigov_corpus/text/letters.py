"""The letters and digits of a text, by which titles and lines are compared."""

from __future__ import annotations

from aigov_corpus import patterns as re

_OTHERS = re.compile(r"[\W_]+")


def keep_letters(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return _OTHERS.sub("", text).lower()
