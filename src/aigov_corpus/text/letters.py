"""The letters and digits of a text, by which titles, lines and acronyms are compared."""

from __future__ import annotations

from aigov_corpus import patterns as re

_OTHERS = re.compile(r"[\W_]+")


def keep_letters(text: str) -> str:
    """Return the letters and digits of a text in lower case."""
    return _OTHERS.sub("", text).lower()


def differ_in_one(text: str, other: str) -> bool:
    """Tell whether two texts of the same length differ in one character, as by a slip."""
    return len(text) == len(other) and sum(map(str.__ne__, text, other)) == 1
