"""Whether a Chinese number and an English number can be the same one.

They are the same if their values are. Besides, translators convert units (亩 into hectares), say a
share as a percentage, and a growth as a multiple: 增长两倍 is tripled, or 200 percent more.
"""

from __future__ import annotations

import math

from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.measures import are_same_unit

_MOST_DOUBLINGS = 64
"""From so many times on, 翻…番 is no doubling: an object 1,340 times as large."""
_SAME = 1e-6
"""Largest difference of equal values, as a share of the larger one."""
_CONVERTED = 0.02
"""The same for converted values, which are rounded: 1.63亿亩 is 10.87 million hectares."""
_CONVERSIONS: dict[str, tuple[float, ...]] = {
    "亩": (1 / 15, 0.1647, 1 / 1500, 666.7),  # hectares, acres, square kilometres, square metres
    "公顷": (15.0, 2.471, 0.01, 1e4),  # mu, acres, square kilometres, square metres
    "平方公里": (0.3861, 100.0, 247.1),  # square miles, hectares, acres
    "平方千米": (0.3861, 100.0, 247.1),
    "平方米": (10.764, 1e-4),  # square feet, hectares
    "立方米": (35.31, 1e-9),  # cubic feet, cubic kilometres
    "斤": (0.5, 1.102, 1 / 2000),  # kilograms, pounds, tonnes
    "公斤": (2.2046, 2.0, 0.001),  # pounds, jin, tonnes
    "千克": (2.2046, 2.0, 0.001),
    "克": (0.001, 0.03527, 0.0022, 1000.0),  # kilograms, ounces, pounds, milligrams
    "毫克": (0.001,),  # grams
    "升": (1000.0, 0.2642, 0.22),  # millilitres, gallons
    "毫升": (0.001, 0.0338),  # litres, fluid ounces
    "厘米": (0.01, 10.0, 0.3937),  # metres, millimetres, inches
    "公分": (0.01, 10.0, 0.3937),
    "毫米": (0.1, 0.001, 0.03937),  # centimetres, metres, inches
    "KB": (1 / 1024, 1024.0, 0.001, 1e3),
    "MB": (1 / 1024, 1024.0, 0.001, 1e3),
    "GB": (1 / 1024, 1024.0, 0.001, 1e3),
    "TB": (1 / 1024, 1024.0, 0.001, 1e3),
    "吨": (1000.0, 2204.6),  # kilograms, pounds
    "里": (0.5, 0.3107),  # kilometres, miles
    "公里": (0.6214, 2.0, 1000.0),  # miles, li, metres
    "千米": (0.6214, 2.0, 1000.0),
    "米": (3.281, 0.001, 100.0),  # feet, kilometres, centimetres
    "英里": (1.609, 3.2),  # kilometres, li
    "英尺": (0.3048,),  # metres
    "英寸": (2.54, 0.0254),  # centimetres, metres
    "磅": (0.4536,),  # kilograms
    "千瓦": (1e3, 1e-3, 1e-6),  # watts, megawatts, gigawatts
    "千瓦时": (1e-3, 1e-6, 1e-9),  # megawatt-hours, gigawatt-hours, terawatt-hours
    "年": (12.0, 0.1, 0.01),  # months, decades, centuries
    "月": (1 / 12, 1 / 3, 30.0),  # years, quarters, days
    "个月": (1 / 12, 1 / 3, 30.0),
    "周": (7.0,),  # days
    "星期": (7.0,),
    "天": (1 / 7, 24.0, 1 / 30),  # weeks, hours, months
    "小时": (60.0, 1 / 24),  # minutes, days
    "分钟": (1 / 60, 60.0),  # hours, seconds
    "秒": (1 / 60, 1000.0),  # minutes, milliseconds
}
"""Factors by which a value is multiplied when its unit is converted, by the Chinese unit."""
_HALF_OF_DAY = 12
_TENTHS = "成"
_NEAR_TENTHS = 4.0
"""Percentage points by which 三成 and "a third" may differ."""
_PERCENT = 100.0


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
    factors = _CONVERSIONS.get(zh.unit, ())
    return any(_near(value * factor, other, _CONVERTED) for factor in factors)


def converted(zh: Amount) -> list[float]:
    """Return the values that a Chinese number may have in other units, and its own."""
    factors = _CONVERSIONS.get(zh.unit, ())
    return [value * factor for value in zh.values for factor in (1.0, *factors)]


def _is_same_multiple(value: float, other: float, en: Amount) -> bool:
    """Tell whether a growth agrees: 增长两倍 is tripled, 200 percent more, two times more."""
    if en.mention.kind == "percent":
        return _near(value * _PERCENT, other, _CONVERTED) or _near(
            (value - 1) * _PERCENT, other, _CONVERTED
        )
    is_doubled = value < _MOST_DOUBLINGS and _near(2.0**value, other, _SAME)
    return is_doubled or _near(value + 1, other, _SAME)
