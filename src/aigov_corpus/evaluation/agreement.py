"""How far two taggers agree: Cohen's kappa, precision and recall."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """One principle's counts over the same units, tagged by a person and by another (or by the tagger)."""

    principle: str
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def precision(self) -> float:
        """Share of the second's tags that the first has too; 1.0 if there is none."""
        tagged = self.both + self.only_second
        return self.both / tagged if tagged else 1.0

    @property
    def recall(self) -> float:
        """Share of the first's tags that the second has too; 1.0 if there is none."""
        tagged = self.both + self.only_first
        return self.both / tagged if tagged else 1.0

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond chance, `(p_o - p_e) / (1 - p_e)`; 1.0 if chance explains all.

        Cohen, J. (1960): A coefficient of agreement for nominal scales.
        Educational and Psychological Measurement 20(1), 37-46.
        """
        units = self.both + self.only_first + self.only_second + self.neither
        if units == 0:
            return 1.0
        observed = (self.both + self.neither) / units
        first, second = (
            (self.both + self.only_first) / units,
            (self.both + self.only_second) / units,
        )
        chance = first * second + (1 - first) * (1 - second)
        return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def agreement(
    first: Sequence[Collection[str]],
    second: Sequence[Collection[str]],
    *,
    principles: Sequence[str],
) -> tuple[Agreement, ...]:
    """Compare two taggings of the same units, principle by principle.

    Args:
        first: the principles of each unit as one person tagged them (the reference).
        second: the same units, by another person or by `tag_principles`.
        principles: which ones to report, in this order.

    Raises:
        ValueError: the two do not tag the same number of units.
    """
    report = []
    for principle in principles:
        cells = [
            (principle in one, principle in other) for one, other in zip(first, second, strict=True)
        ]
        both, only_first = cells.count((True, True)), cells.count((True, False))
        only_second, neither = cells.count((False, True)), cells.count((False, False))
        report.append(Agreement(principle, both, only_first, only_second, neither))
    return tuple(report)
