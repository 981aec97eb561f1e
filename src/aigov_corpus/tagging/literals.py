"""The letters that a text must have for a cue to stand in it.

Most cues stand in no given sentence. To look for their letters first takes a tenth of the time of
compiling and trying their patterns, and finds the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

_CACHED_CUES = 8192
"""Cues whose literals are kept; the bundled taxonomy has some 1,600."""
_BETWEEN = re.compile(r"[\s*…-]+")
"""What a cue has between its literals: spaces, hyphens, any ending (`*`), a gap (`…`)."""
_LIKE_ASCII = str.maketrans({"ſ": "s", "ı": "i", "İ": "i", "\N{KELVIN SIGN}": "k"})
"""Letters that `re.IGNORECASE` takes for an ASCII letter, though `lower` may not."""


def fold_case(text: str) -> str:
    """Return a text in which the literals of a cue can be looked for: in small letters."""
    return text.lower() if text.isascii() else text.translate(_LIKE_ASCII).lower()


@lru_cache(maxsize=_CACHED_CUES)
def list_literals(cue: str) -> tuple[str, ...]:
    """Return what a folded text must contain for the cue to match in it, the longest first.

    A literal ends before the first letter that has a case and is not ASCII, such as `é` or `Σ`:
    `re.IGNORECASE` has more ways to match it than `fold_case`.
    """
    parts = ("".join(takewhile(_folds_alike, part)) for part in _BETWEEN.split(cue))
    return tuple(sorted({fold_case(part) for part in parts} - {""}, key=len, reverse=True))


def _folds_alike(character: str) -> bool:
    """Return whether a character is ASCII or has only one case."""
    return character.isascii() or character.lower() == character.upper()
