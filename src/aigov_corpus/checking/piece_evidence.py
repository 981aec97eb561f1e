"""Numbers that show whether a piece of a text is absent from the other text.

They come from three sources: the links of its words, the links of all other words of both texts,
and the lengths of the two texts with the piece and without it, compared with other units.
"""

from __future__ import annotations

import math
from statistics import median
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from aigov_corpus.checking.coverage import Covered, cover_units
from aigov_corpus.checking.pieces import Piece, list_pieces
from aigov_corpus.checking.units import Units
from aigov_corpus.records import Side
from aigov_corpus.text.scripts import HAN_CHARACTER

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

_MOST_WORDS = 12
"""Number of words from which on a longer piece counts no more."""
_LINKED = 0.5
"""Strength of a link above which a word is well linked."""
_MOST_OF_LENGTH = 4.0
"""Limit of the evidence that lengths give for or against a piece, in nats."""
_USUAL_RATIO = math.log(3.87)
"""Logarithm of English characters for a Chinese one, in hand-aligned political texts."""
_USUAL_SPREAD = 0.29
"""Standard deviation of that logarithm."""
_SMALLEST_SPREAD = 0.12
"""Smallest standard deviation that is believed."""
_FEW_UNITS = 12
"""Number of units from which on the ratio of the text itself is used, and not the usual one."""
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
    """The pieces of one text of some units, one unit after another, with their numbers."""

    pieces: list[Piece]
    """The pieces; those without a word that carries meaning are left out."""
    starts: Ints
    """`(units + 1,)`, the index of the first piece of each unit, and the number of pieces."""
    features: Floats
    """`(pieces, names)`."""
    contents: Floats
    """`(units,)`, the words of each text that carry meaning."""
    names: tuple[str, ...] = FEATURES
    """Names of the columns of `features`."""


def measure_lengths(units: Units) -> Lengths:
    """Return how the lengths are related, by medians, which a few odd units do not change."""
    sizes = units.once(_list_sizes)
    ratios = [
        _log_ratio(zh, en)
        for unit, (zh, en) in zip(units, sizes.tolist(), strict=True)
        if unit.has_both
    ]
    if len(ratios) < _FEW_UNITS:
        return Lengths(_USUAL_RATIO, _USUAL_SPREAD)
    mean = median(ratios)
    spread = _TO_DEVIATION * median(abs(ratio - mean) for ratio in ratios)
    return Lengths(mean, max(spread, _SMALLEST_SPREAD))


def measure_deviations(units: Units) -> Floats:
    """Return `(units,)`: how long the English is for its Chinese, in standard deviations.

    It is above 0 if the English is longer than usual.
    """
    lengths = units.once(measure_lengths)
    zh, en = units.once(_list_sizes).T
    ratio = np.log((en + _MARGIN["en"]) / (zh + _MARGIN["zh"]))
    found: Floats = (ratio - lengths.mean) / lengths.spread
    return found


def measure_pieces(units: Units, side: Side, part: range | None = None) -> Measured:
    """Return the pieces of one text of all units, with the numbers of `FEATURES`.

    Args:
        units: the pairs. Those without two different texts have no pieces.
        side: the text whose pieces are measured.
        part: numbers of units in a row, if only those are measured. They are compared with the
            lengths of all.
    """
    part = range(len(units)) if part is None else part
    flat = _lay_out(units, side, part)
    first, last = flat.places.T
    of = flat.unit_of_piece
    weights, strengths = flat.weights, flat.strengths
    sums = _cumulate(weights, weights * (1 - strengths), weights * flat.unclaimed,
                     weights * (strengths > _LINKED))  # fmt: skip
    in_text = sums[:, flat.word_ends] - sums[:, flat.word_starts]
    words, unlinked, unclaimed, linked = sums[:, last] - sums[:, first]
    keeps = words > _TINY
    first, last, of = first[keeps], last[keeps], of[keeps]
    words, unlinked, unclaimed, linked = (
        row[keeps] for row in (words, unlinked, unclaimed, linked)
    )
    content, around = in_text[0, of], in_text[1, of]
    long_text, fits = _compare_lengths(units, flat, (first, last, of), side, part)
    features = np.stack(
        (
            words.clip(max=_MOST_WORDS),
            np.log(words),
            unlinked.clip(max=_MOST_WORDS),
            unlinked / words,
            _strongest(np.where(weights > 0, strengths, 0), first, last),
            linked,
            words / content,
            flat.unlinked_in_other[of],
            (around - unlinked) / np.maximum(1, content - words),
            long_text,
            fits,
            unclaimed / words,
        ),
        axis=1,
    )
    offsets = flat.word_starts[of]
    pieces = list(zip((first - offsets).tolist(), (last - offsets).tolist(), strict=True))
    starts = np.searchsorted(of, np.arange(len(part) + 1)).astype(np.int64)
    return Measured(pieces, starts, features, in_text[0])


