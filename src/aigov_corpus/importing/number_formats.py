"""What a cell of a spreadsheet shows: its value in its number format (25 %, 2025年11月27日, 007).

The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31. Their meaning in the languages of
the computer is taken as on an English or Chinese one: a dot before decimals, commas between
thousands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

CHINESE_DATES = {
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
"""Formats that a Chinese Excel names by number alone (ECMA-376, 18.8.30, zh-cn)."""

LOCAL_DATES = frozenset({14, 22})
"""Numbers of formats that show a date in the manner of the computer, whatever that is."""

_TOKEN = re.compile(
    r'"(?P<literal>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*.'
    r"|\[\$(?P<currency>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]"
    r"|\[(?P<elapsed>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|Standard|G/通用格式)"
    r"|(?P<noon>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])|(?P<date>y+|e+|m+|d+|h+|aaaa?)|(?P<seconds>s+(?:\.0+)?)"
    r"|(?P<digit>[0#?])|(?P<mark>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s?\d+", re.IGNORECASE)
_BY_COMPUTER = frozenset({"F800", "F400", "X-SYSDATE", "X-SYSTIME"})
"""Locales that mean: the long date, or the time, in the manner of the computer."""
_LOCALE = re.compile(r"(?:(?P<numerals>[0-9A-F]{1,2})[0-9A-F]{2})?(?P<code>[0-9A-F]{3,4})")
"""A locale as a number: its numerals, its calendar and its language."""
_LANGUAGES = {"04": "zh", "09": "en"}
"""Languages by the last two digits of the number of a locale."""
_NUMERALS_OF_LOCALE = {"": "", "0": "", "00": "", "1E": "1", "1F": "2"}
"""Numerals by the first digits of the number of a locale: `[$-1E000804]` means `[DBNum1]`."""
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_DAYS = "一二三四五六日"
_NUMERALS = {"1": ("〇一二三四五六七八九", "十百千"), "2": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}
"""For `[DBNum1]` and `[DBNum2]` the digits, and the units within ten thousand."""
_GREAT_UNITS = ("", "万", "亿", "兆")
_MYRIAD = 10_000
_PLACES = 15
"""Digits of a number without a format, as a spreadsheet keeps them."""
_THOUSAND = 3
"""Digits between two commas."""
_NOON = 12
_DAY = timedelta(days=1)


class Unreadable(ValueError):
    """The format is none that is understood."""


class _Token(NamedTuple):
    """A piece of a format: its kind, one of the groups of `_TOKEN`, and its text."""

    kind: str
    text: str


class _Section(NamedTuple):
    """One format between semicolons: for positive numbers, negative ones, zero, or text."""

    tokens: tuple[_Token, ...]
    condition: tuple[str, Decimal] | None
    language: str
    """`zh`, `en` or another code; empty if the format names none."""
    is_by_computer: bool
    """Whether it is the long date, or the time, in the manner of the computer."""
    numerals: str
    """`1` or `2` if the numbers are written in Chinese (`[DBNum1]`), otherwise empty."""

    def has(self, *kinds: str) -> bool:
        """Tell whether a token of one of these kinds is in it."""
        return any(token.kind in kinds for token in self.tokens)

    def marks(self, mark: str) -> int:
        """Return how often a mark is in it."""
        return sum(token == ("mark", mark) for token in self.tokens)


def show(value: object, code: str, *, epoch: datetime = datetime(1899, 12, 30)) -> str:
    """Return what a cell shows.

    Args:
        value: a text, number, date, time or duration (`timedelta`).
        epoch: the day from which a number in a format for dates counts.
        code: its number format, such as `0.0%`; the fill (`*x`) is left out, a space of a certain
            width (`_x`) is a blank. Empty if it is not known.

    Raises:
        Unreadable: the format cannot be read, or does not fit the value.
    """
    if isinstance(value, bool):
        return str(value).upper()
    if not code:
        raise Unreadable
    sections = _divide(code)
    if isinstance(value, str):
        return _show_text(value, sections)
    if isinstance(value, int | float | Decimal):
        if sections[0].has("date", "elapsed", "noon", "seconds"):
            return _show_date(_as_date(value, epoch), sections[0])
        return _show_number(Decimal(repr(value)), sections)
    if isinstance(value, date | time | timedelta):
        return _show_date(value, sections[0])
    raise Unreadable


def _as_date(value: float | Decimal, epoch: datetime) -> datetime:
    """Return the date that a number means.

    Raises:
        Unreadable: there is no such date.
    """
    try:
        moment = epoch + timedelta(days=float(value))
    except OverflowError as error:
        raise Unreadable from error
    if value < 1:
        raise Unreadable
    return (moment + timedelta(milliseconds=0.5)).replace(microsecond=0)


def plain(value: object) -> str:
    """Return a value without a format: dates as 2025-11-27, numbers with up to 15 digits."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _general(Decimal(repr(value)))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


