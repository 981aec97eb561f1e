"""What a cell of a spreadsheet shows of a date, a time or a duration in its number format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from aigov_corpus.extraction.number_forms import write_number
from aigov_corpus.importing.format_codes import Section, Token, Unreadable
from aigov_corpus.text.months import FULL_MONTH_NAMES

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"
_IN_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_NOON = 12
_SECONDS = {"h": 3600, "m": 60, "s": 1}
"""Seconds of the units of durations."""
_FIRST_DAY = datetime(1899, 12, 30)
"""The day from which spreadsheets count."""
_NO_DAY = datetime(1900, 1, 1)
"""What stands for the day of a time or a duration, which have none."""


def show_date(value: date | time | timedelta, section: Section) -> str:
    """Return a date, time or duration in a section.

    Raises:
        Unreadable: the format shows it in the manner of the computer or in another language, or
            does not fit it.
    """
    if not section.has("date", "elapsed", "seconds", "noon") or section.is_by_computer:
        raise Unreadable
    if isinstance(value, timedelta) and value < timedelta():
        return f"-{show_date(-value, section)}"
    has_day = isinstance(value, date)
    moment = _moment(value)
    span = value if isinstance(value, timedelta) else moment - (_FIRST_DAY if has_day else _NO_DAY)
    tokens = [token for token in section.tokens if token.kind != "mark" or token.text in "./,"]
    is_noon = section.has("noon")
    shown = ""
    for at, token in enumerate(tokens):
        if token.kind == "elapsed":
            count = int(span.total_seconds()) // _SECONDS[token.text[1].lower()]
            shown += str(count).zfill(len(token.text) - 2)
        elif token.kind in ("date", "seconds", "noon"):
            shown += _piece(moment, tokens, at, section, is_noon=is_noon, has_day=has_day)
        else:
            shown += token.text
    return shown


def _moment(value: date | time | timedelta) -> datetime:
    """Return a date with its time; of a time or a duration one that has no day."""
    if isinstance(value, timedelta):
        return _NO_DAY + value % timedelta(days=1)
    if isinstance(value, time):
        return datetime.combine(_NO_DAY, value)
    return datetime.combine(value, getattr(value, "time", time)())


def _piece(
    moment: datetime,
    tokens: Sequence[Token],
    at: int,
    section: Section,
    *,
    is_noon: bool,
    has_day: bool,
) -> str:
    """Return what a token shows of a moment.

    Raises:
        Unreadable: it shows a day that there is not, or a word in another language.
    """
    token = tokens[at].text
    letter, width = token[0].lower(), len(token)
    if tokens[at].kind == "noon":
        if "上" in token:
            return "上午" if moment.hour < _NOON else "下午"
        word = "AM" if moment.hour < _NOON else "PM"
        return word if len(token) > 3 else word[0]
    if tokens[at].kind == "seconds":
        places = len(token.partition(".")[2])
        second = str(moment.second).zfill(len(token.partition(".")[0]))
        return second + (f".{moment.microsecond:06d}"[: places + 1] if places else "")
    if letter == "h":
        return _digits((moment.hour - 1) % _NOON + 1 if is_noon else moment.hour, width, section)
    if letter == "m" and _is_minute(tokens, at):
        return _digits(moment.minute, width, section)
    if not has_day:
        raise Unreadable
    if letter == "e":
        raise Unreadable
    if letter == "y":
        year = f"{moment.year % 100:02d}" if width < 3 else str(moment.year)
        return year.translate(_IN_CHINESE) if section.in_chinese else year
    if letter == "d" and width < 3:
        return _digits(moment.day, width, section)
    if letter == "m" and width < 3:
        return _digits(moment.month, width, section)
    return _word(moment, letter, width, section)


def _word(moment: datetime, letter: str, width: int, section: Section) -> str:
    """Return the name of a month (`mmm`) or of a day (`ddd`, `aaa`), in English or Chinese.

    Raises:
        Unreadable: the format names another language.
    """
    is_chinese = letter == "a" or section.language == "zh"
    if section.language not in ("", "en", "zh"):
        raise Unreadable
    if letter == "m":
        if is_chinese:
            month = write_number(moment.month, "decimal" if width == 3 else "chineseCounting")
            return f"{month}月"
        name = FULL_MONTH_NAMES[moment.month - 1].capitalize()
    elif is_chinese:
        before = "星期" if width > 3 else "周" if letter == "d" else ""
        return before + _CHINESE_DAYS[moment.weekday()]
    else:
        name = _DAYS[moment.weekday()]
    return {3: name[:3], 4: name, 5: name[:1]}[min(width, 5)]


def _digits(number: int, width: int, section: Section) -> str:
    """Return the number of a day, month, hour or minute."""
    if section.in_chinese:
        return write_number(number, "chineseCounting") if number else "〇"
    return str(number).zfill(width)


def _is_minute(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether an `m` means minutes: behind hours, or before seconds."""
    kinds = ("date", "elapsed", "seconds")
    before = [token for token in tokens[:at] if token.kind in kinds]
    behind = [token for token in tokens[at + 1 :] if token.kind in kinds]
    return (
        bool(
            (before and before[-1].text.strip("[")[0].lower() == "h")
            or (behind and behind[0].text.strip("[")[0].lower() == "s")
        )
        and len(tokens[at].text) < 3
    )
