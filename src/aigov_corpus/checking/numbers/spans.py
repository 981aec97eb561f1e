"""Spans of time and parts of them: 半年 is six months, 上旬 early in the month.

Spans are compared by their lengths in days. Those that both texts write as the same number in
different units are found by their units (`measures`); here are those with a half, or one of a unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast, ValuedPlace, find_differing
from aigov_corpus.text.months import MONTHS
from aigov_corpus.text.numerals import read_integer
from aigov_corpus.text.numerals.english_words import CARDINALS
from aigov_corpus.text.simplified import simplify

_DAYS = {
    "世纪": 36525.0,
    "年": 365.25,
    "季度": 91.3,
    "月": 30.4,
    "星期": 7.0,
    "周": 7.0,
    "天": 1.0,
    "小时": 1 / 24,
    "钟头": 1 / 24,
    "分钟": 1 / 1440,
}
"""Days of the Chinese units."""
_ENGLISH_DAYS = {
    "centur": 36525.0,
    "decade": 3652.5,
    "year": 365.25,
    "quarter": 91.3,
    "month": 30.4,
    "fortnight": 14.0,
    "week": 7.0,
    "day": 1.0,
    "hour": 1 / 24,
    "minute": 1 / 1440,
}
"""Days of the English units, by the beginnings of their names."""
_UNIT = (
    "(?P<unit>世纪|年(?![级代度])|(?<=个)季度|(?<=[个半])月(?![板谈形刊湾])|星期|周(?![年岁])"
    "|天|小时|钟头|分钟)"
)
_CHINESE = re.compile(
    rf"(?P<half>(?<![上下前后每大小多老])半个?(?!天){_UNIT})(?![报刊])"
    rf"|(?<![第每\d一二三四五六七八九十百千万亿.几])(?P<number>[一二两三四五六七八九十]{{1,3}}"
    rf"|\d{{1,3}})个?(?P<also>半)?"
    rf"{_UNIT.replace('unit', 'other')}(?P<behind>半(?!载))?"
)
_SPAN_CUE = re.compile("半|世纪|世紀|季度")
"""Pattern for Chinese without which no span is compared; it is quick to look for."""
_ANY_TIME = re.compile("[年季月旬周日天钟刻纪岁夜晨晚]|小时|星期")
"""Characters of a Chinese text that may tell of another span."""
_NUMBERS = {word: value for word, value in CARDINALS.items() if value}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_NUMBER = rf"(?:\d{{1,4}}(?:\.\d+)?|(?:{_WORD})(?:-(?:{_WORD}))?)"
_ENGLISH_UNIT = (
    r"(?:centur(?:y|ies)|(?:decade|year|quarter|month|fortnight|week|day|hour|minute)s?)\b"
)
_ENGLISH = re.compile(
    rf"\b(?:(?P<half>half[\s-](?:an?[\s-]|of\s+an?\s+)?|a\s+half[\s-])"
    rf"|(?P<number>{_NUMBER}|an?)(?P<also>\s+and\s+a\s+half)?[\s-]+"
    r"(?:full[\s-]+|whole[\s-]+|more\s+)?)"
    rf"(?P<unit>{_ENGLISH_UNIT})(?P<behind>\s+and\s+a\s+half\b)?",
    re.IGNORECASE,
)
_ANY_ENGLISH_TIME = re.compile(
    r"\b(?:centur|decade|year|annual|semi|bi|quarter|month|fortnight|week|da(?:y|il)|hour|minute"
    r"|second|half|mid|age[ds]?\b|old\b|spring|summer|autumn|winter|season|semester|term\b)\w*",
    re.IGNORECASE,
)
_LIKE = 0.2
"""Largest difference of two spans that are the same, as a share of the longer: 半个月, 18 days."""
_PARTS_ZH = {"初": 0.0, "上旬": 0.0, "中旬": 1.0, "下旬": 2.0, "底": 2.0, "末": 2.0}
_PART_ZH = re.compile(
    r"(?:(?<=[年月春夏秋冬])|(?<=世纪)|(?<=年代))(?P<part>初(?![次中级期步])|[底末](?![期梢])"
    r"|[上中下]旬)|(?P<ten>[上中下]旬)"
)
_CUES_ZH = ("[初早首上]|[年月]始|伊始|开[年春头]", "[中半]", "[末底晚下后终尾]")
"""Characters that may tell the beginning, middle and end of something."""
_MONTH = "|".join(name for name in MONTHS if len(name) > 2)
_WHEN = (
    rf"(?:(?:the|this|next|last|that|of)\s+){{0,2}}(?:(?:{_MONTH})\b|\d{{4}}s?\b"
    r"|[\da-z]+(?:st|nd|rd|th)[\s-]century|(?:year|month|century|spring|summer|autumn|winter)\b)"
)
"""Pattern for that of which English names a part."""
_PART_EN = re.compile(
    rf"\b(?:(?P<early>early(?:\s+in)?|(?:beginning|start|first\s+(?:ten\s+days|third))\s+of)"
    rf"|(?P<middle>mid|(?:middle|second\s+(?:ten\s+days|third))\s+(?:ten\s+days\s+)?of)"
    rf"|(?P<late>late(?:\s+in)?|(?:end|close|last\s+(?:ten\s+days|third))\s+of))[\s-]+{_WHEN}"
    r"|\b(?P<over>(?:year|month)-end)\b",
    re.IGNORECASE,
)
_CUES_EN = (
    r"\b(?:earl\w+|begin\w*|began|begun|start\w*|first|turn|open\w*|dawn|onset|initial\w*|new)\b",
    r"\b(?:mid|middle|second|half\w*)",
    r"\b(?:late\w*|end\w*|clos\w*|last|turn|final\w*|eve)\b|-end\b",
)
_SETS_IN_ZH = re.compile("[开始启起]")
_SETS_IN_EN = re.compile(r"\b(?:beg[aiu]n\w*|start\w*|open\w*|initia\w*)\b", re.IGNORECASE)
"""Patterns for a verb, as in "work began", that tells no part of the time."""
_CUES = [
    (re.compile(zh), re.compile(en, re.IGNORECASE))
    for zh, en in zip(_CUES_ZH, _CUES_EN, strict=True)
]


def find_wrong_span(zh: str, en: str) -> Contrast | None:
    """Return the only span of time of each text, one of which has a half, if they differ."""
    if not _SPAN_CUE.search(zh):
        return None
    simplified = simplify(zh)
    chinese = list(_list_chinese(simplified))
    english = list(_list_english(en))
    if len(chinese) != 1 or len(english) != 1:
        return None
    (start, end), (first, last) = chinese[0].place, english[0].place
    if _ANY_TIME.search(simplified[:start] + simplified[end:]):
        return None
    if _ANY_ENGLISH_TIME.search(en[:first] + " " + en[last:]):
        return None
    return find_differing("span of time", chinese, english, _LIKE)


def _list_chinese(text: str) -> Iterator[ValuedPlace]:
    """Yield the spans of a Chinese text in simplified characters, in days."""
    for found in _CHINESE.finditer(text):
        if found["half"]:
            yield ValuedPlace(found.span(), (_DAYS[found["unit"]] / 2,))
            continue
        number = (read_integer(found["number"]) or 0) + 0.5 * bool(found["also"] or found["behind"])
        yield ValuedPlace(found.span(), (number * _DAYS[found["other"]],))


def _list_english(text: str) -> Iterator[ValuedPlace]:
    """Yield the spans of an English text, in days."""
    for found in _ENGLISH.finditer(text):
        days = next(
            days for name, days in _ENGLISH_DAYS.items() if found["unit"].lower().startswith(name)
        )
        number = 0.5
        if not found["half"]:
            number = _read(found["number"].lower()) + 0.5 * bool(found["also"] or found["behind"])
        yield ValuedPlace(found.span(), (number * days,))


def _read(written: str) -> float:
    """Return the number that words, digits or an article say."""
    if written[0].isdecimal():
        return float(written)
    return (
        1.0 if written in ("a", "an") else float(sum(_NUMBERS[part] for part in written.split("-")))
    )


def find_wrong_part(zh: str, en: str) -> Contrast | None:
    """Return the only part of a month, year or century of each text that the other one lacks."""
    chinese = []
    simplified = simplify(zh)
    for found in _PART_ZH.finditer(simplified):
        name = found["part"] or found["ten"]
        chinese.append(ValuedPlace(found.span(), (_PARTS_ZH[name],)))
    if not chinese:
        return None
    english = [
        ValuedPlace(found.span(), (0.0 if found["early"] else 1.0 if found["middle"] else 2.0,))
        for found in _PART_EN.finditer(en)
    ]
    contrast = find_differing("part of the time", chinese, english)
    if contrast is None:
        return None
    meant = next(one.values[0] for one in chinese if one.place == contrast.zh)
    said = next(one.values[0] for one in english if one.place == contrast.en)
    zh_rest = simplified[: contrast.zh[0]] + simplified[contrast.zh[1] :]
    en_rest = en[: contrast.en[0]] + " " + en[contrast.en[1] :]
    if _SETS_IN_ZH.search(zh_rest):
        en_rest = _SETS_IN_EN.sub("", en_rest)
    if _CUES[int(said)][0].search(zh_rest) or _CUES[int(meant)][1].search(en_rest):
        return None
    return contrast