@lru_cache(maxsize=512)
def _divide(code: str) -> tuple[_Section, ...]:
    """Return the sections of a format."""
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "fill"
        if kind == "other" and match[0] == ";":
            sections.append([])
        elif kind == "locale":
            sections[-1] += [_Token("locale", match["locale"])]
            sections[-1] += [_Token("literal", match["currency"])]
        elif kind == "space":
            sections[-1].append(_Token("literal", " "))
        elif kind != "fill":
            text = "".join(filter(None, (match["literal"], match["escaped"], match["currency"])))
            is_text = kind in ("literal", "escaped", "currency")
            sections[-1].append(_Token("literal" if is_text else kind, text or match[0]))
    return tuple(_section(tokens) for tokens in sections)


def _section(tokens: Sequence[_Token]) -> _Section:
    """Return a section with what its brackets say.

    Raises:
        Unreadable: a bracket says something unknown.
    """
    condition, numerals, locale, language = None, "", "", ""
    kept: list[_Token] = []
    for token in tokens:
        bracket = token.text[1:-1]
        if token.kind == "locale":
            locale = token.text.upper()
            language, own = _read_locale(locale)
            numerals = numerals or own
        elif token.kind != "bracket":
            kept.append(token)
        elif found := _CONDITION.fullmatch(bracket):
            condition = (found[1], Decimal(found[2]))
        elif bracket.upper() in ("DBNUM1", "DBNUM2"):
            numerals = bracket[-1]
        elif not _COLOUR.fullmatch(bracket):
            raise Unreadable
    if any(
        token.kind == "other" and token.text.isascii() and token.text.isalpha() for token in kept
    ):
        raise Unreadable  # Excel writes letters in quotation marks
    return _Section(tuple(kept), condition, language, locale in _BY_COMPUTER, numerals)


def _read_locale(locale: str) -> tuple[str, str]:
    """Return the language of a locale (`804`, `ZH-CN`), and the kind of its Chinese numerals.

    Raises:
        Unreadable: its numerals are not known.
    """
    found = _LOCALE.fullmatch(locale)
    if not found:
        return locale[:2].lower(), ""
    numerals = (found["numerals"] or "").removeprefix("0")
    if numerals not in _NUMERALS_OF_LOCALE:
        raise Unreadable
    return _LANGUAGES.get(found["code"][-2:], "?"), _NUMERALS_OF_LOCALE[numerals]


def _show_text(value: str, sections: Sequence[_Section]) -> str:
    """Return a text as the section for texts shows it: the fourth, or one with `@`."""
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and not section.marks("@"):
        return value
    return "".join(
        value if token == ("mark", "@") or token.kind == "general" else token.text
        for token in section.tokens
    )


def _show_number(value: Decimal, sections: Sequence[_Section]) -> str:
    """Return a number in the section that fits it."""
    numeric = [each for each in sections[:3] if not each.marks("@")]
    if not numeric:
        return _general(value)
    section, is_signed = _choose(value, numeric)
    shown = _fill(abs(value), section)
    is_minus = is_signed and value < 0 and shown != _fill(Decimal(0), section)
    return f"-{shown}" if is_minus else shown


def _choose(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section, bool]:
    """Return the section for a number, and whether a minus is written before a negative one."""
    for section in sections:
        if section.condition and _holds(value, *section.condition):
            return section, section.condition[0] not in ("<", "<=")
    free = [section for section in sections if not section.condition]
    if len(free) < len(sections):
        return (free or sections)[-1], True
    if value < 0 and len(free) > 1:
        return free[1], False
    if value == 0 and len(free) > 2:
        return free[2], False
    return free[0], True


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    """Tell whether a condition such as `>=100` holds."""
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[sign]


def _fill(value: Decimal, section: _Section) -> str:
    """Return a number that is not negative in the places of a section."""
    if section.numerals:
        return _in_chinese(value, section)
    tokens = list(section.tokens)
    value *= Decimal(100) ** section.marks("%")
    if section.has("exponent"):
        return _scientific(value, tokens)
    if section.marks("/") and section.has("digit"):
        return _fraction(value, tokens)
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(
            _general(value) if token.kind == "general" else token.text for token in tokens
        )
    point = next((at for at, each in enumerate(tokens) if each == ("mark", ".")), len(tokens))
    commas = [at for at, token in enumerate(tokens) if token == ("mark", ",")]
    whole = [at for at in places if at < point]
    decimals = [at for at in places if at > point]
    behind = [at for at in commas if at > places[-1] or (whole and whole[-1] < at < point)]
    value /= Decimal(1000) ** len(behind)
    is_grouped = any(whole and whole[0] < at < whole[-1] for at in commas)
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    if digits != "0" and not whole:
        raise Unreadable
    shown = dict.fromkeys(commas, "")
    shown |= _fill_whole("" if digits == "0" else digits, whole, tokens, is_grouped=is_grouped)
    shown |= _fill_decimals(fraction, decimals, tokens)
    if not any(shown[at] for at in decimals):
        shown[point] = ""
    return "".join(shown.get(at, token.text) for at, token in enumerate(tokens))


