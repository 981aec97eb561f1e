"""The parts of the evidence against plain loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.align.evidence import _Groups


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20), st.booleans())
def test_groups_of_rows_are_joined(counts: list[int], least: bool) -> None:
    """The largest or least of each group, in the order of the groups."""
    rng = np.random.default_rng(sum(counts))
    groups = _Groups(np.array(counts))
    values = rng.normal(size=(sum(counts), 4)).astype("f4")
    join = np.minimum if least else np.maximum
    starts = np.cumsum(counts) - counts
    assert sorted(groups.rows.tolist()) == list(range(len(values)))
    assert np.array_equal(groups.join(values[groups.rows], join), join.reduceat(values, starts, axis=0))
