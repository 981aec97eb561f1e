"""How well each word of a unit is rendered by the other text, by word links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.alignment.dictionary import translate
from aigov_corpus.checking.units import Place, Unit, Units
from aigov_corpus.records import Side
from aigov_corpus.text.content_words import has_content, stem
from aigov_corpus.text.simplified import simplify
from aigov_corpus.text.words import find_words
from aigov_corpus.word_links import is_too_long, weigh_links

CHUNK = 2000
"""Units whose words are linked at once, so that the table of links stays small."""
_LONGEST_WORD = 4
"""Characters from which on a longer Chinese word has no greater weight."""
_CHARACTERS = 2
"""Characters of a Chinese word that counts as one."""
_SHORT_ENGLISH = 3
"""Letters of a short English word, which counts less."""
_SHORT_WEIGHT = 0.7
"""Weight of a short English word."""

Word = tuple[str, int, int]
"""A word, the offset of its first character, and the offset after its last one."""


class Covered(NamedTuple):
    """The words of one text, and how strongly the other text is linked to each."""

    words: Sequence[Word]
    """The words; those of a Chinese text in simplified characters."""
    strengths: NDArray[np.float32]
    """For each word the strength of its strongest link, from 0 to 1."""
    unclaimed: NDArray[np.float32]
    """For each word, the part (0 to 1) that none of its links accounts for."""
    weights: NDArray[np.float64]
    """How much each word counts: 0 for words such as "the" and 的, about 1 for others."""
    content: float
    """The sum of the weights."""

    def strength(self, start: int, end: int) -> float:
        """Return the strength of the strongest link of the words between two offsets."""
        return max((float(self.strengths[row]) for row in self.rows_at((start, end))), default=0.0)

    def rows_at(self, place: Place) -> list[int]:
        """Return the numbers of the words that lie, at least in part, at a place of the text."""
        start, end = place
        return [
            row for row, (_, first, last) in enumerate(self.words) if first < end and last > start
        ]

    def take(self, rows: Sequence[int]) -> Covered:
        """Return some of the words, by their numbers."""
        numbers = np.array(rows, np.int64)
        weights = self.weights[numbers]
        return Covered(
            [self.words[row] for row in rows],
            self.strengths[numbers],
            self.unclaimed[numbers],
            weights,
            float(weights.sum()),
        )

    def share_unlinked(self) -> float:
        """Return the share of the words that their strongest links do not account for."""
        unlinked = float(self.weights @ (1 - self.strengths))
        return unlinked / max(1.0, self.content)


class Coverage(NamedTuple):
    """How well the two texts of a unit cover each other."""

    zh: Covered
    """The words of the Chinese text."""
    en: Covered
    """The words of the English text."""
    links: NDArray[np.float32]
    """`(Chinese words, English words)`, the strengths of all links."""

    def sides(self, side: Side) -> tuple[Covered, Covered]:
        """Return the words of a text and those of the other one."""
        return (self.zh, self.en) if side == "zh" else (self.en, self.zh)


def cover_units(units: Units) -> list[Coverage]:
    """Return the coverage of each unit; a text without counterpart has words of strength 0.

    A unit that is too long to be compared (`terms.linked.is_incomparable`) has no words.
    """
    found: list[Coverage] = []
    for start in range(0, len(units), CHUNK):
        found += _cover(units[start : start + CHUNK])
    return found


def cover_some(units: Units, numbers: Collection[int]) -> dict[int, Coverage]:
    """Return the coverage of some units by their numbers.

    If all units have been covered, that is used.
    """
    if units.has_computed(cover_units):
        covered = units.once(cover_units)
        return {number: covered[number] for number in numbers}
    found: list[Coverage] = []
    asked = [units[number] for number in numbers]
    for start in range(0, len(asked), CHUNK):
        found += _cover(asked[start : start + CHUNK])
    return dict(zip(numbers, found, strict=True))


def has_translation(chinese: Iterable[str], english: Covered) -> bool:
    """Tell whether an English text has a word that the dictionary gives for a Chinese one."""
    stems = {stem(word.lower()) for word, _, _ in english.words}
    return not all(stems.isdisjoint(found) for found in translate(chinese).values())


def _cover(units: Sequence[Unit]) -> list[Coverage]:
    """Return the coverage of some units."""
    words = [
        (find_words(simplify(unit.zh), lang="zh"), find_words(unit.en, lang="en")) for unit in units
    ]
    words = [([], []) if is_too_long(len(zh), len(en)) else (zh, en) for zh, en in words]
    texts = [([word for word, _, _ in zh], [word for word, _, _ in en]) for zh, en in words]
    found = weigh_links(texts, together=False)
    sides: tuple[Side, Side] = ("zh", "en")
    weights = [
        {word: _weigh(word, side) for word in set(chain.from_iterable(of_side))}
        for side, of_side in zip(sides, zip(*texts, strict=True), strict=True)
    ]
    return [
        Coverage(_cover_words(zh, links, weights[0]), _cover_words(en, links.T, weights[1]), links)
        for (zh, en), links in zip(words, found, strict=True)
    ]


def _cover_words(
    words: Sequence[Word], links: NDArray[np.float32], weights: Mapping[str, float]
) -> Covered:
    """Return the coverage of the words of a text, whose links are the rows of an array."""
    # these arrays are small, and methods such as `sum` would take most of the time
    unclaimed = 1 - np.minimum(np.add.reduce(links, 1), 1)
    of_words = [weights[word] for word, _, _ in words]
    strengths = np.maximum.reduce(links, 1, initial=0)
    return Covered(words, strengths, unclaimed, np.array(of_words, np.float64), sum(of_words))


@lru_cache(maxsize=1 << 15)
def _weigh(word: str, side: Side) -> float:
    """Return how much a word counts: 0 for words such as "the" and 的."""
    if not has_content(word, lang=side):
        return 0.0
    if side == "zh":
        return min(len(word), _LONGEST_WORD) / _CHARACTERS
    return 1.0 if len(word) > _SHORT_ENGLISH else _SHORT_WEIGHT
