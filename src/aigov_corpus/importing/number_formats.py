"""What a cell of a spreadsheet shows: its value in its number format (25 %, 2025年11月27日, 007).

The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31. Their meaning in the languages of
the computer is taken as on an English or Chinese one: a dot before decimals, commas between
thousands.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from aigov_corpus import patterns as re
from aigov_corpus.importing.date_formats import show_date
from aigov_corpus.importing.format_codes import Section, Token, Unreadable, divide

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

_PLACES = 15
"""Digits of a number without a format, as a spreadsheet keeps them."""
_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
"""What the signs of conditions such as `[>=100]` mean."""


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
    sections = divide(code)
    if isinstance(value, str):
        return _show_text(value, sections)
    if isinstance(value, int | float | Decimal):
        if sections[0].has("date", "elapsed", "noon", "seconds"):
            return show_date(_as_date(value, epoch), sections[0])
        return _show_number(Decimal(repr(value)), sections)
    if isinstance(value, date | time | timedelta):
        return show_date(value, sections[0])
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


def _show_text(value: str, sections: Sequence[Section]) -> str:
    """Return a text as the section for texts shows it: the fourth, or one with `@`."""
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) <= 3 and not section.marks("@"):
        return value
    return "".join(
        value if token == ("mark", "@") or token.kind == "general" else token.text
        for token in section.tokens
    )


def _show_number(value: Decimal, sections: Sequence[Section]) -> str:
    """Return a number in the section that fits it."""
    numeric = [each for each in sections[:3] if not each.marks("@")]
    if not numeric:
        return _general(value)
    section, has_sign = _choose(value, numeric)
    shown = _fill(abs(value), section)
    is_minus = value < 0 and not has_sign and shown != _fill(Decimal(0), section)
    return f"-{shown}" if is_minus else shown


def _choose(value: Decimal, sections: Sequence[Section]) -> tuple[Section, bool]:
    """Return the section for a number, and whether it writes the sign of a negative one itself."""
    if not any(section.condition for section in sections):
        at = 1 if value < 0 else 2 if value == 0 else 0
        section = sections[at] if at < len(sections) else sections[0]
        return section, section is not sections[0]
    for section in sections:
        if section.condition is None:
            return section, False
        sign, limit = section.condition
        if _COMPARE[sign](value, limit):
            return section, sign.startswith("<") and limit <= 0
    raise Unreadable


def _fill(value: Decimal, section: Section) -> str:
    """Return a number that is not negative as a section shows it.

    Raises:
        Unreadable: it shows a fraction, an exponent or Chinese characters.
    """
    if section.in_chinese or section.has("exponent") or section.marks("/"):
        raise Unreadable
    tokens = section.tokens
    places = [at for at, token in enumerate(tokens) if token.kind == "digit"]
    if not places:
        return "".join(_general(value) if each.kind == "general" else each.text for each in tokens)
    dot = next((at for at, each in enumerate(tokens) if each == ("mark", ".")), len(tokens))
    whole = [at for at in places if at < dot]
    decimals = [at for at in places if at > dot]
    commas = [at for at, token in enumerate(tokens) if token == ("mark", ",")]
    inside = [at for at in commas if whole and at < whole[-1]]
    value *= Decimal(100) ** section.marks("%")
    value /= Decimal(1000) ** (len(commas) - len(inside))
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    digits, _, fraction = f"{rounded:f}".partition(".")
    shown = dict.fromkeys(commas, "")
    shown |= _fill_whole(digits.lstrip("0"), whole, tokens, is_grouped=bool(inside))
    least = sum(tokens[at].text == "0" for at in decimals)
    fraction = fraction.rstrip("0").ljust(least, "0")
    shown |= {at: fraction[n : n + 1] for n, at in enumerate(decimals)}
    if not fraction:
        shown[dot] = ""
    return "".join(shown.get(at, token.text) for at, token in enumerate(tokens))


def _fill_whole(
    digits: str, places: Sequence[int], tokens: Sequence[Token], *, is_grouped: bool
) -> dict[int, str]:
    """Return what stands in each place before the point; the first one takes what is left.

    Raises:
        Unreadable: no place is there for the digits.
    """
    if not places:
        if digits:
            raise Unreadable
        return {}
    digits = digits.zfill(sum(tokens[at].text == "0" for at in places))
    if is_grouped:
        grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", digits)
        return dict.fromkeys(places, "") | {places[0]: grouped}
    shown = {}
    for at in reversed(places[1:]):
        shown[at], digits = digits[-1:], digits[:-1]
    return shown | {places[0]: digits}


def _general(value: Decimal) -> str:
    """Return a number without a format, with up to 15 digits and no exponent where it can be."""
    rounded = +value if not value else Decimal(f"{value:.{_PLACES}g}")
    text = f"{rounded:f}" if -_PLACES < rounded.adjusted() < _PLACES + 6 else str(rounded)
    return text.rstrip("0").rstrip(".") if "." in text and "E" not in text else text
