"""How a page writes the numbers of its lists: `list-style-type` and `@counter-style`.

The names and their forms are those of CSS Counter Styles Level 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aigov_corpus import patterns as re
from aigov_corpus.extraction.number_forms import write_number

_FORMS = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "taiwaneseCountingThousand",
    "japanese-informal": "japaneseCounting",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
"""The form of `number_forms.write_number` of each style."""

_IDEOGRAPHIC = ("cjk-", "simp-", "trad-", "japanese-")
"""Beginnings of the names of styles whose numbers are followed by 、."""

_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "lower-latin": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "upper-latin": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
}
UNNUMBERED = frozenset(("none", "disc", "circle", "square", "disclosure-open", "disclosure-closed"))
"""Styles that show a sign or nothing."""

OF_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
"""The style for each value of the attribute `type` of a list."""

_DEEPEST = 5
"""How many styles may extend each other."""

_LONGEST = 10
"""How many times a symbol is repeated at most."""


@dataclass(frozen=True, slots=True)
class CounterStyle:
    """A style that a style sheet defines (`@counter-style`)."""

    system: str = "symbolic"
    """Its name and, behind a blank, the number or the style that it states: `extends decimal`."""
    symbols: tuple[str, ...] = ()
    prefix: str | None = None
    suffix: str | None = None


def write_marker(number: int, style: str, own: Mapping[str, CounterStyle]) -> str:
    """Return what stands before an item, such as `第一条`, `2. `; empty for a sign.

    Args:
        number: the number of the item.
        style: the style of its list, or a text in quotes.
        own: the styles that the page defines.
    """
    if style[:1] in "\"'":
        text = style[1:-1]
        return text if any(map(str.isalnum, text)) else ""
    if style in UNNUMBERED:
        return ""
    prefix, suffix = _affixes(style, own, _DEEPEST)
    return f"{prefix}{write_counter(number, style, own)}{suffix}"


def write_counter(number: int, style: str, own: Mapping[str, CounterStyle]) -> str:
    """Return a number in a style, without what stands before and behind it; empty for a sign."""
    return "" if style in UNNUMBERED else _write(number, style, own, _DEEPEST)


def _write(number: int, style: str, own: Mapping[str, CounterStyle], depth: int) -> str:
    if style in own and depth:
        defined = own[style]
        system, _, argument = defined.system.partition(" ")
        if system == "extends":
            return _write(number, argument.strip(), own, depth - 1)
        return _by_symbols(number, system, argument, defined.symbols) or str(number)
    if style in _ALPHABETS:
        return _by_symbols(number, "alphabetic", "", tuple(_ALPHABETS[style])) or str(number)
    written = write_number(number, _FORMS.get(style, "decimal"))
    falls_back = style.startswith(_IDEOGRAPHIC) and written.isascii()
    return write_number(number, "ideographDigital") if falls_back else written


def _by_symbols(number: int, system: str, argument: str, symbols: tuple[str, ...]) -> str:
    """Return a number in symbols; empty if they have no form for it."""
    if not symbols:
        return ""
    size = len(symbols)
    match system:
        case "cyclic":
            return symbols[(number - 1) % size]
        case "fixed":
            first = int(argument) if re.fullmatch(r"-?\d{1,6}", argument.strip()) else 1
            return symbols[number - first] if 0 <= number - first < size else ""
        case "symbolic" if number > 0:
            times = (number - 1) // size + 1
            return symbols[(number - 1) % size] * times if times <= _LONGEST else ""
        case "alphabetic" | "numeric" if number > 0 and size > 1:
            written = ""
            while number:
                number -= system == "alphabetic"
                written = symbols[number % size] + written
                number //= size
            return written
        case _:
            return ""


def _affixes(style: str, own: Mapping[str, CounterStyle], depth: int) -> tuple[str, str]:
    """Return what stands before and behind the numbers of a style."""
    if style not in own or not depth:
        return "", "、" if style.startswith(_IDEOGRAPHIC) else ". "
    defined = own[style]
    extended = (
        _affixes(defined.system.partition(" ")[2].strip(), own, depth - 1)
        if defined.system.startswith("extends ")
        else ("", ". ")
    )
    prefix = extended[0] if defined.prefix is None else defined.prefix
    return prefix, extended[1] if defined.suffix is None else defined.suffix
