"""Vectors of words that were computed a short while ago, such as those of an alignment.

The checks link the words of the pairs that the aligner has just made. They need the same vectors,
and computing them takes most of the time of linking.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


class WordMemory:
    """Vectors of words, at most a certain number of them.

    If there is no more room, the oldest are forgotten. Several threads may use a memory at the same
    time.

    Args:
        room: the number of words that are remembered at most.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._vectors: dict[str, Floats] = {}
        self._lock = Lock()

    def keep(self, words: Sequence[str], vectors: Floats) -> None:
        """Remember the vectors of words; of more words than there is room for, the first ones.

        Args:
            words: the words.
            vectors: `(words, dim)`. Nobody may change the array afterwards.
        """
        words = words[: self._room]
        # rows of one array: it lives as long as one of its words is remembered
        rows = vectors[: self._room].copy()
        with self._lock:
            for word in words:
                self._vectors.pop(word, None)  # so that it becomes the newest
            excess = len(self._vectors) + len(words) - self._room
            for word in list(islice(self._vectors, max(0, excess))):
                del self._vectors[word]
            self._vectors.update(zip(words, rows, strict=True))

    def recall(self, words: Sequence[str]) -> list[Floats | None]:
        """Return the vector of each word, or None if it is not remembered."""
        return [self._vectors.get(word) for word in words]
