"""Codes of number formats in spreadsheets, read into sections (ECMA-376, part 1, 18.8.31)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

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
_NUMERALS = {"1": ("〇一二三四五六七八九", "十百千"), "2": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")}
"""For `[DBNum1]` and `[DBNum2]` the digits, and the units within ten thousand."""
_GREAT_UNITS = ("", "万", "亿", "兆")
_MYRIAD = 10_000


class Unreadable(ValueError):
    """The format is none that is understood."""


class Token(NamedTuple):
    """A piece of a format: its kind, one of the groups of `_TOKEN`, and its text."""

    kind: str
    text: str


class Section(NamedTuple):
    """One format between semicolons: for positive numbers, negative ones, zero, or text."""

    tokens: tuple[Token, ...]
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


@lru_cache(maxsize=512)
def divide(code: str) -> tuple[Section, ...]:
    """Return the sections of a format."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "fill"
        if kind == "other" and match[0] == ";":
            sections.append([])
        elif kind == "locale":
            sections[-1] += [Token("locale", match["locale"])]
            sections[-1] += [Token("literal", match["currency"])]
        elif kind == "space":
            sections[-1].append(Token("literal", " "))
        elif kind != "fill":
            text = "".join(filter(None, (match["literal"], match["escaped"], match["currency"])))
            is_text = kind in ("literal", "escaped", "currency")
            sections[-1].append(Token("literal" if is_text else kind, text or match[0]))
    return tuple(_section(tokens) for tokens in sections)


def _section(tokens: Sequence[Token]) -> Section:
    """Return a section with what its brackets say.

    Raises:
        Unreadable: a bracket says something unknown.
    """
    condition, numerals, locale, language = None, "", "", ""
    kept: list[Token] = []
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
    return Section(tuple(kept), condition, language, locale in _BY_COMPUTER, numerals)


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


def write_chinese(number: int, kind: str) -> str:
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
