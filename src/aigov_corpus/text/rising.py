"""The longest part of a sequence that rises: what two orders of the same things have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def find_longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the indices of the most numbers of a sequence that rise in it, ascending.

    This is patience sorting: for each length, the end of the rising part with the lowest last
    number is kept.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [index]
    found: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return found[::-1]
