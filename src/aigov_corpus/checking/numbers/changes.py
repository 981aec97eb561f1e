"""What a number says about a change: 下降5% is a fall by 5 %, and no rise.

A number is looked at if each text has it once. What counts are the words right beside it: 增长了,
"rose by", "a 5 % increase". 5个百分点 are percentage points, and 5% is no number without a unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.amounts import Amount
from aigov_corpus.checking.numbers.comparing import Meaning, meaning_of
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.text.simplified import simplify

Couple = tuple[Amount, Amount]
"""A Chinese number and the English one that is the same."""
_UP_ZH = "增长|增加|上升|上涨|提高|上调|攀升|回升|升高|增幅|涨幅|升幅|扩大|增|涨|升"
_DOWN_ZH = "下降|减少|下跌|降低|下调|下滑|回落|跌幅|降幅|减幅|收缩|萎缩|缩减|缩小|收窄|降|跌|减"
_FILL_ZH = "(?:了|约|近|超过|超|达到|达|将近|逾|为|至|到|逾|人民币|港元|美元|大约|幅度|仅|只)*"
_TREND_ZH = re.compile(f"(?:(?P<up>{_UP_ZH})|(?P<down>{_DOWN_ZH})){_FILL_ZH}$")
_BEHIND_ZH = re.compile("的(?:(?P<up>增长|升幅|增幅|涨幅|增速)|(?P<down>跌幅|降幅|减幅|下降))")
_UNCLEAR_ZH = re.compile(
    "[不没未负无]|[降跌减]幅|逆差|亏损|赤字|[升贬]值|汇率|兑|防|止|抑|控|遏|避免|收窄|[转变]"
)
"""Pattern for Chinese before a number that turns a change round, or may turn it."""
_UP_EN = (
    r"increas(?:e[sd]?|ing)|r(?:ise[sn]?|ose)|rising|grew|gr[o]wn?|grow(?:s|ing|th)|up(?!\s+to)"
    r"|climb(?:s|ed|ing)?|gain(?:s|ed)?|higher|expan(?:d(?:s|ed|ing)?|sion)|surg(?:e[sd]?|ing)"
    r"|jump(?:s|ed|ing)?|soar(?:s|ed|ing)?|more|raised?|faster|widened"
)
_DOWN_EN = (
    r"decreas(?:e[sd]?|ing)|declin(?:e[sd]?|ing)|f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|down"
    r"|reduc(?:e[sd]?|ing|tions?)|lower(?:s|ed)?|less|fewer|contract(?:s|ed|ion)|shr[aiu]nk"
    r"|slow(?:er|ed)|narrow(?:er|ed)?|cut|slid|slipped|smaller|plunge[sd]?"
)
_TREND_EN = re.compile(rf"\b(?:(?P<up>{_UP_EN})|(?P<down>{_DOWN_EN}))\b(?!\s+than)", re.IGNORECASE)
_FILL_EN = re.compile(
    r"(?:\s+(?!and\b|or\b|but\b|while\b|from\b)[a-z'’-]+){0,3}"
    r"(?:\s+from\s+\S*\d\S*(?:\s+(?:per\s?cent|[mbt]r?illion|yuan))*\s+to)?"
    r"\s+(?:[A-Z]{0,3}[$¥€£]|RMB\s?)?",
    re.IGNORECASE,
)
"""Pattern for what stands between a word for a change and its number: "rose by about"."""
_BEHIND_EN = re.compile(
    r"\s*(?:of\s+an?\s+)?(?:%|per\s?cent(?:age)?|percent)?(?:\s+points?)?(?:\s+[a-z-]+){0,2}?\s+"
    rf"(?:(?P<up>{_UP_EN})|(?P<down>{_DOWN_EN}))\b(?!\s+(?:by|to|from)\b)",
    re.IGNORECASE,
)
_CLAUSE_EN = re.compile(r"[.;:,()](?=\s)")
_CLAUSE_ZH = re.compile("[，。；：、（）！？]")
_BEFORE = {"zh": 20, "en": 70}
"""Characters before a number in which its change stands."""
_BEHIND = 40
"""Characters behind an English number in which its change stands."""
_POINTS_EN = re.compile(
    r"\s*(?:(?:of\s+an?|of\s+one)\s+)?(?:percentage|per\s?cent|pct\.?|basis|%)?[\s-]*points?\b"
    r"|\s*(?:bps?|p\.?p\.?t?s?)\b"
)
_SHARED_UNIT = re.compile(
    r"(?:[^.;:\d]{0,40}(?:,|[-–—]|\b(?:to|and|or|through))[^.;:\d]{0,30}\d[\d.,]*){0,6}"
    r"\s*-?\s*(?:%|per\s?cent)",
    re.IGNORECASE,
)
"""Pattern behind the first of several numbers with one unit: 5.4 and 5.5 percent."""
_UNIT_BEFORE = re.compile(
    r"\d\s?(?:%|per\s?cent)(?:[^.;:\d]{0,25}\d+(?:\.\d+)?)*[^.;:\d]{0,25}\b(?:to|and|or)\s+"
    r"(?:(?:below|under|above|over|about|around|nearly|almost|just|(?:less|more)\s+than)\s+)?$",
    re.IGNORECASE,
)
"""Pattern before a later one of several numbers, of which the first has the unit: 5% to 4."""


_MONEY_ZH = re.compile("[多余餘]?(?:[美港欧歐日]?元|英[镑鎊]|人民[币幣])(?![素件旦首])")
_MONEY_EN = re.compile(
    r"[$¥€£￥]|\b(?:yuan|rmb|cny|renminbi|dollars?|usd|hkd|eur|euros?|yen|pounds?|sterling|jpy|gbp"
    r"|ntd?|won|rupees?|francs?|bucks?|money|price[ds]?|cost(?:s|ed)?|cash|pay|paid)(?![a-z])",
    re.IGNORECASE,
)
_PERCENTAGE = re.compile(
    r"percentage(?!\s+point)|\bin\s+per\s?cent\b|\(%\)|\bPMI\b|\bpurchasing\s+managers",
    re.IGNORECASE,
)
"""Pattern for English that says what all its numbers are, or of which nobody says it: the PMI."""


def find_wrong_changes(zh: str, en: str, couples: Sequence[Couple]) -> Iterator[Contrast]:
    """Yield the numbers that one text has for a rise and the other one for a fall."""
    simplified = simplify(zh) if couples else ""
    for one, other in couples:
        here = _read_chinese(simplified, one)
        there = _read_english(en, other) if here else None
        if here and there and here[0] != there[0]:
            yield Contrast("change", here[1], there[1], is_certain=False)


def find_wrong_points(en: str, couples: Iterable[Couple]) -> Iterator[Contrast]:
    """Yield the numbers that are percentage points in one text and percent in the other."""
    for one, other in couples:
        if one.mention.kind != "percent" or not one.has_digits or not other.has_digits:
            continue
        is_points = one.written.endswith(("百分点", "百分點"))
        says_points = "point" in other.written or _POINTS_EN.match(en, other.place[1]) is not None
        is_other = other.mention.kind == "percent" and is_points != says_points
        is_bare = other.mention.kind == "cardinal" and not says_points and _lacks_unit(en, other)
        if is_other or is_bare:
            yield Contrast("unit", one.place, other.place, is_certain=is_other)


def find_lost_currency(zh: str, en: str, couples: Iterable[Couple]) -> Iterator[Contrast]:
    """Yield the first amount of money that is a bare number in English without any money."""
    for one, other in couples:
        money = _MONEY_ZH.match(zh, one.place[1])
        if money and one.has_digits and other.has_digits and not other.english_units:
            if not _MONEY_EN.search(en):
                zh_place = (one.place[0], money.end())
                yield Contrast("unit", zh_place, other.place, is_certain=False)
            return


def _lacks_unit(en: str, amount: Amount) -> bool:
    """Tell whether an English number has no unit, and shares none with the numbers behind it."""
    end = amount.place[1]
    before = en[max(0, amount.place[0] - _BEFORE["en"]) : amount.place[0]]
    has_unit = amount.english_units or amount.per or _SHARED_UNIT.match(en, end)
    has_unit = has_unit or _UNIT_BEFORE.search(before)
    return not has_unit and not _PERCENTAGE.search(en)


def list_couples(
    zh: Sequence[Amount], en: Sequence[Amount], matched: Mapping[Meaning, Set[Meaning]]
) -> Iterator[Couple]:
    """Yield the numbers that each text has once, with their counterparts."""
    zh_counts, en_counts = (Counter(one.values for one in side) for side in (zh, en))
    by_meaning = {meaning_of(one): one for one in en}
    for one in zh:
        found = matched.get(meaning_of(one), ())
        if len(found) != 1 or zh_counts[one.values] > 1:
            continue
        other = by_meaning[next(iter(found))]
        is_half = one.is_multiple and other.mention.kind == "fraction"  # two times is no half
        if en_counts[other.values] == 1 and not is_half:
            yield one, other


def _read_chinese(simplified: str, amount: Amount) -> tuple[bool, tuple[int, int]] | None:
    """Return whether a Chinese number is a rise, with its place; None if it is no clear change."""
    start, end = amount.place
    first = max(0, start - _BEFORE["zh"])
    clauses = [found.end() for found in _CLAUSE_ZH.finditer(simplified, first, start)]
    first = clauses[-1] if clauses else first
    before = simplified[first:start]
    if _UNCLEAR_ZH.search(before):
        return None
    if found := _TREND_ZH.search(before):
        return bool(found["up"]), (first + found.start(), end)
    behind = _BEHIND_ZH.match(simplified, end)
    return (bool(behind["up"]), (start, behind.end())) if behind else None


def _read_english(en: str, amount: Amount) -> tuple[bool, tuple[int, int]] | None:
    """Return whether an English number is a rise, with its place; None if it is no clear change."""
    start, end = amount.place
    first = max(0, start - _BEFORE["en"])
    clauses = [found.end() for found in _CLAUSE_EN.finditer(en, first, start)]
    first = clauses[-1] if clauses else first
    trends = list(_TREND_EN.finditer(en, first, start))
    before = trends[-1] if trends and _FILL_EN.fullmatch(en, trends[-1].end(), start) else None
    behind = _BEHIND_EN.match(en, end, end + _BEHIND)
    said = {bool(found["up"]) for found in (before, behind) if found}
    if len(said) != 1:
        return None
    place = (before.start() if before else start, behind.end() if behind else end)
    return said.pop(), place
