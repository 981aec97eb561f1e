"""How often something happens: 每半年 is every six months, twice a year or half-yearly.

Each expression is turned into times a year. A text may say several; a finding is made only if no
frequency of one text fits one of the other.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace
from aigov_corpus.text.numerals import read_integer
from aigov_corpus.text.numerals.english_words import CARDINALS

_NUMERAL = r"(?:[一二两兩三四五六七八九十]{1,3}|\d{1,3})"
_CHINESE_UNITS = {
    "半年": 2.0,
    "半个月": 24.0,
    "半月": 24.0,
    "年": 1.0,
    "季": 4.0,
    "季度": 4.0,
    "月": 12.0,
    "旬": 36.0,
    "周": 52.0,
    "星期": 52.0,
    "礼拜": 52.0,
    "日": 365.0,
    "天": 365.0,
    "晚": 365.0,
    "小时": 8766.0,
    "分钟": 525_960.0,
}
"""Units of time, with how many of them a year has."""
_UNIT = (
    "(?P<unit>半年|半[个個]?月|年(?![级級])|季度?|月|旬|[周週](?![边年岁歲])|星期|[礼禮]拜"
    "|日(?![本元])|天|晚"
    "|小时|小時|分[钟鐘])"
)
_SKIPPED = frozenset("日天晚年周週")
"""Units of which 每隔一天 is every other one; 每隔一小时 may be every hour."""
_SIMPLIFIED = str.maketrans("個週禮時鐘", "个周礼时钟")
_EVERY = re.compile(
    rf"每(?P<skip>隔)?(?P<number>{_NUMERAL})?[个個]?{_UNIT}"
    rf"(?:[^，。；、]{{0,12}}?(?P<count>{_NUMERAL})[次回度场場期届屆])?"
)
_PERIOD = re.compile(rf"(?P<number>{_NUMERAL})[个個]?{_UNIT}(?P<count>{_NUMERAL})[次度届屆]")
_BY = re.compile("(?:按|逐)(?P<unit>年(?!级)|季度?|月|旬|[周週]|日)(?!期|起|照)")
_ALSO_CHINESE = {"年": 1.0, "季": 4.0, "月": 12.0, "周": 52.0, "週": 52.0, "日": 365.0, "天": 365.0}
"""Characters that may stand for a frequency in other words: 年度, 月报, 日均."""
_WORDS = {
    "annual": (1.0,),
    "annually": (1.0,),
    "yearly": (1.0,),
    "monthly": (12.0,),
    "quarterly": (4.0,),
    "weekly": (52.0,),
    "hourly": (8766.0,),
    "fortnightly": (26.0,),
    "biennial": (0.5,),
    "biennially": (0.5,),
    "triennial": (1 / 3,),
    "triennially": (1 / 3,),
    "semiannual": (2.0,),
    "semiannually": (2.0,),
    "biannual": (2.0, 0.5),
    "biannually": (2.0, 0.5),
    "biweekly": (26.0, 104.0),
    "bimonthly": (6.0, 24.0),
    "half-yearly": (2.0,),
    "semi-annual": (2.0,),
    "semi-annually": (2.0,),
}
"""English words for a frequency, with the times a year that they may mean."""
_ALSO_ENGLISH = {"daily": 365.0, "everyday": 365.0, "annum": 1.0, "nightly": 365.0}
"""Words that mostly say something else: daily life."""
_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.IGNORECASE)
_ALSO_WORD = re.compile(rf"\b(?:{'|'.join(_ALSO_ENGLISH)})\b", re.IGNORECASE)
_ENGLISH_UNITS = {
    "year": 1.0,
    "quarter": 4.0,
    "month": 12.0,
    "fortnight": 26.0,
    "week": 52.0,
    "day": 365.0,
    "night": 365.0,
    "hour": 8766.0,
    "minute": 525_960.0,
    "decade": 0.1,
}
_NUMBERS = {
    word: CARDINALS[word]
    for word in "one two three four five six seven eight nine ten twelve".split()
}
_COUNTS = {"once": 1, "twice": 2, "thrice": 3}
_ENGLISH_UNIT = rf"(?P<unit>{'|'.join(_ENGLISH_UNITS)})s?\b"
_ENGLISH_NUMBER = rf"(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)}|other|second|few)"
_ENGLISH_EVERY = re.compile(
    rf"\b(?:(?P<count>once|twice|thrice|(?P<times>\d{{1,4}}|{'|'.join(CARDINALS)})\s+times)\s+"
    r"(?:in\s+)?(?:an?|per|each|every|one)|every|each|per)\s+"
    rf"(?:{_ENGLISH_NUMBER}[\s-]+)?{_ENGLISH_UNIT}",
    re.IGNORECASE,
)
_ENGLISH_A = re.compile(rf"\ban?\s+{_ENGLISH_UNIT}", re.IGNORECASE)
_LIKE = 1.12
"""Largest ratio of two frequencies that are the same: 12 months or 13 times four weeks."""


def find_wrong_frequency(zh: str, en: str) -> Contrast | None:
    """Return two places that say different frequencies; None if there are none."""
    chinese = list(_list_chinese(zh))
    english = list(_list_english(en)) if chinese else []
    if not english:
        return None
    also = [_ENGLISH_UNITS[one["unit"].lower()] for one in _ENGLISH_A.finditer(en)]
    also += [_ALSO_ENGLISH[one[0].lower()] for one in _ALSO_WORD.finditer(en)]
    said = [rate for one in english for rate in one.values] + also
    rest = zh
    for one in chinese:
        rest = rest[: one.place[0]] + " " * (one.place[1] - one.place[0]) + rest[one.place[1] :]
    meant = [rate for one in chinese for rate in one.values]
    meant += [rate for character, rate in _ALSO_CHINESE.items() if character in rest]
    if any(max(a, b) / min(a, b) <= _LIKE for a in meant for b in said):
        return None
    return Contrast("frequency", chinese[0].place, english[0].place)


def _list_chinese(text: str) -> Iterator[ValuedPlace]:
    """Yield the frequencies of a Chinese text, in times a year."""
    for found in _EVERY.finditer(text):
        number = float(read_integer(found["number"]) or 1) if found["number"] else 1.0
        rates = [_unit_rate(found["unit"]) / number]
        if found["skip"]:
            rates.append(_unit_rate(found["unit"]) / (number + 1))
        if found["skip"] and number == 1 and found["unit"] in _SKIPPED:
            rates = rates[1:]
        if found["count"]:
            rates.append(rates[0] * (read_integer(found["count"]) or 1))
        end = found.end() if found["count"] else found.end("unit")
        yield ValuedPlace((found.start(), end), tuple(rates))
    for found in _PERIOD.finditer(text):
        rate = _unit_rate(found["unit"]) / (read_integer(found["number"]) or 1)
        yield ValuedPlace(found.span(), (rate, rate * (read_integer(found["count"]) or 1)))
    for found in _BY.finditer(text):
        yield ValuedPlace(found.span(), (_unit_rate(found["unit"]),))


def _unit_rate(unit: str) -> float:
    """Return how many of a Chinese unit of time a year has."""
    return _CHINESE_UNITS[unit.translate(_SIMPLIFIED)]


def _list_english(text: str) -> Iterator[ValuedPlace]:
    """Yield the frequencies of an English text, in times a year."""
    for found in _ENGLISH_EVERY.finditer(text):
        number = (found["number"] or "").lower()
        if number == "few":
            continue
        size = 2 if number in ("other", "second") else _read_number(number)
        rate = _ENGLISH_UNITS[found["unit"].lower()] / size
        count = (found["count"] or "").lower()
        times = _COUNTS.get(count) or _read_number((found["times"] or "").lower())
        yield ValuedPlace(found.span(), (rate, rate * times))
    for found in _WORD.finditer(text):
        yield ValuedPlace(found.span(), _WORDS[found[0].lower()])


def _read_number(word: str) -> int:
    """Return the number that a word or digits say; 1 for none."""
    return int(word) if word.isdecimal() else CARDINALS.get(word, 1)
