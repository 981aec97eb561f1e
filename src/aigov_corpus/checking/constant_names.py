"""A Chinese rendering of a name that only this text has: it stands wherever the name does.

A text may spell a name in its own way, such as 叶尔孤白 for Jacob, which neither the dictionary nor
its sound explains. If all pairs with the name share Chinese characters that no other pair has,
these are its rendering.
"""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus.alignment.dictionary import has_entry
from aigov_corpus.checking.units import Units
from aigov_corpus.text.scripts import HAN_RUN

_FEWEST_PAIRS = 2
"""Pairs that must have the name."""
_LENGTH = 3
"""Number of characters of a rendering that is looked for; a longer one contains such a part."""
_MANY_PAIRS = 3
"""Number of pairs from which on two characters are enough, even if they are a common word (恶魔 for
Satan), and a few other pairs may have them, where English says “he”."""
_SHORT = 2
"""Number of characters of a rendering that is looked for in `_MANY_PAIRS` pairs or more."""
_ELSEWHERE = 0.25
"""Share of other pairs that may have it then, relative to the pairs with the name."""


def find_constant(units: Units, numbers: Sequence[int]) -> str:
    """Return Chinese characters that some pairs share and no others have; else empty."""
    if len(numbers) < _FEWEST_PAIRS:
        return ""
    is_often = len(numbers) >= _MANY_PAIRS
    length = _SHORT if is_often else _LENGTH
    most = len(numbers) * (1 + _ELSEWHERE if is_often else 1)
    texts: list[str] = [units[number].zh for number in numbers]
    first, *others = texts
    for start in range(len(first) - length + 1):
        part = first[start : start + length]
        if (
            all(part in other for other in others)
            and HAN_RUN.fullmatch(part)
            and (is_often or not has_entry(part))
            and sum(part in unit.zh for unit in units) <= most
        ):
            return part
    return ""