def _fill_whole(
    digits: str, places: Sequence[int], tokens: Sequence[_Token], *, is_grouped: bool
) -> dict[int, str]:
    """Return what stands in each place before the point; the first one takes what is left."""
    shown: dict[int, str] = {}
    written = 0
    for at in reversed(places):
        takes = len(digits) if at == places[0] else 1
        taken = digits[len(digits) - takes :] or {"0": "0", "?": " "}.get(tokens[at].text, "")
        digits = digits[: len(digits) - takes]
        piece = ""
        for digit in reversed(taken):
            comma = "," if is_grouped and written and written % _THOUSAND == 0 else ""
            piece = digit + (comma if digit != " " else " " * bool(comma)) + piece
            written += 1
        shown[at] = piece
    return shown


def _fill_decimals(digits: str, places: Sequence[int], tokens: Sequence[_Token]) -> dict[int, str]:
    """Return what stands in each place behind the point; `#` shows no zero at the end."""
    kept = digits.rstrip("0")
    return {
        at: digits[number]
        if number < len(kept) or tokens[at].text == "0"
        else (" " if tokens[at].text == "?" else "")
        for number, at in enumerate(places)
    }


def _scientific(value: Decimal, tokens: Sequence[_Token]) -> str:
    """Return a number with an exponent: `0.00E+00`.

    Raises:
        Unreadable: several digits stand before the point.
    """
    at = next(at for at, token in enumerate(tokens) if token.kind == "exponent")
    head = [token for token in tokens[:at] if token.kind in ("digit", "mark")]
    code = "".join(token.text for token in head)
    places = [token for token in tokens[at + 1 :] if token.kind == "digit"]
    if not re.fullmatch(r"[0#?](?:\.[0#?]*)?", code):
        raise Unreadable
    decimals = len(code.partition(".")[2])
    digits, _, exponent = f"{value or Decimal():.{decimals}E}".partition("E")
    exponent = exponent if value else "0"
    sign = "-" if int(exponent) < 0 else "+" if "+" in tokens[at].text else ""
    rest = "".join(token.text for token in tokens[at + 1 :] if token.kind == "literal")
    return f"{digits}E{sign}{abs(int(exponent)):0{len(places)}d}{rest}"


def _fraction(value: Decimal, tokens: Sequence[_Token]) -> str:
    """Return a number with a fraction: `# ?/?`, `# ??/16`.

    Raises:
        Unreadable: it is written in another way.
    """
    code = "".join(token.text for token in tokens)
    found = re.fullmatch(r"(?:([#0?]+)\s+)?[#0?]+/(?:([#?]+)|(\d+))\s*", code)
    if not found:
        raise Unreadable
    if found[3] and int(found[3]):
        below = int(found[3])
        above = int((value * below).to_integral_value(ROUND_HALF_UP))
    elif found[2]:
        nearest = Fraction(value).limit_denominator(10 ** len(found[2]) - 1)
        above, below = nearest.numerator, nearest.denominator
    else:
        raise Unreadable
    if not found[1]:
        return f"{above}/{below}"
    whole, above = divmod(above, below)
    pieces = [str(whole)] if whole or not above else []
    return " ".join([*pieces, *([f"{above}/{below}"] if above else [])])


def _in_chinese(value: Decimal, section: _Section) -> str:
    """Return a whole number in Chinese characters.

    Raises:
        Unreadable: it is no whole number, or the format is more than its digits.
    """
    if section.has("digit"):
        value = value.quantize(Decimal(1), ROUND_HALF_UP)
    if value != value.to_integral_value() or section.has("exponent") or section.marks("."):
        raise Unreadable
    is_written = False
    shown = ""
    for token in section.tokens:
        if token.kind in ("general", "digit") and not is_written:
            shown += _chinese(int(value), section.numerals)
            is_written = True
        elif token.kind == "literal" or (token.kind == "other" and not token.text.isascii()):
            shown += token.text
        elif token.kind != "digit":
            raise Unreadable
    return shown


