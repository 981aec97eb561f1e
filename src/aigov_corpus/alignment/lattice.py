"""The dynamic programme: all alignments within a band, the best of them, and how sure each bead is.

The model is a semi-Markov conditional random field (Sarawagi and Cohen, NIPS 2004) over beads:
the log-weight of an alignment is the sum of its beads' scores, and a null bead that follows one of
its own side earns a bonus (omissions come in runs). `best` is Viterbi's, `confidence` forward-backward's.
Time and memory are linear in the band. Rows follow each other; all shapes and columns of a row are done
at once: what may reach it is gathered from the last few rows, which stand in a ring.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

NEVER = -1e30
# Where so much of one side of a block, and so many sentences, are null beads, a section lacks.
_MOST, _MANY = 0.75, 12
Step = tuple[int, int, int, int]
"""A bead as source begin, target begin, source sentences, target sentences."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of nodes, all with the same columns.

    Attributes:
        rows: first and last (exclusive) row.
        columns: first and last (inclusive) column.
        beads: float32 `(rows, shapes, columns)`, the score of each bead that begins there, or `NEVER`.
        null_src: float32 `(rows, columns)`, the score of leaving the source sentence there unaligned.
        null_tgt: the same of the target sentence.
    """

    rows: tuple[int, int]
    columns: tuple[int, int]
    beads: NDArray[np.float32]
    null_src: NDArray[np.float32]
    null_tgt: NDArray[np.float32]

    @property
    def width(self) -> int:
        """Return how many columns there are."""
        return self.columns[1] - self.columns[0] + 1


class Lattice:
    """Every alignment of `n` source with `m` target sentences that stays within the blocks.

    Args:
        n: source sentences.
        m: target sentences.
        blocks: consecutive rows 0 … n of nodes; their columns never go back.
        shapes: what the second axis of `Block.beads` means.
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
        self._null = np.float64(null)  # a Python float would leave sums with it in single precision
        self._longest = max(a for a, _ in shapes)
        self._widest = max(b for _, b in shapes)
        self._block_of = np.repeat(
            np.arange(len(blocks)), [block.rows[1] - block.rows[0] for block in blocks]
        )

    def best(self) -> list[Step]:
        """Return the alignment with the highest score (the first found of equals)."""
        came: list[Ints] = []
        states = self._forward(_BEST, came)
        i, j = self.n, self.m
        state = int(self._at(states, i, j).argmax())
        steps: list[Step] = []
        while i or j:
            if state == 0:
                _, row, at = self._node(i, j)
                a, b = self._shapes[int(came[int(self._block_of[i])][row, at])]
                i, j = i - a, j - b
                steps.append((i, j, a, b))
                state = int(self._at(states, i, j).argmax())
            elif state == 1:
                i -= 1
                steps.append((i, j, 1, 0))
                state = int((self._at(states, i, j) + self._bonus(1)[:, 0]).argmax())
            else:
                j -= 1
                steps.append((i, j, 0, 1))
                state = int((self._at(states, i, j) + self._bonus(2)[:, 0]).argmax())
        return steps[::-1]

    def confidence(self, steps: list[Step]) -> list[float]:
        """Return the posterior probability of each step under the model (forward-backward)."""
        forward, backward = self._forward(_SUM), self._backward()
        whole = _all(self._at(forward, self.n, self.m))
        found = []
        for i, j, a, b in steps:
            block, row, at = self._node(i, j)
            before, after = self._at(forward, i, j), self._at(backward, i + a, j + b)
            if a and b:
                value = _all(before) + block.beads[row, self._shapes.index((a, b)), at] + after[0]
            else:
                state, scores = (1, block.null_src) if a else (2, block.null_tgt)
                before = before + self._bonus(state)[:, 0]
                value = _all(before) + scores[row, at] + self._null + after[state]
            found.append(float(np.exp(min(float(value - whole), 0.0))))
        return found

    def null_share(self) -> float:
        """Return the expected number of null beads over that of sentences.

        Those of a section that lacks do not count: they say nothing about the rest.
        """
        nulls = lacking = 0.0
        for block, (_, src, tgt) in zip(self._blocks, self._posteriors(), strict=True):
            rows = block.rows[1] - block.rows[0]
            of_src, of_tgt = float(np.exp(src).sum()), float(np.exp(tgt).sum())
            if of_src > max(rows * _MOST, _MANY) or of_tgt > max(
                rows * self.m / self.n * _MOST, _MANY
            ):
                lacking += of_src + of_tgt
            else:
                nulls += of_src + of_tgt
        return (nulls + 0.5) / (self.n + self.m - lacking + 10)

    def likely(self, least: float) -> list[Step]:
        """Return all steps with a posterior probability of `least` at least, in the order of their nodes."""
        bound = np.log(least)
        found: list[Step] = []
        for block, (beads, src, tgt) in zip(
            self._blocks, self._posteriors(beads=True), strict=True
        ):
            top, left = block.rows[0], block.columns[0]
            for row, shape, at in np.argwhere(beads >= bound).tolist():
                found.append((top + row, left + at, *self._shapes[shape]))
            found += [
                (top + row, left + at, 1, 0) for row, at in np.argwhere(src >= bound).tolist()
            ]
            found += [
                (top + row, left + at, 0, 1) for row, at in np.argwhere(tgt >= bound).tolist()
            ]
        return sorted(found)

    def _posteriors(self, *, beads: bool = False) -> Iterator[tuple[Floats, Floats, Floats]]:
        """Yield log posterior probabilities, laid out as each block's beads (if asked for) and nulls."""
        forward, backward = self._forward(_SUM), self._backward()
        whole = _all(self._at(forward, self.n, self.m))
        for number, block in enumerate(self._blocks):
            here, onward = forward[number], backward[number]
            below = np.full_like(onward[:, 1], NEVER)
            below[:-1] = onward[1:, 1]
            if number + 1 < len(self._blocks):
                shift = self._blocks[number + 1].columns[0] - block.columns[0]
                below[-1] = _moved(backward[number + 1][0, 1], shift, block.width)
            src = _all((here + self._bonus(1)).swapaxes(0, 1)) + block.null_src + self._null + below
            beside = np.full_like(below, NEVER)
            beside[:, :-1] = onward[:, 2, 1:]
            tgt = (
                _all((here + self._bonus(2)).swapaxes(0, 1)) + block.null_tgt + self._null + beside
            )
            found = np.empty((0, 0, 0))
            if beads:
                found = np.full(block.beads.shape, NEVER)
                totals = _all(here.swapaxes(0, 1)) - whole
                for row, i in enumerate(range(*block.rows)):
                    found[row] = totals[row] + self._departures(i, backward)
            yield found, src - whole, tgt - whole

    def _departures(self, i: int, backward: list[Floats]) -> Floats:
        """Return `(shapes, columns)`: the log-sum of all ways onward from row `i` by a bead of each shape."""
        block, row, _ = self._node(i, 0)
        found: Floats = block.beads[row].astype(np.float64)
        for number, (a, b) in enumerate(self._shapes):
            if i + a <= self.n:
                after, below, _ = self._node(i + a, 0)
                states = backward[int(self._block_of[i + a])][below, 0]
                found[number] += _moved(
                    states, after.columns[0] - b - block.columns[0], block.width
                )
            else:
                found[number] = NEVER
        return found

    def _node(self, i: int, j: int) -> tuple[Block, int, int]:
        """Return the block of a node, and its row and column there."""
        block = self._blocks[int(self._block_of[i])]
        return block, i - block.rows[0], j - block.columns[0]

    def _at(self, states: list[Floats], i: int, j: int) -> Floats:
        """Return the three states of a node."""
        _, row, at = self._node(i, j)
        found: Floats = states[int(self._block_of[i])][row, :, at]
        return found

    def _bonus(self, state: int) -> Floats:
        """Return what a null bead earns for each kind of bead before it, `(3, 1)`."""
        bonus = np.zeros((3, 1))
        bonus[state] = self._continued
        return bonus

    def _forward(self, ways: _Ways, came: list[Ints] | None = None) -> list[Floats]:
        """Return the value of all ways to each node by the last bead's kind: `(rows, 3, columns)` a block.

        The kinds are a bead with both sides, a source null, a target null.

        Args:
            ways: the best, or all.
            came: is filled with the number of the shape that brings the most, `(rows, columns)` a block.
        """
        found: list[Floats] = []
        slots, room, bonus = self._longest, self._widest, self._continued
        # what leaves each of the last rows, by shape, with room on the left for beads that begin there
        ring = np.full((slots, len(self._shapes), room), NEVER)
        before, before_null, left = np.full((3, 0), NEVER), np.full(0, NEVER), 0
        a, b = self._sizes()
        for block in self._blocks:
            width, shift = block.width, left - block.columns[0]
            left = block.columns[0]
            ring = _moved(ring, shift, room + width)
            before, before_null = _moved(before, shift, width), _moved(before_null, shift, width)
            where = np.arange(len(a))[:, None] * (room + width) + np.arange(room, room + width) - b
            reach = [(i - a) % slots * ring[0].size + where for i in range(slots)]
            null_src, null_tgt = block.null_src + self._null, block.null_tgt + self._null
            states = np.empty((block.rows[1] - block.rows[0], 3, width))
            if came is not None:
                came.append(np.zeros((len(states), width), np.int64))
            for row, i in enumerate(range(*block.rows)):
                reaching = ring.take(reach[i % slots])
                by_bead, by_src, by_tgt = states[row]
                if came is not None:
                    reaching.argmax(axis=0, out=came[-1][row])
                ways.over(reaching, by_bead)
                ways.join(ways.join(before[0], before[2]), before[1] + bonus, out=by_src)
                by_src += before_null
                if i == 0:
                    by_bead[0], by_src[:] = 0.0, NEVER
                other = ways.join(by_bead, by_src)
                _chain(other, null_tgt[row], bonus, ways.join, by_tgt)
                before, before_null = states[row], null_src[row]
                here = ring[i % slots]
                here[:, :room] = NEVER
                np.add(block.beads[row], ways.join(other, by_tgt), out=here[:, room:])
            found.append(states)
        return found

    def _backward(self) -> list[Floats]:
        """Return log-sums of all ways from each node to the end, by the kind of bead that came before it.

        Laid out as `_forward`.
        """
        found: list[Floats] = []
        slots, room, bonus = self._longest, self._widest, self._continued
        # what the next rows are worth, with room on the right for beads that end there
        ring = np.full((slots, room), NEVER)
        after, left = np.full(0, NEVER), self.m
        a, b = self._sizes()
        for block in reversed(self._blocks):
            width, shift = block.width, left - block.columns[0]
            left = block.columns[0]
            ring, after = _moved(ring, shift, width + room), _moved(after, shift, width)
            reach = [(i + a) % slots * ring[0].size + np.arange(width) + b for i in range(slots)]
            null_src = block.null_src + self._null
            # onward by target nulls, from right to left; the first of a run earns no bonus
            leftward = np.full((len(null_src), width), NEVER)
            leftward[:, :-1] = block.null_tgt[:, -2::-1] + self._null
            states = np.empty((len(null_src), 3, width))
            by_bead, by_tgt = np.empty(width), np.empty(width)
            for i in range(block.rows[1] - 1, block.rows[0] - 1, -1):
                row = i - block.rows[0]
                onward = ring.take(reach[i % slots])
                onward += block.beads[row]
                _SUM.over(onward, by_bead)
                by_src = after + null_src[row]
                if i == self.n:
                    by_bead[-1], by_src[:] = 0.0, NEVER
                other = np.logaddexp(by_bead, by_src)
                _chain(other[::-1], leftward[row], bonus, np.logaddexp, by_tgt[::-1])
                after_bead, after, after_tgt = states[row]
                np.logaddexp(other, by_tgt, out=after_bead)
                np.logaddexp(np.logaddexp(by_bead, by_src + bonus), by_tgt, out=after)
                np.logaddexp(other, by_tgt + bonus, out=after_tgt)
                here = ring[i % slots]
                here[width:] = NEVER
                here[:width] = after_bead
            found.append(states)
        return found[::-1]

    def _sizes(self) -> tuple[Ints, Ints]:
        """Return the shapes' source and target sentences, `(shapes, 1)` each."""
        a, b = (np.array(side)[:, None] for side in zip(*self._shapes, strict=True))
        return a, b


