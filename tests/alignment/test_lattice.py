"""The dynamic programme against the enumeration of every alignment."""

from __future__ import annotations

from functools import cache
from itertools import product
from math import exp, log

import numpy as np
import pytest

from aigov_corpus.alignment.gaps import spare_gaps
from aigov_corpus.alignment.lattice import Lattice
from aigov_corpus.alignment.strips import LongBeads, Step, Strip, list_shapes

SHAPES = list_shapes(4)


LONG_SHAPES = ((1, 4), (4, 1))


@cache
def every_alignment(n: int, m: int, longer: tuple[tuple[int, int], ...] = ()) -> list[list[Step]]:
    """Return all ways to cover n and m sentences in order, in `SHAPES` and `longer` ones."""
    if not n and not m:
        return [[]]
    found = []
    for a, b in [*SHAPES, *longer, (1, 0), (0, 1)]:
        if a <= n and b <= m:
            rests = every_alignment(n - a, m - b, longer)
            found += [[*rest, (n - a, m - b, a, b)] for rest in rests]
    return found


def random_lattice(
    n: int, m: int, seed: int, rows: int = 2, *, banded: bool = False, longer: bool = False
) -> tuple[Lattice, dict[Step, float]]:
    """Return a lattice of random scores in blocks of `rows` rows, and the score of each step.

    If `banded`, each block has columns of its own, and steps that leave them are impossible. If
    `longer`, there are beads of `LONG_SHAPES` too.
    """
    rng = np.random.default_rng(seed)
    known: dict[Step, float] = {}
    spans = [(first, min(first + rows, n + 1)) for first in range(0, n + 1, rows)]
    columns = [(0, m) for _ in spans]
    if banded:
        low = np.sort(rng.integers(0, m, len(spans)))
        high = np.minimum(np.sort(rng.integers(1, m + 1, len(spans))) + 1, m)
        low = np.minimum(low, np.append(0, high[:-1]))
        low[0], high[-1] = 0, m
        columns = [(int(a), max(int(a), int(b))) for a, b in zip(low, high, strict=True)]
    nodes = {
        i: range(left, right + 1)
        for (first, last), (left, right) in zip(spans, columns, strict=True)
        for i in range(first, last)
    }
    blocks = []
    for (first, last), (left, right) in zip(spans, columns, strict=True):
        beads = np.full((last - first, len(SHAPES), right - left + 1), -1e30, np.float32)
        null_src, null_tgt = (
            np.full((last - first, right - left + 1), -1e30, np.float32) for _ in range(2)
        )
        tables = {(1, 0): null_src, (0, 1): null_tgt}
        for i, j in product(range(first, last), range(left, right + 1)):
            for a, b in [*SHAPES, (1, 0), (0, 1)]:
                if i + a <= n and j + b in nodes[i + a]:
                    value = known[i, j, a, b] = float(np.float32(rng.normal()))
                    if a and b:
                        beads[i - first, SHAPES.index((a, b)), j - left] = value
                    else:
                        tables[a, b][i - first, j - left] = value
        blocks.append(Strip((first, last), (left, right), beads, null_src, null_tgt))
    long_steps = [
        (i, j, a, b)
        for a, b in (LONG_SHAPES if longer else ())
        for i, j in product(range(n + 1 - a), range(m + 1 - b))
        if j in nodes[i] and j + b in nodes[i + a]
    ]
    known |= {step: float(rng.normal(1)) for step in long_steps}
    long_beads = LongBeads(long_steps, [known[step] for step in long_steps])
    lattice = Lattice(n, m, blocks, SHAPES, continued=0.7, null=-0.2, long_beads=long_beads)
    return lattice, known


def weight(steps: list[Step], known: dict[Step, float]) -> float:
    """Return the score of an alignment, by its definition."""
    total, before = 0.0, None
    for step in steps:
        kind = (bool(step[2]), bool(step[3]))
        total += known[step]
        if kind != (True, True):
            total += -0.2 + (0.7 if kind == before else 0.0)
        before = kind
    return total


def shares(everything: list[list[Step]], known: dict[Step, float]) -> dict[Step, float]:
    """Return for each step the weight of the alignments that hold it over that of all."""
    whole, held = 0.0, dict.fromkeys(known, 0.0)
    for one in everything:
        likelihood = exp(weight(one, known))
        whole += likelihood
        for step in one:
            held[step] += likelihood
    return {step: likelihood / whole for step, likelihood in held.items()}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("n", "m"), [(1, 1), (3, 4), (4, 3), (1, 5), (5, 2)])
def test_the_best_alignment_is_the_best_of_all(n: int, m: int, seed: int) -> None:
    """Viterbi finds the maximum over every alignment there is."""
    lattice, known = random_lattice(n, m, seed)
    best = max(every_alignment(n, m), key=lambda steps: weight(steps, known))
    assert lattice.best() == best


