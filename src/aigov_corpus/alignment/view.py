"""The sentences of one text that a window looks at, with some context before and behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from aigov_corpus.alignment.coverage import CONTEXT_BEFORE, Units

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.sentence_features import SentenceFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Number = TypeVar("Number", bound=np.number)

CONTEXT_AFTER = 6
"""Sentences behind the longest bead of a window that its features look at."""


class View:
    """Consecutive sentences of one text, as a window needs them.

    A view begins `CONTEXT_BEFORE` sentences before the first node of the window. It ends
    `CONTEXT_AFTER` sentences behind the longest bead of its last node. Where the text has no
    sentence that far, the view has an empty one, so that all views of a window's size have the same
    shape.

    Args:
        text: the features of all sentences of the text.
        nodes: the first node of the window on this side, and the node after its last one.
        longest: sentences of the longest run that is compared.

    Attributes:
        start: number in the text of the view's first sentence; below 0 if it is an empty one.
        stop: number of the sentence after the last one.
        chars: `(sentences,)`, characters per sentence.
        marks: `(sentences, 4)`, 1 where a sentence asks, exclaims, opens or closes a quotation.
        numbers: the numbers that each sentence names.
        clauses: the clauses, weighted by their characters.
        words: the content words, weighted by how rare they are in the text.
        word_types: `(types,)`, the distinct words of the view: their numbers in
            `SentenceFeatures.types`, in ascending order.
        type_of_word: `(words,)`, for each of `words` its index in `word_types`.
    """

    def __init__(self, text: SentenceFeatures, nodes: tuple[int, int], longest: int) -> None:
        self.text = text
        self.start = nodes[0] - CONTEXT_BEFORE
        self.stop = nodes[1] + longest + CONTEXT_AFTER
        # the sentences that are in the text, and how many empty ones stand before and behind them
        self._first = max(self.start, 0)
        self._last = min(self.stop, len(text))
        self._before = self._first - self.start
        self._after = self.stop - self._last
        inside = slice(self._before, self._before + self._last - self._first)
        count = self.stop - self.start
        self.chars = np.zeros(count, np.float32)
        self.chars[inside] = text.chars[self._first : self._last]
        self.marks = np.zeros((count, text.marks.shape[1]), np.float32)
        self.marks[inside] = text.marks[self._first : self._last]
        nothing: frozenset[float] = frozenset()
        self.numbers = [
            *[nothing] * self._before,
            *text.numbers[self._first : self._last],
            *[nothing] * self._after,
        ]
        self.clauses = Units.from_text(*self._padded(text.clause_chars, text.clause_starts))
        words, word_starts = self._padded(text.words, text.word_starts)
        self.words = Units.from_text(text.idf[words], word_starts)
        self.word_types, self.type_of_word = np.unique(
            words[self.words.order.positions], return_inverse=True
        )

    def _padded(self, values: NDArray[Number], starts: Ints) -> tuple[NDArray[Number], Ints]:
        """Cut the units of the view out of those of the text.

        Args:
            values: one value per unit of the text.
            starts: the position of the first unit of each sentence of the text.

        Returns:
            One value per unit of the view, where each empty sentence has one unit of value 0, and
            the position of the first unit of each sentence of the view.
        """
        first = starts[self._first]
        units = values[first : starts[self._last]]
        zeros_before = np.zeros(self._before, units.dtype)
        zeros_after = np.zeros(self._after, units.dtype)
        padded = np.concatenate([zeros_before, units, zeros_after])
        starts_inside = starts[self._first : self._last] - first + self._before
        starts_after = self._before + len(units) + np.arange(self._after)
        padded_starts = np.concatenate([np.arange(self._before), starts_inside, starts_after])
        return padded, padded_starts.astype(np.int64)

    def clause_vectors(self) -> Floats:
        """Return the vector of each of `clauses`, in their order; zero for empty sentences."""
        found = np.zeros((self.clauses.weights.shape[1], self.text.dim), np.float32)
        if self._last > self._first:
            inside = self.text.clause_vectors(self._first, self._last)
            found[self._before : self._before + len(inside)] = inside
        return found[self.clauses.order.positions]
