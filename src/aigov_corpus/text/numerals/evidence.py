"""The numbers of a sentence as evidence for its counterpart in the other language."""

from __future__ import annotations

import re

from aigov_corpus.text.language_codes import base_language
from aigov_corpus.text.months import MONTHS

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_CARDINALS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {
    word: 20 + 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}

_ZH_NUMBER = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)\s?([十百千万亿兆]*)|[零〇一二两三四五六七八九十百千万亿]{1,20}"
)
_EN_NUMBER = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:st|nd|rd|th|s)?(?:[\s-]*(hundred|thousand|million|billion|trillion)\b)?"
)
_EN_WORD = re.compile(r"[a-z]+")
# `May` and `March` are months only beside a number.
_DATED = re.compile(r"\b(may|march|mar)\.?\s+\d|\d\s+(may|march|mar)\b")
# Chinese numerals that are mostly no number: 一 in 统一, 十分, 千万, 万一 …
_NO_NUMBER = frozenset("一 二 两 十 百 千 万 亿 千万 万万 万一 百万 十万".split())


def evidence_numbers(text: str, *, lang: str) -> frozenset[float]:
    """Return the numbers a text names, over scripts: 十八大 and 18th, 11月 and November, 1.5亿 and 150 million.

    One and two are left out where they are words: they are everywhere.
    """
    if base_language(lang) == "zh":
        return _chinese_numbers(text)
    return _english_numbers(text.lower())


def _chinese_numbers(text: str) -> frozenset[float]:
    found = set()
    for match in _ZH_NUMBER.finditer(text):
        if match[1]:
            value = float(match[1].replace(",", ""))
            for unit in match[2]:
                value *= _UNITS.get(unit) or _MYRIADS[unit]
            found.add(round(value, 4))
        elif match[0] not in _NO_NUMBER and (value := _chinese_integer(match[0])) > 2:
            found.add(float(value))
    return frozenset(found)


def _chinese_integer(numeral: str) -> int:
    """Return the value of a Chinese numeral: 一百零三 is 103, 二〇二五 is 2025, 三十万 is 300000."""
    if all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = section = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


def _english_numbers(text: str) -> frozenset[float]:
    found = {
        round(float(match[1].replace(",", "")) * _SCALES.get(match[2], 1), 4)
        for match in _EN_NUMBER.finditer(text)
    }
    value = 0
    for word in [*_EN_WORD.findall(text), ""]:
        if word in _CARDINALS:
            value += _CARDINALS[word]
        elif word in _ORDINALS:
            found.add(float(value + _ORDINALS[word]))
            value = 0
        elif word in _SCALES and value:
            value *= _SCALES[word]
        elif word != "and":
            found.add(float(value))
            value = 0
            if word in MONTHS and word not in ("may", "march", "mar"):
                found.add(float(MONTHS[word]))
    for match in _DATED.finditer(text):
        found.add(5.0 if match[0].strip("0123456789. \t").startswith("may") else 3.0)
    digits = {round(float(match[1].replace(",", "")), 4) for match in _EN_NUMBER.finditer(text)}
    return frozenset(number for number in found if number > 2 or number in digits)
