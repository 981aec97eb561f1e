"""How far two taggings of the same units agree: Cohen's kappa, precision and recall.

A *tagging* is the set of principles that a person, or the program, has given to each unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Numbers of units that have one principle in both taggings, in one of them, or in neither.

    Attributes:
        principle: the principle that is counted.
        both: units that have it in both taggings.
        only_first: units that have it only in the first tagging.
        only_second: units that have it only in the second tagging.
        neither: units that have it in neither.
    """

    principle: str
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def precision(self) -> float:
        """Share of units tagged by the second that the first tags too; 1.0 if there are none."""
        tagged = self.both + self.only_second
        return self.both / tagged if tagged else 1.0

    @property
    def recall(self) -> float:
        """Share of units tagged by the first that the second tags too; 1.0 if there are none."""
        tagged = self.both + self.only_first
        return self.both / tagged if tagged else 1.0

    @property
    def kappa(self) -> float:
        """Cohen's kappa: agreement beyond chance, `(p_o - p_e) / (1 - p_e)`.

        p_o is the share of units on which the taggings agree, and p_e the share expected by chance.
        If all units have the principle in both taggings, or none in either, p_e is 1 and kappa is
        not defined. In that case 1.0 is returned, because the taggings agree on every unit.

        Cohen, J. (1960): A coefficient of agreement for nominal scales.
        Educational and Psychological Measurement 20(1), 37-46.
        """
        units = self.both + self.only_first + self.only_second + self.neither
        if units == 0:
            return 1.0
        observed = (self.both + self.neither) / units
        first = (self.both + self.only_first) / units
        second = (self.both + self.only_second) / units
        chance = first * second + (1 - first) * (1 - second)
        return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def compare_taggings(
    first: Sequence[Collection[str]],
    second: Sequence[Collection[str]],
    *,
    principles: Sequence[str],
) -> tuple[Agreement, ...]:
    """Return how far two taggings of the same units agree, one `Agreement` for each principle.

    Args:
        first: the principles of each unit in the reference tagging, usually made by a person.
        second: the principles of each unit in the other tagging, such as that of `tag_principles`.
        principles: the principles to report, in this order.

    Raises:
        ValueError: the two taggings do not have the same number of units.
    """
    units = list(zip(first, second, strict=True))
    report = []
    for principle in principles:
        cells = Counter((principle in one, principle in two) for one, two in units)
        report.append(
            Agreement(
                principle,
                both=cells[True, True],
                only_first=cells[True, False],
                only_second=cells[False, True],
                neither=cells[False, False],
            )
        )
    return tuple(report)
