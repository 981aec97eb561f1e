"""What a number measures, in English words: 50公里 is 50 kilometres, and not 50 miles."""

from __future__ import annotations

import re

_UNITS = {
    "亩": "mu|mou",
    "公顷": "hectares?|ha",
    "平方公里": "square\\s+(?:kilometers?|kilometres?)|sq\\.?\\s*km|km²|km2",
    "平方米": "square\\s+(?:meters?|metres?)|sq\\.?\\s*m|m²|m2",
    "斤": "jin|catty|catties",
    "公斤": "kilograms?|kilogrammes?|kilos?|kg",
    "克": "grams?|grammes?|g",
    "毫克": "milligrams?|mg",
    "升": "lit(?:er|re)s?|l",
    "毫升": "millilit(?:er|re)s?|ml",
    "厘米": "centimet(?:er|re)s?|cm",
    "毫米": "millimet(?:er|re)s?|mm",
    "KB": "kilobytes?|kb|kib",
    "MB": "megabytes?|mb|mib",
    "GB": "gigabytes?|gb|gib",
    "TB": "terabytes?|tb|tib",
    "吨": "(?:metric\\s+)?(?:tons?|tonnes?)|mt",
    "里": "li",
    "公里": "kilometers?|kilometres?|km",
    "米": "meters?|metres?",
    "英里": "miles?",
    "英尺": "feet|foot|ft",
    "英寸": "inch|inches",
    "磅": "pounds?|lbs?",
    "英亩": "acres?",
    "千瓦": "kilowatts?|kw",
    "兆瓦": "megawatts?|mw",
    "吉瓦": "gigawatts?|gw",
    "年": "years?",
    "月": "months?",
    "周": "weeks?",
    "天": "days?",
    "小时": "hours?",
    "分钟": "minutes?",
    "秒": "seconds?",
    "美元": "(?:us|u\\.s\\.|american)?\\s*dollars?|usd",
    "港元": "hong\\s+kong\\s+dollars?|hkd|dollars?",
    "欧元": "euros?|eur",
    "英镑": "pounds?(?:\\s+sterling)?|gbp",
    "日元": "(?:japanese\\s+)?yen|jpy",
    "人民币": "yuan|rmb|renminbi|cny",
    "卢布": "roubles?|rubles?",
}
"""Units by one of their Chinese names, each with its English names."""
_ALSO = {
    "千米": "公里",
    "平方千米": "平方公里",
    "千克": "公斤",
    "个月": "月",
    "星期": "周",
    "港币": "港元",
    "欧罗": "欧元",
    "公分": "厘米",
}
"""Further Chinese names of these units."""
_SIGNS = {
    "hk$": "港元",
    "us$": "美元",
    "usd": "美元",
    "€": "欧元",
    "eur": "欧元",
    "£": "英镑",
    "gbp": "英镑",
    "rmb": "人民币",
    "cny": "人民币",
}
"""Signs before an amount of money that mean one currency."""
_CURRENCIES = frozenset(("美元", "港元", "欧元", "英镑", "日元", "人民币", "卢布"))
_CHINESE_CURRENCY = re.compile("(?P<name>美元|港元|港币|欧元|英镑|日元|卢布)")
_BEHIND = [
    (name, re.compile(rf"[\s-]*(?:{words})(?![\w²])", re.IGNORECASE))
    for name, words in _UNITS.items()
]
_ANY_BEHIND = re.compile(rf"[\s-]*(?:{'|'.join(_UNITS.values())})(?![\w²])", re.IGNORECASE)
_BEFORE = re.compile(r"(hk\$|us\$|usd|eur|gbp|rmb|cny|€|£)\s*$", re.IGNORECASE)
_LONGEST_SIGN = 6
"""Characters before a number in which a sign of money is looked for."""


def chinese_currency(text: str, end: int) -> str:
    """Return the currency behind a Chinese number that ends at an offset; empty if none is said."""
    found = _CHINESE_CURRENCY.match(text, end)
    return _ALSO.get(found["name"], found["name"]) if found else ""


def english_units(text: str, start: int, end: int) -> frozenset[str]:
    """Return the Chinese names of the units that an English number may have; empty if none.

    Args:
        text: an English text.
        start: offset of the number.
        end: offset after it.
    """
    if sign := _BEFORE.search(text[max(0, start - _LONGEST_SIGN) : start]):
        return frozenset({_SIGNS[sign[1].lower()]})
    if not _ANY_BEHIND.match(text, end):
        return frozenset()
    return frozenset(name for name, pattern in _BEHIND if pattern.match(text, end))


def are_same_unit(chinese: str, english: frozenset[str]) -> bool:
    """Tell whether a Chinese unit can be one of some units; also if one of them is not known."""
    name = _ALSO.get(chinese, chinese)
    if name not in _UNITS or not english:
        return True
    is_money = name in _CURRENCIES
    return name in english or all((other in _CURRENCIES) != is_money for other in english)
