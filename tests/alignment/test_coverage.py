"""What clauses and words say about a bead, against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.alignment.coverage import COVERAGE_FEATURES, SrcCoverage, TgtCoverage
from aigov_corpus.alignment.covered_units import (
    CONTEXT_BEFORE,
    MatchedUnits,
    RankOrder,
    SortedUnits,
)
from aigov_corpus.alignment.strips import Limits

AFTER = 6  # sentences that a view has behind the last that a bead may reach


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20), st.booleans())
def test_groups_of_rows_are_joined(counts: list[int], least: bool) -> None:
    """The largest or least of each group, in the order of the groups."""
    rng = np.random.default_rng(sum(counts))
    groups = RankOrder(np.array(counts))
    values = rng.normal(size=(sum(counts), 4)).astype("f4")
    join = np.minimum if least else np.maximum
    starts = np.cumsum(counts) - counts
    assert sorted(groups.positions.tolist()) == list(range(len(values)))
    assert np.array_equal(
        groups.reduce(values[groups.positions], join), join.reduceat(values, starts, axis=0)
    )


class _Side:
    """Random units for each sentence of a view, with their weights and counterparts."""

    def __init__(
        self, rng: np.random.Generator, sentences: int, others: int, *, smooth: float
    ) -> None:
        counts = rng.integers(1, 4, sentences)
        starts = np.cumsum(counts) - counts
        weights = rng.uniform(1, 3, counts.sum()).astype("f4")
        best = rng.uniform(0, 1, (counts.sum(), others)).astype("f4")
        owners = SortedUnits.from_text(weights, starts)
        self.units: MatchedUnits = owners.matched(best[owners.order.positions])
        self.weights = np.split(weights, starts[1:])
        self.best = np.split(best, starts[1:])
        self.smooth = smooth

    def expected(self, run: range, others: range) -> dict[str, float]:
        """Return the features of a run beside a run of the other side, for this kind of unit."""
        weights = [self.weights[sentence] for sentence in run]
        inside = [self.best[sentence][:, list(others)].max(axis=1) for sentence in run]
        beside = [
            np.maximum(self.best[sentence][:, [others.start - 1, others.stop]].max(axis=1) - own, 0)
            for sentence, own in zip(run, inside, strict=True)
        ]
        size = sum(map(np.sum, weights)) + self.smooth

        def share(some: range) -> float:
            covered = (
                w @ self.best[s][:, list(some)].max(axis=1)
                for s, w in zip(run, weights, strict=True)
            )
            return sum(covered) / size

        whole = share(others)
        ends = [others[1:], others[:-1]] if len(others) > 1 else [others]
        singles = (
            w @ best / (w.sum() + self.smooth) for w, best in zip(weights, inside, strict=True)
        )
        return {
            "": whole,
            "_outside": sum(w @ gain for w, gain in zip(weights, beside, strict=True)) / size,
            "_outside_max": max(map(np.max, beside)),
            "_weakest": min(singles) - whole,
            "_end": whole - max(map(share, ends)),
            "min": min(map(np.min, inside)),
        }


@pytest.mark.parametrize("max_align", [2, 5, 8])
def test_coverage_of_all_runs_of_a_window(max_align: int) -> None:
    """Each feature of each shape at each node is what a loop over its clauses and words gives."""
    rng = np.random.default_rng(max_align)
    rows, columns, longest = 3, 4, max_align - 1
    n, m = (CONTEXT_BEFORE + size + longest + AFTER for size in (rows, columns))
    smooth = {"clauses": 1e-6, "words": 1.0, "glosses": 1.0}
    sides = [
        {kind: _Side(rng, size, other, smooth=more) for kind, more in smooth.items()}
        for size, other in ((n, m), (m, n))
    ]
    src, tgt = (
        cover([side.units for side in kinds.values()], (rows, columns), Limits.of(longest + 1))
        for cover, kinds in zip((SrcCoverage, TgtCoverage), sides, strict=True)
    )
    for a in range(1, max_align):
        for cover, kinds in zip((src, tgt), sides, strict=True):
            found = np.empty((len(COVERAGE_FEATURES), rows, max_align - a, columns), np.float32)
            cover.write(a, found)
            for _, row, b, column in np.argwhere(found[:1] == found[:1]):
                run = range(CONTEXT_BEFORE + row, CONTEXT_BEFORE + row + a)
                others = range(CONTEXT_BEFORE + column, CONTEXT_BEFORE + column + b + 1)
                if cover is tgt:
                    run, others = others, run
                wanted = {
                    f"{kind}{feature}" if feature != "min" else "clause_min": value
                    for kind, side in reversed(kinds.items())
                    for feature, value in side.expected(run, others).items()
                }
                assert found[:, row, b, column] == pytest.approx(
                    [wanted[name] for name in COVERAGE_FEATURES], abs=1e-5
                )
