"""Pairs that are unlike the others of their rendering, by the ratio of lengths or by the score."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from aigov_corpus.errors import UnknownNameError, UsageError
from aigov_corpus.records import Pair

FARTHEST = 3.5
"""Robust deviations from which on a pair is an outlier: Iglewicz and Hoaglin (1993), How to Detect
and Handle Outliers."""
_NORMAL = 0.6745
"""Median deviation of a normal distribution with a standard deviation of 1."""
_SMALLEST_SPREAD = 0.05
"""Least median deviation, so that a text of like sentences has some."""
_DECIMALS = 3
_SURE = 0.9999
"""Scores above this count as this: the highest ones differ by rounding alone."""


@dataclass(frozen=True, slots=True)
class Outlier:
    """A pair far from the usual."""

    pair_id: str
    seq: int
    """Number of the row in its rendering, from 1, as messages and commands name it."""
    rendering: str
    section: str
    value: float
    """The value of the pair: English letters for each Chinese character, or the score."""
    usual: float
    """The median of its rendering."""
    deviation: float
    """How far it is from the median, in robust standard deviations; negative if it is lower."""
    zh: str
    en: str


def _ratio(pair: Pair) -> float | None:
    """Return the English characters for each Chinese one, without white space; None without."""
    zh, en = ("".join(text.split()) for text in (pair.zh, pair.en))
    return len(en) / len(zh) if zh and en else None


class Measure(NamedTuple):
    """Something by which pairs are compared."""

    read: Callable[[Pair], float | None]
    """Returns the value of a pair; None if it has none."""
    scale: Callable[[float], float]
    """Returns the value on a scale on which equal distances mean the same."""
    is_low_only: bool
    """Whether only low values are unusual."""


MEASURES = {
    "length_ratio": Measure(_ratio, math.log, is_low_only=False),
    "score": Measure(
        lambda pair: pair.score, lambda score: -math.log(1 - min(score, _SURE)), is_low_only=True
    ),
}
"""The measures by their names."""


def find_outliers(
    pairs: Iterable[Pair], measure: str = "length_ratio", *, farthest: float = FARTHEST
) -> list[Outlier]:
    """Return the pairs that are far from the median of their rendering, the farthest first.

    Pairs without one of the texts are left out. `Corpus.outliers` describes the arguments and the
    errors.
    """
    if measure not in MEASURES:
        raise UnknownNameError("measure", measure, MEASURES)
    if farthest <= 0:
        raise UsageError(f"farthest is {farthest}", remedy="give a number above 0")
    read, scale, is_low_only = MEASURES[measure]
    renderings: dict[tuple[str, str], list[tuple[Pair, float]]] = defaultdict(list)
    for pair in pairs:
        value = read(pair)
        if value is not None:
            renderings[pair.document, pair.rendering].append((pair, value))
    found = []
    for valued in renderings.values():
        usual = median(value for _, value in valued)
        deviations = _deviations([scale(value) for _, value in valued])
        for (pair, value), deviation in zip(valued, deviations, strict=True):
            if (-deviation if is_low_only else abs(deviation)) > farthest:
                found.append(_outlier(pair, value, usual, deviation))
    return sorted(found, key=lambda one: -abs(one.deviation))


def _outlier(pair: Pair, value: float, usual: float, deviation: float) -> Outlier:
    """Return the row of a pair."""
    return Outlier(
        pair.pair_id,
        pair.seq,
        pair.rendering,
        pair.section,
        round(value, _DECIMALS),
        round(usual, _DECIMALS),
        round(deviation, _DECIMALS),
        pair.zh,
        pair.en,
    )


def _deviations(values: Sequence[float]) -> list[float]:
    """Return how far values are from their median, in robust standard deviations."""
    middle = median(values)
    spread = max(_SMALLEST_SPREAD, median(abs(value - middle) for value in values))
    return [_NORMAL * (value - middle) / spread for value in values]
