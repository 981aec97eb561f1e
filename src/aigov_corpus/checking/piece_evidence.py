"""What speaks for a piece of a text being absent from the other text, as numbers.

The links of its words speak, those of the other words of both texts, and the lengths of the texts:
how they are related in the other units, with the piece and without it.
"""

from __future__ import annotations

import math
import re
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aigov_corpus.checking.coverage import Coverage, Covered, cover_units
from aigov_corpus.checking.pieces import Piece, list_pieces
from aigov_corpus.checking.units import Unit, Units
from aigov_corpus.records import Side
from aigov_corpus.text.scripts import HAN

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

FEATURES = (
    "words",
    "log_words",
    "unlinked",
    "unlinked_share",
    "strongest",
    "well_linked",
    "share_of_text",
    "unlinked_in_other",
    "unlinked_around",
    "long_text",
    "fits_without",
    "unclaimed_share",
)
"""Names of the numbers that `measure_pieces` returns for a piece, in their order."""

_HAN = re.compile(f"[{HAN}]")
_MOST_WORDS = 12
"""From so many words on, pieces count the same."""
_LINKED = 0.5
"""A word with a stronger link is well linked."""
_MOST_OF_LENGTH = 4.0
"""The most that the lengths may speak for or against a piece, in nats."""
_USUAL_RATIO = math.log(3.87)
"""Logarithm of English characters for a Chinese one, in hand-aligned political texts."""
_USUAL_SPREAD = 0.29
"""Standard deviation of that logarithm."""
_SMALLEST_SPREAD = 0.12
"""Smallest standard deviation that is believed."""
_FEW_UNITS = 12
"""Units from which on the ratio of the text itself is used instead of the usual one."""
_TO_DEVIATION = 1.48
"""Median deviation of a normal distribution to its standard deviation."""
_LATIN_SHARE = 0.4
"""Chinese characters that a letter, digit or mark of a Chinese text stands for."""
_MARGIN = {"zh": 2, "en": 6}
"""Characters that are added to each text, so that the ratio of short ones is not extreme."""
_TINY = 1e-9


class Lengths(NamedTuple):
    """How the lengths of the two texts are related in a corpus."""

    mean: float
    """Mean logarithm of the ratio of English to Chinese."""
    spread: float
    """Standard deviation of that logarithm."""


class Measured(NamedTuple):
    """The pieces of one text of all units, one unit after another, with their numbers."""

    pieces: list[Piece]
    """The pieces; those without a word that carries meaning are left out."""
    starts: Ints
    """`(units + 1,)`, the index of the first piece of each unit, and the number of pieces."""
    features: Floats
    """`(pieces, FEATURES)`."""
    contents: Floats
    """`(units,)`, the words of each text that carry meaning."""


def measure_lengths(units: Units) -> Lengths:
    """Return how the lengths are related, by medians, which a few odd units do not change."""
    ratios = [_log_ratio(*_sizes(unit)) for unit in units if unit.has_both]
    if len(ratios) < _FEW_UNITS:
        return Lengths(_USUAL_RATIO, _USUAL_SPREAD)
    mean = median(ratios)
    spread = _TO_DEVIATION * median(abs(ratio - mean) for ratio in ratios)
    return Lengths(mean, max(spread, _SMALLEST_SPREAD))


def measure_pieces(units: Units, side: Side) -> Measured:
    """Return the pieces of one text of all units, with what speaks for their absence.

    Args:
        units: the pairs. Those without two different texts have no pieces.
        side: the text whose pieces are measured.
    """
    lengths = units.once(measure_lengths)
    coverage = units.once(cover_units)
    pieces: list[Piece] = []
    counts: list[int] = []
    blocks: list[Floats] = [np.empty((0, len(FEATURES)))]
    contents = np.zeros(len(units))
    for number, (unit, covered) in enumerate(zip(units, coverage, strict=True)):
        found: list[Piece] = []
        if unit.has_both and unit.zh != unit.en:
            found, block, contents[number] = _measure_unit(unit, covered, side, lengths)
            blocks.append(block)
        pieces += found
        counts.append(len(found))
    starts = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)]).astype(np.int64)
    return Measured(pieces, starts, np.concatenate(blocks), contents)