class _Flat(NamedTuple):
    """The words and the pieces of one text of all units, one unit after another."""

    weights: Floats
    """`(words,)`, how much each word counts."""
    strengths: Floats
    """`(words,)`, the strength of its strongest link."""
    unclaimed: Floats
    """`(words,)`, what its links do not account for."""
    characters: Ints
    """`(words, 2)`, the offsets of its first character and behind its last one in the unit."""
    word_starts: Ints
    """`(units,)`, the number of the first word of each unit."""
    word_ends: Ints
    """`(units,)`, the number behind its last word."""
    places: Ints
    """`(pieces, 2)`, the number of the first word of each piece, and that behind its last one."""
    unit_of_piece: Ints
    """`(pieces,)`, the number of its unit."""
    unlinked_in_other: Floats
    """`(units,)`, the share of the words of the other text that no link accounts for."""


def _lay_out(units: Units, side: Side, part: range) -> _Flat:
    """Return the words and pieces of one text of some units; units without two texts have none."""
    pieces: list[Piece] = []
    counts: list[int] = []
    sizes: list[int] = []
    words: list[Covered] = []
    in_other = np.zeros(len(part))
    coverage = units.once(cover_units)
    for number, at in enumerate(part):
        unit, covered = units[at], coverage[at]
        own, other = covered.sides(side)
        has_pieces = unit.has_both and unit.zh != unit.en
        found = list_pieces(unit.text(side), own.words, side) if has_pieces else []
        if has_pieces:
            words.append(own)
            in_other[number] = other.share_unlinked()
        sizes.append(len(own.words) if has_pieces else 0)
        counts.append(len(found))
        pieces += found
    ends = np.cumsum(sizes, dtype=np.int64)
    of = np.repeat(np.arange(len(part)), np.array(counts, np.int64))
    starts = ends - np.array(sizes, np.int64)
    first_characters = [start for own in words for _, start, _ in own.words]
    ends_of_words = [end for own in words for _, _, end in own.words]
    return _Flat(
        np.concatenate([np.empty(0), *(own.weights for own in words)]),
        np.concatenate([np.empty(0), *(own.strengths for own in words)]),
        np.concatenate([np.empty(0), *(own.unclaimed for own in words)]),
        np.array([first_characters, ends_of_words], np.int64).T,
        starts,
        ends,
        np.array(pieces, np.int64).reshape(-1, 2) + starts[of, None],
        of,
        in_other,
    )


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
    units: Units, flat: _Flat, runs: tuple[Ints, Ints, Ints], side: Side, part: range
) -> tuple[Floats, Floats]:
    """Return how long a text is for the other, and how much better it fits without each run.

    Returns:
        For each run the deviation of its text from the usual ratio, in standard deviations; above 0
        if the text is long. And how much the likelihood of the lengths grows without the run, in
        nats.
    """
    lengths = units.once(measure_lengths)
    first, last, of = runs
    zh, en = units.once(_list_sizes)[part.start : part.stop][of].T
    now = units.once(measure_deviations)[part.start : part.stop][of]
    characters = np.array([len(units[at].text(side)) for at in part], np.int64)[of]
    run = flat.characters[last - 1, 1] - flat.characters[first, 0]
    rest = 1 - np.minimum(run / characters, 1)
    shorter = zh if side == "zh" else en
    change = np.log((shorter * rest + _MARGIN[side]) / (shorter + _MARGIN[side])) / lengths.spread
    then = now - change if side == "zh" else now + change
    gain = ((now**2 - then**2) / 2).clip(-_MOST_OF_LENGTH, _MOST_OF_LENGTH)
    return (-now if side == "zh" else now), gain


def _list_sizes(units: Units) -> Floats:
    """Return `(units, 2)`: the lengths of the Chinese and of the English text, in characters."""
    found = np.zeros((len(units), 2))
    for number, unit in enumerate(units):
        han = len(HAN_CHARACTER.findall(unit.zh))
        found[number] = han + _LATIN_SHARE * (len(unit.zh) - han), len(unit.en)
    return found


def _log_ratio(zh: float, en: float) -> float:
    """Return the logarithm of English characters for a Chinese one."""
    return math.log((en + _MARGIN["en"]) / (zh + _MARGIN["zh"]))