def _chinese(number: int, kind: str) -> str:
    """Return a number from 0 to 9,999,999,999,999,999 in Chinese characters.

    Raises:
        Unreadable: it is greater.
    """
    digits, units = _NUMERALS[kind]
    zero = "零" if kind == "2" else "〇"
    if number < 10:
        return digits[number]
    if number >= _MYRIAD ** len(_GREAT_UNITS):
        raise Unreadable
    shown = ""
    written = str(number)
    for at, digit in enumerate(written):
        place = len(written) - 1 - at
        if digit != "0":
            shown += digits[int(digit)] + ("", *units)[place % 4]
        elif shown and not shown.endswith(zero):
            shown += zero
        if place % 4 == 0:
            shown = shown.rstrip(zero)
            if number // 10**place % _MYRIAD:
                shown += _GREAT_UNITS[place // 4]
            if place and number // 10 ** (place - 1) % 10 == 0:
                shown += zero
    shown = shown.rstrip(zero)
    return shown.removeprefix("一") if 10 <= number < 20 and kind == "1" else shown


def _show_date(value: date | time | timedelta, section: _Section) -> str:
    """Return a date, time or duration in a section.

    Raises:
        Unreadable: the format shows it in the manner of the computer or in another language, or
            does not fit it.
    """
    if not section.has("date", "elapsed", "seconds", "noon") or section.is_by_computer:
        raise Unreadable
    if isinstance(value, timedelta):
        span, moment = value, datetime(1900, 1, 1) + value % _DAY
    elif isinstance(value, time):
        moment = datetime.combine(datetime(1900, 1, 1), value)
        span = moment - datetime(1900, 1, 1)
    else:
        moment = datetime.combine(value, getattr(value, "time", time)())
        span = moment - datetime(1899, 12, 30)
    has_day = not isinstance(value, time | timedelta)
    tokens = [token for token in section.tokens if token.kind != "mark" or token.text in "./,"]
    is_noon = section.has("noon")
    shown = ""
    for at, token in enumerate(tokens):
        if token.kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[1].lower()]
            shown += str(int(span.total_seconds()) // unit).zfill(len(token.text) - 2)
        elif token.kind in ("date", "seconds", "noon"):
            shown += _piece(moment, tokens, at, section, is_noon=is_noon, has_day=has_day)
        else:
            shown += token.text
    return shown


def _piece(
    moment: datetime,
    tokens: Sequence[_Token],
    at: int,
    section: _Section,
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
        return (
            "".join(_chinese(int(each), section.numerals) for each in year)
            if (section.numerals)
            else year
        )
    if letter == "d" and width < 3:
        return _digits(moment.day, width, section)
    if letter == "m" and width < 3:
        return _digits(moment.month, width, section)
    return _word(moment, letter, width, section)


def _word(moment: datetime, letter: str, width: int, section: _Section) -> str:
    """Return the name of a month (`mmm`) or of a day (`ddd`, `aaa`), in English or Chinese.

    Raises:
        Unreadable: the format names another language.
    """
    is_chinese = letter == "a" or section.language == "zh"
    if section.language not in ("", "en", "zh"):
        raise Unreadable
    if letter == "m":
        if is_chinese:
            month = str(moment.month) if width == 3 else _chinese(moment.month, "1")
            return f"{month}月"
        name = _MONTHS[moment.month - 1]
    elif is_chinese:
        before = "星期" if width > 3 else "周" if letter == "d" else ""
        return before + _CHINESE_DAYS[moment.weekday()]
    else:
        name = _DAYS[moment.weekday()]
    return {3: name[:3], 4: name, 5: name[:1]}[min(width, 5)]


def _digits(number: int, width: int, section: _Section) -> str:
    """Return the number of a day, month, hour or minute."""
    if section.numerals:
        return _chinese(number, section.numerals)
    return str(number).zfill(width)


def _is_minute(tokens: Sequence[_Token], at: int) -> bool:
    """Tell whether an `m` means minutes: behind hours, or before seconds."""
    kinds = ("date", "elapsed", "seconds")
    before = [token for token in tokens[:at] if token.kind in kinds]
    behind = [token for token in tokens[at + 1 :] if token.kind in kinds]
    return (
        bool(
            (before and before[-1].text.strip("[")[0].lower() == "h")
            or (behind and behind[0].kind == "seconds")
            or (behind and behind[0].text.lower().startswith("[s"))
        )
        and len(tokens[at].text) < 3
    )


def _general(value: Decimal) -> str:
    """Return a number without a format, with up to 15 digits and no exponent where it can be."""
    rounded = +value if not value else Decimal(f"{value:.{_PLACES}g}")
    text = f"{rounded:f}" if -_PLACES < rounded.adjusted() < _PLACES + 6 else str(rounded)
    return text.rstrip("0").rstrip(".") if "." in text and "E" not in text else text
