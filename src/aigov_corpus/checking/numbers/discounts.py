"""Discounts: 打八折 is 20 percent off, or 80 percent of the price."""

from __future__ import annotations

from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.checking.units import is_inside
from aigov_corpus.text.numerals import read_integer

_CHINESE = re.compile(
    r"(?<![一二三四五六七八九折\d][-–—~～至到或、])(?<![一二三四五六七八九十百几幾\d.第对對曲波骨打])打?"
    r"(?P<share>[一二三四五六七八九]{1,2}"
    r"|\d{1,2}(?:\.\d)?)折(?![叠疊磨断斷腾騰扇纸紙页頁屏门門伞傘梯])"
)
_ENGLISH = re.compile(
    r"(?P<off>\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent)[\s-]+"
    r"(?:off\b|discount|reduction|rebate|cheaper)"
    r"|\b(?:discount|reduction|rebate)s?\s+of\s+(?P<by>\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent)"
    r"|(?P<of>\d{1,2}(?:\.\d+)?)\s?(?:%|per\s?cent)\s+of\s+(?:the\s+)?(?:\w+\s+)?"
    r"(?:price|fare|cost)"
    r"|\b(?P<half>half[\s-](?:price|fare|off))",
    re.IGNORECASE,
)
_WHOLE = 100.0
_TENTH = 10.0
_HALF = 50.0


def find_wrong_discount(zh: str, en: str, zh_amounts: Sequence[Amount]) -> Contrast | None:
    """Return a discount that is another one in English; None if there is none."""
    if "折" not in zh:
        return None
    chinese = [
        ValuedPlace(one.span(), (_WHOLE - _read(one["share"]),)) for one in _CHINESE.finditer(zh)
    ]
    english = []
    places = [one.place for one in chinese]
    said = {
        one.values[0]
        for one in zh_amounts
        if one.mention.kind == "percent" and not is_inside(one.place, places)
    }
    for one in _ENGLISH.finditer(en) if chinese else ():
        value = float(one["off"] or one["by"] or one["of"] or _HALF)
        if value in said:
            continue
        english.append(ValuedPlace(one.span(), (_WHOLE - value if one["of"] else value,)))
    return find_differing("discount", chinese, english)


def _read(share: str) -> float:
    """Return the percentage of the price that is paid: 80 for 八折, 95 for 九五折 or 9.5折."""
    value = float(share) if share[0].isascii() else float(read_integer(share) or 0)
    return value if value >= _TENTH else value * _TENTH
