"""How well clauses and words of one side's runs are covered by runs of the other, for all nodes of a window.

A clause or word (a unit) is covered as well as its best counterpart in a run resembles it. Here that is
found for all runs of a window at once, from the best counterparts in single sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

BEFORE = 6
"""How many sentences before its nodes a window looks at."""
COVERED = (  # clauses, words by their vectors, words by the dictionary: of each side
    "clauses", "words", "glosses", "clauses_outside", "words_outside", "clauses_outside_max",
    "words_outside_max", "clauses_weakest", "words_weakest", "glosses_weakest", "clauses_end", "words_end",
    "glosses_end", "clause_min",
)  # fmt: skip
"""The features of each side that are made here."""
_ENDS = slice(10, 13)  # of those: the ends


class Groups:
    """Units in turn: the first of every sentence, then the second of those that have one, and so on.

    The sentences with the most units come first. So the largest unit of every sentence is found by joining a
    few slices, several times as fast as by `reduceat`.

    Args:
        counts: the units of each sentence, one at least.
    """

    def __init__(self, counts: Ints) -> None:
        self.counts = counts
        self._order = np.argsort(-counts, kind="stable")
        ordered = counts[self._order]
        self._sizes = [int(np.count_nonzero(ordered > turn)) for turn in range(ordered[0])]
        firsts = (np.cumsum(counts) - counts)[self._order]
        self.rows: Ints = np.concatenate(
            [firsts[:size] + turn for turn, size in enumerate(self._sizes)]
        )
        """Which unit stands where, by its place in the text."""

    def join(self, values: Floats, join: np.ufunc = np.maximum) -> Floats:
        """Return `(sentences, columns)`: the largest (or another `join`) of each sentence's rows in turn."""
        first, *others = self._sizes
        best, at = values[:first].copy(), first
        for size in others:
            join(best[:size], values[at : at + size], out=best[:size])
            at += size
        found = np.empty_like(best)
        found[self._order] = best
        return found


@dataclass(frozen=True, slots=True)
class Units:
    """Clauses or words of a view: how each sentence of one side is covered by sentences of the other.

    Attributes:
        best: `(units, sentences of the other side)`, the best counterpart of each unit in each sentence.
        owners: `(sentences, units)`, the weight of each unit in the row of its sentence, else 0.
        groups: in which order the units stand.
        totals: `(sentences,)`, the weight of each sentence's units.
    """

    best: Floats
    owners: Floats
    groups: Groups
    totals: Floats

    def cropped(self, rows: int, columns: int) -> Units:
        """Return the units of so many sentences from the first node's on; columns begin one before it."""
        inside = slice(BEFORE, BEFORE + rows)
        counts = self.groups.counts
        kept = np.zeros(len(counts), np.bool_)
        kept[inside] = True
        units = np.flatnonzero(np.repeat(kept, counts)[self.groups.rows])
        return Units(
            self.best[units, BEFORE - 1 : BEFORE - 1 + columns],
            self.owners[inside, units],
            Groups(counts[inside]),
            self.totals[inside],
        )

    def sum(self, values: Floats) -> Floats:
        """Return the sums of weight times value over the units of each sentence."""
        total: Floats = self.owners @ values
        return total


class Owners:
    """Which units are whose, and what they weigh; see `Units`.

    Args:
        weights: of the units, as they stand in the text.
        starts: where each sentence's begin.
    """

    def __init__(self, weights: Floats, starts: Ints) -> None:
        count = len(weights)
        counts = np.diff(starts, append=count)
        self.groups = Groups(counts)
        rows = self.groups.rows
        self.owners = np.zeros((len(starts), count), np.float32)
        self.owners[np.repeat(np.arange(len(starts)), counts)[rows], np.arange(count)] = weights[
            rows
        ]
        self.totals = self.owners.sum(axis=1)

    def matched(self, best: Floats) -> Units:
        """Return these units with their best counterparts, both in turn."""
        return Units(np.ascontiguousarray(best), self.owners, self.groups, self.totals)


class _Tables:
    """How the single sentences of one side are covered by runs of the other: `(…, sentences, runs, others)`.

    Args:
        kinds: clauses, words, glosses: each matched with the other side.
        shape: the nodes of the window, on this side and on the other.
        longest: the longest run.

    Attributes:
        sums: the weighted counterparts of clauses, words, glosses; what the sentences around a run would add
            to those of clauses and of words.
        minima: the share that is covered of clauses, words, glosses; the counterpart of the worst clause.
        maxima: what the sentences around a run would add to the clause or word that they help most.
        sizes: `(runs of this side, sums, sentences)`: what the units of a run weigh.
    """

    def __init__(self, kinds: Sequence[Units], shape: tuple[int, int], longest: int) -> None:
        rows, columns = shape[0] + longest - 1, shape[1] + 1
        self.sums = np.empty((5, rows, longest, columns), np.float32)
        self.minima = np.empty((4, rows, longest, columns), np.float32)
        self.maxima = np.empty((2, rows, longest, columns), np.float32)
        sizes = []
        for number, kind in enumerate(kinds):
            units = kind.cropped(rows, columns + longest + 1)
            before, inner = units.best[:, :columns], units.best[:, 1:]
            inside = np.empty((len(inner), longest, columns), np.float32)
            inside[:, 0] = inner[:, :columns]
            for size in range(1, longest):
                np.maximum(
                    inside[:, size - 1], inner[:, size : size + columns], out=inside[:, size]
                )
            flat = inside.reshape(len(inside), -1)
            np.matmul(units.owners, flat, out=self.sums[number].reshape(rows, -1))
            smooth = np.float32(1 if number else 1e-6)
            np.divide(
                self.sums[number], (units.totals + smooth)[:, None, None], out=self.minima[number]
            )
            sizes.append(runs_of(units.totals, longest) + smooth)
            if not number:
                self.minima[3] = units.groups.join(flat, np.minimum).reshape(rows, longest, columns)
            if number < 2:
                after = sliding_window_view(inner[:, 1:], columns, axis=1)
                beside = np.maximum(before[:, None], after[:, :longest])
                beside -= inside
                np.maximum(beside, 0, out=beside)
                flat = beside.reshape(len(beside), -1)
                np.matmul(units.owners, flat, out=self.sums[3 + number].reshape(rows, -1))
                self.maxima[number] = units.groups.join(flat).reshape(rows, longest, columns)
        self.sizes = np.array(sizes)[[0, 1, 2, 0, 1]].swapaxes(0, 1)


