"""The dynamic programme: all alignments within a band, the best of them, and how sure each bead is.

The model is a semi-Markov conditional random field (Sarawagi and Cohen, NIPS 2004) over beads:
the log-weight of an alignment is the sum of its beads' scores, and a null bead that follows one of
its own side earns a bonus (omissions come in runs). `best` is Viterbi's, `confidence` forward-backward's.
Time and memory are linear in the band.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEVER = -1e30
Step = tuple[int, int, int, int]
"""A bead as source begin, target begin, source sentences, target sentences."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of nodes, all with the same columns.

    Attributes:
        rows: first and last (exclusive) row.
        columns: first and last (inclusive) column.
        beads: float32 `(rows, columns, shapes)`, the score of each bead that begins there, or `NEVER`.
        null_src: float32 `(rows, columns)`, the score of leaving the source sentence there unaligned.
        null_tgt: the same of the target sentence.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    beads: NDArray[np.float32]
    null_src: NDArray[np.float32]
    null_tgt: NDArray[np.float32]


class Lattice:
    """Every alignment of `n` source with `m` target sentences that stays within the blocks.

    Args:
        n: source sentences.
        m: target sentences.
        blocks: consecutive rows 0 … n of nodes; their columns never go back.
        shapes: what the last axis of `Block.beads` means.
        continued: the bonus of a null bead for following one of its own side.
        null: added to the score of every null bead.
    """

    def __init__(
        self,
        n: int,
        m: int,
        blocks: list[Block],
        shapes: list[tuple[int, int]],
        *,
        continued: float,
        null: float = 0.0,
    ) -> None:
        self.n, self.m = n, m
        self._blocks = blocks
        self._shapes = shapes
        self._continued = continued
        self._null = null
        self._block_of = np.repeat(
            np.arange(len(blocks)), [block.rows[1] - block.rows[0] for block in blocks]
        )

    def best(self) -> list[Step]:
        """Return the alignment with the highest score (the first found of equals)."""
        came: list[tuple[NDArray[np.int16], NDArray[np.int8], NDArray[np.int8]]] = []
        states: list[Floats] = []
        for i in range(self.n + 1):
            candidates = self._arrivals(
                i, [state.max(axis=0) for state in states[-max(a for a, _ in self._shapes) :]]
            )
            by_bead = candidates.max(axis=0)
            shape = candidates.argmax(axis=0).astype(np.int16)
            if i == 0:
                by_bead[0] = 0.0
            by_src = np.full_like(by_bead, NEVER)
            src_from = np.zeros(len(by_bead), np.int8)
            if i:
                ways = states[i - 1] + np.array([[0.0], [self._continued], [0.0]])
                values = ways.max(axis=0) + self._null_src(i - 1)
                self._place(by_src, values, self._columns(i - 1)[0] - self._columns(i)[0])
                self._place(src_from, ways.argmax(axis=0), self._columns(i - 1)[0] - self._columns(i)[0])
            by_tgt, tgt_from = self._along(by_bead, by_src, self._null_tgt(i))
            states.append(np.stack([by_bead, by_src, by_tgt]))
            came.append((shape, src_from, tgt_from))
        return self._walk_back(states, came)

    def _walk_back(
        self, states: list[Floats], came: list[tuple[NDArray[np.int16], NDArray[np.int8], NDArray[np.int8]]]
    ) -> list[Step]:
        i, j = self.n, self.m
        state = int(states[i][:, j - self._columns(i)[0]].argmax())
        steps: list[Step] = []
        while i or j:
            at = j - self._columns(i)[0]
            if state == 0:
                a, b = self._shapes[came[i][0][at]]
                i, j = i - a, j - b
                steps.append((i, j, a, b))
                state = int(states[i][:, j - self._columns(i)[0]].argmax())
            elif state == 1:
                state = int(came[i][1][at])
                i -= 1
                steps.append((i, j, 1, 0))
            else:
                state = int(came[i][2][at])
                j -= 1
                steps.append((i, j, 0, 1))
        return steps[::-1]

    def _along(self, by_bead: Floats, by_src: Floats, null_tgt: Floats) -> tuple[Floats, NDArray[np.int8]]:
        """Return the best way to each node of a row that ends in a target null, and what came before it."""
        other = np.maximum(by_bead, by_src)
        by_tgt = _chain(other, null_tgt, self._continued, np.maximum)
        came = np.where(by_bead >= by_src, 0, 1).astype(np.int8)
        came[1:] = np.where(by_tgt[:-1] + self._continued > other[:-1], 2, came[:-1])
        return by_tgt, came

    def confidence(self, steps: list[Step]) -> list[float]:
        """Return the posterior probability of each step under the model (forward-backward)."""
        ways = self._ways()
        found = []
        for i, j, a, b in steps:
            at = j - self._columns(i)[0]
            if a and b:
                value = ways.beads(i)[self._shapes.index((a, b)), at]
            else:
                value = (ways.null_src(i) if a else ways.null_tgt(i))[at]
            found.append(float(np.exp(min(value, 0.0))))
        return found

    def null_share(self) -> float:
        """Return the expected number of null beads over that of sentences."""
        ways = self._ways()
        nulls = sum(
            float(np.exp(ways.null_src(i)).sum() + np.exp(ways.null_tgt(i)).sum()) for i in range(self.n + 1)
        )
        return (nulls + 0.5) / (self.n + self.m + 10)

    def likely(self, least: float) -> list[Step]:
        """Return all steps with a posterior probability of `least` at least, in the order of their nodes."""
        ways, bound = self._ways(), np.log(least)
        found: list[Step] = []
        for i in range(self.n + 1):
            first = self._columns(i)[0]
            shape, at = np.nonzero(ways.beads(i) >= bound)
            found += [(i, first + int(j), *self._shapes[k]) for k, j in zip(shape, at, strict=True)]
            found += [(i, first + int(j), 1, 0) for j in np.nonzero(ways.null_src(i) >= bound)[0]]
            found += [(i, first + int(j), 0, 1) for j in np.nonzero(ways.null_tgt(i) >= bound)[0]]
        return sorted(found)

    def _ways(self) -> _Ways:
        return _Ways(self, self._forward(), self._backward())

    def _forward(self) -> list[Floats]:
        """Return log-sums of all ways to each node, `(3, columns)` a row, by the last bead's kind."""
        states: list[Floats] = []
        longest = max(a for a, _ in self._shapes)
        for i in range(self.n + 1):
            candidates = self._arrivals(i, [_log_sums(state) for state in states[-longest:]])
            by_bead = _log_sums(candidates)
            if i == 0:
                by_bead[0] = 0.0
            by_src = np.full_like(by_bead, NEVER)
            if i:
                ways = states[i - 1] + np.array([[0.0], [self._continued], [0.0]])
                self._place(
                    by_src,
                    _log_sums(ways) + self._null_src(i - 1),
                    self._columns(i - 1)[0] - self._columns(i)[0],
                )
            other = np.logaddexp(by_bead, by_src)
            by_tgt = _chain(other, self._null_tgt(i), self._continued, np.logaddexp)
            states.append(np.stack([by_bead, by_src, by_tgt]))
        return states

    def _backward(self) -> list[Floats]:
        """Return log-sums of all ways from each node to the end, by the kind of bead that came before it."""
        states: list[Floats] = [np.zeros((3, 1))] * (self.n + 1)
        for i in range(self.n, -1, -1):
            first = self._columns(i)[0]
            onward = self._departures(i, states)
            by_bead = _log_sums(onward)
            if i == self.n:
                by_bead[-1] = 0.0
            by_src = np.full_like(by_bead, NEVER)
            if i < self.n:
                start = self._columns(i + 1)[0]
                self._place(by_src, states[i + 1][1], start - first)
                by_src += self._null_src(i)
            other = np.logaddexp(by_bead, by_src)
            with_src = np.logaddexp(by_bead, by_src + self._continued)
            # Onward by target nulls: within the row, from right to left; the first of a run earns no bonus.
            leftward = np.append(self._null_tgt(i)[:-1][::-1], NEVER)
            tgt = _chain(other[::-1], leftward, self._continued, np.logaddexp)[::-1]
            states[i] = np.stack(
                [
                    np.logaddexp(other, tgt),
                    np.logaddexp(with_src, tgt),
                    np.logaddexp(other, tgt + self._continued),
                ]
            )
        return states

    def _row(self, i: int) -> tuple[Block, int]:
        block = self._blocks[int(self._block_of[i])]
        return block, i - block.rows[0]

    def _columns(self, i: int) -> tuple[int, int]:
        return self._blocks[int(self._block_of[i])].columns

    def _null_src(self, i: int) -> Floats:
        block, row = self._row(i)
        values: Floats = block.null_src[row] + np.float64(self._null)
        return values

    def _null_tgt(self, i: int) -> Floats:
        block, row = self._row(i)
        values: Floats = block.null_tgt[row] + np.float64(self._null)
        return values

    def _arrivals(self, i: int, recent: list[Floats]) -> Floats:
        """Return `(shapes, columns)`: the value of coming to each node of row `i` by a bead of each shape.

        Args:
            i: the row.
            recent: the values of the nodes of the rows before it, the last being row `i - 1`.
        """
        first, last = self._columns(i)
        found = np.full((len(self._shapes), last - first + 1), NEVER)
        for number, (a, b) in enumerate(self._shapes):
            if a <= len(recent) and a <= i:
                block, row = self._row(i - a)
                self._place(
                    found[number], recent[-a] + block.beads[row, :, number], block.columns[0] + b - first
                )
        return found

    def _departures(self, i: int, after: list[Floats]) -> Floats:
        """Return `(shapes, columns)`: the value of leaving each node of row `i` by a bead of each shape."""
        block, row = self._row(i)
        found = np.full((len(self._shapes), block.columns[1] - block.columns[0] + 1), NEVER)
        for number, (a, b) in enumerate(self._shapes):
            if i + a <= self.n:
                self._place(found[number], after[i + a][0], self._columns(i + a)[0] - b - block.columns[0])
                found[number] += block.beads[row, :, number]
        return found

    @staticmethod
    def _place(row: NDArray, values: NDArray, at: int) -> None:  # type: ignore[type-arg]
        """Write `values` into `row` from index `at` on, leaving out what falls outside it."""
        first, last = max(at, 0), min(at + len(values), len(row))
        if last > first:
            row[first:last] = values[first - at : last - at]


