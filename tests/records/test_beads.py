"""Beads: what their constructor refuses."""

from __future__ import annotations

import math

import pytest

from aigov_corpus.records import Bead


@pytest.mark.parametrize("score", [math.nan, math.inf, -0.1, 1.5])
def test_a_score_that_is_no_probability(score: float) -> None:
    """A number that is none came of a fault in computing, and goes no further."""
    with pytest.raises(ValueError, match="must be from 0 to 1"):
        Bead((0,), (0,), score)
