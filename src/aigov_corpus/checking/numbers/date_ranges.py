"""Days and years of a range that says month or century once: 8 to 20 March, 二〇二二至二三."""

from __future__ import annotations

from dataclasses import replace

from aigov_corpus import patterns as re
from aigov_corpus.records import Side
from aigov_corpus.text.months import MONTH_NAMES
from aigov_corpus.text.numerals import NumberMention, read_integer

_TO = r"(?:\s?[-–—]\s?|\s+(?:to|until|till|through)\s+)"
_TH = "(?:st|nd|rd|th)?"
_MONTH_BEFORE = re.compile(rf"\b(?:{MONTH_NAMES})\s+\d{{1,2}}{_TH}{_TO}$")
_MONTH_BEHIND = re.compile(
    rf"{_TH}(?:{_TO}|\s+and\s+)\d{{1,2}}{_TH}\s+(?:of\s+)?(?:{MONTH_NAMES})\b"
)
"""Patterns beside the second day of such a range, and beside the first one."""
_LONGEST_BEFORE = 24
"""Characters before a number in which a month and a day stand."""
_LAST_DAY = 31
_TO_ZH = r"\s?[至到／/—–~～-]\s?"
_DIGITS = "〇零一二三四五六七八九"
_YEAR_BEFORE = re.compile(rf"(?P<first>(?:19|20)\d\d|[一二][{_DIGITS}]{{3}}){_TO_ZH}$")
_YEAR_BEHIND = re.compile(rf"{_TO_ZH}(?:\d\d|[{_DIGITS}]{{2}})(?=[财財学學]?[政年])")
_OF_YEAR = re.compile("[财財学學]?[政年]")
"""Patterns beside the second year of a range, beside the first one, and behind the range."""
_FIRST_YEAR = 1900
_CENTURY = 100


def read_in_range(text: str, mention: NumberMention, side: Side) -> NumberMention:
    """Return a number as the day or the year that it is in such a range; others as they are."""
    if mention.kind != "cardinal":
        return mention
    before = text[max(0, mention.start - _LONGEST_BEFORE) : mention.start]
    if side == "en":
        is_day = mention.values[0] <= _LAST_DAY and (
            _MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(text, mention.end)
        )
        return replace(mention, kind="day") if is_day else mention
    if mention.values[0] >= _FIRST_YEAR and _YEAR_BEHIND.match(text, mention.end):
        return replace(mention, kind="year")
    first = _YEAR_BEFORE.search(before)
    if first and mention.end - mention.start == 2 and _OF_YEAR.match(text, mention.end):
        earlier = read_integer(first["first"]) or 0
        own = read_integer(text[mention.start : mention.end]) or 0
        year = earlier // _CENTURY * _CENTURY + own
        if year < earlier:  # 1999/00
            year += _CENTURY
        return replace(mention, kind="year", values=(float(year),))
    return mention
