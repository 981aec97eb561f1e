"""What a close reading says of pieces of a text, as numbers beside those of the word links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aigov_corpus.checking.close_reading.reader import Reading, read_some
from aigov_corpus.checking.coverage import Covered, cover_units
from aigov_corpus.checking.pieces import Piece
from aigov_corpus.checking.units import Units
from aigov_corpus.records import Side

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

READ_FEATURES = ("read_mean", "read_most", "read_around", "read_words")
"""Names of the numbers of a piece: the mean log-odds of its words, the largest of a word with
meaning, the mean of the other words of the text, and the words that are expected to be absent."""
_LEAST, _MOST = -7.0, 5.0
"""Between these, log-odds count."""
_MOST_WORDS = 8.0
"""From so many absent words on, pieces count the same."""
_LITTLE = 1e-3
"""What a word such as "the" counts."""
_MEANING = 0.3
"""A word that counts more has meaning."""


def measure_readings(
    units: Units,
    pieces: Sequence[Piece],
    starts: Ints,
    side: Side,
    wanted: Collection[int],
    first: int = 0,
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return what the readings of units in a row say of the pieces of one text.

    Args:
        units: the pairs.
        pieces: the pieces of the units in the row, one unit after another.
        starts: `(units + 1,)`, the index of the first piece of each unit, and the number of pieces.
        side: the text that the pieces belong to.
        wanted: the numbers of the units to read.
        first: the number of the first unit in the row.

    Returns:
        `(pieces, READ_FEATURES)`, and `(units,)`, whether the unit was read; numbers of pieces of
        others are 0.
    """
    found = np.zeros((len(pieces), len(READ_FEATURES)))
    is_read = np.zeros(len(starts) - 1, bool)
    coverage = units.once(cover_units)
    for number, reading in read_some(units, wanted, side).items():
        if reading is None:
            continue
        is_read[number - first] = True
        rows = slice(int(starts[number - first]), int(starts[number - first + 1]))
        if rows.start < rows.stop:
            own = coverage[number].sides(side)[0]
            found[rows] = _measure(own, read_words(own, reading), pieces[rows])
    return found, is_read


def read_words(own: Covered, reading: Reading) -> Floats:
    """Return for each word of a text the mean of what is said of its characters."""
    known = np.isfinite(reading)
    sums = np.concatenate([[0.0], np.cumsum(np.where(known, reading, 0.0))])
    counts = np.concatenate([[0], np.cumsum(known)])
    ends = np.array([[start, end] for _, start, end in own.words], np.int64).reshape(-1, 2).T
    means = np.diff(sums[ends], axis=0)[0] / np.maximum(1, np.diff(counts[ends], axis=0)[0])
    clipped: Floats = means.clip(_LEAST, _MOST)
    return clipped


def _measure(own: Covered, log_odds: Floats, pieces: Sequence[Piece]) -> Floats:
    """Return the numbers of the pieces of one text."""
    weights = own.weights + _LITTLE
    absent = weights / (1 + np.exp(-log_odds))
    most = np.where(weights > _MEANING, log_odds, _LEAST)
    sums = np.zeros((3, len(weights) + 1))
    np.cumsum([weights, weights * log_odds, absent], axis=1, out=sums[:, 1:])
    first, last = np.array(pieces, np.int64).T
    inside, said, words = sums[:, last] - sums[:, first]
    outside, rest = sums[0, -1] - inside, sums[1, -1] - said
    around = np.where(outside > _LITTLE / 2, rest / np.maximum(outside, _LITTLE / 2), _LEAST)
    peaks = np.array([most[start:stop].max(initial=_LEAST) for start, stop in pieces])
    return np.stack([said / inside, peaks, around, words.clip(max=_MOST_WORDS)], axis=1)