def _measure_unit(
    unit: Unit, covered: Coverage, side: Side, lengths: Lengths
) -> tuple[list[Piece], Floats, float]:
    """Return the pieces of a text, their numbers, and the words that carry meaning."""
    own, other = _sides(covered, side)
    weights = own.weights
    content = float(weights.sum())
    sums = _cumulate(weights, weights * (1 - own.strengths), weights * own.unclaimed,
                     weights * (own.strengths > _LINKED))  # fmt: skip
    pieces = [
        (first, last)
        for first, last in list_pieces(unit.text(side), own.words, side)
        if sums[0, last] - sums[0, first] > _TINY
    ]
    if not pieces:
        return [], np.empty((0, len(FEATURES))), content
    first, last = np.array(pieces).T
    words, unlinked, unclaimed, linked = sums[:, last] - sums[:, first]
    others = other.weights
    in_other = float((others * (1 - other.strengths)).sum()) / max(1.0, float(others.sum()))
    around = (sums[1, -1] - unlinked) / np.maximum(1, content - words)
    long_text, fits = _compare_lengths(unit, own, (first, last), side, lengths)
    rows = (
        words.clip(max=_MOST_WORDS),
        np.log(words),
        unlinked.clip(max=_MOST_WORDS),
        unlinked / words,
        _strongest(np.where(weights > 0, own.strengths, 0), first, last),
        linked,
        words / content,
        np.full(len(words), in_other),
        around,
        np.full(len(words), long_text),
        fits,
        unclaimed / words,
    )
    return pieces, np.stack(rows, axis=1), content


def _sides(covered: Coverage, side: Side) -> tuple[Covered, Covered]:
    """Return the words of a text and those of the other one."""
    return (covered.zh, covered.en) if side == "zh" else (covered.en, covered.zh)


def _cumulate(*rows: Floats) -> Floats:
    """Return the running sums of rows, each with a 0 before it."""
    sums = np.zeros((len(rows), len(rows[0]) + 1))
    np.cumsum(np.stack(rows), axis=1, out=sums[:, 1:])
    return sums


def _strongest(strengths: Floats, first: Ints, last: Ints) -> Floats:
    """Return the largest number between each first place and the last one."""
    places = np.stack([first, last], axis=1).ravel()
    found: Floats = np.maximum.reduceat(np.append(strengths, 0.0), places)[::2]
    return found


def _compare_lengths(
    unit: Unit, own: Covered, runs: tuple[Ints, Ints], side: Side, lengths: Lengths
) -> tuple[float, Floats]:
    """Return how long a text is for the other one, and how much better it fits without each run.

    Returns:
        The deviation from the usual ratio, in standard deviations; above 0 if the text is long.
        And for each run, in nats, how much the likelihood of the lengths grows without it.
    """
    starts = np.array([start for _, start, _ in own.words])[runs[0]]
    ends = np.array([end for _, _, end in own.words])[runs[1] - 1]
    rest = 1 - np.minimum((ends - starts) / len(unit.text(side)), 1)
    zh, en = _sizes(unit)
    now = (_log_ratio(zh, en) - lengths.mean) / lengths.spread
    shorter = zh if side == "zh" else en
    change = np.log((shorter * rest + _MARGIN[side]) / (shorter + _MARGIN[side])) / lengths.spread
    then = now - change if side == "zh" else now + change
    gain = ((now**2 - then**2) / 2).clip(-_MOST_OF_LENGTH, _MOST_OF_LENGTH)
    return (-now if side == "zh" else now), gain


def _sizes(unit: Unit) -> tuple[float, float]:
    """Return the lengths of the Chinese and of the English text, in their characters."""
    han = len(_HAN.findall(unit.zh))
    return han + _LATIN_SHARE * (len(unit.zh) - han), float(len(unit.en))


def _log_ratio(zh: float, en: float) -> float:
    """Return the logarithm of English characters for a Chinese one."""
    return math.log((en + _MARGIN["en"]) / (zh + _MARGIN["zh"]))
