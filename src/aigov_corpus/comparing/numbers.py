"""Numbers that differ between two renderings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aigov_corpus.checking.numbers.amounts import Amount, read_amounts
from aigov_corpus.checking.numbers.comparing import says_same
from aigov_corpus.comparing.groups import Group
from aigov_corpus.comparing.records import NOWHERE, Difference, Place
from aigov_corpus.text.numerals import find_numbers

_PERCENT = 100.0
_ROUNDED = 0.02
"""Largest difference, as a share, between a percentage and the fraction that says the same."""


def compare_numbers(group: Group) -> Iterator[Difference]:
    """Yield the numbers of one rendering that the other does not have, or has otherwise.

    Numbers that both agree with the same number of the Chinese, such as 亩 and hectares, are no
    difference, and neither is "one", "half" or "both" in one rendering alone.
    """
    base, other = (
        read_amounts(side.text, find_numbers(side.text, lang="en"), "en")
        for side in (group.base, group.other)
    )
    # a number that one text says twice and the other once is no difference
    base_left = [one for one in base if not any(_is_equal(one, two) for two in other)]
    other_left = [two for two in other if not any(_is_equal(one, two) for one in base)]
    if not base_left and not other_left:
        return
    zh = read_amounts(group.zh, find_numbers(group.zh, lang="zh"), "zh")
    base_left, other_left = _leave_converted(base_left, other_left, zh)
    for one in base_left:
        partner = next((two for two in other_left if _can_differ(one, two)), None)
        if partner is not None:
            other_left.remove(partner)
            yield _difference(group, one, partner)
        elif not one.is_trivial:
            yield _difference(group, one, None)
    for two in other_left:
        if not two.is_trivial:
            yield _difference(group, None, two)


def _is_equal(one: Amount, other: Amount) -> bool:
    """Tell whether two English numbers say the same."""
    if set(one.values) & set(other.values):
        return True
    kinds = {one.mention.kind: one, other.mention.kind: other}
    if kinds.keys() == {"percent", "fraction"}:
        percent = kinds["percent"].values[0]
        fraction = kinds["fraction"].values[0] * _PERCENT
        return abs(percent - fraction) <= _ROUNDED * percent
    return False


def _leave_converted(
    base: Sequence[Amount], other: Sequence[Amount], zh: Sequence[Amount]
) -> tuple[list[Amount], list[Amount]]:
    """Return the numbers that are left when those that say one Chinese number are taken away."""
    base_left, other_left = list(base), list(other)
    for one in base:
        for two in list(other_left):
            if one in base_left and any(says_same(z, one) and says_same(z, two) for z in zh):
                base_left.remove(one)
                other_left.remove(two)
    return base_left, other_left


def _can_differ(one: Amount, other: Amount) -> bool:
    """Tell whether two numbers may render the same one: of one kind, and not both trivial."""
    return one.family == other.family and not (one.is_trivial and other.is_trivial)


def _difference(group: Group, one: Amount | None, other: Amount | None) -> Difference:
    """Return the difference of two numbers, of which one may be missing."""
    base_row, base_place = _locate(group, one, is_base=True)
    other_row, place = _locate(group, other, is_base=False)
    names = group.base.rendering, group.other.rendering
    if one is not None and other is not None:
        message = f"{names[0]} has {one.written}, {names[1]} has {other.written}"
    elif one is not None:
        message = f"{names[0]} has {one.written}, {names[1]} has no such number"
    else:
        message = f"{names[1]} has {other.written if other else ''}, {names[0]} has no such number"
    return Difference(
        "number",
        base_row if one is not None else other_row,
        names[1],
        names[0],
        message,
        base_text=one.written if one else "",
        text=other.written if other else "",
        base_row=base_row,
        base_place=base_place,
        other_row=other_row,
        place=place,
    )


def _locate(group: Group, amount: Amount | None, *, is_base: bool) -> tuple[int, Place]:
    """Return the row and the place of a number."""
    side = group.base if is_base else group.other
    return side.locate(*amount.place) if amount is not None else (group.first, NOWHERE)
