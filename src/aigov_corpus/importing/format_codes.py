"""Codes of number formats in spreadsheets, read into sections (ECMA-376, part 1, 18.8.31)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from aigov_corpus import patterns as re

_TOKEN = re.compile(
    r'"(?P<literal>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*.'
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
_NUMERALS_OF_LOCALE = {"": False, "0": False, "1E": True}
"""Whether numbers are in Chinese, by the first digits of the number of a locale: `[$-1E000804]`
means `[DBNum1]`."""


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
    """Numbers that it is for, such as `>=` and 100; None for all, or by their sign."""
    language: str
    """`zh`, `en` or another code; empty if the format names none."""
    is_by_computer: bool
    """Whether it is the long date, or the time, in the manner of the computer."""
    in_chinese: bool
    """Whether the numbers are written in Chinese characters (`[DBNum1]`)."""

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
    condition, in_chinese, locale, language = None, False, "", ""
    kept: list[Token] = []
    for token in tokens:
        bracket = token.text[1:-1]
        if token.kind == "locale":
            locale = token.text.upper()
            language, own = _read_locale(locale)
            in_chinese = in_chinese or own
        elif token.kind != "bracket":
            kept.append(token)
        elif found := _CONDITION.fullmatch(bracket):
            condition = (found[1], Decimal(found[2]))
        elif bracket.upper() == "DBNUM1":
            in_chinese = True
        elif not _COLOUR.fullmatch(bracket):
            raise Unreadable
    if any(
        token.kind == "other" and token.text.isascii() and token.text.isalpha() for token in kept
    ):
        raise Unreadable  # Excel writes letters in quotation marks
    return Section(tuple(kept), condition, language, locale in _BY_COMPUTER, in_chinese)


def _read_locale(locale: str) -> tuple[str, bool]:
    """Return the language of a locale (`804`, `ZH-CN`), and whether its numbers are in Chinese.

    Raises:
        Unreadable: its numerals are not known.
    """
    found = _LOCALE.fullmatch(locale)
    if not found:
        return locale[:2].lower(), False
    numerals = (found["numerals"] or "").removeprefix("0")
    if numerals not in _NUMERALS_OF_LOCALE:
        raise Unreadable
    return _LANGUAGES.get(found["code"][-2:], "?"), _NUMERALS_OF_LOCALE[numerals]
