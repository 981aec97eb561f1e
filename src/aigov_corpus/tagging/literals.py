"""Letters that a text must contain if a cue occurs in it.

Most cues do not occur in a given sentence. So cues are looked up by their first letters: those that
do not begin with any letters of the text are never tried, and the result is the same. To search the
text for each cue took ten times as long, and to try all patterns a hundred times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from aigov_corpus import patterns as re

_CACHED_CUES = 8192
"""Number of cues whose literals are kept; the bundled taxonomy has some 1,600."""
_KEY = 4
"""Number of letters at the beginning of a cue by which it is looked up; with fewer, many English
cues would begin like some word of the text."""
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


class CueIndex:
    """Finds the cues that may occur in a text.

    Args:
        cues: for each cue, the form in which texts are searched for it.
    """

    def __init__(self, cues: Mapping[str, str]) -> None:
        self._by_key: dict[str, list[str]] = {}
        for cue, form in cues.items():
            longest = next(iter(list_literals(form)), "")
            self._by_key.setdefault(longest[:_KEY], []).append(cue)
        self._keys = frozenset(self._by_key)

    def candidates(self, keys: frozenset[str]) -> Iterator[str]:
        """Yield the cues that may occur in the text with these keys (see `list_keys`)."""
        for key in self._keys & keys:
            yield from self._by_key[key]


def list_keys(folded: str) -> frozenset[str]:
    """Return all runs of up to four letters of a text from `fold_case`, the empty one too."""
    keys = {""}
    for size in range(1, _KEY + 1):
        keys.update([folded[at : at + size] for at in range(len(folded))])
    return frozenset(keys)
