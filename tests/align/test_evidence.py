"""The parts of the evidence against plain loops."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aigov_corpus.align.evidence import _grouped


@given(st.lists(st.integers(1, 6), min_size=1, max_size=20), st.booleans(), st.booleans())
def test_groups_of_rows_are_joined(lengths: list[int], least: bool, chosen: bool) -> None:
    """The largest or least of each group, of the rows as they stand or of chosen ones."""
    rng = np.random.default_rng(sum(lengths))
    ends = np.cumsum(lengths)
    join = np.minimum if least else np.maximum
    values = rng.normal(size=(ends[-1], 4)).astype("f4")
    rows = rng.integers(0, len(values), ends[-1]) if chosen else np.arange(ends[-1])
    found = _grouped(values, ends - lengths, join, rows=rows if chosen else None)
    assert np.array_equal(found, join.reduceat(values[rows], ends - lengths, axis=0))
