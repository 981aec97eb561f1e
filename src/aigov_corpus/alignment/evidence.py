"""The features of every bead that may begin in one window.

A window is a rectangle of nodes, and the features of a bead are also called its evidence. For each
node and each shape of a bead there is one number per feature of `BEAD_FEATURES`. For each node and
each kind of null bead there is one number per feature of `NULL_FEATURES`. docs/alignment-method.md
explains the features.

All shapes with the same number of source sentences (`src_size`) are computed together. That makes
few but large numpy operations, which can run in two threads at once. Many small operations would
wait for each other, because each of them needs the interpreter's lock
(docs/adr/0003-numpy-dynamic-programme.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.cosines import Cosines, at_nodes
from aigov_corpus.alignment.coverage import COVERAGE_FEATURES, SrcCoverage, TgtCoverage, reduce_runs
from aigov_corpus.alignment.covered_units import CONTEXT_BEFORE, MatchedUnits
from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    COSINE_FEATURES,
    LENGTH_FEATURES,
    NUMBER_FEATURES,
    SHAPE_FEATURES,
)
from aigov_corpus.alignment.null_evidence import find_null_features
from aigov_corpus.alignment.view import View

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from aigov_corpus.alignment.dictionary import Glossary
    from aigov_corpus.alignment.sentence_features import SentenceFeatures
    from aigov_corpus.alignment.strips import Limits

    Floats = NDArray[np.float32]

# Where each group of features ends in `BEAD_FEATURES`; the last group is that of the marks.
_GROUP_ENDS = np.cumsum(
    [
        len(SHAPE_FEATURES),
        len(COSINE_FEATURES),
        len(LENGTH_FEATURES),
        len(COVERAGE_FEATURES),
        len(COVERAGE_FEATURES),
        len(NUMBER_FEATURES),
    ]
)
_GROUPS = [slice(*ends) for ends in pairwise([0, *_GROUP_ENDS.tolist(), None])]

# Shapes that have a feature of their own, in the order of `SHAPE_FEATURES`.
_NAMED_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))

# Variance of log(target / source characters) of a right bead: this constant, …
_LENGTH_VARIANCE = 0.04
# … plus this number over the sum of the (scaled) lengths of both sides. On 2,868 gold beads the
# variance falls from .26 (under 28 characters) to .03 (over 126), in this formula from .22 to .06.
_LENGTH_VARIANCE_PER_CHARACTER = 6
# Number of characters that an empty run counts for, so that it has a length ratio too.
_LEAST_CHARACTERS = 1e-3
# A length ratio that is off by more standard deviations counts as this many.
_MOST_DEVIATIONS = 5
# If one side has more numbers that the other side lacks, they count as this many.
_MOST_NUMBERS = 3


class Window:
    """All features of the beads that begin in a rectangle of nodes.

    Args:
        src: the features of all source sentences.
        tgt: the features of all target sentences.
        glossary: which words of the two texts translate each other.
        rows: the first row of the window, and the row after its last one.
        columns: the first column of the window, and the column after its last one.
        ratio: log(target characters / source characters) of the two texts.
        limits: how many sentences the beads may have.
    """

    def __init__(
        self,
        src: SentenceFeatures,
        tgt: SentenceFeatures,
        glossary: Glossary,
        rows: tuple[int, int],
        columns: tuple[int, int],
        *,
        ratio: float,
        limits: Limits,
    ) -> None:
        self.rows = rows
        self.columns = columns
        self.shape = (rows[1] - rows[0], columns[1] - columns[0])
        self.limits = limits
        self._ratio = ratio
        self._glossary = glossary
        longest_src, longest_tgt = limits.longest_compared()
        # beads of one sentence against a list are few and far between
        shared = limits.src == limits.tgt
        self._src = View(src, rows, longest_src, shared=shared)
        self._tgt = View(tgt, columns, longest_tgt, shared=shared)
        # the window's nodes among the sentences of the views
        self._src_nodes = slice(CONTEXT_BEFORE, CONTEXT_BEFORE + self.shape[0])
        self._tgt_nodes = slice(CONTEXT_BEFORE, CONTEXT_BEFORE + self.shape[1])
        self._cosines = Cosines(self._src, self._tgt, self.shape, limits)
        self._clauses = self._match_clauses()
        self._words = self._match_words()
        self._glosses = self._match_glosses()
        # for each run that begins at a sentence of a view: what it names, its marks, its characters
        named_src, named_tgt = _presence(self._src.numbers, self._tgt.numbers)
        self._named_src = reduce_runs(named_src, limits.src, ufunc=np.maximum)
        self._named_tgt = reduce_runs(named_tgt, limits.tgt, ufunc=np.maximum)
        self._marks_src = reduce_runs(self._src.marks, limits.src, ufunc=np.maximum)
        self._marks_tgt = reduce_runs(self._tgt.marks, limits.tgt, ufunc=np.maximum)
        self._chars_src = reduce_runs(self._src.chars, limits.src)
        self._chars_tgt = reduce_runs(self._tgt.chars, limits.tgt)

    def _match_clauses(self) -> tuple[MatchedUnits, MatchedUnits]:
        """Return the clauses of source and of target, with the similarity of their counterparts."""
        src, tgt = self._src.clauses, self._tgt.clauses
        similarity = self._src.clause_vectors() @ self._tgt.clause_vectors().T
        best_in_tgt = tgt.order.reduce(similarity.T)
        best_in_src = src.order.reduce(similarity)
        return src.matched(best_in_tgt.T), tgt.matched(best_in_src.T)

    def _match_words(self) -> tuple[MatchedUnits, MatchedUnits]:
        """Return the words of source and of target, with their counterparts by word vectors."""
        src = self._src.text.word_vectors[self._src.word_types]
        tgt = self._tgt.text.word_vectors[self._tgt.word_types]
        return self._match_by_type(src @ tgt.T)

    def _match_glosses(self) -> tuple[MatchedUnits, MatchedUnits]:
        """Return the words of source and of target, with their counterparts by the dictionary.

        The similarity of two words is 1 if they translate each other or have the same stem, else 0.
        """
        return self._match_by_type(
            self._glossary.between(self._src.word_types, self._tgt.word_types)
        )

    def _match_by_type(self, similarity: Floats) -> tuple[MatchedUnits, MatchedUnits]:
        """Return the words of source and of target, with the similarities of their counterparts.

        Args:
            similarity: `(distinct words of the source view, distinct words of the target view)`.
        """
        src, tgt = self._src, self._tgt
        similarity_of_tgt_words = np.ascontiguousarray(similarity.T)[tgt.type_of_word]
        best_in_tgt = tgt.words.order.reduce(similarity_of_tgt_words)
        best_in_src = src.words.order.reduce(similarity[src.type_of_word])
        return (
            src.words.matched(best_in_tgt.T[src.type_of_word]),
            tgt.words.matched(best_in_src.T[tgt.type_of_word]),
        )

    def _units_by_side(self) -> tuple[list[MatchedUnits], list[MatchedUnits]]:
        """Return two lists `[clauses, words, glosses]`, one of the source and one of the target."""
        kinds = (self._clauses, self._words, self._glosses)
        return [src for src, _ in kinds], [tgt for _, tgt in kinds]

    def beads(self) -> Iterator[tuple[int, Floats]]:
        """Yield the features of beads with sentences on both sides, one `src_size` at a time.

        Yields:
            A `src_size`, from 1 to the largest, and an array
            `(features, rows, tgt_sizes, columns)`. The features are in the order of
            `BEAD_FEATURES`, and tgt_sizes are 1 to the largest number that the limits allow with
            this `src_size`. Use the array before asking for the next one, which overwrites it.
        """
        src_units, tgt_units = self._units_by_side()
        limits = self.limits
        src = SrcCoverage(src_units, self.shape, limits)
        tgt = TgtCoverage(tgt_units, self.shape, limits)
        rows, columns = self.shape
        most_beads = rows * limits.longest_tgt(1) * columns
        memory = np.empty(len(BEAD_FEATURES) * most_beads, np.float32)
        for src_size in range(1, limits.src + 1):
            shape = (len(BEAD_FEATURES), rows, limits.longest_tgt(src_size), columns)
            found = memory[: prod(shape)].reshape(shape)
            (
                shapes,
                cosines,
                lengths,
                src_coverage,
                tgt_coverage,
                numbers,
                marks,
            ) = (found[group] for group in _GROUPS)
            shapes[:] = _list_shape_features(src_size, shapes.shape[2])
            self._cosines.write(src_size, cosines)
            self._write_lengths(src_size, lengths)
            src.write(src_size, src_coverage)
            tgt.write(src_size, tgt_coverage)
            self._write_numbers(src_size, numbers)
            self._write_marks(src_size, marks)
            yield src_size, found

    def _write_lengths(self, src_size: int, out: Floats) -> None:
        """Write `LENGTH_FEATURES`: how unusual the ratio of characters of the two sides is.

        The logarithm of this ratio is assumed to follow a normal distribution around the ratio of
        the whole text. The distance from that mean is measured in standard deviations. The features
        are its square, its absolute value, and once more its absolute value, which is 0 for 1-1
        beads.
        """
        # both sides are scaled so that their lengths are equal if the ratio is that of the text
        scale = np.float32(np.exp(self._ratio / 2))
        longest_tgt = out.shape[2]
        src = self._chars_src[src_size - 1][self._src_nodes] * scale
        tgt = self._chars_tgt[:longest_tgt][:, self._tgt_nodes] / scale
        src = np.maximum(src, _LEAST_CHARACTERS)[:, None, None]
        tgt = np.maximum(tgt, _LEAST_CHARACTERS)
        squared, absolute, merged = out
        characters = np.add(src, tgt, out=merged)
        deviation = np.sqrt(_LENGTH_VARIANCE + _LENGTH_VARIANCE_PER_CHARACTER / characters)
        deviations = np.subtract(np.log(tgt), np.log(src), out=merged)
        deviations /= deviation
        np.clip(deviations, -_MOST_DEVIATIONS, _MOST_DEVIATIONS, out=deviations)
        np.multiply(deviations, deviations, out=squared)
        np.abs(deviations, out=absolute)
        merged[:] = absolute
        if src_size == 1:
            merged[:, 0] = 0

    def _write_numbers(self, src_size: int, out: Floats) -> None:
        """Write `NUMBER_FEATURES`: how many numbers of one side the other side lacks, at most 3."""
        longest_tgt = out.shape[2]
        src = self._named_src[src_size - 1][self._src_nodes]
        tgt = self._named_tgt[:longest_tgt][:, self._tgt_nodes]
        flat_tgt = tgt.reshape(-1, tgt.shape[2])
        shared = (src @ flat_tgt.T).reshape(out.shape[1:])
        named_in_src = src.sum(axis=1)
        named_in_tgt = tgt.sum(axis=2)
        np.subtract(named_in_src[:, None, None], shared, out=out[0])
        np.subtract(named_in_tgt, shared, out=out[1])
        np.minimum(out, _MOST_NUMBERS, out=out)

    def _write_marks(self, src_size: int, out: Floats) -> None:
        """Write `MARK_FEATURES`: 1 where exactly one side has a certain kind of mark, else 0."""
        longest_tgt = out.shape[2]
        src = self._marks_src[src_size - 1][self._src_nodes]
        tgt = self._marks_tgt[:longest_tgt][:, self._tgt_nodes]
        tgt_by_mark = np.moveaxis(tgt, 2, 0)
        src_by_mark = src.T[:, :, None, None]
        np.not_equal(src_by_mark, tgt_by_mark[:, None], out=out)

    def nulls(self) -> tuple[list[Floats], list[Floats]]:
        """Return the features of source nulls and those of target nulls.

        Returns:
            Two lists, first for source nulls, then for target nulls. Each has one array
            `(rows, columns)` per feature, in the order of `NULL_FEATURES`.
        """
        cosine = self._cosines.of_sentences
        src_units, tgt_units = self._units_by_side()
        src = find_null_features(self._src, cosine, src_units, self._ratio)
        tgt = find_null_features(self._tgt, cosine.T, tgt_units, -self._ratio)
        return (
            [at_nodes(feature, self.shape) for feature in src],
            [at_nodes(feature.T, self.shape) for feature in tgt],
        )


@cache
def _list_shape_features(src_size: int, longest_tgt: int) -> Floats:
    """Return `SHAPE_FEATURES` of beads with 1, 2, … target sentences; no node changes them.

    Returns:
        An array `(features, 1, tgt_sizes, 1)`.
    """
    tgt_sizes = np.arange(1, longest_tgt + 1)
    named = [(src_size == src) * (tgt_sizes == tgt) for src, tgt in _NAMED_SHAPES]
    values = [
        np.ones_like(tgt_sizes),
        src_size + tgt_sizes - 2,
        *named,
        np.minimum(src_size, tgt_sizes) - 1,
    ]
    return np.array(values, np.float32)[:, None, :, None]


def _presence(
    src: Sequence[frozenset[float]], tgt: Sequence[frozenset[float]]
) -> tuple[Floats, Floats]:
    """Return which numbers occur in which sentences.

    Returns:
        Two arrays `(sentences, numbers)`, for source and target: 1 where a number occurs in a
        sentence, else 0. Their columns are all numbers that occur on either side. If there are
        none, there is a single column of zeros.
    """
    column_of: dict[float, int] = {}
    for named in (*src, *tgt):
        for number in named:
            column_of.setdefault(number, len(column_of))
    columns = max(1, len(column_of))
    arrays = []
    for sentences in (src, tgt):
        array = np.zeros((len(sentences), columns), np.float32)
        for row, named in enumerate(sentences):
            for number in named:
                array[row, column_of[number]] = 1
        arrays.append(array)
    return arrays[0], arrays[1]
