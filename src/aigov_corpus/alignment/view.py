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
        self._longest = longest
        self.start = nodes[0] - CONTEXT_BEFORE
        self.stop = nodes[1] + longest + CONTEXT_AFTER
        # the sentences that are in the text, and how many empty ones stand before and behind them
        self._first = max(self.start, 0)
        self._last = min(self.stop, len(text))
        self._before = self._first - self.start
        self._after = self.stop - self._last
        in_text = slice(self._first, self._last)
        before_and_after = (self._before, self._after)
        self.chars = np.pad(text.chars[in_text], before_and_after)
        self.marks = np.pad(text.marks[in_text], (before_and_after, (0, 0)))
        nothing: list[frozenset[float]] = [frozenset()]
        self.numbers = [
            *(nothing * self._before),
            *text.numbers[in_text],
            *(nothing * self._after),
        ]
        chars, clause_starts = self._padded(text.clause_chars, text.clause_starts)
        self.clauses = Units.from_text(chars, clause_starts)
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
        last = starts[self._last]
        padded = np.pad(values[first:last], (self._before, self._after))
        starts_before = np.arange(self._before)
        starts_inside = starts[self._first : self._last] - first + self._before
        end = self._before + last - first
        starts_after = np.arange(end, end + self._after)
        padded_starts = np.concatenate([starts_before, starts_inside, starts_after])
        return padded, padded_starts.astype(np.int64)

    def run_vectors(self) -> Floats:
        """Return the vectors of the runs that begin in the view.

        Returns:
            An array `(longest, sentences, dim)` (see `SentenceFeatures.run_vectors`).
        """
        return self.text.run_vectors(self.start, self.stop, self._longest)

    def clause_vectors(self) -> Floats:
        """Return the vector of each of `clauses`, in their order; zero for empty sentences."""
        positions = self.clauses.order.positions
        found = np.zeros((len(positions), self.text.dim), np.float32)
        if self._last > self._first:
            inside = self.text.clause_vectors(self._first, self._last)
            found[self._before : self._before + len(inside)] = inside
        return found[positions]
