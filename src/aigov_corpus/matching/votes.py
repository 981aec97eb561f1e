"""Votes: in which run of the other text the translation of each piece seems to be.

Each piece has one vote and shares it out over the runs of the other text. The share for a run
depends on the best piece of that run: the more likely that piece is a translation, the larger the
share. The part of the vote that is not given to any run is the probability that the piece has no
translation at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.matching.likeness import Likeness
from aigov_corpus.matching.runs import Run
from aigov_corpus.records import Segmented

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# The weight of a vote is the square root of (length of the piece / mean length), within these
# limits. Short sentences say less, but a very long one says little more than a long one.
_LEAST_WEIGHT = 0.4
_MOST_WEIGHT = 1.6


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes that the pieces of one text give to the runs of the other text."""

    shares: Floats
    """Share of its vote that each piece gives to each run, shape
    `(pieces, runs of the other text)`."""
    weights: Doubles
    """Sum of the weights of the pieces of each run, shape `(runs,)`. Longer pieces have more
    weight."""
    totals: Doubles
    """Sum of the weighted votes that each run's pieces give to each run of the other text, shape
    `(runs, runs of the other text)`."""


@dataclass(frozen=True, slots=True)
class _Pieces:
    """The pieces of one text, and the runs that they belong to."""

    starts: Ints
    """Index of the first piece of each run."""
    counts: Ints
    """Number of pieces of each run."""
    in_contents: Bools
    """For each run, True if it is a table of contents."""
    chars: Ints
    """Number of characters of each piece."""


def count_votes(
    likeness: Likeness,
    zh: Segmented,
    en: Segmented,
    zh_runs: Sequence[Run],
    en_runs: Sequence[Run],
) -> tuple[Votes, Votes]:
    """Return the votes of the pieces of both texts.

    Returns:
        The votes of the Chinese pieces for English runs, and those of the English pieces for
        Chinese runs.
    """
    odds = likeness.odds()
    zh_pieces = _pieces(zh, zh_runs, likeness.zh_bounds)
    en_pieces = _pieces(en, en_runs, likeness.en_bounds)
    return _votes(odds, zh_pieces, en_pieces), _votes(odds.T, en_pieces, zh_pieces)


def mark_contents(runs: Sequence[Run]) -> Bools:
    """Return, for each run, True if it is a table of contents."""
    return np.array([run.is_contents for run in runs])


def _pieces(text: Segmented, runs: Sequence[Run], bounds: Ints) -> _Pieces:
    """Return the pieces of a text: their sizes, and the runs that they belong to."""
    starts = np.searchsorted(bounds[:-1], [run.start for run in runs])
    lengths = [len(segment.text) for segment in text.segments]
    return _Pieces(
        starts=starts,
        counts=np.diff([*starts, len(bounds) - 1]),
        in_contents=mark_contents(runs),
        chars=np.add.reduceat(lengths, bounds[:-1]),
    )


def _votes(odds: Floats, voters: _Pieces, candidates: _Pieces) -> Votes:
    """Return the votes of one text's pieces.

    Args:
        odds: the odds that two pieces are translations of each other, shape
            `(pieces, pieces of the other text)`.
        voters: the pieces that vote.
        candidates: the pieces of the other text.
    """
    best = np.maximum.reduceat(odds, candidates.starts, axis=1)
    shares: Floats = best / (1 + best.sum(axis=1, keepdims=True))
    # A table of contents holds the headings of the whole text. It belongs to the other text's table
    # of contents, or to nothing.
    from_contents = np.repeat(voters.in_contents, voters.counts)
    shares[from_contents[:, None] != candidates.in_contents] = 0
    relative_length = voters.chars / max(voters.chars.mean(), 1)
    weights = np.clip(np.sqrt(relative_length), _LEAST_WEIGHT, _MOST_WEIGHT)
    return Votes(
        shares=shares,
        weights=np.add.reduceat(weights, voters.starts, axis=0),
        totals=np.add.reduceat(shares * weights[:, None], voters.starts, axis=0),
    )
