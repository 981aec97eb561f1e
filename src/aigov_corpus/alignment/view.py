"""The sentences of one text that a window needs, with some context before and after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from aigov_corpus.alignment.covered_units import CONTEXT_BEFORE, SortedUnits

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.sentence_features import SentenceFeatures

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

Number = TypeVar("Number", bound=np.number)

CONTEXT_AFTER = 6
"""How many sentences after a window's longest bead are read to compute the window's features."""


class View:
    """Consecutive sentences of one text, as a window needs them.

    A view begins `CONTEXT_BEFORE` sentences before the first node of the window. It ends at least
    `CONTEXT_AFTER` sentences after the longest bead that begins at the window's last node. Where
    this passes the beginning or the end of the text, the view has empty sentences. So all views of
    windows of the same size have the same shape.

    Args:
        text: the features of all sentences of the text.
        nodes: the first node of the window on this side, and the node after its last one.
        longest: the number of sentences of the longest run that is compared.
        shared: whether other windows need the vectors of most of its runs too. If so, they are
            kept. If not, only what the beads that begin at the nodes are compared with is composed:
            single sentences, and runs that begin at most one sentence from the nodes.

    Attributes:
        start: index in the text of the view's first sentence. It is below 0 if the view begins with
            empty sentences.
        stop: index in the text of the sentence after the view's last one.
        chars: `(sentences,)`, the number of characters of each sentence.
        marks: `(sentences, 4)`, 1 where a sentence asks, exclaims, opens a quotation or closes one
            (in this order), else 0.
        numbers: for each sentence, the numbers that occur in it.
        clauses: the clauses. The weight of a clause is its number of characters.
        words: the content words. The weight of a word says how rare it is in the text.
        word_types: `(types,)`, the distinct words of the view, as ascending indices into
            `SentenceFeatures.types`.
        type_of_word: `(words,)`, for each of `words` (in their `RankOrder`) its index in
            `word_types`.
    """

    def __init__(
        self, text: SentenceFeatures, nodes: tuple[int, int], longest: int, *, shared: bool
    ) -> None:
        self.text = text
        self._nodes = nodes
        self._longest = longest
        self._shared = shared
        self.start = nodes[0] - CONTEXT_BEFORE
        self.stop = nodes[1] + longest + CONTEXT_AFTER
        # the sentences that are in the text, and how many empty ones stand before and behind them
        self._first = max(self.start, 0)
        self._last = min(self.stop, len(text))
        self._before = self._first - self.start
        self._after = self.stop - self._last
        in_text = slice(self._first, self._last)
        self.chars = self._with_zeros(text.chars[in_text])
        self.marks = self._with_zeros(text.marks[in_text])
        nothing: list[frozenset[float]] = [frozenset()]
        self.numbers = [
            *(nothing * self._before),
            *text.numbers[in_text],
            *(nothing * self._after),
        ]
        chars, clause_starts = self._padded(text.clause_chars, text.clause_starts)
        self.clauses = SortedUnits.from_text(chars, clause_starts)
        words, word_starts = self._padded(text.words, text.word_starts)
        self.words = SortedUnits.from_text(text.idf[words], word_starts)
        self.word_types, self.type_of_word = np.unique(
            words[self.words.order.positions], return_inverse=True
        )

    def _with_zeros(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return values with zeros for the empty sentences before and behind them."""
        found = np.zeros(
            (self._before + len(values) + self._after, *values.shape[1:]), values.dtype
        )
        found[self._before : self._before + len(values)] = values
        return found

    def _padded(self, values: NDArray[Number], starts: Ints) -> tuple[NDArray[Number], Ints]:
        """Cut the units of the view out of the units of the whole text.

        Args:
            values: one value per unit of the text.
            starts: the index of the first unit of each sentence of the text.

        Returns:
            Two arrays. The first has one value per unit of the view; each empty sentence has one
            unit of value 0. The second holds the index of the first unit of each sentence of the
            view.
        """
        first = starts[self._first]
        last = starts[self._last]
        padded = self._with_zeros(values[first:last])
        starts_before = np.arange(self._before)
        starts_inside = starts[self._first : self._last] - first + self._before
        end = self._before + last - first
        starts_after = np.arange(end, end + self._after)
        padded_starts = np.concatenate([starts_before, starts_inside, starts_after])
        return padded, padded_starts.astype(np.int64)

    def run_vectors(self) -> Floats:
        """Return the vectors of the runs that begin in the view.

        Returns:
            An array `(longest, sentences, dim)`, laid out as `SentenceFeatures.run_vectors` says.
            Vectors that are not composed are zero.
        """
        if self._shared:
            return self.text.run_vectors(self.start, self.stop, self._longest)
        found = np.zeros((self._longest, self.stop - self.start, self.text.dim), np.float32)
        of_several = max(self._nodes[0] - 1, 0), min(self._nodes[1] + 1, len(self.text))
        for longest, (first, last) in ((1, (self._first, self._last)), (self._longest, of_several)):
            if last > first:
                inside = slice(first - self.start, last - self.start)
                found[:longest, inside] = self.text.compose_runs(first, last - first, longest)
        return found

    def clause_vectors(self) -> Floats:
        """Return one vector for each of `clauses`, in their order. Empty sentences have zeros."""
        positions = self.clauses.order.positions
        found = np.zeros((len(positions), self.text.dim), np.float32)
        if self._last > self._first:
            inside = self.text.clause_vectors(self._first, self._last)
            found[self._before : self._before + len(inside)] = inside
        return found[positions]
