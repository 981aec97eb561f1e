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
from math import prod
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from aigov_corpus.alignment.coverage import (
    CLAUSE_SMOOTHING,
    CONTEXT_BEFORE,
    COVERAGE_FEATURES,
    WORD_SMOOTHING,
    MatchedUnits,
    SrcCoverage,
    TgtCoverage,
    reduce_runs,
)
from aigov_corpus.alignment.feature_names import (
    BEAD_FEATURES,
    COSINE_FEATURES,
    LENGTH_FEATURES,
    NUMBER_FEATURES,
    SHAPE_FEATURES,
)
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

# Shapes that have a feature of their own, in the order of `SHAPE_FEATURES`.
_NAMED_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))

# Extra sentences of a bead (beyond a 1-1 bead) whose cosine counts as it is. The longest
# hand-aligned beads have six. A longer bead would count its one cosine too often, so each …
_MOST_EXTRA = 6
# … further sentence counts as if the cosine were at least this usual one. A list of short items
# against one sentence has a cosine of .35 to .5, though each word has its counterpart.
_USUAL_COSINE = 0.65

# Stands for the cosine of a run that is longer than any bead: less than every cosine, so that a run
# is never compared favourably with one that does not exist.
_NO_COSINE = -4

# How many sentences are next to a bead: one before it and one after it on either side.
_SENTENCES_OUTSIDE = 4

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

