"""Whether a Chinese number and an English number can be the same one.

They are the same if their values are. Besides, translators convert units (亩 into hectares), say a
share as a percentage, and a growth as a multiple: 增长两倍 is tripled, or 200 percent more.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.measures import are_same_unit, convert

_MOST_DOUBLINGS = 64
"""From so many times on, 翻…番 is no doubling: an object 1,340 times as large."""
_SAME = 1e-9
"""Largest difference of equal values, as a share of the larger one."""
_CONVERTED = 0.02
"""The same for converted values, which are rounded: 1.63亿亩 is 10.87 million hectares."""
_HALF_OF_DAY = 12
_TENTHS = "成"
_NEAR_TENTHS = 4.0
"""Percentage points by which 三成 and "a third" may differ."""
_PERCENT = 100.0
_PER_PERCENT = (10.0, 100.0)
"""A percent in parts per 1,000 and per 10,000."""


class Meaning(NamedTuple):
    """Everything by which `says_same` compares a number; repeated numbers have it in common."""

    kind: str
    values: tuple[float, ...]
    unit: str
    english_units: frozenset[str]
    per: float
    is_multiple: bool
    is_in_tenths: bool


def meaning_of(amount: Amount) -> Meaning:
    """Return what a number says."""
    return Meaning(
        amount.mention.kind,
        amount.values,
        amount.unit,
        amount.english_units,
        amount.per,
        amount.is_multiple,
        _TENTHS in amount.written,
    )


def match_meanings(zh: Iterable[Amount], en: Iterable[Amount]) -> Mapping[Meaning, set[Meaning]]:
    """Return for what each Chinese number says what English numbers say that can be the same.

    What stands in a text many times is compared once, and only with English numbers of a value that
    it can have there, which are looked up: a table may have thousands of numbers.
    """
    chinese = {meaning_of(one): one for one in zh}
    english = {meaning_of(one): one for one in en}
    found = sorted(
        (value, number) for number, one in enumerate(english.values()) for value in one.values
    )
    values = [value for value, _ in found]
    others = list(english.items())
    units = [one.english_units for one in english.values()]
    asked = frozenset[str]().union(*units) if all(units) else frozenset()
    matched = {}
    for meaning, here in chinese.items():
        numbers = {
            number
            for low, high in _list_ranges(here, asked)
            for _, number in found[bisect_left(values, low) : bisect_right(values, high)]
        }
        near = (others[number] for number in numbers)
        matched[meaning] = {other for other, there in near if says_same(here, there)}
    return matched


def _list_ranges(zh: Amount, units: frozenset[str]) -> Iterator[tuple[float, float]]:
    """Yield the ranges in which a value must lie for `says_same` to be true.

    Args:
        zh: a Chinese number.
        units: the units that English numbers may have; if empty, all.
    """
    if zh.family == "time":
        for value in zh.values:
            yield from _around((value,), _SAME)
        hour = zh.values[0] % _HALF_OF_DAY
        yield from _around((hour, hour + _HALF_OF_DAY, hour + 2 * _HALF_OF_DAY), _SAME)
        return
    kind = zh.mention.kind
    for value in zh.values:
        inverse = [1 / value] if value else []
        yield from _around((value, *inverse), _SAME)
        if kind == "percent":
            yield from _around(
                (value / _PERCENT, *(value * per for per in _PER_PERCENT)), _CONVERTED
            )
        if kind == "percent" and _TENTHS in zh.written:
            yield (value - _NEAR_TENTHS - 1) / _PERCENT, (value + _NEAR_TENTHS + 1) / _PERCENT
        if kind == "fraction" or zh.is_multiple:
            yield from _around((value * _PERCENT, (value - 1) * _PERCENT), _CONVERTED)
        if zh.is_multiple:
            doubled = [2.0**value] if value < _MOST_DOUBLINGS else []
            yield from _around((value + 1, *doubled), _SAME)
        if zh.unit:
            yield from _around(convert(value, zh.unit, units), _CONVERTED)


def _around(values: Iterable[float], tolerance: float) -> Iterator[tuple[float, float]]:
    """Yield the ranges of what is near to values."""
    for value in values:
        yield value * (1 - 2 * tolerance), value * (1 + 2 * tolerance)


def says_same(zh: Amount, en: Amount) -> bool:
    """Tell whether a Chinese and an English number can be the same."""
    if zh.family == "time" or en.family == "time":
        return _is_same_time(zh, en)
    has_same_unit = are_same_unit(zh.unit, en.english_units) and not _is_times(zh, en)
    for value in zh.values:
        for other in en.values:
            if has_same_unit and _near(value, other, _SAME):
                return True
            if _is_same_share(value, zh, other, en):
                return True
            if _is_converted(value, zh, other, en):
                return True
            if zh.is_multiple and _is_same_multiple(value, other, en):
                return True
    return False


def _is_times(zh: Amount, en: Amount) -> bool:
    """Tell whether English says "12.4 times" for 12.4 %."""
    return zh.mention.kind == "percent" and en.mention.kind == "cardinal" and en.is_multiple


def _near(value: float, other: float, tolerance: float) -> bool:
    return math.isclose(value, other, rel_tol=tolerance)


def _is_same_time(zh: Amount, en: Amount) -> bool:
    """Tell whether hours and minutes agree; an hour may be of either half of the day."""
    if zh.family != en.family:
        time, number = (zh, en) if zh.family == "time" else (en, zh)
        return number.values[0] in time.values
    (hour, minutes), (other_hour, other_minutes) = zh.values, en.values
    is_same_hour = hour % _HALF_OF_DAY == other_hour % _HALF_OF_DAY
    return minutes == other_minutes and is_same_hour


def _is_same_share(value: float, zh: Amount, other: float, en: Amount) -> bool:
    """Tell whether a percentage and a fraction agree, or a third and the ordinal of its word."""
    kinds = (zh.mention.kind, en.mention.kind)
    if kinds[0] == "percent" and en.per:
        return _near(value, other * _PERCENT / en.per, _CONVERTED)
    if kinds == ("percent", "fraction") and _TENTHS in zh.written:
        return abs(value - other * _PERCENT) <= _NEAR_TENTHS
    if kinds == ("percent", "fraction"):
        return _near(value, other * _PERCENT, _CONVERTED)
    if kinds == ("fraction", "percent"):
        return _near(value * _PERCENT, other, _CONVERTED)
    if "fraction" in kinds and ("ordinal" in kinds or "cardinal" in kinds):
        fraction, number = (value, other) if kinds[0] == "fraction" else (other, value)
        return number > 0 and _near(fraction, 1 / number, _SAME)
    return False


def _is_converted(value: float, zh: Amount, other: float, en: Amount) -> bool:
    """Tell whether the English value is the Chinese one in another unit."""
    if en.family in ("year", "date", "decade") or not zh.unit:
        return False
    if en.is_trivial and not en.english_units:  # the 1 of "1/F" is no day, 24小时
        return False
    found = convert(value, zh.unit, en.english_units)
    return any(_near(one, other, _CONVERTED) for one in found)


def converted(zh: Amount, en: Amount) -> list[float]:
    """Return the values that a Chinese number may have in the unit of an English one, and its own.

    If the English number has no unit that is known, all units are tried.
    """
    values = [(value, *convert(value, zh.unit, en.english_units)) for value in zh.values]
    return [one for found in values for one in found]


def _is_same_multiple(value: float, other: float, en: Amount) -> bool:
    """Tell whether a growth agrees: 增长两倍 is tripled, 200 percent more, two times more."""
    if en.mention.kind == "percent":
        return _near(value * _PERCENT, other, _CONVERTED) or _near(
            (value - 1) * _PERCENT, other, _CONVERTED
        )
    is_doubled = value < _MOST_DOUBLINGS and _near(2.0**value, other, _SAME)
    return is_doubled or _near(value + 1, other, _SAME)
