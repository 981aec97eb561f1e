"""Word links of single units, computed only for units about which a check is in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from aigov_corpus.checking.units import Units
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from aigov_corpus.word_links import LINK_STRENGTH, weigh_links

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""


class LinkedWords(NamedTuple):
    """The words of a unit, and how strongly they are linked."""

    zh: list[Word]
    """The Chinese words."""
    en: list[Word]
    """The English words."""
    strengths: NDArray[np.float32]
    """`(Chinese words, English words)`, from 0 to 1."""

    def is_linked(self, start: int, end: int, *, strength: float = LINK_STRENGTH) -> bool:
        """Tell whether an English word between two offsets has a link of more than a strength."""
        inside = [
            number
            for number, (_, first, last) in enumerate(self.en)
            if first < end and last > start
        ]
        linked = self.strengths[:, inside]
        return bool(linked.size and linked.max() > strength)


def find_linked(units: Units, numbers: Sequence[int]) -> dict[int, LinkedWords]:
    """Return the linked words of the units with some numbers, by number."""
    words = []
    for number in numbers:
        unit = units[number]
        words.append((find_words(simplify(unit.zh), lang="zh"), find_words(unit.en, lang="en")))
    strengths = weigh_links(
        [([word for word, _, _ in zh], [word for word, _, _ in en]) for zh, en in words]
    )
    return {
        number: LinkedWords(*pair, strength)
        for number, pair, strength in zip(numbers, words, strengths, strict=True)
    }
