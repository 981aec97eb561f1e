"""Times of day: 二十一点 is 9 p.m., and 下午三点 never 3 a.m."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aigov_corpus import patterns as re
from aigov_corpus.checking.numbers.contrasts import Contrast
from aigov_corpus.text.numerals import read_integer
from aigov_corpus.text.numerals.english_words import CARDINALS

_NUMERAL = r"(?:[零〇一二两兩三四五六七八九十]{1,3}|\d{1,2})"
_MORNING = "上午|早上|早晨|清晨|凌晨|清早|早|晨"
_EVENING = "下午|午后|午後|傍晚|晚上|晚间|晚間|晚|夜里|夜間|夜间|夜晚|深夜"
_CHINESE = re.compile(
    rf"(?:(?P<am>{_MORNING})|(?P<pm>{_EVENING})|(?P<noon>中午"
    rf"|正午))?\s?(?<![第\d一二三四五六七八九十.])"
    rf"(?P<hour>{_NUMERAL})(?:(?P<sign>[点點时時])(?![候代间間段期刻差])"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_NUMERAL})分?)?"
    rf"|[:：](?P<colon>[0-5]\d)(?!\d))"
)
_CHINESE_WORDS = re.compile("(?P<noon>正午)|(?P<midnight>午夜|子夜)")
_ANY = re.compile("[点點时時:：]|正午|午夜|子夜")
"""Pattern for what each Chinese time has, a fast test."""
_HALF_DAY = 12
_NUMBERS = {word: number for word, number in CARDINALS.items() if 0 < number <= _HALF_DAY}
_ENGLISH_NUMBER = rf"(?P<hour>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_PART = (
    r"[\s-]?(?:(?P<am>a\.m\.?|am\b)|(?P<pm>p\.m\.?|pm\b))"
    r"|(?P<clock>(?:\s?o['’]clock\b)?(?:,?\s+(?:in\s+the\s+(?:(?P<morning>morning)"
    r"|(?P<late>afternoon|evening))"
    r"|(?P<night>at\s+night))\b)?)"
)
_ENGLISH = re.compile(
    rf"(?<![\d.,:$])\b{_ENGLISH_NUMBER}(?:[:.](?P<minute>[0-5]\d))?(?![\d%])(?:{_PART})",
    re.IGNORECASE,
)
_PAST = re.compile(
    rf"\b(?P<part>half|(?:a\s+)?quarter)\s+(?P<way>past|to)\s+{_ENGLISH_NUMBER}\b", re.IGNORECASE
)
_ENGLISH_WORDS = re.compile(
    r"\b(?P<noon>(?:12\s+|twelve\s+)?(?:noon|midday))\b|\b(?P<midnight>(?:12\s+)?midnight)\b",
    re.IGNORECASE,
)
_POINT = re.compile(
    "希望|要求|意见|意見|建议|建議|原因|措施|体会|體會|看法|想法|共识|共識|内容|內容|理由|启示|啟示"
    "|经验|經驗"
)
"""Pattern for what is counted in points: 两点意见."""
_EARLIEST_NIGHT = 5
"""First hour of the night that is before midnight, for certain."""
_DAY = 24
_QUARTER = 15
_HALF_HOUR = 30


class Time(NamedTuple):
    """A time of the day."""

    place: tuple[int, int]
    """Where it stands."""
    hour: int
    """The hour from 0 to 11, of either half of the day."""
    minute: int
    """Its minutes."""
    is_late: bool | None
    """Whether it is after noon; None if the text does not say."""


def find_wrong_time(zh: str, en: str) -> Contrast | None:
    """Return the only time of each text that the other one lacks; None if there are no such two."""
    chinese = list(_list_chinese(zh)) if _ANY.search(zh) else []
    english = list(_list_english(en)) if chinese else []
    zh_left = [one for one in chinese if not _is_among(one, english)]
    en_left = [one for one in english if not _is_among(one, chinese)]
    if len(zh_left) == 1 and not en_left and len(chinese) == len(english):
        en_left = _list_spare(english, chinese)  # 8时至18时: only one of 8 a.m. and 8 p.m. is 8时
    if len(zh_left) != 1 or len(en_left) != 1:
        return None
    return Contrast("time", zh_left[0].place, en_left[0].place)


def _list_spare(times: Sequence[Time], others: Sequence[Time]) -> list[Time]:
    """Return the times that are left if each of some others is one of them at most."""
    spare = list(times)
    for other in others:
        found = next((one for one in spare if _is_among(one, [other])), None)
        if found:
            spare.remove(found)
    return spare


def _is_among(one: Time, others: Sequence[Time]) -> bool:
    """Tell whether a time can be one of some others."""
    return any(
        (one.hour, one.minute) == (other.hour, other.minute)
        and (one.is_late is None or other.is_late is None or one.is_late == other.is_late)
        for other in others
    )


def _list_chinese(text: str) -> Iterator[Time]:
    """Yield the times of a Chinese text; 三点 may also be three points."""
    for found in _CHINESE.finditer(text):
        hour = read_integer(found["hour"])
        if hour is None or hour > _DAY or not _is_time(found):
            continue
        minute = int(found["colon"] or 0)
        if found["half"]:
            minute = _HALF_HOUR
        elif found["quarter"]:
            minute = _QUARTER * (read_integer(found["quarter"]) or 0)
        elif found["minute"]:
            minute = read_integer(found["minute"]) or 0
        is_late: bool | None = None
        if hour in (0, _DAY):
            is_late = False
        elif hour > _HALF_DAY:
            is_late = True
        elif found["am"]:
            is_late = False
        elif found["pm"]:
            # 晚上十二点 is midnight, and 夜里两点 is after it
            is_late = None if hour < _EARLIEST_NIGHT else hour != _HALF_DAY
        elif found["noon"]:
            is_late = hour != _HALF_DAY - 1
        if found["pm"] and "午" in found["pm"]:
            is_late = True
        yield Time(found.span(), hour % _HALF_DAY, minute, is_late)
    for found in _CHINESE_WORDS.finditer(text):
        yield Time(found.span(), 0, 0, bool(found["noon"]))


def _is_time(found: re.Match[str]) -> bool:
    """Tell whether a Chinese number is a time: not 一时 (a while) or 两点 (two points) alone."""
    if found["sign"] in ("时", "時"):
        return found["hour"] != "一"
    return _POINT.match(found.string, found.end()) is None


def _list_english(text: str) -> Iterator[Time]:
    """Yield the times of an English text."""
    for found in _PAST.finditer(text):
        hour = _read_hour(found["hour"])
        minute = _HALF_HOUR if found["part"].lower() == "half" else _QUARTER
        if found["way"].lower() == "to":
            hour, minute = hour - 1, 60 - minute
        yield Time(found.span(), hour % _HALF_DAY, minute, None)
    for found in _ENGLISH.finditer(text):
        hour, minute = _read_hour(found["hour"]), int(found["minute"] or 0)
        has_part = any(found[name] for name in ("am", "pm", "clock"))
        is_clock = has_part or (found["minute"] and text[found.end("hour")] == ":")
        if hour > _DAY or not is_clock:
            continue
        is_late: bool | None = None
        if found["am"] or found["morning"] or hour == _DAY:
            is_late = False
        elif found["pm"] or found["late"] or hour > _HALF_DAY:
            is_late = True
        elif found["night"]:
            is_late = True if _EARLIEST_NIGHT < hour < _HALF_DAY else None
        elif hour == 0:
            is_late = False
        yield Time(found.span(), hour % _HALF_DAY, minute, is_late)
    for found in _ENGLISH_WORDS.finditer(text):
        yield Time(found.span(), 0, 0, bool(found["noon"]))


def _read_hour(word: str) -> int:
    """Return the hour that a word or digits say."""
    return int(word) if word.isdecimal() else _NUMBERS[word.lower()]