class _Ways:
    """Log posterior probabilities of the steps that leave a row."""

    def __init__(self, lattice: Lattice, forward: list[Floats], backward: list[Floats]) -> None:
        self._lattice, self._forward, self._backward = lattice, forward, backward
        self._whole = _log_sum(forward[lattice.n][:, -1])

    def beads(self, i: int) -> Floats:
        """Return `(shapes, columns)`."""
        onward = self._lattice._departures(i, self._backward)
        posterior: Floats = _log_sums(self._forward[i]) + onward - self._whole
        return posterior

    def null_src(self, i: int) -> Floats:
        """Return `(columns,)` of leaving source sentence `i` unaligned."""
        lattice = self._lattice
        onward = np.full(self._forward[i].shape[1], NEVER)
        if i < lattice.n:
            lattice._place(
                onward, self._backward[i + 1][1], lattice._columns(i + 1)[0] - lattice._columns(i)[0]
            )
        bonus = np.array([[0.0], [lattice._continued], [0.0]])
        posterior: Floats = _log_sums(self._forward[i] + bonus) + lattice._null_src(i) + onward - self._whole
        return posterior

    def null_tgt(self, i: int) -> Floats:
        """Return `(columns,)` of leaving the target sentence there unaligned."""
        onward = np.full(self._forward[i].shape[1], NEVER)
        onward[:-1] = self._backward[i][2, 1:]
        bonus = np.array([[0.0], [0.0], [self._lattice._continued]])
        posterior: Floats = (
            _log_sums(self._forward[i] + bonus) + self._lattice._null_tgt(i) + onward - self._whole
        )
        return posterior


def _chain(enter: Floats, step: Floats, bonus: float, join: np.ufunc) -> Floats:
    """Return `t` with `t[j] = step[j - 1] + join(enter[j - 1], t[j - 1] + bonus)` and `t[0] = NEVER`.

    Where steps are possible the recursion is a running `join` of what enters less the steps so far.
    """
    found = np.full_like(enter, NEVER)
    possible = np.concatenate([[False], step[:-1] > NEVER / 2, [False]])
    for first, last in np.flatnonzero(np.diff(possible)).reshape(-1, 2):
        reach = np.concatenate([[0.0], np.cumsum(step[first:last] + bonus)])
        found[first + 1 : last + 1] = reach[1:] + join.accumulate(enter[first:last] - reach[:-1] - bonus)
    return found


def _log_sums(values: Floats) -> Floats:
    """Return the logarithms of the sums of exponentials over the first axis."""
    top = values.max(axis=0)
    total: Floats = top + np.log(np.exp(values - top).sum(axis=0))
    return np.maximum(total, NEVER)


def _log_sum(values: Floats) -> float:
    top = float(values.max())
    return top + float(np.log(np.exp(values - top).sum()))
