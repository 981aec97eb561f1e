"""Letters that a text must contain if a cue occurs in it.

Most cues do not occur in a given sentence. Searching for their letters first takes a tenth of the
time of compiling and trying all patterns, and the result is the same.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

_CACHED_CUES = 8192
"""Number of cues whose literals are kept; the bundled taxonomy has some 1,600."""
_BETWEEN = re.compile(r"[\s*…-]+")
"""Pattern for what stands between the literals of a cue: spaces, hyphens, `*` and `…`."""
_LIKE_ASCII = str.maketrans({"ſ": "s", "ı": "i", "İ": "i", "\N{KELVIN SIGN}": "k"})
"""Letters that `re.IGNORECASE` treats like an ASCII letter although `lower` may not."""


def fold_case(text: str) -> str:
    """Return a text in lower case, in which the literals of cues are searched for."""
    return text.lower() if text.isascii() else text.translate(_LIKE_ASCII).lower()


@lru_cache(maxsize=_CACHED_CUES)
def list_literals(cue: str) -> tuple[str, ...]:
    """Return the pieces that a text must contain, after `fold_case`, if a cue occurs in it.

    The longest piece comes first. A piece ends before the first letter that has a case and is not
    ASCII, such as `é` or `Σ`, because `re.IGNORECASE` matches such letters in more ways than
    `fold_case`.
    """
    parts = ("".join(takewhile(_folds_alike, part)) for part in _BETWEEN.split(cue))
    return tuple(sorted({fold_case(part) for part in parts} - {""}, key=len, reverse=True))


def _folds_alike(character: str) -> bool:
    """Return whether a character is ASCII or has only one case."""
    return character.isascii() or character.lower() == character.upper()