def _write(sums: Floats, minima: Floats, maxima: Floats, sizes: Floats, out: Floats) -> None:
    """Write the features of `COVERED` for one a and all b, `(features, rows, b, columns)`.

    Args:
        sums: as those of `_Tables`, but `(5, rows, b, columns)`.
        minima: likewise.
        maxima: likewise.
        sizes: what the units of the runs weigh.
        out: holds, where `_ENDS` are, the sums that are left without the other side's first or last sentence
            (whichever is more).
    """
    share, ends = out[:3], out[_ENDS]
    np.divide(sums, sizes, out=out[:5])
    out[5:7] = maxima
    np.subtract(minima[:3], share, out=out[7:10])
    ends /= sizes[:3]
    np.subtract(share, ends, out=ends)
    out[13] = minima[3]


_JOINS = (np.add, np.minimum, np.maximum)
"""How the tables of runs grow: those of sums, of minima, of maxima."""


class SrcCover:
    """Coverage of source runs by target runs; asked for a = 1, 2 …, each run growing from the last."""

    def __init__(self, kinds: Sequence[Units], shape: tuple[int, int], longest: int) -> None:
        tables = _Tables(kinds, shape, longest)
        self._shape, self._sizes = shape, tables.sizes
        self._single = (tables.sums, tables.minima, tables.maxima)
        self._grown = [one[:, : shape[0]] for one in self._single]

    def write(self, a: int, out: Floats) -> None:
        """Write the coverage of runs of `a` by those of 1, 2 and so on."""
        (rows, columns), count = self._shape, out.shape[2]
        if a > 1:
            self._grown = [
                join(one[:, :, :count], single[:, a - 1 : a - 1 + rows, :count])
                for join, one, single in zip(_JOINS, self._grown, self._single, strict=True)
            ]
        sums, minima, maxima = (one[:, :, :count, :columns] for one in self._grown)
        kept = out[_ENDS]
        kept[:, :, 0] = sums[:3, :, 0]  # a run of one has no other half: nothing is lost
        following = self._grown[0][:3, :, : count - 1, 1:]
        np.maximum(sums[:3, :, :-1], following, out=kept[:, :, 1:])
        _write(sums, minima, maxima, self._sizes[a - 1][:, :rows, None, None], out)


class TgtCover:
    """Coverage of target runs by source runs, laid out as that of source runs."""

    def __init__(self, kinds: Sequence[Units], shape: tuple[int, int], longest: int) -> None:
        self._tables = _Tables(kinds, shape[::-1], longest)
        self._shape = shape
        self._shorter = np.empty((0, 0, 0, 0), np.float32)

    def write(self, a: int, out: Floats) -> None:
        """Write the coverage of runs of 1, 2 and so on by those of `a`."""
        (rows, columns), count, tables = self._shape, out.shape[2], self._tables

        def runs(table: Floats, rows: int, join: np.ufunc) -> Floats:
            single = np.ascontiguousarray(table[:, :, a - 1, :rows].swapaxes(1, 2))
            found = np.empty((len(table), rows, count, columns), np.float32)
            found[:, :, 0] = single[..., :columns]
            for b in range(1, count):
                join(found[:, :, b - 1], single[..., b : b + columns], out=found[:, :, b])
            return found

        longer = runs(tables.sums, rows + 1, np.add)
        shorter = self._shorter[:3, :, :count]
        if a > 1:
            np.maximum(shorter[:, :rows], shorter[:, 1:], out=out[_ENDS])
        else:
            out[_ENDS] = longer[:3, :rows]
        self._shorter = longer
        _write(
            longer[:, :rows],
            runs(tables.minima, rows, np.minimum),
            runs(tables.maxima, rows, np.maximum),
            tables.sizes[:count].swapaxes(0, 1)[:, None, :, :columns],
            out,
        )


def runs_of(values: Floats, longest: int, *, join: np.ufunc = np.add) -> Floats:
    """Return sums (or another `join`) over runs of 1 … `longest`, where they begin; cut off at the end.

    `(longest, *values.shape)`.
    """
    found = np.empty((longest, *values.shape), values.dtype)
    found[0] = values
    for size in range(1, longest):
        found[size] = found[size - 1]
        join(found[size, :-size], values[size:], out=found[size, :-size])
    return found