# Number of sentences before and after the node of a null bead that are searched for its
# counterpart.
_NEAR = 2
# The same for the feature `null_cosine_wide`.
_WIDE = 4
# The same for the feature `null_clauses_farther`.
_FARTHER = 6


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
        self._cosines = self._compare_runs()
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

    def _compare_runs(self) -> dict[int, Floats]:
        """Return the cosine of every source run of the window with every target run.

        Returns:
            A dictionary with an array `(source sentences, tgt_sizes, target sentences)` for each
            `src_size` from 1 to one more than the largest. The first and the last axis say at which
            sentence of the view a run begins. The shapes include those with one sentence more than
            the largest bead. If a view has no vectors of runs as long as one of the two runs, the
            value is `_NO_COSINE`.
        """
        src = self._src.run_vectors()
        tgt = self._tgt.run_vectors()
        n_src, n_tgt = src.shape[1], tgt.shape[1]
        limits = self.limits
        found = {}
        for src_size in range(1, limits.src + 2):
            # one target sentence more than the beads have, or one source sentence more
            longest_tgt = limits.longest_tgt(src_size) + 1
            if src_size > limits.src:
                longest_tgt = limits.longest_tgt(limits.src)
            cosines = np.full((n_src, longest_tgt, n_tgt), _NO_COSINE, np.float32)
            if src_size <= len(src):
                vectors = tgt[:longest_tgt].reshape(-1, tgt.shape[2])
                known = cosines.reshape(n_src, -1)[:, : len(vectors)]
                np.matmul(src[src_size - 1], vectors.T, out=known)
            found[src_size] = cosines
        return found

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
            ) = np.split(found, _GROUP_ENDS)
            self._write_shapes(src_size, shapes)
            self._write_cosines(src_size, cosines)
            self._write_lengths(src_size, lengths)
            src.write(src_size, src_coverage)
            tgt.write(src_size, tgt_coverage)
            self._write_numbers(src_size, numbers)
            self._write_marks(src_size, marks)
            yield src_size, found

    def _at_nodes(self, values: Floats, rows: int = 0, columns: int = 0) -> Floats:
        """Return the part of an array that belongs to the window's nodes, or to places beside them.

        Args:
            values: an array whose first axis is the sentences of the source view and whose last
                axis is the sentences of the target view.
            rows: which source sentence to take for each node: 0 for the one just after the node, 1
                for the one after that, -1 for the one just before the node.
            columns: the same for target sentences.
        """
        height, width = self.shape
        top = CONTEXT_BEFORE + rows
        left = CONTEXT_BEFORE + columns
        return values[top : top + height, ..., left : left + width]

    def _write_shapes(self, src_size: int, out: Floats) -> None:
        """Write `SHAPE_FEATURES`. They do not depend on the node."""
        tgt_sizes = np.arange(1, out.shape[2] + 1)
        named = [(src_size == src) * (tgt_sizes == tgt) for src, tgt in _NAMED_SHAPES]
        values = [
            np.ones_like(tgt_sizes),
            src_size + tgt_sizes - 2,
            *named,
            np.minimum(src_size, tgt_sizes) - 1,
        ]
        out[:] = np.array(values)[:, None, :, None]

    def _write_cosines(self, src_size: int, out: Floats) -> None:
        """Write `COSINE_FEATURES`. They compare each bead with similar beads at the same place."""
        at = self._at_nodes
        longest_tgt = out.shape[2]
        (
            cosine,
            cosine_extra,
            neighbours,
            better_longer,
            better_longer_sum,
            better_shorter,
            worse_shorter,
            weakest_src,
            weakest_tgt,
        ) = out
        cosine[:] = at(self._cosines[src_size][:, :longest_tgt])
        # how many sentences each bead has more than a 1-1 bead
        first_extra = src_size - 1
        extra = np.arange(first_extra, first_extra + longest_tgt, dtype=np.float32)
        np.multiply(cosine, np.minimum(extra, _MOST_EXTRA)[:, None], out=cosine_extra)
        if extra[-1] > _MOST_EXTRA:
            further = np.maximum(extra - _MOST_EXTRA, 0)[:, None]
            cosine_extra += np.maximum(cosine, _USUAL_COSINE) * further
        with_single_src = self._cosines[1][:, :longest_tgt]
        with_single_tgt = self._with_single_targets(src_size, longest_tgt + 1)
        self._write_neighbours(src_size, with_single_src, with_single_tgt, neighbours)
        self._write_longer(src_size, cosine, better_longer, better_longer_sum)
        gain = self._gain_of_shorter(src_size, cosine)
        np.maximum(gain, 0, out=better_shorter)
        np.minimum(gain, 0, out=worse_shorter)
        sentences = [at(with_single_src, sentence) for sentence in range(src_size)]
        np.minimum.reduce(sentences, out=weakest_src)
        weakest_src -= cosine
        np.minimum.accumulate(with_single_tgt[:, :-1], axis=1, out=weakest_tgt)
        weakest_tgt -= cosine

    def _with_single_targets(self, src_size: int, count: int) -> Floats:
        """Return the cosines of source runs with single target sentences.

        Returns:
            An array `(rows, count, columns)`. At `[i, k, j]` it holds the cosine of the source run
            that begins at node `(i, j)` with target sentence `j + k`.
        """
        single = self._cosines[src_size][:, 0]
        by_distance = sliding_window_view(single, self.shape[1], axis=1)
        return by_distance[self._src_nodes, CONTEXT_BEFORE : CONTEXT_BEFORE + count]

    def _write_neighbours(
        self, src_size: int, with_single_src: Floats, with_single_tgt: Floats, out: Floats
    ) -> None:
        """Write how similar each run is to the sentences just before and after the other run.

        Four cosines are averaged: those of the source run with the target sentence before and the
        one after the bead, and the same with the sides exchanged.

        Args:
            src_size: the number of source sentences of the beads.
            with_single_src: the cosines of single source sentences with target runs, for whole
                views.
            with_single_tgt: what `_with_single_targets` returns.
            out: `(rows, tgt_sizes, columns)`, filled with the mean cosines.
        """
        at = self._at_nodes
        np.add(at(with_single_src, -1), at(with_single_src, src_size), out=out)
        out += at(self._cosines[src_size][:, :1], 0, -1)
        out += with_single_tgt[:, 1:]
        out /= _SENTENCES_OUTSIDE

    def _write_longer(self, src_size: int, cosine: Floats, largest: Floats, summed: Floats) -> None:
        """Write how much the cosine would grow if a bead had one sentence more.

        There are four ways to add a sentence: at the beginning or at the end of either side.

        Args:
            src_size: the number of source sentences of the beads.
            cosine: `(rows, tgt_sizes, columns)`, the cosines of the beads.
            largest: filled with the largest of the four gains, or 0 if none is above 0.
            summed: filled with the sum of the gains above 0.
        """
        at = self._at_nodes
        more_src = self._cosines[src_size + 1][:, : cosine.shape[1]]
        more_tgt = self._cosines[src_size][:, 1:]
        gains = np.stack(
            [
                at(more_src, -1),
                at(more_src),
                at(more_tgt, 0, -1),
                at(more_tgt),
            ]
        )
        gains -= cosine
        np.maximum(gains, 0, out=gains)
        np.maximum.reduce(gains, out=largest)
        np.add.reduce(gains, out=summed)

    def _gain_of_shorter(self, src_size: int, cosine: Floats) -> Floats:
        """Return how much the cosine would grow if a bead had one sentence less.

        There are up to four ways to take away a sentence: the first or the last one of either side.
        The best of them counts, and its gain is below 0 if all of them are worse. A 1-1 bead cannot
        be shortened, and its gain is 0.

        Args:
            src_size: the number of source sentences of the beads.
            cosine: `(rows, tgt_sizes, columns)`, the cosines of the beads.
        """
        at = self._at_nodes
        longest_tgt = cosine.shape[1]
        shorter = np.full_like(cosine, _NO_COSINE)
        if src_size > 1:
            less_src = self._cosines[src_size - 1][:, :longest_tgt]
            np.maximum(at(less_src), at(less_src, 1), out=shorter)
        less_tgt = self._cosines[src_size][:, : longest_tgt - 1]
        best_less_tgt = np.maximum(at(less_tgt), at(less_tgt, 0, 1))
        of_several_tgt = shorter[:, 1:]
        np.maximum(of_several_tgt, best_less_tgt, out=of_several_tgt)
        shorter -= cosine
        if src_size == 1:
            shorter[:, 0] = 0
        return shorter

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
        cosine = self._cosines[1][:, 0]
        src_units, tgt_units = self._units_by_side()
        src = _null_features(self._src, cosine, src_units, self._ratio)
        tgt = _null_features(self._tgt, cosine.T, tgt_units, -self._ratio)
        return (
            [self._at_nodes(feature) for feature in src],
            [self._at_nodes(feature.T) for feature in tgt],
        )