@dataclass(frozen=True, slots=True)
class _Ways:
    """How ways to a node are taken together: the best of them, or all.

    Attributes:
        over: of an array of log-weights, over its first axis, written to another; the array is used up.
        join: of two arrays.
    """

    over: Callable[[Floats, Floats], object]
    join: np.ufunc


def _log_sums(values: Floats, out: Floats) -> Floats:
    """Return the logarithms of the sums of exponentials over the first axis."""
    top = values.max(axis=0)
    values -= top
    np.exp(values, out=values)
    values.sum(axis=0, out=out)
    np.log(out, out=out)
    out += top
    return np.maximum(out, NEVER, out=out)


def _maxima(values: Floats, out: Floats) -> Floats:
    top: Floats = values.max(axis=0, out=out)
    return top


_BEST, _SUM = _Ways(_maxima, np.maximum), _Ways(_log_sums, np.logaddexp)


def _all(values: Floats) -> Floats:
    """Return the log-sum over the first axis."""
    return _log_sums(values.copy(), np.empty(values.shape[1:]))


def _chain(enter: Floats, step: Floats, bonus: float, join: np.ufunc, out: Floats) -> None:
    """Write `t` with `t[j] = step[j - 1] + join(enter[j - 1], t[j - 1] + bonus)` and `t[0] = NEVER`.

    Where steps are possible the recursion is a running `join` of what enters less the steps so far.
    """
    out[:] = NEVER
    possible = step[:-1] > NEVER / 2
    spans = [[0, len(possible)]]
    if not possible.all():
        bounds = np.concatenate([[False], possible, [False]])
        spans = np.flatnonzero(bounds[1:] != bounds[:-1]).reshape(-1, 2).tolist()
    for first, last in spans:
        reach = np.cumsum(step[first:last] + bonus)
        entering = enter[first:last] - bonus
        entering[1:] -= reach[:-1]
        np.add(join.accumulate(entering), reach, out=out[first + 1 : last + 1])


def _moved(values: Floats, shift: int, size: int) -> Floats:
    """Return `values` with `size` columns, its own from column `shift` on, the others `NEVER`."""
    found = np.full((*values.shape[:-1], size), NEVER)
    first, last = max(shift, 0), min(shift + values.shape[-1], size)
    if last > first:
        found[..., first:last] = values[..., first - shift : last - shift]
    return found