@pytest.mark.parametrize("seed", range(40))
def test_columns_that_move_bound_the_alignments(seed: int) -> None:
    """Where strips have columns of their own, only alignments inside them count.

    The same with beads longer than all shapes, which are listed by themselves.
    """
    n, m = 4, 5
    lattice, known = random_lattice(n, m, seed, rows=1 + seed % 2, banded=True, longer=True)
    every = every_alignment(n, m, LONG_SHAPES)
    everything = [one for one in every if all(step in known for step in one)]
    assert everything
    assert lattice.best() == max(everything, key=lambda steps: weight(steps, known))
    share = shares(everything, known)
    assert lattice.confidence(list(known)) == pytest.approx(
        [share[step] for step in known], abs=1e-6
    )
    assert lattice.probable_steps(0.05) == sorted(
        step for step, value in share.items() if value >= 0.05
    )


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("n", "m"), [(2, 2), (3, 4), (4, 3), (1, 4)])
def test_confidence_is_the_share_of_all_alignments(n: int, m: int, seed: int) -> None:
    """The posterior of a bead is the weight of the alignments that hold it over that of all.

    To double precision: what is rounded differently forward and back makes processors disagree.
    """
    lattice, known = random_lattice(n, m, seed)
    everything = every_alignment(n, m)
    whole = sum(exp(weight(steps, known)) for steps in everything)
    found = lattice.best()
    expected = [
        sum(exp(weight(one, known)) for one in everything if step in one) / whole for step in found
    ]
    assert lattice.confidence(found) == pytest.approx(expected, rel=1e-12)
    nulls = (
        sum(
            exp(weight(one, known)) * sum(not (a and b) for _, _, a, b in one) for one in everything
        )
        / whole
    )
    assert lattice.null_shares().outside_gaps() == pytest.approx(
        (nulls + 0.5) / (n + m + 10), abs=1e-6
    )


@pytest.mark.parametrize("side", [0, 1])
def test_a_lacking_section_says_nothing_of_the_rest(side: int) -> None:
    """Forty sentences without a counterpart do not change the share of null beads elsewhere."""
    size, first, last = 100, 30, 70
    sizes = [size, size]
    sizes[1 - side] -= last - first
    n, m = sizes
    blocks = []
    for top in range(0, n + 1, 16):
        rows = range(top, min(top + 16, n + 1))
        beads = np.full((len(rows), len(SHAPES), m + 1), -1e30, np.float32)
        null_src, null_tgt = (np.full((len(rows), m + 1), -8, np.float32) for _ in range(2))
        null_tgt[:, m] = -1e30
        for row, i in enumerate(rows):
            for j in range(m if i < n else 0):
                whole = (
                    (j, i) if side else (i, j)
                )  # the side that has all its sentences, and the other
                other = whole[0] if whole[0] < first else whole[0] - (last - first)
                own = other == whole[1] and not first <= whole[0] < last
                beads[row, SHAPES.index((1, 1)), j] = 5 if own else -20
            if i == n:
                null_src[row] = -1e30
        blocks.append(Strip((rows.start, rows.stop), (0, m), beads, null_src, null_tgt))
    lattice = Lattice(n, m, blocks, SHAPES, continued=4.0)
    assert sum(not (a and b) for _, _, a, b in lattice.best()) == last - first
    assert lattice.null_shares().outside_gaps() < 0.1 < (last - first) / (n + m)


def test_likely_steps_are_those_above_the_bound() -> None:
    """Every step whose posterior reaches the bound is returned, and no other."""
    lattice, known = random_lattice(3, 3, 1)
    everything = every_alignment(3, 3)
    share = shares(everything, known)
    assert lattice.probable_steps(0.1) == sorted(
        step for step, value in share.items() if log(value) >= log(0.1)
    )


@pytest.mark.parametrize("seed", range(4))
def test_more_for_a_bead_counts_as_its_score(seed: int) -> None:
    """A lattice in which beads got more is that of the higher scores; long beads too."""
    lattice, known = random_lattice(3, 5, seed, longer=True)
    raised = {(1, 2, 1, 1): 3.0, (0, 0, 1, 4): 2.0, (1, 0, 2, 2): -1.0}
    found = lattice.with_more_for(list(raised), np.array(list(raised.values())))
    share = shares(
        every_alignment(3, 5, LONG_SHAPES),
        {step: score + raised.get(step, 0) for step, score in known.items()},
    )
    assert found.confidence(list(known)) == pytest.approx([share[step] for step in known], abs=1e-6)


def test_blocks_of_different_columns_join(rows: int = 1) -> None:
    """A lattice whose rows have narrower and narrower columns still finds the only way through."""
    n = m = 6
    blocks = []
    for i in range(n + 1):
        low, high = max(0, i - 1), min(m, i + 1)
        beads = np.full((rows, len(SHAPES), high - low + 1), -1e30, np.float32)
        for j in range(low, high + 1):
            if i < n and j < m and low <= j and abs(i - j) == 0:
                beads[0, SHAPES.index((1, 1)), j - low] = 1.0
        null = np.full((rows, high - low + 1), -5.0, np.float32)
        blocks.append(Strip((i, i + 1), (low, high), beads, null, null))
    lattice = Lattice(n, m, blocks, SHAPES, continued=0.0)
    assert lattice.best() == [(i, i, 1, 1) for i in range(n)]
    assert lattice.confidence(lattice.best())[0] > 0.99


def test_the_place_of_a_long_gap_does_not_depend_on_its_null_beads() -> None:
    """Null beads that are a little cheaper after seven right beads do not swallow those beads."""
    gap, right = 60, 10
    n, m = right, gap + right
    beads = np.full((n + 1, len(SHAPES), m + 1), -1e30, np.float32)
    for i in range(n):
        beads[i, SHAPES.index((1, 1)), gap + i] = 6
    null_src, null_tgt = (np.full((n + 1, m + 1), -1, np.float32) for _ in range(2))
    null_tgt[7] += 1
    null_src[n], null_tgt[:, m] = -1e30, -1e30
    strips = [Strip((0, n + 1), (0, m), beads, null_src, null_tgt)]
    lattice = Lattice(n, m, strips, SHAPES, continued=2.0)
    assert sum(bool(a and b) for _, _, a, b in lattice.best()) < right
    levelled = spare_gaps(strips, lattice.null_shares(), 0.0)
    lattice = Lattice(n, m, levelled, SHAPES, continued=2.0)
    assert sum(bool(a and b) for _, _, a, b in lattice.best()) == right