def _null_features(
    view: View, cosine: Floats, units: Sequence[MatchedUnits], ratio: float
) -> list[Floats]:
    """Return the features of null beads of one side, in the order of `NULL_FEATURES`.

    Most of them measure how similar the sentence of the null bead is to sentences of the other side
    near the node. A high similarity speaks against a null bead.

    Args:
        view: the sentences of this side.
        cosine: `(sentences of this side, sentences of the other side)`.
        units: the clauses, words and glosses of this side, in this order.
        ratio: log(characters of the other side / characters of this side) of the two texts.

    Returns:
        One array per feature, `(sentences of this side, sentences of the other side)`. The null
        bead begins at the node just before both sentences.
    """
    clauses, words, glosses = units
    scale = np.float32(np.exp(ratio / 2))
    length = np.log(np.maximum(view.chars, 1) * scale)
    clauses_near = _max_around(clauses.best, _NEAR)
    clauses_farther = _max_around(clauses.best, _FARTHER)
    share_near = clauses.share(clauses_near, CLAUSE_SMOOTHING)
    share_farther = clauses.share(clauses_farther, CLAUSE_SMOOTHING)
    return [
        np.ones_like(cosine),
        np.broadcast_to(length[:, None], cosine.shape),
        _max_around(cosine, _WIDE),
        _max_around(cosine, _NEAR),
        share_near,
        clauses.units.order.reduce(clauses_near, np.minimum),
        share_farther - share_near,
        words.share(_max_around(words.best, _NEAR), WORD_SMOOTHING),
        glosses.share(_max_around(glosses.best, _NEAR), WORD_SMOOTHING),
    ]


def _max_around(values: Floats, reach: int) -> Floats:
    """Return, for each column, the maximum over the `2 * reach` columns around its node.

    The columns are sentences, and the node of a column lies just before its sentence. So the
    maximum is taken over `reach` columns before that sentence, the sentence itself and `reach - 1`
    columns after it. Columns outside the array count as 0.
    """
    count = values.shape[1]
    padded = np.zeros((len(values), count + 2 * reach), values.dtype)
    padded[:, reach : reach + count] = values
    found = padded[:, :count].copy()
    for offset in range(1, 2 * reach):
        shifted = padded[:, offset : offset + count]
        np.maximum(found, shifted, out=found)
    return found


def _presence(
    src: Sequence[frozenset[float]], tgt: Sequence[frozenset[float]]
) -> tuple[Floats, Floats]:
    """Return which numbers occur in which sentences.

    Args:
        src: the numbers that occur in each source sentence.
        tgt: the numbers that occur in each target sentence.

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
