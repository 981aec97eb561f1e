"""How far two annotations agree, with intervals: precision, recall and Cohen's kappa."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigov_corpus.errors import NothingToDoError
from aigov_corpus.evaluation.agreement import Agreement, compare_taggings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Marks = Mapping[str, frozenset[str]]
"""The principles of each annotated pair, by the id of the pair."""

ALL = "all"
"""Name of the row that counts the decisions about all principles together."""
_NORMAL = 1.959964
"""Standard deviations of a normal distribution that hold 95 % of it."""
_DRAWS = 1000
"""Samples of units, drawn with replacement, from which the interval of kappa comes."""
_SEED = 0
"""Seed of these samples, so that the same annotations have the same interval."""
_BOUNDS = (2.5, 97.5)
"""Percentiles that hold 95 % of the samples."""
_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """How far two annotations agree about one principle; the bounds are those of 95 %."""

    principle: str
    """Id of the principle; `all` for the decisions about all principles together."""
    units: int
    """Pairs that both have annotated."""
    both: int
    """Pairs that have the principle in both annotations."""
    only_first: int
    only_second: int
    precision: float | None
    """Share of what the second marks that the first marks too; None if it marks nothing."""
    precision_low: float | None
    """Bounds by Wilson's method (1927)."""
    precision_high: float | None
    recall: float | None
    """Share of what the first marks that the second marks too; None if it marks nothing."""
    recall_low: float | None
    recall_high: float | None
    kappa: float
    """Cohen's kappa: 1 is full agreement, 0 what chance would bring."""
    kappa_low: float
    """Bounds by drawing units with replacement (bootstrap)."""
    kappa_high: float


def measure_agreement(
    first: Marks, second: Marks, *, principles: Sequence[str]
) -> list[AgreementRow]:
    """Return the agreement about each principle, and about all of them together.

    Args:
        first: the annotation to compare with.
        second: the other annotation. Only pairs that are in both count.
        principles: the principles, in the order of the rows.

    Raises:
        NothingToDoError: no pair is in both.
    """
    import numpy as np

    shared = [pair_id for pair_id in first if pair_id in second]
    if not shared:
        raise NothingToDoError(
            "no pair is annotated by both", remedy="give two annotations of the same pairs"
        )
    found = compare_taggings(
        [first[pair_id] for pair_id in shared],
        [second[pair_id] for pair_id in shared],
        principles=principles,
    )
    decisions = np.array(
        [
            [_decide(name in first[pair_id], name in second[pair_id]) for name in principles]
            for pair_id in shared
        ]
    )
    rows = [_row(one, len(shared), decisions[:, [number]]) for number, one in enumerate(found)]
    if len(principles) > 1:
        total = Agreement(
            ALL,
            both=sum(one.both for one in found),
            only_first=sum(one.only_first for one in found),
            only_second=sum(one.only_second for one in found),
            neither=sum(one.neither for one in found),
        )
        rows.append(_row(total, len(shared), decisions))
    return rows


def _decide(in_first: bool, in_second: bool) -> int:
    """Return the number of the cell of a decision: both, only first, only second, neither."""
    return 2 * (not in_first) + (not in_second)


def _row(found: Agreement, units: int, decisions: NDArray[np.int64]) -> AgreementRow:
    """Return the row of a principle, or of all."""
    tagged_second = found.both + found.only_second
    tagged_first = found.both + found.only_first
    return AgreementRow(
        found.principle,
        units,
        found.both,
        found.only_first,
        found.only_second,
        *_share(found.both, tagged_second),
        *_share(found.both, tagged_first),
        round(found.kappa, _DECIMALS),
        *_bounds_of_kappa(decisions),
    )


def _share(part: int, whole: int) -> tuple[float | None, float | None, float | None]:
    """Return a share with its bounds; None if there is nothing to share."""
    if not whole:
        return None, None, None
    low, high = wilson_bounds(part, whole)
    return round(part / whole, _DECIMALS), round(low, _DECIMALS), round(high, _DECIMALS)


def wilson_bounds(part: int, whole: int) -> tuple[float, float]:
    """Return the bounds of 95 % of a share `part / whole`.

    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.
    """
    share, square = part / whole, _NORMAL**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    root = math.sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    half = root * _NORMAL / (1 + square / whole)
    return max(0.0, middle - half), min(1.0, middle + half)


def _bounds_of_kappa(decisions: NDArray[np.int64]) -> tuple[float, float]:
    """Return the bounds of 95 % of kappa, from units drawn with replacement."""
    import numpy as np

    units = len(decisions)
    cells = np.stack([(decisions == cell).sum(axis=1) for cell in range(4)], axis=1)
    rng = np.random.default_rng(_SEED)
    drawn = np.stack(
        [cells[rng.integers(units, size=units)].sum(axis=0) for _ in range(_DRAWS)]
    ).astype(float)
    total = drawn.sum(axis=1)
    both, only_first, only_second, neither = drawn.T
    observed = (both + neither) / total
    one, two = (both + only_first) / total, (both + only_second) / total
    chance = one * two + (1 - one) * (1 - two)
    is_certain = chance >= 1
    kappa = np.where(is_certain, 1.0, (observed - chance) / np.where(is_certain, 1.0, 1 - chance))
    low, high = np.percentile(kappa, _BOUNDS)
    return round(float(low), _DECIMALS), round(float(high), _DECIMALS)
