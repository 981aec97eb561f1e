"""Groups of things that are linked, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable


def group_linked(count: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers from 0 to `count` in groups, in the order of their first numbers.

    Two numbers are in one group if a link joins them, or if links lead from one to the other.
    """
    leaders = list(range(count))

    def find(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    for one, other in links:
        leaders[find(other)] = find(one)
    groups: dict[int, list[int]] = {}
    for number in range(count):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())
