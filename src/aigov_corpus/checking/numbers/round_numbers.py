"""Numbers that are said roughly or by halves: 数十人 are dozens, 近千人 nearly 1,000, 减半 halved.

The same is done with the round number of which shares are counted: 每千人, per 1,000 people.

Only the power of ten is compared, and only where both texts have equally many such numbers.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.checking.numbers.measures import chinese_unit, convert, english_units
from aigov_corpus.text.simplified import simplify

_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SCALE = "(?P<scale>[十百千]?[万亿]|[十百千])"
_ROUGH = re.compile(
    rf"(?<![第\d一二三四五六七八九两十百千万亿])(?:(?P<many>[数几]|好几)|(?P<near>将近|近)|上|逾"
    rf"|超过|(?<![通经])过|成)"
    rf"{_SCALE}(?![\d一二三四五六七八九十百千万亿分年月日之成以般货姓科])"
)
"""Pattern for 数十, 近千, 上百万; 数以万计 and 成百上千 are no number."""
_IDIOM = re.compile("成千上万|成百上千|千百|千万别|数以")
_ENGLISH_POWERS = {
    "dozen": 1,
    "ten": 1,
    "score": 1,
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "billion": 9,
}
_LARGE = "(?P<large>hundred|thousand|million|billion)"
_MANY = re.compile(
    r"\b(?:(?P<of>tens|hundreds)\s+of\s+)?"
    r"(?:(?P<plural>dozens|tens|scores|hundreds|thousands|millions|billions)"
    r"|(?:several|some|(?:a\s+)?few)\s+(?P<times>hundred\s+|ten\s+)?"
    r"(?P<single>dozen|hundred|thousand|million|billion))\b"
    rf"|\b(?P<count>an?|one|ten|(?<![\d.,])10{{0,2}})\s+{_LARGE}\b"
    r"(?!\s+and\b|\s+(?:hundred|thousand|million|billion))",
    re.IGNORECASE,
)
_BASE = re.compile(
    "每(?P<scale>[十百]?[万亿]|[百千])(?:[名位个]|(?=[人户口元公平名居头亩株件台例])|常住|户籍|活产)"
)
_BASE_EN = re.compile(
    r"\b(?:per|(?:for|in|of|among)\s+(?:every|each))\s+"
    r"(?:(?P<digits>1(?:0{0,2}(?:[,\s]000)+|0{2,7}))"
    r"|(?P<count>ten\s+|hundred\s+)?(?P<base>hundred|thousand|million))\b(?!\s+(?:thousand|million))",
    re.IGNORECASE,
)
"""Patterns for what a share is counted of: 每万人, per 10,000 people."""
_EACH = re.compile("每(?=[亩公平立吨升桶])")
_PER = re.compile(r"\b(?:per|each|every)(?=\s+[a-z])", re.IGNORECASE)
"""Patterns before the unit for which an amount is given: 每亩, per hectare."""
_UNIT_EN = re.compile(r"\s+(?:(?:square|cubic|metric)\s+)?[a-z]+", re.IGNORECASE)
_LARGER = "many "
"""Text before a word that may then be ten times as many: many thousands."""
_HALF_ZH = re.compile("减半|折半|对半|(?<!大)(?<!上)(?<!下)(?<!前)(?<!后)半数|一半")
_OTHER_SHARE_ZH = re.compile("分之|%|％|成(?![为立功果员长交就本效熟套型都]|[^，。]{0,2}[功果])|倍")
_HALF_EN = re.compile(
    r"half|halv|\b50\b|fifty|majority|\bmost|equal|twice|double|\bmid|semi|\btwo\s+quarters",
    re.IGNORECASE,
)
_SHARE_EN = re.compile(
    r"\b(?:an?|one|two|three|four)[\s-]+(?:thirds?|quarters?|fifths?|tenths?)\b"
    r"(?!\s+of\s+(?:the\s+)?(?:year|an?\s+hour))"
    r"|\b\d{1,2}(?:\.\d+)?\s?(?:%|per\s?cent)",
    re.IGNORECASE,
)


def find_wrong_magnitude(zh: str, en: str, zh_amounts: Sequence[Amount]) -> Contrast | None:
    """Return a rough number whose power of ten is another one in English, or None."""
    simplified = simplify(zh)
    if _IDIOM.search(simplified):
        return None
    chinese = []
    for one in _ROUGH.finditer(simplified):
        power = float(sum(_POWERS[sign] for sign in one["scale"]))
        is_loose = one["near"] or one[0] == "上万"  # 上万 are also "thousands upon thousands"
        chinese.append(ValuedPlace(one.span(), (power, power - 1) if is_loose else (power,)))
    if not chinese:
        return None
    exact = {round(math.log10(value), 6) for one in zh_amounts for value in one.values if value > 0}
    english = []
    for one in _MANY.finditer(en):
        power = _read_english(one)
        if not (one["count"] and power in exact):
            before = en[max(0, one.start() - len(_LARGER)) : one.start()]
            is_vague = one[0].lower() == "scores" or before.lower() == _LARGER
            english.append(ValuedPlace(one.span(), (power, power + 1) if is_vague else (power,)))
    return find_differing("size", chinese, english)


def _read_english(found: re.Match[str]) -> float:
    """Return the power of ten of an English round number: 5 for "hundreds of thousands"."""
    word = (found["plural"] or found["single"] or found["large"]).lower().removesuffix("s")
    power = _ENGLISH_POWERS[word]
    before = (found["of"] or found["count"] or found["times"] or "").lower().strip().rstrip("s")
    return float(power + {"ten": 1, "10": 1, "hundred": 2, "100": 2}.get(before, 0))


def find_wrong_base(zh: str, en: str) -> Contrast | None:
    """Return the number of which both texts count a share if it differs: 每千人, per 10,000."""
    chinese = [
        ValuedPlace(one.span(), (float(sum(_POWERS[sign] for sign in one["scale"])),))
        for one in _BASE.finditer(simplify(zh))
    ]
    found = _BASE_EN.finditer(en) if chinese else ()
    english = [ValuedPlace(one.span(), (_read_base(one),)) for one in found]
    return find_differing("base", chinese, english)


def find_other_rate(zh: str, en: str) -> tuple[Contrast, float] | None:
    """Return the only unit for which both texts give an amount if it differs, or None.

    With it comes by how much the amount must differ: 每亩500公斤 is 7,500 kilograms per hectare.
    """
    of_zh = [(one, chinese_unit(zh, one.start(), one.end())) for one in _EACH.finditer(zh)]
    of_en = [(one, english_units(en, one.start(), one.end())) for one in _PER.finditer(en)]
    chinese = [(one.span(), unit) for one, unit in of_zh if unit]
    english = [(one.span(), units) for one, units in of_en if units]
    if len(chinese) != 1 or len(english) != 1 or chinese[0][1] in english[0][1]:
        return None
    converted = convert(1.0, chinese[0][1], english[0][1])
    (start, end), (first, last) = chinese[0][0], english[0][0]
    named = _UNIT_EN.match(en, last)
    last = named.end() if named else last
    contrast = Contrast("unit", (start, end + len(chinese[0][1])), (first, last))
    return (contrast, 1 / converted[0]) if converted else None


def find_wrong_rate(
    zh: str, en: str, zh_amounts: Sequence[Amount], en_amounts: Sequence[Amount]
) -> Contrast | None:
    """Return the unit for which both texts give the same amount if it differs, or None."""
    values = {one.values for one in zh_amounts} & {one.values for one in en_amounts}
    found = find_other_rate(zh, en) if values else None
    return found[0] if found else None


def _read_base(found: re.Match[str]) -> float:
    """Return the power of ten of an English base: 4 for "10,000" or "ten thousand"."""
    zeros = found["digits"].count("0") if found["digits"] else 0
    count = {"ten": 1, "hundred": 2}.get((found["count"] or "").lower().strip(), 0)
    return float(zeros + count + _ENGLISH_POWERS.get((found["base"] or "").lower(), 0))


def find_wrong_half(zh: str, en: str) -> Contrast | None:
    """Return the only share of two texts if it is a half in Chinese and another one in English."""
    simplified = simplify(zh)
    halves = list(_HALF_ZH.finditer(simplified))
    if len(halves) != 1 or _OTHER_SHARE_ZH.search(simplified) or _HALF_EN.search(en):
        return None
    shares = list(_SHARE_EN.finditer(en))
    return Contrast("share", halves[0].span(), shares[0].span()) if len(shares) == 1 else None
