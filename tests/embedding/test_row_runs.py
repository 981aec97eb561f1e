"""Sums of runs of rows against the plain loop."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.embedding.row_runs import sum_row_runs


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=90),
    st.booleans(),
    st.sampled_from(["f2", "f4"]),
)
def test_runs_are_added_row_by_row(lengths: list[int], weighted: bool, kind: str) -> None:
    """Every run is the weighted sum of its own rows, whatever stands beside it."""
    rng = np.random.default_rng(len(lengths))
    values = rng.normal(size=(sum(lengths), 7)).astype(kind)
    weights = rng.normal(size=len(values)).astype("f4")
    ends = np.cumsum(lengths)
    found = sum_row_runs(values, ends - lengths, weights if weighted else None)
    if not weighted:
        weights[:] = 1
    plain = [
        (values[end - length : end].astype("f4") * weights[end - length : end, None]).sum(axis=0)
        for end, length in zip(ends, lengths, strict=True)
    ]
    assert found.dtype == np.float32
    assert np.allclose(found, plain, atol=1e-5)
