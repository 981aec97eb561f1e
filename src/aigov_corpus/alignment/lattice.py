"""All alignments within a band: the best of them, and how probable each bead is.

The model is a semi-Markov conditional random field over beads (Sarawagi and Cohen, NIPS 2004). Each
alignment has a weight, and the logarithm of that weight is the sum of the scores of its beads. In
addition, a null bead earns a bonus if the bead just before it is a null bead of the same side,
because a translator often leaves out several sentences in a row.

The posterior probability of a bead is a quotient. The total weight of all alignments that contain
the bead is divided by the total weight of all alignments.

`Lattice.best` uses Viterbi's algorithm. Probabilities are computed with the forward-backward
algorithm, whose two passes over the band are in the module `passes`. In this module `before` holds
the values of the forward pass, and `after` those of the backward pass. Time and memory grow
linearly with the number of nodes in the band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.alignment.gaps import NullShares
from aigov_corpus.alignment.passes import BEST, SUM, backward, forward, log_sum
from aigov_corpus.alignment.strips import (
    BOTH_SIDES,
    KINDS,
    NEVER,
    SRC_NULL,
    TGT_NULL,
    Band,
    LongBeads,
    Step,
    Strip,
    kind_of,
    shift_columns,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_ALL_KINDS = range(KINDS)
# A null bead that is less probable than this has no mean score.
_LEAST_SHARE = 1e-9


class Lattice:
    """All alignments of two texts that stay within the strips.

    Args:
        n_src: the number of source sentences.
        n_tgt: the number of target sentences.
        strips: strips that together cover the rows from 0 to `n_src`, in order (see `Band.strips`).
        shapes: the shapes `(src_size, tgt_size)`, in the order of `Strip.beads`.
        continued: bonus that is added to the score of a null bead if the bead just before it is a
            null bead of the same side.
        null: number that is added to the score of every null bead.
        long_beads: beads that are longer than all shapes. Both of their ends lie in the strips.
    """

    def __init__(
        self,
        n_src: int,
        n_tgt: int,
        strips: list[Strip],
        shapes: list[tuple[int, int]],
        *,
        continued: float,
        null: float = 0.0,
        long_beads: LongBeads | None = None,
    ) -> None:
        src_sizes, tgt_sizes = np.array(shapes).T[:, :, None]
        self._band = Band(
            n_src=n_src,
            n_tgt=n_tgt,
            strips=strips,
            src_sizes=src_sizes,
            tgt_sizes=tgt_sizes,
            continued=continued,
            null=np.float64(null),
            long_beads=long_beads or LongBeads(),
        )
        self._shapes = shapes
        listed = self._band.long_beads
        self._long_scores: dict[Step, float] = dict(
            zip(listed.steps, listed.scores.tolist(), strict=True)
        )
        heights = [strip.height for strip in strips]
        self._strip_of = np.repeat(np.arange(len(strips)), heights)

    def best(self) -> list[Step]:
        """Return the beads of the alignment with the highest score, in order.

        If several alignments have that score, one of them is returned, always the same one.
        """
        of_strip: list[Ints] = []
        best_shapes: list[NDArray[np.int32]] = []
        kinds_before: list[NDArray[np.int8]] = []
        values = np.empty(0)
        # of the values of a node, only which kind of bead should come before each kind is kept
        for values in forward(self._band, BEST, best_shapes=of_strip):
            of_kinds = [(values + self._bonus(kind)[:, None]).argmax(axis=1) for kind in _ALL_KINDS]
            kinds_before.append(np.stack(of_kinds, axis=1).astype(np.int8))
            best_shapes.append(of_strip.pop().astype(np.int32))
        i, j = self._band.n_src, self._band.n_tgt
        _, row, column = self._locate(i, j)
        kind = int(values[row, :, column].argmax())
        steps: list[Step] = []
        while i or j:
            size = (1, 0) if kind == SRC_NULL else (0, 1)
            if kind == BOTH_SIDES:
                number, row, column = self._locate(i, j)
                size = self._size(int(best_shapes[number][row, column]))
            i -= size[0]
            j -= size[1]
            steps.append((i, j, *size))
            number, row, column = self._locate(i, j)
            kind = int(kinds_before[number][row, kind, column])
        return steps[::-1]

    def _size(self, shape: int) -> tuple[int, int]:
        """Return how many sentences a bead has on each side, by a number that `forward` returns."""
        long_bead = shape - len(self._shapes)
        if long_bead < 0:
            return self._shapes[shape]
        _, _, src_size, tgt_size = self._band.long_beads.steps[long_bead]
        return src_size, tgt_size

    def with_more_for(self, steps: Sequence[Step], amounts: Floats) -> Lattice:
        """Return this lattice with other scores of some beads.

        Args:
            steps: beads with sentences on both sides, each of them once.
            amounts: `(beads,)`, what is added to the score of each bead.
        """
        band = self._band
        beads = [strip.beads.copy() for strip in band.strips]
        long_scores = dict(self._long_scores)
        for step, amount in zip(steps, amounts.tolist(), strict=True):
            if step in long_scores:
                long_scores[step] += amount
                continue
            number, row, column = self._locate(*step[:2])
            beads[number][row, self._shapes.index(step[2:]), column] += amount
        return Lattice(
            band.n_src,
            band.n_tgt,
            [replace(strip, beads=own) for strip, own in zip(band.strips, beads, strict=True)],
            self._shapes,
            continued=band.continued,
            null=float(band.null),
            long_beads=LongBeads(list(long_scores), list(long_scores.values())),
        )

    def confidence(self, steps: list[Step]) -> list[float]:
        """Return the posterior probability of each step, from 0 to 1, in the order of `steps`."""
        starts, ends = self._watch(steps)
        for number, values in enumerate(forward(self._band, SUM)):
            starts.keep(number, values)
        last_to_first = reversed(range(len(self._band.strips)))
        for number, values in zip(last_to_first, backward(self._band), strict=True):
            ends.keep(number, values)
        return self._weigh(steps, starts.values, ends.values)

    def _watch(self, steps: Sequence[Step]) -> tuple[_Nodes, _Nodes]:
        """Return the nodes where the steps begin, with that where the texts end, and their ends."""
        starts = [(i, j) for i, j, _, _ in steps]
        ends = [(i + src_size, j + tgt_size) for i, j, src_size, tgt_size in steps]
        last = (self._band.n_src, self._band.n_tgt)
        places = ([self._locate(*node) for node in nodes] for nodes in ([*starts, last], ends))
        before, after = (_Nodes(each) for each in places)
        return before, after

    def _weigh(self, steps: Sequence[Step], before: Floats, after: Floats) -> list[float]:
        """Return the posterior probability of each step.

        Args:
            steps: the steps.
            before: the values of the forward pass at their beginnings, and at the end of the texts.
            after: the values of the backward pass at their ends.
        """
        total = log_sum(before[-1])
        kinds = np.array([kind_of(*step[2:]) for step in steps], np.int64)
        bonuses = np.array([self._bonus(kind) for kind in _ALL_KINDS])
        log_weights = log_sum((before[:-1] + bonuses[kinds]).T)
        log_weights += np.array([self._score(step) for step in steps])
        is_null = kinds != BOTH_SIDES
        log_weights[is_null] += self._band.null
        log_weights += after[np.arange(len(steps)), kinds]
        found: list[float] = np.exp(np.minimum(log_weights - total, 0.0)).tolist()
        return found

    def null_shares(self) -> NullShares:
        """Return the probability of each sentence to be a null bead, and its score as one.

        With them comes the probability of each long bead.
        """
        band = self._band
        starts, ends = self._watch(band.long_beads.steps)
        # a last place for nodes at the end of a text, where no null bead begins
        src, src_scores = np.zeros((2, band.n_src + 1))
        tgt, tgt_scores = np.zeros((2, band.n_tgt + 1))
        for number, found in self._posteriors():
            starts.keep(number, found.before)
            ends.keep(number, found.after)
            strip = band.strips[number]
            rows = slice(*strip.rows)
            columns = slice(strip.columns[0], strip.columns[1] + 1)
            here = np.exp(found.null_src)
            src[rows] = here.sum(axis=1)
            src_scores[rows] = (here * strip.null_src).sum(axis=1)
            here = np.exp(found.null_tgt)
            tgt[columns] += here.sum(axis=0)
            tgt_scores[columns] += (here * strip.null_tgt).sum(axis=0)
        return NullShares(
            src=np.minimum(src[:-1], 1),
            tgt=np.minimum(tgt[:-1], 1),
            src_scores=src_scores[:-1] / np.maximum(src[:-1], _LEAST_SHARE),
            tgt_scores=tgt_scores[:-1] / np.maximum(tgt[:-1], _LEAST_SHARE),
            long_beads=self._weigh(band.long_beads.steps, starts.values, ends.values),
        )

    def probable_steps(self, least: float) -> list[Step]:
        """Return all steps whose posterior probability is at least `least`, sorted."""
        bound = np.log(least)
        steps: list[Step] = []
        for number, found in self._posteriors(with_beads=True):
            strip = self._band.strips[number]
            top, left = strip.rows[0], strip.columns[0]
            for row, shape, column in np.argwhere(found.beads >= bound).tolist():
                steps.append((top + row, left + column, *self._shapes[shape]))
            for row, column in np.argwhere(found.null_src >= bound).tolist():
                steps.append((top + row, left + column, 1, 0))
            for row, column in np.argwhere(found.null_tgt >= bound).tolist():
                steps.append((top + row, left + column, 0, 1))
        long_steps = self._band.long_beads.steps
        probabilities = self.confidence(long_steps)
        steps += [
            step
            for step, probability in zip(long_steps, probabilities, strict=True)
            if probability >= least
        ]
        return sorted(steps)

    def _posteriors(self, *, with_beads: bool = False) -> Iterator[tuple[int, _Posteriors]]:
        """Yield the log posterior probabilities of all beads, from the last strip to the first.

        Beads with sentences on both sides are included only if `with_beads` is true.

        Yields:
            The index of a strip, and the probabilities of the beads that begin in it.
        """
        before = list(forward(self._band, SUM))
        total = self._log_total(before)
        null = self._band.null
        after: dict[int, Floats] = {}
        last_to_first = reversed(range(len(self._band.strips)))
        for number, values in zip(last_to_first, backward(self._band), strict=True):
            after[number] = values
            strip = self._band.strips[number]
            reached = before[number]
            null_src = self._leaving_by_null(reached, SRC_NULL) + strip.null_src
            null_src = null_src + null + self._below(after, number)
            null_tgt = self._leaving_by_null(reached, TGT_NULL) + strip.null_tgt
            null_tgt = null_tgt + null + _right_of(after[number][:, TGT_NULL])
            beads = np.empty((0, 0, 0))
            if with_beads:
                beads = self._bead_posteriors(number, before, after, total)
            else:
                after.pop(number + 1, None)  # null beads end in the next strip at the latest
            yield number, _Posteriors(beads, null_src - total, null_tgt - total, reached, values)

    def _bead_posteriors(
        self, number: int, before: list[Floats], after: Mapping[int, Floats], total: Floats
    ) -> Floats:
        """Return the log posterior probabilities of one strip's beads, `(rows, shapes, columns)`.

        Null beads are not among them.

        Args:
            number: the index of the strip.
            before: the values of the forward pass.
            after: the values of the backward pass, by the index of the strip.
            total: the logarithm of the total weight of all alignments.
        """
        strip = self._band.strips[number]
        found = np.empty(strip.beads.shape)
        reached = log_sum(before[number].swapaxes(0, 1)) - total
        for row, i in enumerate(range(*strip.rows)):
            found[row] = reached[row] + self._departures(i, after)
        return found

    def _departures(self, i: int, after: Mapping[int, Floats]) -> Floats:
        """Return, for each node of row `i` and each shape, what follows if a bead begins there.

        The value is the score of the bead plus the log-sum over all partial alignments from the end
        of the bead to the end of the texts.

        Args:
            i: the row.
            after: the values of the backward pass, by the index of the strip.

        Returns:
            An array `(shapes, columns)`.
        """
        number, row, _ = self._locate(i, 0)
        strip = self._band.strips[number]
        found: Floats = strip.beads[row].astype(np.float64)
        for shape, (src_size, tgt_size) in enumerate(self._shapes):
            if i + src_size > self._band.n_src:
                found[shape] = NEVER
                continue
            end_number, end_row, _ = self._locate(i + src_size, 0)
            end_strip = self._band.strips[end_number]
            values = after[end_number][end_row, BOTH_SIDES]
            shift = end_strip.columns[0] - tgt_size - strip.columns[0]
            found[shape] += shift_columns(values, shift, strip.width)
        return found

    def _leaving_by_null(self, before: Floats, kind: int) -> Floats:
        """Return, for each node of a strip, the log-sum over all partial alignments that end there.

        The bonus is included that a null bead of kind `kind` earns if it begins at the node.

        Args:
            before: `(rows, KINDS, columns)`, the values of the forward pass in the strip.
            kind: the kind of the null bead that comes next.

        Returns:
            An array `(rows, columns)`.
        """
        with_bonus = before + self._bonus(kind)[:, None]
        return log_sum(with_bonus.swapaxes(0, 1))

    def _below(self, after: Mapping[int, Floats], number: int) -> Floats:
        """Return, for each source null that begins in a strip, the backward value of its end.

        A source null ends in the same column of the next row, which may lie in the next strip.

        Args:
            after: the values of the backward pass, by the index of the strip.
            number: the index of the strip.

        Returns:
            An array `(rows, columns)`.
        """
        strip = self._band.strips[number]
        values = after[number][:, SRC_NULL]
        found = np.full_like(values, NEVER)
        found[:-1] = values[1:]
        if number + 1 < len(self._band.strips):
            next_strip = self._band.strips[number + 1]
            shift = next_strip.columns[0] - strip.columns[0]
            next_row = after[number + 1][0, SRC_NULL]
            found[-1] = shift_columns(next_row, shift, strip.width)
        return found

    def _score(self, step: Step) -> float:
        """Return the score of a step, without the number that is added to every null bead."""
        i, j, src_size, tgt_size = step
        number, row, column = self._locate(i, j)
        strip = self._band.strips[number]
        kind = kind_of(src_size, tgt_size)
        if step in self._long_scores:
            return self._long_scores[step]
        if kind == BOTH_SIDES:
            shape = self._shapes.index((src_size, tgt_size))
            scores = strip.beads[row, shape]
        else:
            scores = (strip.null_src if kind == SRC_NULL else strip.null_tgt)[row]
        return float(scores[column])

    def _locate(self, i: int, j: int) -> tuple[int, int, int]:
        """Return where the values of node `(i, j)` are stored: indices of strip, row and column.

        The row and the column count from the beginning of the strip.
        """
        number = int(self._strip_of[i])
        strip = self._band.strips[number]
        return number, i - strip.rows[0], j - strip.columns[0]

    def _values_at(self, values: list[Floats], i: int, j: int) -> Floats:
        """Return the three values of a node, one per kind of bead that ends there (see `passes`).

        The number of values is `KINDS`, and `values` is what a pass returned.
        """
        number, row, column = self._locate(i, j)
        found: Floats = values[number][row, :, column]
        return found

    def _log_total(self, before: list[Floats]) -> Floats:
        """Return the logarithm of the total weight of all alignments."""
        return log_sum(self._values_at(before, self._band.n_src, self._band.n_tgt))

    def _bonus(self, kind: int) -> Floats:
        """Return the bonus that a bead of kind `kind` earns after a bead of each kind, `(KINDS,)`.

        It is `continued` for a null bead after a null bead of the same side, and 0 otherwise.
        """
        bonus = np.zeros(KINDS)
        if kind != BOTH_SIDES:
            bonus[kind] = self._band.continued
        return bonus


@dataclass(frozen=True, slots=True)
class _Posteriors:
    """The log posterior probabilities of all beads that begin in one strip.

    Attributes:
        beads: `(rows, shapes, columns)`, for beads with sentences on both sides. The array is empty
            if they were not asked for.
        null_src: `(rows, columns)`, for source nulls.
        null_tgt: `(rows, columns)`, for target nulls.
        before: `(rows, KINDS, columns)`, the values of the forward pass.
        after: the same of the backward pass.
    """

    beads: Floats
    null_src: Floats
    null_tgt: Floats
    before: Floats
    after: Floats


class _Nodes:
    """The values of some nodes, kept from a pass; those of all nodes take much memory.

    Args:
        places: the strip, the row and the column of each node (see `Lattice._locate`).

    Attributes:
        values: `(nodes, KINDS)`.
    """

    def __init__(self, places: Sequence[tuple[int, int, int]]) -> None:
        self.values = np.empty((len(places), KINDS))
        self._in_strip: dict[int, list[tuple[int, int, int]]] = {}
        for node, (number, row, column) in enumerate(places):
            self._in_strip.setdefault(number, []).append((node, row, column))

    def keep(self, number: int, values: Floats) -> None:
        """Keep what the pass has found in a strip for the nodes there."""
        for node, row, column in self._in_strip.get(number, []):
            self.values[node] = values[row, :, column]


def _right_of(values: Floats) -> Floats:
    """Return `values` moved one column to the left. The last column is filled with `NEVER`."""
    found = np.full_like(values, NEVER)
    found[:, :-1] = values[:, 1:]
    return found
