"""Numbers of rows, units or lines, as a message names them.

A row is a pair: row n is the n-th pair of a rendering or of a file, the one whose column `seq` has
n. Names of columns and empty lines are no rows; a message about a table as it lies in a file names
its lines, as a spreadsheet program counts them.
"""

from __future__ import annotations

from collections.abc import Iterable

_MOST_RANGES = 8
"""Ranges that a message names; the others are counted."""


def describe_rows(numbers: Iterable[int], *, noun: str = "row") -> str:
    """Return numbers in words, with a range for several in a row: `rows 4, 12 to 18 and 20`.

    Args:
        numbers: the numbers, in any order; at least one.
        noun: what is numbered: `row`, `unit`, `line`.
    """
    wanted = sorted(set(numbers))
    ranges: list[tuple[int, int]] = []
    for number in wanted:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    shown = [_shown(*each) for each in ranges[:_MOST_RANGES]]
    hidden = sum(last - first + 1 for first, last in ranges[_MOST_RANGES:])
    if hidden:
        shown.append(f"{hidden} more")
    listed = f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
    return f"{noun}s {listed}" if len(wanted) > 1 else f"{noun} {listed}"


def _shown(first: int, last: int) -> str:
    """Return a range in words; two numbers are no range."""
    if first == last:
        return str(first)
    return f"{first}, {last}" if last == first + 1 else f"{first} to {last}"
