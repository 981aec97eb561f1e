"""The lattice of all ways to match the runs of two texts, against their enumeration one by one."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from aigov_corpus.matching.lattice import SectionLattice

Node = tuple[int, int]
Doubles = NDArray[np.float64]


def random_lattice(n: int, m: int, *, seed: int) -> SectionLattice:
    """Scores of either sign for n and m runs."""
    rng = np.random.default_rng(seed)
    return SectionLattice(
        opened=rng.normal(size=(n, m)),
        joined_zh=rng.normal(size=(n, m)),
        joined_en=rng.normal(size=(n, m)),
        alone_zh=rng.normal(size=n),
        alone_en=rng.normal(size=m),
        join_again=0.7,
    )


def matchings(
    lattice: SectionLattice, at: Node = (0, 0), *, after_en_alone: bool = False
) -> Iterator[tuple[float, list[Node]]]:
    """Every way from a cut to the end: its score, and the cuts on it, this one first."""
    n, m = lattice.opened.shape
    i, j = at
    if at == (n, m):
        yield 0.0, [at]
        return
    if i < n and not after_en_alone:
        for score, cuts in matchings(lattice, (i + 1, j)):
            yield lattice.alone_zh[i] + score, [at, *cuts]
    if j < m:
        for score, cuts in matchings(lattice, (i, j + 1), after_en_alone=True):
            yield lattice.alone_en[j] + score, [at, *cuts]
    if i < n and j < m:
        for region_score, end in regions(lattice, (i, j), joins=0):
            for score, cuts in matchings(lattice, end):
                yield lattice.opened[i, j] + region_score + score, [at, *cuts]


def regions(lattice: SectionLattice, last: Node, *, joins: int) -> Iterator[tuple[float, Node]]:
    """Every way to go on in a region whose last runs are given: its score, and the node after."""
    n, m = lattice.opened.shape
    i, j = last
    yield 0.0, (i + 1, j + 1)
    again = lattice.join_again if joins else 0.0
    if i + 1 < n:
        for score, end in regions(lattice, (i + 1, j), joins=joins + 1):
            yield lattice.joined_zh[i + 1, j] + again + score, end
    if j + 1 < m:
        for score, end in regions(lattice, (i, j + 1), joins=joins + 1):
            yield lattice.joined_en[i, j + 1] + again + score, end


def by_enumeration(lattice: SectionLattice) -> Doubles:
    """The probability of a cut at each node, summed over all matchings."""
    n, m = lattice.opened.shape
    weights = np.zeros((n + 1, m + 1))
    total = 0.0
    for score, cuts in matchings(lattice):
        total += math.exp(score)
        for node in cuts:
            weights[node] += math.exp(score)
    return weights / total


@pytest.mark.parametrize(
    ("n", "m"), [(1, 1), (1, 4), (4, 1), (2, 2), (2, 3), (3, 2), (3, 3), (4, 3), (3, 4)]
)
def test_probabilities_are_those_of_all_matchings_enumerated(n: int, m: int) -> None:
    """Forward and backward sums give what counting each matching once gives."""
    for seed in range(3):
        lattice = random_lattice(n, m, seed=seed)
        np.testing.assert_allclose(
            lattice.cut_probabilities(), by_enumeration(lattice), rtol=1e-9, atol=1e-12
        )


def test_the_ends_are_cuts_of_every_matching() -> None:
    """The first and the last node have probability 1."""
    probabilities = random_lattice(5, 6, seed=1).cut_probabilities()
    assert probabilities[0, 0] == pytest.approx(1)
    assert probabilities[-1, -1] == pytest.approx(1)


def test_runs_alone_side_by_side_count_once() -> None:
    """With no regions there is one matching of two runs: the Chinese alone, then the English."""
    never = np.full((1, 1), -np.inf)
    lattice = SectionLattice(never, never, never, np.zeros(1), np.zeros(1), 0.0)
    assert lattice.cut_probabilities().tolist() == [[1, 0], [1, 1]]
