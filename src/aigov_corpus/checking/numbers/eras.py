"""Years of the Republic (民國113年 is 2024), and days of the lunar calendar (农历八月十五)."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import BEFORE_REPUBLIC, Amount
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.checking.units import is_inside
from aigov_corpus.text.numerals import read_chinese, read_integer
from aigov_corpus.text.numerals.english_words import ORDINALS

_REPUBLIC = re.compile(r"民[国國]\s?(?P<number>[〇零一二三四五六七八九十百]{1,5}|\d{1,3})\s?年")
_OF_REPUBLIC = re.compile(
    r"\b(?P<before>\d{1,3})(?:st|nd|rd|th)?\s+(?:year\s+)?of\s+the\s+(?:ROC|Republic|Minguo)\b"
    r"|\b(?:ROC|R\.O\.C\.|Minguo)(?:\s+(?:year|era))?\s+(?P<behind>\d{1,3})\b",
    re.IGNORECASE,
)
_YEAR_OF_ERA = r"(?P<year>\d{2,4}|[〇零一二三四五六七八九十百千]{2,8})\s?年"
_BEFORE_ERA = re.compile(rf"[公西纪紀]元前\s?{_YEAR_OF_ERA}")
_MAYBE_BEFORE = re.compile(rf"前\s?{_YEAR_OF_ERA}")
"""Pattern for a year that may be one before our era: 前221年. It may also be the first 221 years,
and in 目前2020年 it is one of our era."""
_YEAR_ZH = re.compile(rf"(?<![国國]){_YEAR_OF_ERA}")
_BC = re.compile(
    r"\s*\b(?:B\.?\s?C\.?(?:\s?E\.?)?(?![\w.]*\w)"
    r"|before\s+(?:Christ|the\s+(?:Common|Christian)|our\s+era))",
    re.IGNORECASE,
)
"""Patterns for a year before our era in both languages, and for any year of the Chinese."""
_MONTHS = {"正": 1, "冬": 11, "腊": 12, "臘": 12}
_LUNAR = re.compile(
    r"(?:(?:[农農]历|[农農]曆|旧历|舊曆|[阴陰][历曆])(?P<month>[正冬腊臘]"
    r"|[一二三四五六七八九十]{1,2})|(?P<only>[正腊臘]))月"
    r"初?(?P<day>[一二三四五六七八九十廿卅]{1,3})(?![个個月])"
)
_MORE_DAYS = re.compile(r"\s?[至到或及和、–—~～-]\s?初?[一二三四五六七八九十廿卅]")
"""Pattern behind a day for further ones: 正月初一至十五."""
_TENS = {"twenty": 20, "thirty": 30}
_MONTH = rf"(?:(?P<month>{'|'.join(ORDINALS)})|(?P<month_digits>\d{{1,2}})(?:st|nd|rd|th))"
_DAY = (
    rf"(?:(?:(?P<tens>{'|'.join(_TENS)})[\s-])?(?P<day>{'|'.join(ORDINALS)})"
    r"|(?P<day_digits>\d{1,2})(?:st|nd|rd|th))"
)
_LUNAR_EN = re.compile(
    rf"\b{_DAY}(?:\s+day)?\s+of\s+the\s+{_MONTH}\s+(?:lunar\s+)?month\b", re.IGNORECASE
)
_HUNDRED = 100


def find_wrong_year(
    zh: str, en: str, zh_amounts: Sequence[Amount], en_amounts: Sequence[Amount]
) -> Contrast | None:
    """Return a year of the Republic that is another year in English; None if there is none."""
    found = [
        (one.span(), float(read_integer(one["number"]) or 0)) for one in _REPUBLIC.finditer(zh)
    ]
    is_bare = any(one.family == "year" and len(one.values) > 1 for one in zh_amounts)
    if not found and not is_bare:  # 107年12月31日
        return None
    places = [place for place, _ in found]
    chinese = [ValuedPlace(place, (year + BEFORE_REPUBLIC, year)) for place, year in found]
    chinese += [
        ValuedPlace(one.place, one.values)
        for one in zh_amounts
        if one.family == "year" and not is_inside(one.place, places)
    ]
    english = [
        ValuedPlace(one.span(), (float(one["before"] or one["behind"]),))
        for one in _OF_REPUBLIC.finditer(en)
    ]
    english += [ValuedPlace(one.place, one.values) for one in en_amounts if one.family == "year"]
    return find_differing("year", chinese, english)


def find_wrong_era(zh: str, en: str, en_amounts: Sequence[Amount]) -> Contrast | None:
    """Return a year before our era that English has as one of our era, or the reverse, or None."""
    before, other = _BEFORE_ERA.search(zh), _BC.search(en)
    if other if before else not other or _MAYBE_BEFORE.search(zh):
        return None
    found = _BEFORE_ERA if before else _YEAR_ZH
    chinese = {float(read_chinese(one["year"]) or 0): one.span() for one in found.finditer(zh)}
    for one in en_amounts:
        is_dated = before or _BC.match(en, one.place[1])
        if is_dated and one.values[0] in chinese:
            return Contrast("era", chinese[one.values[0]], one.place)
    return None


def find_wrong_lunar_day(zh: str, en: str) -> Contrast | None:
    """Return a day of the lunar calendar that is another one in English; None if there is none.

    Nothing is said of several days of a month, of which English may say any one last.
    """
    chinese = []
    for one in _LUNAR.finditer(zh):
        if _MORE_DAYS.match(zh, one.end()):
            return None
        name = one["month"] or one["only"]
        month = _MONTHS.get(name) or read_integer(name) or 0
        value = float(month * _HUNDRED + (read_integer(one["day"]) or 0))
        chinese.append(ValuedPlace(one.span(), (value,)))
    english = []
    for one in _LUNAR_EN.finditer(en) if chinese else ():
        day = _ordinal(one, "day") + _TENS.get((one["tens"] or "").lower(), 0)
        value = float(_ordinal(one, "month") * _HUNDRED + day)
        english.append(ValuedPlace(one.span(), (value,)))
    return find_differing("day of the lunar calendar", chinese, english)


def _ordinal(found: re.Match[str], name: str) -> int:
    """Return the value of an English ordinal in words or digits."""
    return ORDINALS[found[name].lower()] if found[name] else int(found[f"{name}_digits"])
